import type { AnyClaim } from '../claim.js';
import { betaExtension } from './beta-extension.js';
import { centredGradient } from './centred-gradient.js';
import { constantJacobianOperator } from './constant-jacobian-operator.js';
import { covarianceOperator } from './covariance-operator.js';
import { energyIdentity } from './energy-identity.js';
import { exactCovarianceLoss } from './exact-covariance-loss.js';
import { expectedOperatorNotPsd } from './expected-operator-not-psd.js';
import { finiteBatchOperator } from './finite-batch-operator.js';
import { hingeLimit } from './hinge-limit.js';
import { homogeneity } from './homogeneity.js';
import { layerBalance } from './layer-balance.js';
import { linearNeuronBlind } from './linear-neuron-blind.js';
import { lossCommonProperty } from './loss-common-property.js';
import { lossConvexity } from './loss-convexity.js';
import { lossTranslationInvariance } from './loss-translation-invariance.js';
import { noRelativeResidueBound } from './no-relative-residue-bound.js';
import { normalisedOutput } from './normalised-output.js';
import { pairGradient } from './pair-gradient.js';
import { reluSelectivityAmplified } from './relu-selectivity-amplified.js';
import { severalNegatives } from './several-negatives.js';
import { topLayerOperator } from './top-layer-operator.js';
import { twoPointParallelUpdates } from './two-point-parallel-updates.js';
import { weightedCovarianceOperator } from './weighted-covariance-operator.js';
import { weightedResidueBound } from './weighted-residue-bound.js';

/** Two branches of one network: gradients, losses and covariance operators (arXiv:2010.00578). In the order of the proof chain. */
export const dualNetworksClaims: readonly AnyClaim[] = [
  homogeneity,
  pairGradient,
  lossCommonProperty,
  lossTranslationInvariance,
  lossConvexity,
  hingeLimit,
  covarianceOperator,
  finiteBatchOperator,
  energyIdentity,
  layerBalance,
  weightedCovarianceOperator,
  weightedResidueBound,
  noRelativeResidueBound,
  expectedOperatorNotPsd,
  severalNegatives,
  exactCovarianceLoss,
  betaExtension,
  normalisedOutput,
  centredGradient,
  linearNeuronBlind,
  reluSelectivityAmplified,
  topLayerOperator,
  constantJacobianOperator,
  twoPointParallelUpdates,
];
