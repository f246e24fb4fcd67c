import { asReleasedClaims } from './as-released/index.js';
import { beyondClaims } from './beyond/index.js';
import { byolClaims } from './byol/index.js';
import type { AnyClaim } from './claim.js';
import { dualNetworksClaims } from './dual-networks/index.js';
import { latentTreeClaims } from './latent-tree/index.js';
import { latentRecovery } from './latent-tree/latent-recovery.js';
import type { MeasuredClaim } from './measured.js';

/** A claim of any kind. */
export type RegisteredClaim = AnyClaim | MeasuredClaim;

/** Every claim, subject by subject, each in the order of its proof chain. */
export const claims: readonly RegisteredClaim[] = [
  ...dualNetworksClaims,
  ...latentTreeClaims,
  latentRecovery,
  ...byolClaims,
  ...asReleasedClaims,
  ...beyondClaims,
];

/** Whether a claim is about the outcome of an experiment, and not about instances. */
export const isMeasured = (claim: RegisteredClaim): claim is MeasuredClaim => 'effects' in claim;

/** The claims about instances: all but the measured ones. */
export const statements: readonly AnyClaim[] = claims.filter((claim): claim is AnyClaim => !isMeasured(claim));

const byId = new Map<string, RegisteredClaim>(claims.map((each) => [each.id, each]));

/**
 * Makes claims from outside the package known by their ids, in this thread: they are attacked like the others, and are no member of `claims`.
 * @throws {RangeError} for an id that another claim has
 */
export const adopt = (outside: readonly AnyClaim[]): void => {
  for (const claim of outside) {
    const known = byId.get(claim.id);
    if (known !== undefined && known !== claim)
      throw new RangeError(`claim: expected an id of its own, got "${claim.id}" for two`);
    byId.set(claim.id, claim);
  }
};

/** The claim with an id. @throws {RangeError} where there is none */
export const claimById = (id: string): RegisteredClaim => {
  const found = byId.get(id);
  if (found === undefined) throw new RangeError(`claim: expected one of the ids of "list", got "${id}"`);
  return found;
};

/** The claim about instances with an id. @throws {RangeError} where there is none */
export const statementById = (id: string): AnyClaim => {
  const found = claimById(id);
  if (isMeasured(found))
    throw new RangeError(`claim: expected a claim about instances, got the measured claim "${id}"`);
  return found;
};
