import { type Rational, rational, rationals } from '../../arithmetic/rational.js';
import type { NumberPlace, Path } from './places.js';

/** Free numbers of an instance that belong together, by their places among its numbers. */
type Group = readonly number[];

/** New values for the numbers of a group, in its order. */
type Change = readonly Rational[];

const starred = (path: Path): Path => path.map((step) => (typeof step === 'number' ? '*' : step));

const isFree = ({ role }: NumberPlace): boolean => role !== 'probability' && role !== 'mirror';

/** The groups of free numbers whose paths share a name, in the order they occur. */
const groupedBy = (numbers: readonly NumberPlace[], names: (path: Path) => readonly Path[]): readonly Group[] => {
  const groups = new Map<string, number[]>();
  numbers.forEach((place, i) => {
    if (!isFree(place)) return;
    for (const name of names(place.path)) {
      const key = JSON.stringify(name);
      const group = groups.get(key);
      if (group) group.push(i);
      else groups.set(key, [i]);
    }
  });
  return [...groups.values()];
};

/** All below one place of the instance; all entries that differ in their indices alone; all of these with one last index. */
const groupsOf = (numbers: readonly NumberPlace[]): readonly Group[] => {
  const groups = groupedBy(numbers, (path) => [
    ...path.map((_, k) => path.slice(0, k)),
    ['all', ...starred(path)],
    ['column', ...starred(path.slice(0, -1)), ...path.slice(-1)],
  ]);
  const distinct = new Map(groups.filter((group) => group.length > 1).map((group) => [group.join(), group]));
  return [...distinct.values()].sort((a, b) => b.length - a.length);
};

const sign = (a: Rational): Rational => (a.n === 0n ? a : rational(a.s));
const truncated = ({ s, n, d }: Rational): Rational => rational(s * (n / d));
const roundedOut = ({ s, n, d }: Rational): Rational => rational(s * ((n + d - 1n) / d));

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
/** The values times the positive number that makes them integers without a common factor. */
const primitive = (values: Change): Change => {
  const common = values.reduce((l, { d }) => (l / gcd(l, d)) * d, 1n);
  const factor = values.reduce((g, { n, d }) => gcd(g, n * (common / d)), 0n);
  return factor === 0n ? values : values.map((a) => a.mul(rational(common, factor)));
};

const differentValues = (values: Change): Change =>
  [...new Map(values.map((a) => [a.toFraction(), a])).values()].filter((a) => a.n !== 0n);

/** Changes of several numbers at once: all 0, one left, all equal, rounded, without sign, shifted, scaled. */
function* changes(values: Change): Generator<Change> {
  yield values.map(() => rationals.zero);
  for (const k of values.keys()) yield values.map((a, i) => (i === k ? a : rationals.zero));
  yield values.map(() => rationals.one);
  yield values.map(sign);
  const different = differentValues(values);
  for (const b of different) yield values.map(() => b);
  for (const b of different) yield values.map((a) => sign(a).mul(b.abs()));
  for (const b of different) yield values.map((a) => a.sub(b));
  yield primitive(values);
  for (const b of different) yield values.map((a) => a.div(b));
  for (const b of different) yield values.map((a) => a.div(b.abs()));
  yield values.map(truncated);
  yield values.map(roundedOut);
  yield values.map((a) => a.div(2));
  yield values.map((a) => a.abs());
  yield values.map((a) => a.neg());
}

/** Changes of vectors of one length: one subtracted from all, two exchanged, one repeated or reflected; of a square matrix, its symmetric forms. */
function* vectorChanges(vectors: readonly Change[]): Generator<readonly Change[]> {
  for (const v of vectors) yield vectors.map((u) => u.map((a, j) => a.sub(v[j])));
  for (const [k, v] of vectors.entries()) {
    for (const m of vectors.keys()) {
      if (m === k) continue;
      // The order of two rows is a sign: of a determinant, of a difference.
      yield vectors.with(m, v).with(k, vectors[m]).map((u) => u.map((a) => a.abs())); // prettier-ignore
      yield vectors.with(m, v);
      yield vectors.with(m, v.map((a) => a.neg())); // prettier-ignore
    }
  }
  if (vectors.length !== vectors[0].length) return;
  const matrix = (entry: (i: number, j: number) => Rational): readonly Change[] =>
    vectors.map((row, i) => row.map((_, j) => entry(i, j)));
  const { zero, one } = rationals;
  yield matrix((i, j) => (i === j ? one : zero));
  yield matrix((i, j) => (i === j ? vectors[0][0] : zero));
  yield matrix((i, j) => (i === j ? vectors[i][i] : zero));
  yield matrix((i, j) => vectors[Math.min(i, j)][Math.max(i, j)]);
  yield matrix((i, j) => vectors[Math.max(i, j)][Math.min(i, j)]);
  yield matrix((i, j) => (i === j ? zero : i < j ? vectors[i][j] : vectors[j][i].neg()));
}

/** All vectors (numbers whose paths differ in the last index alone) of one kind, where they have one length. */
const vectorsOf = (numbers: readonly NumberPlace[]): readonly (readonly Group[])[] => {
  const kinds = new Map<string, Group[]>();
  for (const vector of groupedBy(numbers, (path) => [path.slice(0, -1)])) {
    const { path } = numbers[vector[0]];
    const owner = path.slice(0, -2);
    for (const name of new Set([['all', ...starred(path)], owner].map((key) => JSON.stringify(key)))) {
      const found = kinds.get(name);
      if (found) found.push(vector);
      else kinds.set(name, [vector]);
    }
  }
  return [...kinds.values()].filter(
    (vectors) => vectors.length > 1 && vectors.every(({ length }) => length === vectors[0].length),
  );
};

/** New values for all numbers of an instance, several of the free ones changed at once; the largest groups first. */
export function* groupChanges(numbers: readonly NumberPlace[]): Generator<readonly Rational[]> {
  const values = numbers.map(({ value }) => value);
  const changed = (group: Group, change: Change): readonly Rational[] => {
    const next = [...values];
    group.forEach((place, k) => (next[place] = change[k]));
    return next;
  };
  for (const group of groupsOf(numbers)) {
    for (const change of changes(group.map((i) => values[i]))) yield changed(group, change);
  }
  for (const vectors of vectorsOf(numbers)) {
    for (const change of vectorChanges(vectors.map((vector) => vector.map((i) => values[i])))) {
      yield changed(vectors.flat(), change.flat());
    }
  }
}
