import type { AnyClaim } from './claim.js';
import { covarianceOperator } from './dual-networks/covariance-operator.js';
import { homogeneity } from './dual-networks/homogeneity.js';
import { pairGradient } from './dual-networks/pair-gradient.js';

/** Every claim, in the order of the proof chain. */
export const claims: readonly AnyClaim[] = [homogeneity, pairGradient, covarianceOperator];
