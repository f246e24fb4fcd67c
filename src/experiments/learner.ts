/** A network that learns, and what is looked at in it: from samples, or from the whole population. */
import { createEvaluator } from '../kernels/tree/correlations.js';
import { createTrainer } from '../kernels/tree/trainer.js';
import type {
  CrossCorrelation,
  Evaluation,
  LossSettings,
  NumberTree,
  OperatorSpectrum,
  TreeWeights,
} from '../kernels/tree/types.js';
import type { ReleasedName, RunKey, TrainingSettings } from './settings.js';
import { streamSeed } from './tree.js';

/** What is seen of a network without changing it. */
export interface Look {
  readonly latents: Evaluation['latents'];
  readonly operatorSpectra: readonly OperatorSpectrum[];
  readonly weights: TreeWeights;
}

export interface Learner {
  /** The loss before the first step where it is known without taking one. */
  readonly startLoss: number | null;
  /** Takes one epoch's steps, saying how many after each part, and returns its loss. */
  readonly epoch: (onSteps: (steps: number) => void) => number;
  readonly look: () => Look;
  /** The units of every latent against every latent, over `evaluation` views: after a look, those of the look where it took any. */
  readonly cross: () => readonly CrossCorrelation[];
}

/** The ε of the published program. */
const EPSILON = 1e-4;

/** The loss with the released switches as the kernel names them. */
export const lossSettings = (settings: TrainingSettings): LossSettings => {
  const has = (name: ReleasedName): boolean => settings.released.includes(name);
  const { loss, tau, margin, negatives, normalise } = settings;
  return {
    loss,
    tau,
    margin,
    negatives,
    normalise,
    batchMeanDistances: has('batch-mean-distances'),
    probabilityLoss: has('probability-loss'),
    noHalf: has('no-half'),
    ...(has('normalise-epsilon') && { normaliseEpsilon: EPSILON }),
  };
};

/** The seed of a run's start and samples. It depends on (seed, δ, |N_μ|), the tree on (seed, δ) alone. */
export const networkSeed = ({ seed, polarity, hidden }: RunKey): number =>
  streamSeed(`network ${seed} ${polarity} ${hidden}`);

/** Steps between two words on progress. */
const PART = 25;

/** Gradient descent on fresh tuples. The loss of an epoch is the mean of its batches', each before its step. */
export const sampledLearner = (tree: NumberTree, settings: TrainingSettings, key: RunKey): Learner => {
  const { batch, steps, rate, decay, evaluation } = settings;
  const { hidden } = key;
  const biases = settings.released.includes('biases');
  const seed = networkSeed(key);
  const trainer = createTrainer(tree, { ...lossSettings(settings), hidden, biases, batch, rate, decay, seed });
  const evaluator = createEvaluator(tree, { hidden, biases, samples: evaluation, seed });
  return {
    startLoss: null,
    epoch: (onSteps) => {
      let loss = 0;
      for (let step = 1, told = 0; step <= steps; step++) {
        loss += trainer.step();
        if (step - told === PART || step === steps) {
          onSteps(step - told);
          told = step;
        }
      }
      return loss / steps;
    },
    look: () => {
      const { latents } = evaluator.evaluate(trainer.network);
      return { latents, operatorSpectra: evaluator.operatorSpectra(), weights: trainer.network.getWeights() };
    },
    cross: () => evaluator.crossCorrelations(),
  };
};
