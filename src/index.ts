export { type Field, Undecided } from './arithmetic/field.js';
export { type Rational, rational } from './arithmetic/rational.js';
export { attackClaim } from './search/attack-claim.js';
export type { ClaimReport, MutantReport } from './search/claim-report.js';
export { checkClaims, type CheckOptions } from './search/check.js';
export {
  type AnyClaim,
  type Assumption,
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
export * from './theory/space.js';
