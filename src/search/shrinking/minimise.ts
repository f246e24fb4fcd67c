/**
 * From a violation to a small one. An attack calls `minimised(node, instance, stillFails, budget)` once, after its search (with fast-check's own shrinking
 * switched off by `endOnFailure: true`); `stillFails` is false where an instance cannot be judged.
 */
import { hashText } from '../../arithmetic/hash.js';
import { encode } from '../../ledger/codec.js';
import type { Node } from '../../theory/space.js';
import { leaps } from './leaps.js';
import { type Move, moves, smallerMember } from './moves.js';

/** Evaluations of `stillFails` that are spent on one witness unless told otherwise. */
export const SHRINK_BUDGET = 3000;

/** Leaps that are evaluated after the last success of any before a witness is taken for the smallest. */
const LEAPS = 150;

/** Leaps that are drawn for each that is evaluated, the others not being smaller. */
const DRAWN = 20;

/** A small instance, and whether it is known that no single move makes it smaller. */
export interface Minimised {
  readonly instance: unknown;
  readonly evaluations: number;
  readonly isMinimal: boolean;
}

/** The predicate with a budget; it says `spent` where that is used up, and no instance is evaluated twice. */
class Evaluations {
  private readonly tried = new Set<string>();
  count = 0;
  constructor(
    private readonly stillFails: (instance: unknown) => boolean,
    private readonly budget: number,
  ) {}
  fails(instance: unknown): boolean | 'known' | 'spent' {
    const text = JSON.stringify(encode(instance));
    if (this.tried.has(text)) return 'known';
    if (this.count >= this.budget) return 'spent';
    this.tried.add(text);
    this.count++;
    return this.stillFails(instance);
  }
}

type Step = { readonly k: number; readonly member: unknown } | 'none' | 'spent';

/** The first success of a move among its changes from the k-th on and then those before it. */
const step = (node: Node, at: unknown, move: Move, from: number, evaluations: Evaluations): Step => {
  const smaller = smallerMember(node, at);
  for (const isFirstTurn of [true, false]) {
    let k = -1;
    for (const changed of move(node, at)) {
      k++;
      if (isFirstTurn ? k < from : k >= from) continue;
      const found = smaller(changed);
      if (!found) continue;
      const fails = evaluations.fails(found.member);
      if (fails === 'spent') return 'spent';
      if (fails === true) return { k, member: found.member };
    }
  }
  return 'none';
};

/**
 * The end of a descent: while some move leads to a smaller member of the description on which the violation stands, it is followed. Moves are
 * taken in their order, each from where it last succeeded, and all of them again until none succeeds.
 */
const descended = (node: Node, start: unknown, evaluations: Evaluations): Omit<Minimised, 'evaluations'> => {
  let at = start;
  for (let improved = true; improved;) {
    improved = false;
    for (const move of moves) {
      for (let from = 0; ;) {
        const next = step(node, at, move, from, evaluations);
        if (next === 'spent') return { instance: at, isMinimal: false };
        if (next === 'none') break;
        at = next.member;
        from = next.k;
        improved = true;
      }
    }
  }
  return { instance: at, isMinimal: true };
};

/** A smaller member of the description far from the instance on which the violation stands. */
const leapt = (node: Node, instance: unknown, evaluations: Evaluations): unknown => {
  const smaller = smallerMember(node, instance);
  let [drawn, evaluated] = [0, 0];
  for (const far of leaps(node, instance, hashText(JSON.stringify(encode(instance))) | 0)) {
    if (drawn++ >= DRAWN * LEAPS || evaluated >= LEAPS) return undefined;
    const found = smaller(far);
    if (!found) continue;
    const fails = evaluations.fails(found.member);
    if (fails === 'spent') return undefined;
    if (fails === true) return found.member;
    if (fails === false) evaluated++;
  }
  return undefined;
};

/**
 * A witness that is 1-minimal: no move leads from it to a smaller member of the description on which the violation stands, unless
 * the budget of evaluations was spent before. Leaps start new descents, so that it is rarely the end of the first only. The same
 * instance always gives the same witness.
 */
export const minimise = (
  node: Node,
  instance: unknown,
  stillFails: (instance: unknown) => boolean,
  budget = SHRINK_BUDGET,
): Minimised => {
  const evaluations = new Evaluations(stillFails, budget);
  let end = descended(node, instance, evaluations);
  for (let next = leapt(node, end.instance, evaluations); next !== undefined;) {
    end = descended(node, next, evaluations);
    next = leapt(node, end.instance, evaluations);
  }
  return { ...end, evaluations: evaluations.count };
};

/** The witness `minimise` ends with. */
export const minimised = (
  node: Node,
  instance: unknown,
  stillFails: (instance: unknown) => boolean,
  budget = SHRINK_BUDGET,
): unknown => minimise(node, instance, stillFails, budget).instance;
