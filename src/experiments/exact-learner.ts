/** Gradient descent on the population loss itself. */
import { initialise } from '../kernels/tree/initialise.js';
import { createPooledNetwork } from '../kernels/tree/pooled-network.js';
import { createPopulation } from '../kernels/tree/population.js';
import type { NumberTree } from '../kernels/tree/types.js';
import { type Learner, lossSettings, networkSeed } from './learner.js';
import type { RunKey, TrainingSettings } from './settings.js';

/**
 * W ← W − rate (∇L + η W) with L = −tr V_{z_0}[E[f_L | z_0]] by enumeration of every view, from the start of the sampled run of the same key.
 * The loss of an epoch is L at its end; nothing in a look is estimated.
 */
export const exactLearner = (tree: NumberTree, settings: TrainingSettings, key: RunKey): Learner => {
  const { steps, rate, decay } = settings;
  const { hidden } = key;
  const biases = settings.released.includes('biases');
  const network = createPooledNetwork(tree, { hidden, biases, capacity: 1 });
  initialise(network, networkSeed(key));
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
  };
};
