export type { Dual, DualField } from './arithmetic/dual.js';
export { type Field, Undecided } from './arithmetic/field.js';
export { linearAlgebra, type Matrix } from './arithmetic/linear-algebra.js';
export {
  fractionText,
  isRational,
  type Rational,
  rational,
  type RationalField,
  rationals,
} from './arithmetic/rational.js';
export type { ClaimReport, MutantReport, ShownOn, UntimedReport } from './ledger/claim-report.js';
export { MARGIN_BINS, type MarginBin, type MarginCounts } from './ledger/margins.js';
export { BadInput } from './ledger/problem.js';
export type { VerdictWord } from './ledger/verdict.js';
export { type BranchCount, dualNetworks } from './model/dual-networks.js';
export { derivatives, variableLayer } from './model/gradient.js';
export { type Loss, losses, mapLoss, negativesOf } from './model/losses.js';
export { type Activation, mapNetwork, type Network, networks, type Trace, withWeights } from './model/network.js';
export { type Branches, type Place, populations, type ViewFeatures } from './model/population.js';
export { expectations, mapWorld, type Point, pointLaw, type View, viewLaw, type World } from './model/world.js';
export { ablateClaim, type AblationScope } from './search/ablation/ablate-claim.js';
export type { AblationOptions } from './search/ablation/ablate.js';
export type * from './ledger/ablation-report.js';
export { attackClaim } from './search/attack-claim.js';
export { checkClaims, type CheckOptions } from './search/check.js';
export {
  type AgainstOptions,
  type AgainstReport,
  type Break,
  checkAgainst,
  type StepReport,
} from './search/foreign/against.js';
export type { Difference } from './search/foreign/compare.js';
export type { StepName } from './search/foreign/steps.js';
export { type ClaimsModule, loadClaims } from './search/foreign/claims-module.js';
export type { CheckPlan } from './search/islands.js';
export type { Observations } from './search/worker.js';
export {
  type AnyClaim,
  type Assumption,
  at,
  type Claim,
  claim,
  type Conclusion,
  type Exponential,
  type Law,
  type Laws,
  type Mutant,
  type Over,
  type Paper,
  type Reading,
  type Source,
} from './theory/claim.js';
export { bibtex, cite } from './theory/cite.js';
export { claimById, claims, isMeasured, type RegisteredClaim, statementById, statements } from './theory/index.js';
export type { Arm, Effect, Effects, MeasuredClaim, Trajectory } from './theory/measured.js';
export { atMost, type Entries, equal, lessThan, psd, type Relation } from './theory/relation.js';
export * from './theory/settings/assumptions.js';
export { networkNode, type NetworkRanges, width, worldNode, type WorldRanges } from './theory/settings/spaces.js';
export * from './theory/space.js';
export { type AttackPlan, handOver } from './vitest/hand-over.js';
