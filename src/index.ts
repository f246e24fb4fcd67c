export { type Field, Undecided } from './arithmetic/field.js';
export { type Rational, rational } from './arithmetic/rational.js';
export { type ClaimReport, attackClaim } from './search/attack-claim.js';
export { checkClaims, type CheckOptions } from './search/check.js';
export {
  type AnyClaim,
  type Assumption,
  type Claim,
  claim,
  type Conclusion,
  type Mutant,
  type Over,
} from './theory/claim.js';
export { claimById, claims } from './theory/index.js';
export { atMost, equal, lessThan, psd, type Relation } from './theory/relation.js';
export * from './theory/space.js';
