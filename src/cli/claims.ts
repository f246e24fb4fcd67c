import { BadInput, quoted } from '../ledger/problem.js';
import type { AnyClaim } from '../theory/claim.js';
import { claims, isMeasured, type RegisteredClaim } from '../theory/index.js';

/** The claims of ids, all of them where none is given. @throws {BadInput} for an unknown id */
export const claimsOf = (ids: readonly string[]): readonly RegisteredClaim[] =>
  ids.length === 0 ? claims : ids.map(claimOf);

/** The claim of an id. @throws {BadInput} with the nearest ids where there is none */
export const claimOf = (id: string): RegisteredClaim => {
  const found = claims.find((claim) => claim.id === id);
  if (found) return found;
  const near = claims
    .map((claim) => claim.id)
    .filter((known) => known.endsWith(`/${id}`) || known.startsWith(`${id}/`));
  const hint = near.length > 0 ? ` (did you mean ${near.slice(0, 3).join(', ')}?)` : '';
  throw new BadInput(`claim: expected an id from "contrapose list", got ${quoted(id)}${hint}`);
};

/** The claim about instances of an id. @throws {BadInput} for a measured claim, which has none */
export const statementOf = (id: string): AnyClaim => {
  const found = claimOf(id);
  if (isMeasured(found)) throw new BadInput(`claim: expected a claim about instances, got the measured claim "${id}"`);
  return found;
};
