import type { AnyClaim } from '../claim.js';
import { activationCovarianceBinary } from './activation-covariance-binary.js';
import { activationCovarianceCategorical } from './activation-covariance-categorical.js';
import { activationCovariance } from './activation-covariance.js';
import { constantJacobianBlock } from './constant-jacobian-block.js';
import { coupledGroupUpdate } from './coupled-group-update.js';
import { gapGrowth } from './gap-growth.js';
import { gapIsNotSelectivity } from './gap-is-not-selectivity.js';
import { luckyNodeAsRecalled } from './lucky-node-as-recalled.js';
import { luckyNodeLowerBound } from './lucky-node-lower-bound.js';
import { luckyNodeSign } from './lucky-node-sign.js';
import { luckyNodeTail } from './lucky-node-tail.js';
import { luckyNodesStayLucky } from './lucky-nodes-stay-lucky.js';
import { polarityChain } from './polarity-chain.js';
import { preactivationGap } from './preactivation-gap.js';
import { rootGapGatesLearning } from './root-gap-gates-learning.js';
import { selectivityCriterion } from './selectivity-criterion.js';
import { squaredActivationGap } from './squared-activation-gap.js';
import { translationInvariantChain } from './translation-invariant-chain.js';
import { unitLatentCorrelation } from './unit-latent-correlation.js';
import { varianceDecompositionSymmetric } from './variance-decomposition-symmetric.js';
import { varianceDecomposition } from './variance-decomposition.js';

/** Hierarchical latent trees: what the covariance operator sees of them, how training starts and where it leads. */
export const latentTreeClaims: readonly AnyClaim[] = [
  polarityChain,
  translationInvariantChain,
  activationCovariance,
  activationCovarianceBinary,
  activationCovarianceCategorical,
  preactivationGap,
  varianceDecomposition,
  varianceDecompositionSymmetric,
  unitLatentCorrelation,
  luckyNodeTail,
  luckyNodeSign,
  luckyNodeLowerBound,
  squaredActivationGap,
  selectivityCriterion,
  gapIsNotSelectivity,
  luckyNodeAsRecalled,
  constantJacobianBlock,
  coupledGroupUpdate,
  luckyNodesStayLucky,
  rootGapGatesLearning,
  gapGrowth,
];
