export { type Field, Undecided } from './arithmetic/field.js';
export { linearAlgebra, type Matrix } from './arithmetic/linear-algebra.js';
export { fractionText, isRational, type Rational, rational, rationals } from './arithmetic/rational.js';
export { BadInput } from './ledger/problem.js';
export { type BranchCount, dualNetworks } from './model/dual-networks.js';
export { derivatives, variableLayer } from './model/gradient.js';
export { type Loss, losses, mapLoss, negativesOf } from './model/losses.js';
export { type Activation, mapNetwork, type Network, networks, withWeights } from './model/network.js';
export { populations } from './model/population.js';
export { expectations, mapWorld, type Point, pointLaw, type View, viewLaw, type World } from './model/world.js';
export { ablateClaim, type AblationScope } from './search/ablation/ablate-claim.js';
export type { AblationOptions } from './search/ablation/ablate.js';
export type * from './search/ablation/ablation-report.js';
export { attackClaim } from './search/attack-claim.js';
export type { ClaimReport, MutantReport } from './search/claim-report.js';
export { checkClaims, type CheckOptions } from './search/check.js';
export { type AgainstOptions, type AgainstReport, checkAgainst } from './search/foreign/against.js';
export { type ClaimsModule, loadClaims } from './search/foreign/claims-module.js';
export {
  type AnyClaim,
  type Assumption,
  at,
  type Claim,
  claim,
  type Conclusion,
  type Law,
  type Mutant,
  type Over,
} from './theory/claim.js';
export { claimById, claims, isMeasured, type RegisteredClaim, statementById, statements } from './theory/index.js';
export type { Arm, Effect, MeasuredClaim, Trajectory } from './theory/measured.js';
export { atMost, equal, lessThan, psd, type Relation } from './theory/relation.js';
export * from './theory/settings/assumptions.js';
export { networkNode, type NetworkRanges, width, worldNode, type WorldRanges } from './theory/settings/spaces.js';
export * from './theory/space.js';
export { type AttackPlan, handOver } from './vitest/hand-over.js';
