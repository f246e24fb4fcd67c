import { withinBudget } from '../arithmetic/budget.js';
import { Undecided } from '../arithmetic/field.js';
import { decode } from '../ledger/codec.js';
import { BadInput } from '../ledger/problem.js';
import type { Grade, WitnessFile, WitnessSides } from '../ledger/witness-file.js';
import type { AnyClaim } from '../theory/claim.js';
import { statements } from '../theory/index.js';
import { problemOf } from './attacks.js';
import { secondOpinion } from './second-opinion.js';
import { attackOf, outcomeOf, sidesOf } from './witness-of.js';

/**
 * What is left of a stored witness: it still refutes; it no longer does (`fixed`); it cannot be judged any more (`undecided`); or what it speaks of
 * is gone (`stale`).
 */
export type Replay = { readonly witness: WitnessFile } & (
  | {
      readonly status: 'refutes';
      readonly margin: number | null;
      readonly sides: WitnessSides;
      readonly grade: Grade;
      readonly reasons: readonly string[];
      /** Where the numbers differ from those in the file: the code, or the file, has changed. */
      readonly changed: boolean;
      /** Whether it meets every assumption that the attack leaves out, and so refutes the claim with them too. */
      readonly withinAll: boolean;
    }
  | { readonly status: 'fixed' | 'undecided' | 'stale'; readonly reason: string }
);

const stale = (witness: WitnessFile, reason: string): Replay => ({ witness, status: 'stale', reason });

/** Why the problem of a witness is not one any more. */
const goneFrom = (claim: AnyClaim, { dropped, mutant }: WitnessFile): string | undefined => {
  if (claim.quantifier === 'exists') return 'its claim is one of existence, which no instance refutes';
  const slug = dropped.find((each) => claim.assumptions.every((assumption) => assumption.slug !== each));
  if (slug !== undefined) return `its claim has no assumption "${slug}" any more`;
  if (mutant !== undefined && claim.mutants.every(({ name }) => name !== mutant)) {
    return `its claim has no mutant "${mutant}" any more`;
  }
  return undefined;
};

const decoded = (claim: AnyClaim, { instance }: WitnessFile): { readonly instance: unknown } | string => {
  try {
    return { instance: decode(claim.space.node, instance) };
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    return `its instance is none of the claim's: ${error.message}`;
  }
};

/** Judges a stored witness again, of one of the claims given (of all where none are). */
export const replay = (witness: WitnessFile, registry: readonly AnyClaim[] = statements): Replay => {
  const claim = registry.find(({ id }) => id === witness.claim);
  if (claim === undefined) return stale(witness, `there is no claim "${witness.claim}" about instances any more`);
  const gone = goneFrom(claim, witness);
  if (gone !== undefined) return stale(witness, gone);
  const read = decoded(claim, witness);
  if (typeof read === 'string') return stale(witness, read);
  const attack = attackOf(witness);
  if (attack.kind === 'agreement' && !claim.mutants.some(({ name, agreesOn }) => name === attack.name && agreesOn)) {
    return stale(witness, `its mutant "${attack.name}" has no subclass any more`);
  }
  try {
    return withinBudget(() => judgedAgain(claim, witness, read.instance));
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
    return { witness, status: 'undecided', reason: error.reason };
  }
};

const judgedAgain = (claim: AnyClaim, witness: WitnessFile, instance: unknown): Replay => {
  const { statement } = problemOf(claim, attackOf(witness));
  const { part } = witness;
  const unmet = claim.assumptions.filter(({ holds }) => !holds(instance)).map(({ slug }) => slug);
  const outside = unmet.filter((slug) => !witness.dropped.includes(slug));
  const outcome = outcomeOf(statement, instance, part);
  if (outcome === undefined) return stale(witness, `its claim has no part "${part}" any more`);
  if (outside.length > 0) {
    return { witness, status: 'fixed', reason: `it is outside the assumptions ${outside.join(', ')}` };
  }
  if (outcome.status === 'holds') return { witness, status: 'fixed', reason: 'the part holds on it' };
  if (outcome.status === 'unknown') return { witness, status: 'undecided', reason: 'the part is left open on it' };
  const sides = sidesOf(statement, instance, part);
  const { margin } = outcome;
  const changed =
    JSON.stringify({ margin, sides }) !== JSON.stringify({ margin: witness.margin, sides: witness.sides });
  const withinAll = witness.dropped.length > 0 && unmet.length === 0;
  return {
    witness,
    status: 'refutes',
    margin,
    sides,
    ...secondOpinion(statement, instance, part),
    changed,
    withinAll,
  };
};
