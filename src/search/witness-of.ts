import { explain } from '../judge/explain.js';
import { attackReading, judge } from '../judge/judge.js';
import { compiled, type Statement } from '../judge/statement.js';
import { encode } from '../ledger/codec.js';
import type { Verdict } from '../ledger/verdict.js';
import { WITNESS_FORMAT, type WitnessFile, type WitnessSides } from '../ledger/witness-file.js';
import type { AnyClaim } from '../theory/claim.js';
import { type Attack, attackName, problemOf } from './attacks.js';
import { drawFrequency, isRejected } from './law-frequency.js';
import { secondOpinion } from './second-opinion.js';

/** The attack that a witness file speaks of. */
export const attackOf = ({ attack, dropped, mutant = '' }: WitnessFile): Attack => {
  if (attack === 'claim') return { kind: 'claim' };
  return attack === 'without' ? { kind: 'without', slugs: dropped } : { kind: attack, name: mutant };
};

/** "byol/update without no-bias", for a line of text. */
export const problemName = (witness: WitnessFile): string =>
  witness.attack === 'claim' ? witness.claim : `${witness.claim} ${attackName(attackOf(witness))}`;

/** How one part came out: `margin` is null where the slack has no number. */
export interface PartOutcome {
  readonly status: 'holds' | 'violated' | 'unknown';
  readonly margin: number | null;
}

const finite = (margin: number): number | null => (Number.isFinite(margin) ? margin : null);

/** One part on one instance, or nothing where the statement has no such part. @throws {Undecided} at a kink */
export const outcomeOf = (statement: Statement, instance: unknown, part: string): PartOutcome | undefined => {
  const law = statement.laws && Object.hasOwn(statement.laws, part) ? statement.laws[part] : undefined;
  if (law) {
    const frequency = drawFrequency(law, instance, part);
    return isRejected(frequency)
      ? { status: 'violated', margin: -Math.abs(frequency.events / frequency.draws - frequency.claimed) }
      : { status: 'holds', margin: 0 };
  }
  const outcomes = judge(statement, instance);
  if (!Object.hasOwn(outcomes, part)) return undefined;
  return { status: outcomes[part].status, margin: finite(outcomes[part].margin) };
};

/** Both sides of a part that `outcomeOf` judges, read as the attack reads them. @throws {Undecided} at a kink */
export const sidesOf = (statement: Statement, instance: unknown, part: string): WitnessSides => {
  const law = statement.laws && Object.hasOwn(statement.laws, part) ? statement.laws[part] : undefined;
  if (law) {
    const { events, draws } = drawFrequency(law, instance, part);
    const right = [law.probability(instance).toFraction()];
    return { relation: 'law', exponential: 'e^a', left: [`${events}/${draws}`], right };
  }
  const baseTwo =
    attackReading(statement) === 'base-2' &&
    compiled(statement, instance).transcendental.has(part) &&
    judge(statement, instance)[part].evidence === 'exact';
  const found = explain(statement, instance, baseTwo).find(({ name }) => name === part);
  if (found === undefined) throw new RangeError(`sidesOf: expected a part of the statement, got "${part}"`);
  const { relation, left, right } = found;
  return { relation, exponential: baseTwo ? '2^a' : 'e^a', left, right };
};

/** What a counterexample leaves standing. @throws {RangeError} for an attack the claim does not have */
const boundaryOf = (claim: AnyClaim, attack: Attack): string => {
  switch (attack.kind) {
    case 'claim':
      return claim.expect === 'fails'
        ? 'what the claim would be with another reading: it is stated as printed or released, and expected to fail'
        : 'nothing of the claim: it contradicts it as stated';
    case 'mutant':
    case 'agreement': {
      const mutant = claim.mutants.find(({ name }) => name === attack.name);
      if (mutant === undefined) throw new RangeError(`${claim.id}: expected a mutant, got "${attack.name}"`);
      return `the claim itself, of which this is a false sibling: ${mutant.text}`;
    }
    case 'without': {
      const texts = attack.slugs.map((slug) => {
        const text = claim.assumptions.find((assumption) => assumption.slug === slug)?.text;
        return `${slug} (${text ?? 'no longer an assumption'})`;
      });
      return `the claim with ${texts.join(' and ')}`;
    }
  }
};

/**
 * The file of the violation an attack found, graded by a second opinion; nothing where it found none. A claim of existence is shown by an instance and
 * refuted by none, so that it has no such file. `foundBy` is the command that finds it again.
 */
export const witnessOf = (
  claim: AnyClaim,
  attack: Attack,
  { word, witness }: Pick<Verdict, 'word' | 'witness'>,
  foundBy: string,
): WitnessFile | undefined => {
  if (word !== 'refuted' || witness === undefined || claim.quantifier === 'exists') return undefined;
  const { statement } = problemOf(claim, attack);
  const { instance, part } = witness;
  return {
    format: WITNESS_FORMAT,
    claim: claim.id,
    attack: attack.kind,
    dropped: attack.kind === 'without' ? attack.slugs : [],
    ...((attack.kind === 'mutant' || attack.kind === 'agreement') && { mutant: attack.name }),
    part,
    margin: outcomeOf(statement, instance, part)?.margin ?? null,
    sides: sidesOf(statement, instance, part),
    instance: encode(instance),
    boundary: boundaryOf(claim, attack),
    foundBy,
    ...secondOpinion(statement, instance, part),
  };
};
