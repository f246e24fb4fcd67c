import { compiled, type Statement } from '../judge/statement.js';
import type { Witness } from '../ledger/verdict.js';
import type { Node } from '../theory/space.js';
import { outcomesAt, violationIn } from './outcomes.js';
import { countWithin, instancesWithin, type Scope, scopes } from './small-scopes.js';
import { smallest } from './smallest.js';

/** The most instances of a scope that is gone through in a check. */
export const SCOPE_LIMIT = 1000;
/** The most structures: each is recorded as a program of its own. */
const STRUCTURES = 64;

/** What going through a scope to its end came to. */
export interface ScopeFinding {
  /** What was gone through, in words. */
  readonly text: string;
  readonly instances: number;
  /** Those at a kink, about which nothing is said. */
  readonly discarded: number;
  /** Instances on which each part was shown; parts that one instance left open are not named. */
  readonly parts: Readonly<Record<string, number>>;
  readonly witness?: Witness;
}

/** The largest scope of a description with so few instances, and their number; nothing where the least has more. */
export const smallScope = (
  node: Node,
  limit = SCOPE_LIMIT,
): { readonly scope: Scope; readonly instances: number } | undefined => {
  for (const scope of scopes) {
    const instances = countWithin(node, scope, { instances: limit, structures: STRUCTURES });
    if (instances !== undefined) return { scope, instances };
  }
  return undefined;
};

const grouped = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

/**
 * A statement on every instance of the largest scope of at most so many, or until the first violation. A part is shown where it holds, but for
 * an equality that was only enclosed: nine digits are no proof.
 */
export const attackScope = (statement: Statement, node: Node, limit = SCOPE_LIMIT): ScopeFinding | undefined => {
  const small = smallScope(node, limit);
  if (small === undefined) return undefined;
  const shown = new Map<string, number>();
  const open = new Set<string>();
  let [instances, discarded] = [0, 0];
  let witness: Witness | undefined;
  for (const instance of instancesWithin(node, small.scope)) {
    instances++;
    const outcomes = outcomesAt(statement, instance);
    if (outcomes === undefined) {
      discarded++;
      continue;
    }
    witness = violationIn(outcomes, instance);
    if (witness) break;
    const { parts } = compiled(statement, instance);
    for (const [name, { status, evidence }] of Object.entries(outcomes)) {
      if (status === 'holds' && (evidence === 'exact' || parts[name].kind !== 'equal')) {
        shown.set(name, (shown.get(name) ?? 0) + 1);
      } else open.add(name);
    }
  }
  const what = `numbers in {−1, 0, 1} and ${small.scope.text}`;
  const kinks = discarded === 0 ? '' : `, ${grouped(discarded)} of them at kinks`;
  return {
    text: witness
      ? `${grouped(instances)} of ${grouped(small.instances)} instances with ${what}`
      : `all ${grouped(instances)} instances with ${what}${kinks}`,
    instances,
    discarded,
    parts: witness ? {} : Object.fromEntries([...shown].filter(([name]) => !open.has(name))),
    ...(witness && { witness: smallest(statement, node, witness) }),
  };
};
