import * as fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { Undecided } from '../arithmetic/field.js';
import { PRIME } from '../arithmetic/prime-field.js';
import { identityAtPoint, identityDegree } from '../judge/identity.js';
import { judge } from '../judge/judge.js';
import type { Outcome } from '../judge/outcome.js';
import { compiled, type Statement } from '../judge/statement.js';
import type { Verdict, Witness } from '../ledger/verdict.js';
import type { Laws } from '../theory/claim.js';
import { shapeOf } from '../theory/layout.js';
import type { Node } from '../theory/space.js';
import { attackLaws, LAW_ERROR } from './laws.js';
import { SpaceArbitrary } from './space-arbitrary.js';
import { Tally } from './tally.js';

/** How long and from where to search. `progress` is called after every instance. */
export interface AttackOptions {
  readonly runs: number;
  readonly seed: number;
  readonly progress?: () => void;
}

/** What one instance says of a statement: every part's outcome, or that it is not decided there. */
const outcomesAt = (statement: Statement, instance: unknown): Readonly<Record<string, Outcome>> | undefined => {
  try {
    return judge(statement, instance);
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    throw error;
  }
};

const violationIn = (outcomes: Readonly<Record<string, Outcome>>): readonly [string, Outcome] | undefined =>
  Object.entries(outcomes).find(([, outcome]) => outcome.status === 'violated');

/** Uniform residues modulo p from a seed. */
const residues = (seed: number): (() => number) => {
  const generator = xoroshiro128plus(seed);
  return () => uniformInt(generator, 0, PRIME - 1);
};

/**
 * Attacks "for all instances of the description, the statement holds": random instances, each judged exactly or by enclosure and each
 * with one random point of the prime field for its shape; then its laws by draws. A violation is shrunk to a small witness.
 */
export const attack = (statement: Statement, node: Node, options: AttackOptions): Verdict => {
  const tally = new Tally();
  const residue = residues(options.seed);
  const shapes = new Set<string>();
  let degree = 0;
  let searching = true;

  const holdsAt = (instance: unknown): boolean => {
    const outcomes = outcomesAt(statement, instance);
    if (outcomes === undefined) {
      if (searching) tally.discarded++;
      fc.pre(false);
      return true;
    }
    const violated = violationIn(outcomes) !== undefined;
    if (!searching) return !violated;
    tally.instance(outcomes, compiled(statement, instance).parts);
    if (violated) searching = false;
    else {
      tally.point(identityAtPoint(statement, node, instance, residue));
      const shape = shapeOf(instance);
      if (!shapes.has(shape)) {
        shapes.add(shape);
        degree = Math.max(degree, identityDegree(statement, instance));
      }
    }
    options.progress?.();
    return !violated;
  };

  const details = fc.check(fc.property(new SpaceArbitrary(node), holdsAt), {
    seed: options.seed,
    numRuns: options.runs,
    maxSkipsPerRun: 20,
    endOnFailure: false,
  });
  const found = details.counterexample?.[0];
  const verdict = verdictOf(
    tally,
    shapes.size,
    degree,
    found === undefined ? undefined : witnessAt(statement, found),
    details.interrupted,
  );
  return statement.laws && verdict.word === 'holds' ? withLaws(verdict, statement.laws, node, options) : verdict;
};

/** A verdict of the closed forms together with what draws say of the laws they stand for. */
const withLaws = (verdict: Verdict, laws: Laws<unknown>, node: Node, options: AttackOptions): Verdict => {
  const { parts, witness } = attackLaws(laws, node, options);
  return {
    ...verdict,
    parts: [...verdict.parts, ...parts],
    ...(witness && { word: 'refuted', reason: `its draws reject it, error ≤ ${LAW_ERROR}`, witness }),
  };
};

const witnessAt = (statement: Statement, instance: unknown): Witness => {
  const [part, outcome] = violationIn(judge(statement, instance)) ?? ['', { margin: NaN }];
  return { instance, part, margin: outcome.margin };
};

const verdictOf = (
  tally: Tally,
  shapes: number,
  degree: number,
  witness: Witness | undefined,
  interrupted: boolean,
): Verdict => {
  const { parts, instances, discarded } = tally;
  const facts = { parts, instances, discarded, shapes, degree: degree > 0 ? degree : null };
  if (witness) return { ...facts, word: 'refuted', witness };
  if (instances === 0) return { ...facts, word: 'vacuous', reason: 'no instance could be judged' };
  const undecided = (reason: string): Verdict => ({ ...facts, word: 'undecided', reason });
  if (interrupted) return undecided('interrupted');
  if (discarded > instances) return undecided(`${discarded} of ${discarded + instances} instances discarded`);
  if (tally.differentPoints > 0) {
    return undecided(`an equality fails at ${tally.differentPoints} points of the prime field`);
  }
  for (const part of parts) {
    if (part.open > instances / 2) return undecided(`${part.name}: open on ${part.open} of ${instances} instances`);
    if (part.relation === 'equal' && part.identity === 0)
      return undecided(`${part.name}: no point of the prime field decides it`);
  }
  return { ...facts, word: 'holds' };
};

/**
 * Attacks "there is an instance on which the statement holds": the given witnesses first, then random instances. A single instance
 * on which every part is decided and holds settles it.
 */
export const search = (
  statement: Statement,
  node: Node,
  witnesses: readonly unknown[],
  options: AttackOptions,
): Verdict => {
  const tally = new Tally();
  const shapes = new Set<string>();
  let witness: Witness | undefined;
  const tryInstance = (instance: unknown): void => {
    const outcomes = outcomesAt(statement, instance);
    if (outcomes === undefined) {
      tally.discarded++;
      return;
    }
    shapes.add(shapeOf(instance));
    const shows = Object.values(outcomes).every((outcome) => outcome.status === 'holds');
    if (!shows) {
      tally.instances++;
      return;
    }
    tally.instance(outcomes, compiled(statement, instance).parts);
    const margin = Math.min(...Object.values(outcomes).map((outcome) => outcome.margin));
    witness ??= { instance, part: Object.keys(outcomes).join(', '), margin };
  };
  witnesses.forEach(tryInstance);
  fc.check(
    fc.property(new SpaceArbitrary(node), (instance) => {
      tryInstance(instance);
      options.progress?.();
      return true;
    }),
    { seed: options.seed, numRuns: options.runs },
  );
  const { parts, instances, discarded } = tally;
  const facts = { parts, instances, discarded, shapes: shapes.size, degree: null };
  return witness === undefined
    ? { ...facts, word: 'refuted', reason: `no instance found in ${instances + discarded}` }
    : { ...facts, word: 'holds', witness };
};
