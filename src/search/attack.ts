import * as fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { PRIME } from '../arithmetic/prime-field.js';
import { identityAtPoint, identityDegree } from '../judge/identity.js';
import { compiled, type Statement } from '../judge/statement.js';
import type { Verdict, Witness } from '../ledger/verdict.js';
import type { Node } from '../theory/space.js';
import { existenceVerdictOf, type Finding, verdictOf } from './finding.js';
import { attackLaws, LAW_ERROR, type LawReport } from './laws.js';
import type { JudgedCase } from './observations.js';
import { larger, outcomesAt, type Outcomes, violationIn } from './outcomes.js';
import { runInstances } from './run-instances.js';
import { Shapes } from './shapes.js';
import { smallest } from './smallest.js';
import { Tally } from './tally.js';
import { TargetedSearch } from './targeted/plugin.js';
import { scoreOf, type Scores, scoresOf } from './targeted/score.js';

/** How long and from where to search. `progress` is called after every instance, `observe` with every one that was judged. */
export interface AttackOptions {
  readonly runs: number;
  readonly seed: number;
  readonly progress?: () => void;
  readonly observe?: (judged: Omit<JudgedCase, 'property'>) => void;
}

/** Moves from a violation to look for a larger one. */
const ENLARGING = 40;

/** Uniform residues modulo p from a seed. */
const residues = (seed: number): (() => number) => {
  const generator = xoroshiro128plus(seed);
  return () => uniformInt(generator, 0, PRIME - 1);
};

const isOpen = (outcomes: Outcomes): boolean => Object.values(outcomes).some(({ status }) => status === 'unknown');

/**
 * What instances of a description say of a statement on all of them: half of them random, half found by moves towards a violation, each
 * judged exactly or by enclosure and each with one random point of the prime field for its shape. The first violation ends it; it is
 * shrunk to a small one, and a larger one is looked for around it.
 */
export const attackInstances = (statement: Statement, node: Node, options: AttackOptions): Finding => {
  const tally = new Tally();
  const shapes = new Shapes();
  const residue = residues(options.seed);
  const search = new TargetedSearch(node, options.runs);
  let degree = 0;
  let found: Witness | undefined;
  let largest: Witness | undefined;
  let enlarging = ENLARGING;

  const enlarge = (violation: Witness | undefined): boolean => {
    if (violation && largest) largest = larger(largest, violation);
    return --enlarging > 0;
  };

  const continues = (instance: unknown): boolean => {
    const outcomes = outcomesAt(statement, instance);
    if (outcomes) search.found(scoresOf(outcomes));
    const generated = found ? 'moved from a violation' : search.climbed ? 'moved towards a violation' : 'drawn';
    options.observe?.({ instance, outcomes, generated });
    if (found) return enlarge(outcomes && violationIn(outcomes, instance));
    // A move to where nothing is decided is no step of the search and no sign of how common such instances are.
    if (outcomes === undefined || (search.climbed && isOpen(outcomes))) {
      if (!search.climbed) tally.discarded++;
      fc.pre(false);
      return true;
    }
    tally.instance(outcomes, compiled(statement, instance).parts, search.climbed);
    found = violationIn(outcomes, instance);
    if (found) {
      largest = found;
      const score = scoreOf(outcomes[found.part]);
      if (score !== undefined) search.enlarge(instance, found.part, score, ENLARGING);
    } else {
      tally.point(identityAtPoint(statement, node, instance, residue));
      if (shapes.add(instance)) degree = Math.max(degree, identityDegree(statement, instance));
    }
    options.progress?.();
    return true;
  };

  runInstances(node, continues, {
    seed: options.seed,
    numRuns: options.runs,
    maxSkipsPerRun: 20,
    endOnFailure: true,
    plugins: [search.plugin],
  });
  const witness = found && smallest(statement, node, found);
  return {
    parts: tally.parts,
    instances: tally.instances,
    climbed: tally.climbed,
    discarded: tally.discarded,
    differentPoints: tally.differentPoints,
    degree,
    shapes: shapes.names,
    ...(witness && { witness }),
    ...(witness && largest && largest.margin < witness.margin && { largest }),
  };
};

/**
 * Attacks "for all instances of the description, the statement holds": by instances, then its laws by draws. The result is determined by the
 * seed.
 */
export const attack = (statement: Statement, node: Node, options: AttackOptions): Verdict => {
  const verdict = verdictOf(attackInstances(statement, node, options));
  const { laws } = statement;
  return laws ? withLaws(verdict, () => attackLaws(laws, node, options)) : verdict;
};

/** A verdict of the closed forms together with what draws say of the laws they stand for; they are asked where the closed forms hold. */
export const withLaws = (verdict: Verdict, drawn: () => LawReport): Verdict => {
  if (verdict.word !== 'holds') return verdict;
  const { parts, witness } = drawn();
  return {
    ...verdict,
    parts: [...verdict.parts, ...parts],
    ...(witness && { word: 'refuted', reason: `its draws reject it, error ≤ ${LAW_ERROR}`, witness }),
  };
};

/** How far an instance is from showing an existence claim: what its parts are violated by, together; nothing where a part is open. */
const shortfall = (outcomes: Outcomes): Scores => {
  const violations = Object.values(outcomes).map(({ status, margin }) =>
    status === 'holds' ? 0 : status === 'violated' ? -margin : NaN,
  );
  const sum = violations.reduce((s, violation) => s + violation, 0);
  return Number.isNaN(sum) ? {} : { 'every part holds': sum };
};

/**
 * What instances say of "there is an instance on which the statement holds": the given witnesses first, then random ones and moves from these to
 * where less is violated. A single instance on which every part is decided and holds settles it.
 */
export const searchInstances = (
  statement: Statement,
  node: Node,
  witnesses: readonly unknown[],
  options: AttackOptions,
): Finding => {
  const tally = new Tally();
  const shapes = new Shapes();
  const targeted = new TargetedSearch(node, options.runs);
  let witness: Witness | undefined;
  const tryInstance = (instance: unknown, generated: string): void => {
    const outcomes = outcomesAt(statement, instance);
    if (outcomes) targeted.found(shortfall(outcomes));
    options.observe?.({ instance, outcomes, generated });
    if (outcomes === undefined) {
      if (!targeted.climbed) tally.discarded++;
      return;
    }
    shapes.add(instance);
    const shows = Object.values(outcomes).every((outcome) => outcome.status === 'holds');
    if (!shows) {
      tally.instances++;
      if (targeted.climbed) tally.climbed++;
      return;
    }
    tally.instance(outcomes, compiled(statement, instance).parts);
    const margin = Math.min(...Object.values(outcomes).map((outcome) => outcome.margin));
    witness ??= { instance, part: Object.keys(outcomes).join(', '), margin };
  };
  for (const given of witnesses) tryInstance(given, 'given');
  const continues = (instance: unknown): boolean => {
    tryInstance(instance, targeted.climbed ? 'moved towards an example' : 'drawn');
    options.progress?.();
    return true;
  };
  runInstances(node, continues, { seed: options.seed, numRuns: options.runs, plugins: [targeted.plugin] });
  const { parts, instances, climbed, discarded } = tally;
  return {
    parts,
    instances,
    climbed,
    discarded,
    differentPoints: 0,
    degree: 0,
    shapes: shapes.names,
    ...(witness && { witness }),
  };
};

/** Attacks "there is an instance on which the statement holds". */
export const search = (
  statement: Statement,
  node: Node,
  witnesses: readonly unknown[],
  options: AttackOptions,
): Verdict => existenceVerdictOf(searchInstances(statement, node, witnesses, options));
