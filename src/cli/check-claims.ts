import { BadInput, quoted } from '../ledger/problem.js';
import { type ClaimsModule, loadClaims } from '../search/foreign/claims-module.js';
import type { RegisteredClaim } from '../theory/index.js';
import { claimsOf } from './claims.js';
import { pathOf, type Surroundings } from './surroundings.js';

/** What is attacked: claims, and where they are from outside the package the module they came in. */
export interface Chosen {
  readonly claims: readonly RegisteredClaim[];
  readonly module?: ClaimsModule;
}

/**
 * The claims of ids: ours, or those of the file of `--claims`; all of them where no id is given.
 * @throws {BadInput} for an unknown id, and for a file that exports no well-formed claim
 */
export const chosenClaims = async (
  io: Surroundings,
  ids: readonly string[],
  file: string | undefined,
): Promise<Chosen> => {
  if (file === undefined) return { claims: [...new Set(claimsOf(ids))] };
  const module = await loadClaims(pathOf(io, file), file);
  if (ids.length === 0) return { claims: module.claims, module };
  const claims = [...new Set(ids)].map((id) => {
    const found = module.claims.find((claim) => claim.id === id);
    if (found) return found;
    const known = module.claims.map((claim) => claim.id).join(', ');
    throw new BadInput(`claim: expected an id of ${quoted(file)} (${known}), got ${quoted(id)}`);
  });
  return { claims, module };
};

/** An error in code from outside the package is bad input, said in one line; ours keeps its stack. */
export const ofOutsideCode = (error: unknown, file: string | undefined): unknown =>
  file === undefined || error instanceof BadInput
    ? error
    : new BadInput(
        `${file}: expected claims that can be evaluated, got ${error instanceof Error ? error.message : String(error)}`,
      );

/** @throws {BadInput} where options are given together that do not go together */
export const refuseTogether = (option: string, others: Readonly<Record<string, unknown>>): void => {
  const stray = Object.keys(others).find((name) => others[name] !== undefined && others[name] !== false);
  if (stray !== undefined) throw new BadInput(`${option}: expected no ${stray} beside it, got one`);
};
