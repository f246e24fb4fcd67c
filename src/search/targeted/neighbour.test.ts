import { describe, expect, it } from 'vitest';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { sameNumbers } from '../../../properties/instances.js';
import { suiteSeed } from '../../../properties/seed.js';
import { rational, type Rational } from '../../arithmetic/rational.js';
import { decode, encode } from '../../ledger/codec.js';
import { narrowed } from '../../theory/claim.js';
import { statements } from '../../theory/index.js';
import { shapeOf } from '../../theory/layout.js';
import {
  absent,
  axis,
  choice,
  given,
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
import { draw, type Draws } from '../draw.js';
import { fit } from '../fit.js';
import { moved, randomMove } from './neighbour.js';
import { placesOf } from './places.js';
import { onGrid } from './value-moves.js';

const drawsFrom = (seed: number): Draws => {
  const generator = xoroshiro128plus(seed);
  return { integer: (min, max) => uniformInt(generator, min, max) };
};

const same = (a: unknown, b: unknown): boolean => shapeOf(a) === shapeOf(b) && sameNumbers(a, b);

/** A random walk of so many moves from a drawn instance. */
const walk = (node: Node, steps: number, seed: number): unknown[] => {
  const random = drawsFrom(seed);
  const found = [draw(node, random)];
  for (let i = 0; i < steps; i++) {
    const at = found[found.length - 1];
    const move = randomMove(node, at, random);
    const next = move && moved(node, at, move);
    if (next !== undefined) found.push(next);
  }
  return found;
};

/** Within the bounds an axis and a number are drawn in: the file format alone would take larger ones. */
const isWithinBounds = (node: Node, instance: unknown): boolean => {
  const { places, axes } = placesOf(node, instance);
  return (
    axes.every(({ axis: { min, max }, length }) => length >= min && length <= max) &&
    places.every((place) => place.kind !== 'number' || onGrid(place.node, place.value).equals(place.value))
  );
};

describe('a move', () => {
  it.each(statements.map((claim) => ({ id: claim.id, node: narrowed(claim), claim })))(
    'leads from member to member of the description of $id, within its bounds, and keeps every assumption',
    ({ node, claim }) => {
      const found = walk(node, 60, suiteSeed());
      expect(found.length).toBeGreaterThan(10);
      expect(found.filter((instance) => !same(decode(node, encode(instance)), instance))).toEqual([]);
      expect(found.filter((instance) => !same(fit(node, instance), instance))).toEqual([]);
      expect(found.filter((instance) => !isWithinBounds(node, instance)).map(encode)).toEqual([]);
      expect(claim.assumptions.filter(({ holds }) => !found.every(holds)).map(({ slug }) => slug)).toEqual([]);
    },
  );

  const everything = record({
    n: list(axis('n', 1, 3), number(2, 2)),
    also: list(axis('n', 1, 3), integer(0, 2)),
    p: simplex(axis('n', 1, 3), { zeros: true }),
    q: law(axis('q', 2, 3), () => record({ tau: number(1, 4, 'positive') })),
    M: symmetric(axis('m', 1, 2), number(1, 1)),
    kind: choice('a', 'b', 'c'),
    extra: given('where b', ({ kind }) => (kind === 'b' ? optional(number(3, 1, 'non-negative')) : absent)),
  });

  it('reaches every structure and every number of a small description', () => {
    const found = [1, 2, 3].flatMap((seed) => walk(everything, 4000, seed)) as {
      readonly n: readonly Rational[];
      readonly also: readonly number[];
      readonly p: readonly Rational[];
      readonly q: readonly unknown[];
      readonly M: readonly (readonly Rational[])[];
      readonly kind: string;
      readonly extra?: Rational;
    }[];
    const seen = (of: (instance: (typeof found)[number]) => unknown): number =>
      new Set(found.map((instance) => String(of(instance)))).size;
    expect(seen(({ n }) => n.length)).toBe(3);
    expect(seen(({ q }) => q.length)).toBe(2);
    expect(seen(({ M }) => M.length)).toBe(2);
    expect(seen(({ n }) => n[0].toFraction())).toBe(9);
    expect(seen(({ also }) => also[0])).toBe(3);
    expect(seen(({ kind }) => kind)).toBe(3);
    expect(seen(({ extra }) => extra?.toFraction())).toBe(5);
    expect(found.some(({ p }) => p.length > 1 && p[0].equals(1))).toBe(true);
  });

  it('does not lead anywhere where the description leaves no choice', () => {
    const fixed = record({ kind: choice('a'), nothing: absent });
    expect(randomMove(fixed, { kind: 'a' }, drawsFrom(1))).toBeUndefined();
  });

  it('keeps probabilities dyadic, so that float64 holds them exactly', () => {
    const masses = walk(everything, 3000, 5).flatMap((instance) => (instance as { p: readonly Rational[] }).p);
    expect(masses.every(({ d }) => (d & (d - 1n)) === 0n && d <= 64n)).toBe(true);
  });
});

describe('the nearest number of a description', () => {
  it('is within its bound, on its grid and of its sign', () => {
    const at = (node: Parameters<typeof onGrid>[0], value: Rational): string => onGrid(node, value).toFraction();
    expect(at(number(2, 2), rational(7, 3))).toBe('2');
    expect(at(number(2, 2), rational(-9))).toBe('-2');
    expect(at(number(2, 2), rational(3, 4))).toBe('1/2');
    expect(at(number(1, 4, 'positive'), rational(0))).toBe('1/4');
    expect(at(number(1, 4, 'non-negative'), rational(-1))).toBe('0');
  });
});
