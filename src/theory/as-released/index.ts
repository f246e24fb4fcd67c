import type { AnyClaim } from '../claim.js';
import { batchMeanWeight } from './batch-mean-weight.js';
import { biasBreaksHomogeneity } from './bias-breaks-homogeneity.js';
import { exactCovarianceAugmentedWeights } from './exact-covariance-augmented-weights.js';
import { oneWeightPerBatch } from './one-weight-per-batch.js';

/** What was released or printed differently from the formulas, and what follows: most are expected to fail. In the order of the proof chain. */
export const asReleasedClaims: readonly AnyClaim[] = [
  biasBreaksHomogeneity,
  batchMeanWeight,
  exactCovarianceAugmentedWeights,
  oneWeightPerBatch,
];
