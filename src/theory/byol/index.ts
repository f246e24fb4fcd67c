import type { AnyClaim } from '../claim.js';
import { batchNormProjection } from './batch-norm-projection.js';
import { collapseWithoutPredictor } from './collapse-without-predictor.js';
import { implicitContrast } from './implicit-contrast.js';
import { linearDynamics } from './linear-dynamics.js';
import { sameNetworkNoContrast } from './same-network-no-contrast.js';
import { byolUpdate } from './update.js';

/** One branch against a target, without negatives, and batch normalisation. In the order of the proof chain. */
export const byolClaims: readonly AnyClaim[] = [
  byolUpdate,
  collapseWithoutPredictor,
  batchNormProjection,
  implicitContrast,
  sameNetworkNoContrast,
  linearDynamics,
];
