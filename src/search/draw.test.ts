import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instancesOf } from '../../properties/instances.js';
import { type Rational, rational } from '../arithmetic/rational.js';
import { encode } from '../ledger/codec.js';
import { narrowed } from '../theory/claim.js';
import { statements } from '../theory/index.js';
import { numbersOf } from '../theory/layout.js';
import {
  absent,
  type Axis,
  axis,
  choice,
  given,
  integer,
  law,
  list,
  type Node,
  number,
  optional,
  position,
  record,
  type Sign,
  simplex,
  symmetric,
} from '../theory/space.js';
import { draw } from './draw.js';

const sample = <I>(node: Node, count = 300): readonly I[] => fc.sample(instancesOf<I>(node), count);

describe.each(statements.map((claim) => ({ id: claim.id, claim })))('instances drawn for $id', ({ claim }) => {
  it('satisfy every assumption', () => {
    fc.assert(
      fc.property(instancesOf(narrowed(claim)), (instance) => claim.assumptions.every(({ holds }) => holds(instance))),
      { numRuns: 60 },
    );
  });

  it('are the same for the same random numbers', () => {
    const from = (seed: number): unknown => fc.sample(instancesOf(narrowed(claim)), { numRuns: 5, seed }).map(encode);
    expect(from(5)).toEqual(from(5));
    expect(from(5)).not.toEqual(from(6));
  });
});

describe('a drawn number', () => {
  const kinds = fc.record({
    bound: fc.constantFrom(1 / 2, 1, 3 / 2, 2, 4),
    grid: fc.constantFrom(2, 4),
    sign: fc.constantFrom<Sign>('any', 'non-negative', 'positive'),
  });

  it('is on its grid, within its bound and of its sign', () => {
    const drawn = kinds.chain((kind) =>
      fc.record({ kind: fc.constant(kind), a: instancesOf<Rational>(number(kind.bound, kind.grid, kind.sign)) }),
    );
    fc.assert(
      fc.property(drawn, ({ kind: { bound, grid, sign }, a }) => {
        const least = sign === 'any' ? a.compare(-bound) >= 0 : a.compare(0) >= (sign === 'positive' ? 1 : 0);
        return least && a.compare(bound) <= 0 && a.mul(grid).d === 1n;
      }),
      { numRuns: 1000 },
    );
  });

  it('is every multiple of 1/grid in range, 0 far more often than the others', () => {
    const texts = sample<Rational>(number(2, 2), 2000).map((a) => a.valueOf());
    expect(new Set(texts)).toEqual(new Set([-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2]));
    expect(texts.filter((a) => a === 0).length).toBeGreaterThan(2 * texts.filter((a) => a === 0.5).length);
  });
});

describe('a drawn instance', () => {
  const n = axis('n', 1, 3);

  it('has one length for each axis, wherever that occurs, and every length in range', () => {
    const node = record({
      a: list(n, number()),
      M: list(n, list(n, number())),
      S: symmetric(n, number()),
      p: simplex(n),
    });
    const drawn = sample<Record<string, readonly unknown[]>>(node);
    for (const { a, M, S, p } of drawn) {
      const rows = [...M, ...S] as readonly (readonly unknown[])[];
      expect([M, S, p, ...rows].every(({ length }) => length === a.length)).toBe(true);
    }
    expect(new Set(drawn.map(({ a }) => a.length))).toEqual(new Set([1, 2, 3]));
  });

  it('gives a derived axis the length computed from the axes before it', () => {
    const pairs: Axis = { ...axis('pairs', 0, 0), derived: (size) => size('n') * size('m') };
    const node = record({ a: list(n, number()), b: list(axis('m', 1, 3), number()), c: list(pairs, number()) });
    for (const { a, b, c } of sample<Record<string, readonly unknown[]>>(node))
      expect(c).toHaveLength(a.length * b.length);
  });

  it('counts a position from 1 to the length of its axis, both included', () => {
    const node = record({ a: list(n, number()), at: position('n'), free: integer(2, 4) });
    const drawn = sample<{ a: readonly unknown[]; at: number; free: number }>(node);
    expect(drawn.every(({ a, at }) => at >= 1 && at <= a.length)).toBe(true);
    expect(new Set(drawn.map(({ a, at }) => `${at} of ${a.length}`)).size).toBe(6);
    expect(new Set(drawn.map(({ free }) => free))).toEqual(new Set([2, 3, 4]));
  });

  it('takes every choice, has an optional field or not, and a dependent field where it should', () => {
    const node = record({
      kind: choice('with', 'without'),
      extra: given('where with', ({ kind }) => (kind === 'with' ? number() : absent)),
      maybe: optional(number()),
    });
    const shapes = sample<Record<string, unknown>>(node).map(
      (each) => `${String(each.kind)}: ${Object.keys(each).join()}`,
    );
    expect(new Set(shapes)).toEqual(
      new Set(['with: kind,extra', 'with: kind,extra,maybe', 'without: kind', 'without: kind,maybe']),
    );
  });

  it('has laws of positive dyadic probabilities that sum to 1, listed before the item', () => {
    const items = sample<readonly { readonly probability: Rational; readonly x: Rational }[]>(
      law(axis('items', 1, 20), () => record({ x: number() })),
    );
    for (const each of items) {
      const sum = each.reduce((s, { probability }) => s.add(probability), rational(0));
      expect(sum.equals(1)).toBe(true);
      expect(each.every(({ probability: { s, n: a, d } }) => s > 0n && a > 0n && (d & (d - 1n)) === 0n)).toBe(true);
      expect(each.every((item) => Object.keys(item).join() === 'probability,x')).toBe(true);
    }
  });

  it('repeats an item of a law now and then: equal views occur although their numbers are many', () => {
    const twice = law(axis('items', 2, 2), () => record({ x: list(axis('x', 6, 6), number(100, 4)) }));
    const repeated = sample<readonly { readonly x: readonly Rational[] }[]>(twice).filter(([a, b]) =>
      a.x.every((s, i) => s.equals(b.x[i])),
    );
    expect(repeated.length).toBeGreaterThan(0);
    expect(repeated.length).toBeLessThan(100);
  });

  it('mirrors a symmetric matrix', () => {
    const M = sample<readonly (readonly Rational[])[]>(symmetric(n, number()));
    expect(M.every((rows) => rows.every((row, i) => row.every((a, j) => a.equals(rows[j][i]))))).toBe(true);
  });

  it('uses each random integer within the ends it asked for', () => {
    const node = narrowed(statements[0]);
    const lowest = draw(node, { integer: (min) => min });
    const highest = draw(node, { integer: (_, max) => max });
    expect(numbersOf(lowest).length).toBeGreaterThan(0);
    expect(numbersOf(highest).length).toBeGreaterThanOrEqual(numbersOf(lowest).length);
  });
});
