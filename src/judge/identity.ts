import { degree } from '../arithmetic/degree.js';
import { Undecided } from '../arithmetic/field.js';
import { PRIME, PrimeField } from '../arithmetic/prime-field.js';
import type { Node, Program } from '../arithmetic/program.js';
import { runPrime } from '../arithmetic/run.js';
import { scratch } from '../arithmetic/scratch.js';
import { type Leaf, leavesOf } from '../theory/layout.js';
import type { Node as SpaceNode } from '../theory/space.js';
import { compiled, type Statement } from './statement.js';

/** What one random point of the prime field says of each equality: equal there, different there, or not defined there. */
export type PointOutcome = Readonly<Record<string, 'equal' | 'different' | 'undefined'>>;

/**
 * A uniformly random point of the instances of one shape, as residues: free numbers are uniform, each law is uniform among
 * those that sum to 1, and mirrored entries agree.
 */
export const randomPoint = (leaves: readonly Leaf[], residue: () => number): number[] => {
  const point: number[] = [];
  const sums = new Map<number, number>();
  for (const leaf of leaves) {
    if (leaf.kind === 'copy') point.push(point[leaf.of]);
    else if (leaf.kind === 'free') point.push(residue());
    else {
      const sum = sums.get(leaf.law) ?? 0;
      const p = leaf.last ? (1 - sum + PRIME) % PRIME : residue();
      sums.set(leaf.law, (sum + p) % PRIME);
      point.push(p);
    }
  }
  return point;
};

/**
 * The equalities of a statement at one random point of the shape of an instance. `undefined` where a root of the
 * point does not exist or a denominator is 0.
 */
export const identityAtPoint = (
  statement: Statement,
  node: SpaceNode,
  instance: unknown,
  residue: () => number,
): PointOutcome => {
  const { program, parts } = compiled(statement, instance);
  const point = randomPoint(leavesOf(node, instance), residue);
  const values = runAt(program, point, residue());
  const outcomes: Record<string, PointOutcome[string]> = {};
  for (const [name, relation] of Object.entries(parts)) {
    if (relation.kind !== 'equal') continue;
    const { left, right } = relation;
    outcomes[name] =
      values === undefined || [...left, ...right].some((i) => Number.isNaN(values[i]))
        ? 'undefined'
        : left.every((i, k) => values[i] === values[right[k]])
          ? 'equal'
          : 'different';
  }
  return outcomes;
};

const runAt = (program: Program, point: readonly number[], salt: number): Float64Array | undefined => {
  try {
    return runPrime(program, point, new PrimeField(salt), scratch(program.length));
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    throw error;
  }
};

/**
 * d, with error ≤ d/p: if the equalities of a statement are false as identities on the shape of an instance, one random
 * point fails to show it with at most this probability.
 */
export const identityDegree = (statement: Statement, instance: unknown): number => {
  const { program, parts } = compiled(statement, instance);
  const pairs = Object.values(parts).flatMap((relation): (readonly [Node, Node])[] =>
    relation.kind === 'equal' ? relation.left.map((left, k) => [left, relation.right[k]] as const) : [],
  );
  return degree(program, pairs);
};
