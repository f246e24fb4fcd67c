import { type Rational, rational, rationals } from '../../arithmetic/rational.js';
import type { Places } from './places.js';

/** Masses a person reads at once, simplest first. */
const shares: readonly Rational[] = ([[0, 1], [1, 2], [1, 3], [2, 3], [1, 4], [3, 4]] as const).map(([p, q]) => rational(p, q)); // prettier-ignore

/** Laws in place of one: uniform, certain, another law of the instance, one mass simple and the rest elsewhere or shared. */
function* lawsFor(
  masses: readonly Rational[],
  others: readonly (readonly Rational[])[],
): Generator<readonly Rational[]> {
  const n = masses.length;
  yield masses.map(() => rational(1, n));
  for (const k of masses.keys()) yield masses.map((_, i) => (i === k ? rationals.one : rationals.zero));
  yield* others.filter((other) => other.length === n);
  for (const k of masses.keys()) {
    for (const share of [...shares, masses[k]]) {
      const rest = rationals.one.sub(share);
      if (n > 1) yield masses.map((_, i) => (i === k ? share : rest.div(n - 1)));
      for (const m of masses.keys()) {
        const left = masses[k].add(masses[m]).sub(share);
        if (m !== k && left.s >= 0n) yield masses.map((p, i) => (i === k ? share : i === m ? left : p));
      }
    }
  }
}

/** New values for all numbers of an instance: all laws uniform at once, then one law changed. */
export function* lawChanges({ numbers, laws }: Places): Generator<readonly Rational[]> {
  const values = numbers.map(({ value }) => value);
  const massesOf = laws.map((law) => law.numbers.map((i) => values[i]));
  const uniform = [...values];
  for (const law of laws) law.numbers.forEach((i) => (uniform[i] = rational(1, law.numbers.length)));
  yield uniform;
  for (const [l, law] of laws.entries()) {
    for (const masses of lawsFor(massesOf[l], massesOf.toSpliced(l, 1))) {
      if (!law.zeros && masses.some((p) => p.n === 0n)) continue;
      const next = [...values];
      law.numbers.forEach((place, k) => (next[place] = masses[k]));
      yield next;
    }
  }
}
