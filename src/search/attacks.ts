import { mutantStatement, type Statement } from '../judge/statement.js';
import { type AnyClaim, narrowed } from '../theory/claim.js';
import type { Node } from '../theory/space.js';

/**
 * What is attacked of a claim: the claim itself, a mutant, a mutant on the subclass where it is said to agree with the truth, or the claim
 * without some of its assumptions.
 */
export type Attack =
  | { readonly kind: 'claim' }
  | { readonly kind: 'mutant'; readonly name: string }
  | { readonly kind: 'agreement'; readonly name: string }
  | { readonly kind: 'without'; readonly slugs: readonly string[] };

/** The name of an attack, in which its random stream and its results are kept apart from others. */
export const attackName = (attack: Attack): string => {
  switch (attack.kind) {
    case 'claim':
      return 'claim';
    case 'mutant':
    case 'agreement':
      return `${attack.kind} ${attack.name}`;
    case 'without':
      return `without ${attack.slugs.join(' + ')}`;
  }
};

/** A statement and the description of the instances it is attacked on. */
export interface Problem {
  readonly statement: Statement;
  readonly node: Node;
}

const mutantOf = (claim: AnyClaim, name: string): AnyClaim['mutants'][number] => {
  const found = claim.mutants.find((mutant) => mutant.name === name);
  if (found === undefined) throw new RangeError(`${claim.id}: expected the name of a mutant, got "${name}"`);
  return found;
};

/** What an attack on a claim puts to the test. @throws {RangeError} for a mutant, subclass or assumption the claim does not have */
export const problemOf = (claim: AnyClaim, attack: Attack): Problem => {
  switch (attack.kind) {
    case 'claim':
      return { statement: claim, node: narrowed(claim) };
    case 'mutant':
      return { statement: mutantStatement(claim, mutantOf(claim, attack.name)), node: narrowed(claim) };
    case 'agreement': {
      const mutant = mutantOf(claim, attack.name);
      if (!mutant.agreesOn)
        throw new RangeError(`${claim.id}: expected a mutant with a subclass, got "${attack.name}"`);
      return { statement: mutantStatement(claim, mutant), node: mutant.agreesOn.narrow(narrowed(claim)) };
    }
    case 'without': {
      const unknown = attack.slugs.find((slug) => claim.assumptions.every((assumption) => assumption.slug !== slug));
      if (unknown !== undefined) throw new RangeError(`${claim.id}: expected one of its assumptions, got "${unknown}"`);
      return { statement: claim, node: narrowed(claim, attack.slugs) };
    }
  }
};
