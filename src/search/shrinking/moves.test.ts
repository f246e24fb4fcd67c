import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instancesOf } from '../../../properties/instances.js';
import type { Rational } from '../../arithmetic/rational.js';
import { encode } from '../../ledger/codec.js';
import { statements } from '../../theory/index.js';
import { numbersOf } from '../../theory/layout.js';
import {
  absent,
  axis,
  choice,
  integer,
  law,
  list,
  type Node,
  number,
  optional,
  record,
  simplex,
  symmetric,
} from '../../theory/space.js';
import { type Kept, shortened } from './lengths.js';
import { shrinkingOf } from './moves.properties.js';
import { shrinks } from './moves.js';

// The second lane takes every claim (moves.slow.test.ts).
shrinkingOf(statements.filter((_, i) => i % 8 === 0));

/** The smallest instances found from every counterexample that a search of some seeds starts from. */
const smallest = <I>(node: Node, fails: (instance: I) => boolean): Set<string> => {
  const found = [1, 2, 3, 4, 5, 6].map((seed) => {
    const { counterexample } = fc.check(
      fc.property(instancesOf<I>(node), (instance) => !fails(instance)),
      { seed, numRuns: 500 },
    );
    return JSON.stringify(encode(counterexample?.[0]));
  });
  return new Set(found);
};

describe('the smallest counterexample', () => {
  const n = axis('n', 1, 4);
  const vector = record({ x: list(n, number(4, 4)) });
  type Vector = Readonly<Record<'x', readonly Rational[]>>;
  const only = (instance: unknown): Set<string> => new Set([JSON.stringify(instance)]);

  it('to "every instance fails" has least lengths, zeros, first choices and nothing optional', () => {
    const node = record({
      x: list(n, number(4, 4)),
      kind: choice('first', 'second', 'third'),
      k: integer(2, 5),
      maybe: optional(number()),
      tau: number(4, 4, 'positive'),
      M: symmetric(axis('m', 1, 3), number()),
    });
    expect(smallest(node, () => true)).toEqual(only({ x: ['0'], kind: 'first', k: 2, tau: '1', M: [['0']] }));
  });

  it('to "all numbers are 0" is a single 1, the others dropped', () => {
    expect(smallest<Vector>(vector, ({ x }) => x.some((a) => a.n !== 0n))).toEqual(only({ x: ['1'] }));
  });

  it('to "no number after the first differs from 0" is 0, 1', () => {
    expect(smallest<Vector>(vector, ({ x }) => x.slice(1).some((a) => a.n !== 0n))).toEqual(only({ x: ['0', '1'] }));
  });

  it('to "no number is negative" is −1, and to "every number is an integer" 1/2 or 1/4', () => {
    expect(smallest<Vector>(vector, ({ x }) => x.some((a) => a.s < 0n))).toEqual(only({ x: ['-1'] }));
    const fractional = smallest<Vector>(vector, ({ x }) => x.some((a) => a.d !== 1n));
    expect([...fractional].every((text) => /^\{"x":\["1\/[24]"\]\}$/.test(text))).toBe(true);
  });

  it('to "a symmetric matrix is diagonal" is the matrix of two rows with ones off the diagonal', () => {
    const node = record({ M: symmetric(axis('m', 1, 3), number()) });
    type Square = Readonly<Record<'M', readonly (readonly Rational[])[]>>;
    const found = smallest<Square>(node, ({ M }) => M.some((row, i) => row.some((a, j) => i !== j && a.n !== 0n)));
    expect(found).toEqual(only({ M: [['0', '1'], ['1', '0']] })); // prettier-ignore
  });

  it('to "a law has one place" is the uniform law of two, and every axis is shortened wherever it occurs', () => {
    const node = record({ law: law(n, () => record({ x: number() })), p: simplex(n) });
    const found = smallest<{ readonly law: readonly unknown[] }>(node, ({ law: items }) => items.length > 1);
    const item = { probability: '1/2', x: '0' };
    expect(found).toEqual(only({ law: [item, item], p: ['1/2', '1/2'] }));
  });

  it('drops the place that does not matter, not the last one', () => {
    const marked = record({ x: list(n, number(4, 1)), y: list(n, number(4, 1)) });
    type Pair = Readonly<Record<'x' | 'y', readonly Rational[]>>;
    const found = smallest<Pair>(marked, ({ x, y }) => x.some((a, i) => a.n !== 0n && y[i].n !== 0n));
    expect(found).toEqual(only({ x: ['1'], y: ['1'] }));
  });
});

describe('names that are paths of a tree', () => {
  const tree = { children: [{ transition: [] }, { children: [{ x: 1 }, { x: 2 }] }] };
  const children = (path: string, item: (i: number) => Node): Node => list(axis(`children ${path}`, 1, 2), item);
  const leaf = record({ x: optional(integer(1, 9)) });
  const node = record({
    children: children('root', (i) => record({ children: i === 1 ? children('1', () => leaf) : absent })),
    byPath: record({
      '0': integer(0, 9),
      '1': integer(0, 9),
      '10': integer(0, 9),
      '11': integer(0, 9),
      '': integer(0, 9),
    }),
    at: choice('0', '1', '10', '11'),
    kind: choice('relu', 'linear'),
  });
  const byPath = { '0': 1, '1': 2, '10': 3, '11': 4, '': 5 };
  const cut = (kept: Kept, at: string) => shortened(node, { ...tree, byPath, at, kind: 'relu' }, kept, 'first');

  it('follow the nodes that move up, and go with those that are left out', () => {
    expect(cut(new Map([['children root', [1]]]), '11')).toMatchObject({
      byPath: { '0': 2, '00': 3, '01': 4, '': 5 },
      at: '01',
      kind: 'relu',
    });
    expect(cut(new Map([['children 1', [1]]]), '11')).toMatchObject({
      byPath: { '0': 1, '1': 2, '10': 4, '': 5 },
      at: '10',
    });
  });
  it('stay where the place they name goes, for the nearest member to say what becomes of them', () => {
    expect(cut(new Map([['children root', [0]]]), '10')).toMatchObject({ byPath: { '0': 1, '': 5 }, at: '10' });
  });
});

describe('shrinking', () => {
  it('tries whole places before settings, and settings before numbers', () => {
    const node = record({ x: list(axis('n', 1, 3), number()), kind: choice('a', 'b') });
    const [instance] = fc.sample(
      instancesOf<{ x: readonly Rational[]; kind: string }>(node).filter(
        ({ x, kind }) => x.length === 2 && kind === 'b' && x.every((a) => a.n !== 0n),
      ),
      1,
    );
    const changes = [...shrinks(node, instance)].map((candidate) => {
      const { kind } = candidate as { kind: string };
      return numbersOf(candidate).length < 2 ? 'place' : kind === 'a' ? 'setting' : 'number';
    });
    expect(changes.filter((change, i) => change !== changes[i - 1])).toEqual(['place', 'setting', 'number']);
  });
});
