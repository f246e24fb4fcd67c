import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Rational, rational, rationals } from '../../arithmetic/rational.js';
import { derivatives } from '../gradient.js';
import { uniformSums } from './uniform-sums.js';

const { tail, some } = uniformSums(rationals);
const half = rational(1, 2);

/** A polynomial by its coefficients, on [from, to]. */
interface Piece {
  readonly from: Rational;
  readonly to: Rational;
  readonly coefficients: readonly Rational[];
}

const zero = rational(0);
const at = (coefficients: readonly Rational[], x: Rational): Rational =>
  coefficients.reduceRight((s, c) => s.mul(x).add(c), zero);
const integral = (coefficients: readonly Rational[]): readonly Rational[] => [
  zero,
  ...coefficients.map((c, i) => c.div(rational(i + 1))),
];
const plus = (p: readonly Rational[], q: readonly Rational[]): readonly Rational[] =>
  Array.from({ length: Math.max(p.length, q.length) }, (_, i) => (p[i] ?? zero).add(q[i] ?? zero));
/** The coefficients of x ↦ p(x + s), by Horner's rule. */
const shifted = (p: readonly Rational[], s: Rational): readonly Rational[] =>
  p.reduceRight<readonly Rational[]>(
    (q, c) =>
      plus(
        [zero, ...q],
        plus(
          q.map((a) => a.mul(s)),
          [c],
        ),
      ),
    [],
  );
const sorted = (points: readonly Rational[]): Rational[] =>
  [...points].sort((a, b) => a.compare(b)).filter((a, i, all) => i === 0 || !a.equals(all[i - 1]));

/** ∫_{−∞}^x of a density in pieces, as coefficients on the interval that begins at `from`. */
const primitive = (density: readonly Piece[], from: Rational): readonly Rational[] =>
  density.reduce<readonly Rational[]>((sum, piece) => {
    const F = integral(piece.coefficients);
    const start = at(F, piece.from);
    if (piece.to.compare(from) <= 0) return plus(sum, [at(F, piece.to).sub(start)]);
    return piece.from.compare(from) > 0 ? sum : plus(sum, plus(F, [start.neg()]));
  }, []);

/** The density of X + u, u uniform on [−h, h]: (1/2h)(P(X ≤ x + h) − P(X ≤ x − h)), piece by piece. */
const convolved = (density: readonly Piece[], h: Rational): readonly Piece[] => {
  const ends = sorted(density.flatMap(({ from, to }) => [from.sub(h), to.sub(h), from.add(h), to.add(h)]));
  const scale = rational(1).div(h.add(h));
  return ends.slice(1).map((to, i) => {
    const from = ends[i];
    const above = shifted(primitive(density, from.add(h)), h);
    const below = shifted(primitive(density, from.sub(h)), h.neg());
    return {
      from,
      to,
      coefficients: plus(
        above,
        below.map((c) => c.neg()),
      ).map((c) => c.mul(scale)),
    };
  });
};

/** P(Σ u_k > t), by integrating the density of the sum. */
const integrated = ([first, ...rest]: readonly Rational[], t: Rational): Rational => {
  const one: Piece = { from: first.neg(), to: first, coefficients: [rational(1).div(first.add(first))] };
  return rest
    .reduce<readonly Piece[]>(convolved, [one])
    .filter(({ to }) => to.compare(t) > 0)
    .map(({ from, to, coefficients }) => {
      const F = integral(coefficients);
      return at(F, to).sub(at(F, from.compare(t) > 0 ? from : t));
    })
    .reduce((s, mass) => s.add(mass), zero);
};

const positive = fc.integer({ min: 1, max: 8 }).map((n) => rational(n, 4));
const threshold = fc.integer({ min: -40, max: 40 }).map((n) => rational(n, 8));

describe('the tail of a sum of centred uniforms', () => {
  it('is a straight line for one of them: P(u > ½) = ¼ for u on [−1, 1]', () => {
    expect(tail([rational(1)], half).toFraction()).toBe('1/4');
    expect(tail([rational(1)], rational(-3)).toFraction()).toBe('1');
    expect(tail([rational(1)], rational(1)).toFraction()).toBe('0');
  });
  it('is ½(1 − θ)² at the share θ of the largest value, for two of one width', () => {
    expect(tail([rational(3), rational(3)], rational(2)).toFraction()).toBe('2/9');
  });
  it('is 1/48 at a sum of 2 for three on [−1, 1], by the volume of a corner of the cube', () => {
    expect(tail([rational(1), rational(1), rational(1)], rational(2)).toFraction()).toBe('1/48');
  });
  it('leaves out widths of 0, and is 1[t < 0] where all are 0', () => {
    expect(tail([zero, rational(1), zero], half).toFraction()).toBe('1/4');
    expect([-1, 0, 1].map((t) => tail([zero, zero], rational(t)).valueOf())).toEqual([1, 0, 0]);
  });
  it('is the integral of the density that convolution gives, piece by piece', () => {
    fc.assert(
      fc.property(fc.array(positive, { minLength: 1, maxLength: 4 }), threshold, (widths, t) =>
        tail(widths, t).equals(integrated(widths, t)),
      ),
    );
  });
  it('has a slope at a corner of its pieces where there are two or more: −½ at 0 for two on [−1, 1]', () => {
    const slope = (...widths: number[]) =>
      derivatives(rationals)
        .gradient([zero], (D, [t]) =>
          uniformSums(D).tail(
            widths.map((h) => D.of(h)),
            t,
          ),
        )[0]
        .toFraction();
    expect(slope(1, 1)).toBe('-1/2');
    expect(slope(1, 1, 2)).toBe('-1/4');
    expect(() => slope(1)).not.toThrow();
  });
  it('of n independent events one occurs with probability 1 − (1 − p)^n', () => {
    expect(some(rational(1, 3), 2).toFraction()).toBe('5/9');
    expect(some(rational(1, 3), 0).toFraction()).toBe('0');
  });
});
