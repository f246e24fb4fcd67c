import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instancesOf, sameNumbers, sumOf } from '../../properties/instances.js';
import { rational, type Rational } from '../arithmetic/rational.js';
import { narrowed } from './claim.js';
import { statements } from './index.js';
import { type Leaf, leavesOf, numbersOf, shapeOf, withNumbers } from './layout.js';
import { axis, choice, given, integer, law, list, number, optional, record, simplex, symmetric } from './space.js';

const n = axis('n', 1, 3);
const every = record({
  kind: choice('with', 'without'),
  count: integer(1, 2),
  extra: given('with an extra number', ({ kind }) => (kind === 'with' ? number(1, 4, 'non-negative') : number(3, 1))),
  maybe: optional(list(axis('m', 1, 2), number())),
  law: law(n, () => record({ x: list(axis('m', 1, 2), number(2, 2, 'positive')), p: optional(simplex(n)) })),
  M: symmetric(n, number(2, 2)),
});

const spaces = [
  { id: 'every kind of node', node: every },
  ...statements.flatMap((claim) => [
    { id: claim.id, node: narrowed(claim) },
    { id: `${claim.id}, no assumptions`, node: claim.space.node },
  ]),
];

/** Whether a drawn number can play the part: in range and on the grid, or a probability above 0. */
const fits = (leaf: Leaf, i: number, numbers: readonly Rational[]): boolean => {
  const a = numbers[i];
  if (leaf.kind === 'copy') return leaf.of < i && numbers[leaf.of].equals(a);
  if (leaf.kind === 'probability') return a.compare(0) >= 0;
  const { bound, grid, sign } = leaf.node;
  const least = sign === 'any' ? a.compare(-bound) >= 0 : a.compare(0) >= (sign === 'positive' ? 1 : 0);
  return least && a.compare(bound) <= 0 && a.mul(grid).d === 1n;
};

/** The probabilities of each law, in order. */
const lawsOf = (leaves: readonly Leaf[], numbers: readonly Rational[]): Map<number, { last: boolean; p: Rational }[]> =>
  leaves.reduce((laws, leaf, i) => {
    if (leaf.kind !== 'probability') return laws;
    return laws.set(leaf.law, [...(laws.get(leaf.law) ?? []), { last: leaf.last, p: numbers[i] }]);
  }, new Map<number, { last: boolean; p: Rational }[]>());

describe.each(spaces)('the layout of drawn instances of $id', ({ node }) => {
  const instances = instancesOf(node);
  const numRuns = 30;

  it('gives every number the part it plays: in range, on the grid, above 0, or equal to what it copies', () => {
    fc.assert(
      fc.property(instances, (instance) => {
        const numbers = numbersOf(instance);
        const leaves = leavesOf(node, instance);
        return leaves.length === numbers.length && leaves.every((leaf, i) => fits(leaf, i, numbers));
      }),
      { numRuns },
    );
  });

  it('has laws that sum to 1, the last number of each and no other marked as the last', () => {
    fc.assert(
      fc.property(instances, (instance) => {
        const laws = [...lawsOf(leavesOf(node, instance), numbersOf(instance)).values()];
        return laws.every(
          (law) =>
            sumOf(law.map(({ p }) => p)).equals(1) && law.every(({ last }, i) => last === (i === law.length - 1)),
        );
      }),
      { numRuns },
    );
  });

  it('is put back together from its numbers, and any numbers can take their places', () => {
    fc.assert(
      fc.property(instances, (instance) => {
        const numbers = numbersOf(instance);
        const filled = (values: readonly unknown[]): unknown => {
          let i = 0;
          return withNumbers(instance, () => values[i++]);
        };
        const counted = numbers.map((_, i) => rational(i));
        return (
          sameNumbers(filled(numbers), instance) &&
          sameNumbers(filled(counted), counted) &&
          shapeOf(filled(counted)) === shapeOf(instance)
        );
      }),
      { numRuns },
    );
  });
});

describe('a shape', () => {
  const r = rational;
  it('is everything but the numbers: text, counts, lengths and which fields there are', () => {
    const instance = { kind: 'a', layer: 1, x: [r(1), r(2)] };
    expect(shapeOf({ ...instance, x: [r(5, 3), r(0)] })).toBe(shapeOf(instance));
    const others = [
      { ...instance, kind: 'b' },
      { ...instance, layer: 2 },
      { ...instance, x: [r(1)] },
      { ...instance, y: r(1) },
      { ...instance, x: [[r(1)], [r(2)]] },
    ];
    expect(new Set([instance, ...others].map(shapeOf)).size).toBe(6);
    expect(shapeOf({ ...instance, y: undefined })).toBe(shapeOf(instance));
  });

  it('keeps what is not a number as it was', () => {
    const instance = { kind: 'a', layer: 1, maybe: undefined, x: [[r(1)], []] };
    expect(withNumbers(instance, () => 'number')).toEqual({
      kind: 'a',
      layer: 1,
      maybe: undefined,
      x: [['number'], []],
    });
  });

  it('of a symmetric matrix has n(n + 1)/2 free numbers', () => {
    const one = r(1);
    const M = [1, 2, 3].map(() => [one, one, one]);
    const kinds = leavesOf(symmetric(axis('n', 3, 3), number()), M).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'free')).toHaveLength(6);
    expect(kinds.filter((kind) => kind === 'copy')).toHaveLength(3);
  });
});

describe('what is no number', () => {
  it('may be nothing, and has a shape of its own', () => {
    expect(numbersOf({ a: null, b: undefined, c: rational(1) }).map(String)).toEqual(['1']);
    expect([shapeOf(null), shapeOf({ a: null, b: undefined })]).toEqual(['null', '{a:null,}']);
  });

  it('is told apart as a list and as a record of the same', () => {
    expect(shapeOf([rational(1), 'x'])).not.toBe(shapeOf({ 0: rational(1), 1: 'x' }));
  });
});
