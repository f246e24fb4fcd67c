import { type Rational, rational, rationals } from '../../arithmetic/rational.js';

const signed = (s: bigint, n: bigint, d = 1n): Rational => rational(s < 0n ? -n : n, d);

/** Fractions p/q with p, q ≤ 4, those of the least sum p + q first. */
const smallFractions: readonly Rational[] = [1, 2, 3, 4]
  .flatMap((p) => [1, 2, 3, 4].map((q) => [p, q] as const))
  .filter(([p, q]) => p % 2 !== q % 2 || (p % 2 === 1 && (p !== q || p === 1)))
  .sort(([p, q], [s, t]) => p + q - s - t || q - t)
  .map(([p, q]) => rational(p, q));

/** The numbers a person reads at once: 0, then ± each small fraction. */
export const readable: readonly Rational[] = [rationals.zero, ...smallFractions.flatMap((q) => [q, q.neg()])];

/** How many steps a run of equal turns of the Stern–Brocot path is cut to. */
const longRun = 4n;

/**
 * Ancestors of |a| in the Stern–Brocot tree: the simplest fractions on its left and right at every scale. Of a long run of equal
 * turns, its first, its last and those at powers of two from its end.
 */
const ancestors = ({ n, d }: Rational): Rational[] => {
  const found: Rational[] = [];
  let [p, q, p1, q1] = [1n, 0n, 0n, 1n];
  for (let [a, b] = [n, d]; b !== 0n; [a, b] = [b, a % b]) {
    const turns = a / b;
    const steps = new Set<bigint>([0n, turns]);
    for (let k = 1n; k <= turns; k = turns <= longRun ? k + 1n : 2n * k) steps.add(turns - k).add(k);
    for (const k of steps) {
      const [numerator, denominator] = [k * p + p1, k * q + q1];
      if (denominator !== 0n) found.push(rational(numerator, denominator));
    }
    [p, q, p1, q1] = [turns * p + p1, turns * q + q1, p, q];
  }
  return found;
};

/** Multiples of 1, 1/2, 1/4 and 1/8 on either side of |a|. */
const rounded = ({ n, d }: Rational): Rational[] =>
  [1n, 2n, 4n, 8n].flatMap((grid) => {
    const below = (n * grid) / d;
    return [rational(below, grid), rational(below + 1n, grid)];
  });

/**
 * Numbers that may stand in place of one, the most welcome first: readable ones, values the instance has already, those nearby with
 * fewer digits, and |a|. Some are not simpler: the order of sizes decides.
 */
export const simplerNumbers = (a: Rational, shared: readonly Rational[] = []): readonly Rational[] => {
  if (a.n === 0n) return [];
  const nearby = [
    ...rounded(a),
    ...ancestors(a),
    rational(a.n - 1n, a.d),
    rational(a.n, 2n * a.d),
    rational(a.n >> 1n, a.d),
  ];
  const all = [...readable, ...shared, ...nearby.map((q) => signed(a.s, q.n, q.d)), a.abs()];
  const seen = new Set<string>([a.toFraction()]);
  return all.filter((q) => {
    const text = q.toFraction();
    return !seen.has(text) && seen.add(text);
  });
};
