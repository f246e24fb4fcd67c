import type { AnyClaim } from './claim.js';
import { covarianceOperator } from './dual-networks/covariance-operator.js';
import { homogeneity } from './dual-networks/homogeneity.js';
import { pairGradient } from './dual-networks/pair-gradient.js';

/** Every claim, in the order of the proof chain. */
export const claims: readonly AnyClaim[] = [homogeneity, pairGradient, covarianceOperator];

const byId = new Map(claims.map((each) => [each.id, each]));

/** The claim with an id. @throws {RangeError} where there is none */
export const claimById = (id: string): AnyClaim => {
  const found = byId.get(id);
  if (found === undefined) throw new RangeError(`claim: expected one of the ids of "list", got "${id}"`);
  return found;
};
