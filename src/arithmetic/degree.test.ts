import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rank } from './definiteness.js';
import { DegreeField, degree, variable } from './degree.js';
import { type Node, Recorder } from './program.js';
import { type Rational, notRational, rational, rationals } from './rational.js';
import { CODES, evaluate, type Operation, type Step, stepsOf } from './straight-line.js';

const lines = (operations: readonly Operation[], maxLength: number): fc.Arbitrary<readonly Step[]> =>
  fc.array(fc.nat({ max: CODES }), { minLength: 1, maxLength, size: 'max' }).map(stepsOf(operations));

/** The degree of left = right for the pairs of a program of three inputs. */
const degreeOf = (compute: (F: Recorder, x: Node, y: Node, s: Node) => [Node, Node][]): number => {
  const F = new Recorder();
  const pairs = compute(F, F.input(), F.input(), F.input());
  return degree(F.finish(), pairs);
};

describe('the degree of an identity', () => {
  it('of polynomials is the larger total degree', () => {
    expect(degreeOf((F, x, y) => [[F.add(F.mul(x, y), x), F.of(7)]])).toBe(2);
    expect(degreeOf((F, x, y) => [[F.mul(F.add(x, y), F.sub(x, y)), F.sub(F.mul(x, x), F.mul(y, y))]])).toBe(2);
    expect(degreeOf((F, x, y) => [[F.mul(F.mul(x, x), F.mul(x, y)), F.neg(y)]])).toBe(4);
    expect(degreeOf((F) => [[F.of(2), F.of(3)]])).toBe(0);
  });

  it('of several pairs is the largest', () => {
    expect(
      degreeOf((F, x, y) => [
        [x, y],
        [F.mul(x, F.mul(x, y)), F.zero],
        [F.mul(x, y), x],
      ]),
    ).toBe(3);
  });

  it('of rational functions is that of the difference over the least common denominator', () => {
    // x/y = s ⟺ x − s y = 0; 1/x + 1/y ~ (y + x)/xy; x/s + y/s ~ (x + y)/s; (x/s)/(y/s) = s ⟺ x − s y = 0.
    expect(degreeOf((F, x, y, s) => [[F.div(x, y), s]])).toBe(2);
    expect(degreeOf((F, x, y) => [[F.add(F.div(F.one, x), F.div(F.one, y)), F.zero]])).toBe(1);
    expect(degreeOf((F, x, y, s) => [[F.add(F.div(x, s), F.div(y, s)), F.zero]])).toBe(1);
    expect(degreeOf((F, x, y, s) => [[F.div(F.div(x, s), F.div(y, s)), s]])).toBe(2);
    // (x/s)² + (y/s)² = 1 ⟺ x² + y² − s² = 0, and x/s² + y/s = 0 ⟺ x + y s = 0.
    expect(
      degreeOf((F, x, y, s) => {
        const [u, v] = [F.div(x, s), F.div(y, s)];
        return [[F.add(F.mul(u, u), F.mul(v, v)), F.one]];
      }),
    ).toBe(2);
    expect(degreeOf((F, x, y, s) => [[F.add(F.div(F.div(x, s), s), F.div(y, s)), F.zero]])).toBe(2);
    expect(degreeOf((F, x, y, s) => [[F.div(x, F.of(3)), F.div(s, F.add(x, y))]])).toBe(2);
  });

  it('counts gates as bits, and exponentials, logarithms and roots as variables', () => {
    expect(degreeOf((F, x, y) => [[F.mul(F.gate(F.mul(x, y)), x), F.zero]])).toBe(1);
    expect(degreeOf((F, x, y) => [[F.mul(F.exp(F.mul(x, y)), y), F.log(x)]])).toBe(2);
    expect(degreeOf((F, x, y) => [[F.div(x, F.sqrt(F.add(F.mul(x, x), F.mul(y, y)))), F.one]])).toBe(1);
    expect(degreeOf((F, x, y) => [[F.abs(F.mul(x, y)), F.detach(F.mul(x, y))]])).toBe(2);
  });

  it('knows every input as a divisor of its own', () => {
    const F = new DegreeField();
    const [x, y] = [variable(), variable()];
    expect(F.add(F.div(F.one, x), F.div(F.one, y)).denominator).toBe(2);
    expect(F.add(F.div(F.one, x), F.div(y, x)).denominator).toBe(1);
    expect(F.add(F.div(F.one, x), F.div(F.one, F.neg(x))).denominator).toBe(1);
  });

  it('bounds the true degrees: along a line, a value is a quotient of polynomials of degrees (n, d)', () => {
    const steps = lines(['add', 'sub', 'mul', 'div', 'neg'], 7);
    const slopes = fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: 1, max: 4 }));
    const D = new DegreeField();
    let fractions = 0;
    fc.assert(
      fc.property(steps, slopes, slopes, (line, [a, b], [c, e]) => {
        const degrees = evaluate(D, line, [variable(), variable(), D.one]).slice(-1)[0];
        const { numerator: n, denominator: d } = degrees;
        if (n + d > 14) return true;
        const value = (t: number): Rational =>
          evaluate(rationals, line, [rational(a + b * t), rational(c + e * t), rationals.one]).slice(-1)[0];
        const points: [Rational, Rational][] = [];
        for (let t = 100; points.length < n + d + 4 && t < 160; t++) {
          const v = value(t);
          if (v !== notRational) points.push([rational(t), v]);
        }
        if (points.length < n + d + 4) return true;
        if (d > 0) fractions++;
        // P(t) − f(t)Q(t) = 0 with deg P ≤ n, deg Q ≤ d has a solution ≠ 0: n + d + 2 unknowns, fewer independent equations.
        const powers = (t: Rational, k: number): Rational[] => Array.from({ length: k + 1 }, (_, i) => t.pow(i));
        const rows = points.map(([t, v]) => [...powers(t, n), ...powers(t, d).map((p) => p.mul(v))]);
        return rank(rows) < n + d + 2;
      }),
      { numRuns: 400 },
    );
    expect(fractions).toBeGreaterThan(50);
  });
});
