import type { AnyClaim } from '../claim.js';
import { batchMeanWeight } from './batch-mean-weight.js';
import { biasBreaksHomogeneity } from './bias-breaks-homogeneity.js';
import { exactCovarianceAugmentedWeights } from './exact-covariance-augmented-weights.js';

/** Statements as released or printed that do not hold as they stand: each is expected to fail. In the order of the proof chain. */
export const asReleasedClaims: readonly AnyClaim[] = [
  biasBreaksHomogeneity,
  batchMeanWeight,
  exactCovarianceAugmentedWeights,
];
