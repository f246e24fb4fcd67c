/** Gradient descent on the population loss itself. */
import { createEvaluator } from '../kernels/tree/correlations.js';
import { initialise } from '../kernels/tree/initialise.js';
import { createPooledNetwork } from '../kernels/tree/pooled-network.js';
import { createPopulation } from '../kernels/tree/population.js';
import type { NumberTree } from '../kernels/tree/types.js';
import { type Learner, lossSettings, networkSeed } from './learner.js';
import type { RunKey, TrainingSettings } from './settings.js';

/**
 * W ← W − rate (∇L + η W) with L = −tr V_{z_0}[E[f_L | z_0]] by enumeration of every view, from the start of the sampled run of the same key.
 * The loss of an epoch is L at its end; nothing in a look is estimated. Only the correlations across latents are, over views drawn for them.
 */
export const exactLearner = (tree: NumberTree, settings: TrainingSettings, key: RunKey): Learner => {
  const { steps, rate, decay, evaluation } = settings;
  const { hidden } = key;
  const biases = settings.released.includes('biases');
  const network = createPooledNetwork(tree, { hidden, biases, capacity: 1 });
  const seed = networkSeed(key);
  initialise(network, seed);
  const { normalise, normaliseEpsilon } = lossSettings(settings);
  const population = createPopulation(tree, { hidden, biases, normalise, normaliseEpsilon });
  return {
    startLoss: population.loss(network),
    epoch: (onSteps) => {
      for (let step = 0; step < steps; step++) {
        network.gradient.set(population.gradient(network).gradient);
        network.step(rate, decay);
        onSteps(1);
      }
      return population.loss(network);
    },
    look: () => ({
      latents: population.evaluate(network).latents,
      operatorSpectra: population.operatorSpectra(network),
      weights: network.getWeights(),
    }),
    cross: () => {
      const evaluator = createEvaluator(tree, { hidden, biases, samples: evaluation, seed });
      evaluator.evaluate(network);
      return evaluator.crossCorrelations();
    },
  };
};
