import { type Rational, rationals } from '../../arithmetic/rational.js';
import { admits, type NumberPlace } from './places.js';
import { readable, simplerNumbers } from './simpler-numbers.js';
import { costOf } from './size.js';

const magnitude = (a: Rational): number => a.abs().valueOf();

/** Whether the number may stand at a place: as described there, or no further out than the number it replaces. */
const fits = ({ role, value }: NumberPlace, a: Rational): boolean =>
  typeof role === 'object' && admits(role, a, magnitude(value));

/** New values for all numbers of an instance with a single free one changed. */
export function* singleChanges(numbers: readonly NumberPlace[]): Generator<readonly Rational[]> {
  const values = numbers.map(({ value }) => value);
  for (const [i, place] of numbers.entries()) {
    if (typeof place.role !== 'object') continue;
    for (const simpler of simplerNumbers(place.value, values)) {
      if (fits(place, simpler)) yield values.with(i, simpler);
    }
  }
}

/** Whether two numbers cost no more than two others, in the order of sizes. */
const costsNoMore = (pair: readonly Rational[], other: readonly Rational[]): boolean => {
  const [a, b, c, d] = [...pair, ...other].map(costOf);
  for (let k = 0; k < 3; k++) {
    const difference = a[k] + b[k] - c[k] - d[k];
    if (difference !== 0n) return difference < 0n;
  }
  return true;
};

/** What a pair may become with its sum, difference, product or quotient kept, or moved by one step. */
const related = (a: Rational, b: Rational): readonly (readonly [Rational, Rational])[] => {
  const { zero, one } = rationals;
  const additive = [
    [zero, a.add(b)],
    [a.add(b), zero],
    [zero, b.sub(a)],
    [a.sub(b), zero],
    ...[one, one.neg()].flatMap((step) => [
      [a.add(step), b.add(step)],
      [a.add(step), b.sub(step)],
    ]),
  ] as const;
  const multiplicative =
    a.n === 0n || b.n === 0n
      ? []
      : ([
          [one, a.mul(b)],
          [a.mul(b), one],
          [one, b.div(a)],
          [a.div(b), one],
          [a.mul(2), b.div(2)],
          [a.div(2), b.mul(2)],
          [a.div(2), b.div(2)],
        ] as const);
  return [...additive, ...multiplicative].map(([p, q]) => [p, q] as const);
};

/** The readable numbers a pair is tried with. */
const few = readable.slice(0, 9);
const grid = few.flatMap((p) => few.map((q) => [p, q] as const));

/** New values for all numbers of an instance with two free ones changed, neither of which could be made simpler alone. */
export function* pairChanges(numbers: readonly NumberPlace[]): Generator<readonly Rational[]> {
  const values = numbers.map(({ value }) => value);
  const free = [...numbers.keys()].filter((i) => typeof numbers[i].role === 'object');
  for (const [k, i] of free.entries()) {
    for (const j of free.slice(k + 1)) {
      const [a, b] = [values[i], values[j]];
      if (a.n === 0n && b.n === 0n) continue;
      for (const [p, q] of [...grid, ...related(a, b)]) {
        if (p.equals(a) && q.equals(b)) continue;
        if (!costsNoMore([p, q], [a, b]) || !fits(numbers[i], p) || !fits(numbers[j], q)) continue;
        yield values.with(i, p).with(j, q);
      }
    }
  }
}
