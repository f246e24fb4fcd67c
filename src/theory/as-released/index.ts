import type { AnyClaim } from '../claim.js';
import { biasBreaksHomogeneity } from './bias-breaks-homogeneity.js';

/** Statements as released or printed that do not hold as they stand: each is expected to fail. In the order of the proof chain. */
export const asReleasedClaims: readonly AnyClaim[] = [
  biasBreaksHomogeneity,
];
