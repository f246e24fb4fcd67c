import { asReleasedClaims } from './as-released/index.js';
import { beyondClaims } from './beyond/index.js';
import { byolClaims } from './byol/index.js';
import type { AnyClaim } from './claim.js';
import { dualNetworksClaims } from './dual-networks/index.js';

/** Every claim, subject by subject, each in the order of its proof chain. */
export const claims: readonly AnyClaim[] = [...dualNetworksClaims, ...byolClaims, ...asReleasedClaims, ...beyondClaims];

const byId = new Map(claims.map((each) => [each.id, each]));

/** The claim with an id. @throws {RangeError} where there is none */
export const claimById = (id: string): AnyClaim => {
  const found = byId.get(id);
  if (found === undefined) throw new RangeError(`claim: expected one of the ids of "list", got "${id}"`);
  return found;
};
