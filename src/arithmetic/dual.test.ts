import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { degree } from './degree.js';
import { type Dual, DualField } from './dual.js';
import type { Field } from './field.js';
import { float64Intervals } from './interval.js';
import { Recorder } from './program.js';
import { type Rational, notRational, rational, rationals } from './rational.js';
import { CODES, evaluate, type Operation, type Step, stepsOf } from './straight-line.js';

const lines = (operations: readonly Operation[], maxLength: number): fc.Arbitrary<readonly Step[]> =>
  fc.array(fc.nat({ max: CODES }), { minLength: 1, maxLength, size: 'max' }).map(stepsOf(operations));

const Q = rationals;
const D = new DualField(Q, 1);
const points = fc
  .tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 5 }))
  .map(([n, d]) => rational(n, d));
const polynomials = lines(['add', 'sub', 'mul', 'neg'], 6);
const rationalFunctions = lines(['add', 'sub', 'mul', 'div', 'neg'], 8);

/** The last value of the steps, in one variable and the constant 3/2. */
const value = <S>(F: Field<S>, steps: readonly Step[], x: S): S => evaluate(F, steps, [x, F.of(3, 2)]).slice(-1)[0];
const derivative = (steps: readonly Step[], x: Rational): Rational =>
  D.tangentsOf(value(D, steps, D.variable(x, 0)))[0];

const degreeOf = (steps: readonly Step[]): number => {
  const recorder = new Recorder();
  const node = value(recorder, steps, recorder.input());
  return degree(recorder.finish(), [[node, recorder.zero]]);
};

describe('a dual number over the rationals', () => {
  it('is the limit of the symmetric difference quotient of a polynomial', () => {
    fc.assert(
      fc.property(polynomials, points, (steps, x) => {
        // (f(x + h) − f(x − h))/2h is a polynomial in h² of degree < n: interpolated at h = 1, …, n, its value at 0.
        const n = Math.max(1, Math.ceil(degreeOf(steps) / 2));
        let limit = Q.zero;
        for (let h = 1; h <= n; h++) {
          const step = rational(h);
          const quotient = value(Q, steps, x.add(step))
            .sub(value(Q, steps, x.sub(step)))
            .div(2 * h);
          let weight = Q.one;
          for (let k = 1; k <= n; k++) if (k !== h) weight = weight.mul(rational(-k * k, h * h - k * k));
          limit = limit.add(weight.mul(quotient));
        }
        return derivative(steps, x).equals(limit);
      }),
    );
  });

  it('follows the quotient rule (f/g)′ = (f′g − fg′)/g², and is poisoned where g = 0', () => {
    fc.assert(
      fc.property(polynomials, polynomials, points, (f, g, x) => {
        const a = D.variable(x, 0);
        const quotient = D.div(value(D, f, a), value(D, g, a));
        const [u, v] = [value(Q, f, x), value(Q, g, x)];
        if (v.n === 0n) return quotient.value === notRational;
        const expected = derivative(f, x)
          .mul(v)
          .sub(u.mul(derivative(g, x)))
          .div(v.mul(v));
        return quotient.value.equals(u.div(v)) && D.tangentsOf(quotient)[0].equals(expected);
      }),
    );
  });

  it('has the partial derivatives of a function of two variables as its directions', () => {
    const D2 = new DualField(Q, 2);
    const last = (F: Field<Dual<Rational>>, steps: readonly Step[], inputs: Dual<Rational>[]): Dual<Rational> =>
      evaluate(F, steps, inputs).slice(-1)[0];
    fc.assert(
      fc.property(rationalFunctions, points, points, (steps, x, y) => {
        const both = last(D2, steps, [D2.variable(x, 0), D2.variable(y, 1)]);
        const first = last(D, steps, [D.variable(x, 0), D.constant(y)]);
        const second = last(D, steps, [D.constant(x), D.variable(y, 0)]);
        const expected = [D.tangentsOf(first)[0], D.tangentsOf(second)[0]];
        return both.value === notRational || D2.tangentsOf(both).every((t, i) => t.equals(expected[i]));
      }),
    );
  });

  it('of dual numbers has the second derivative: (x³)″ = 6x', () => {
    const DD = new DualField(D, 1);
    fc.assert(
      fc.property(points, (x) => {
        const a: Dual<Dual<Rational>> = { value: D.variable(x, 0), tangents: [D.one] };
        const [first] = DD.tangentsOf(DD.mul(a, DD.mul(a, a)));
        return first.value.equals(x.mul(x).mul(3)) && D.tangentsOf(first)[0].equals(x.mul(6));
      }),
    );
  });

  it('e^a has derivative e^a, log a has 1/a, √a has 1/(2√a) and |a| has the sign of a', () => {
    fc.assert(
      fc.property(points, points, (x, t) => {
        if (x.n === 0n) return true;
        const tangent = (a: Dual<Rational>): Rational => D.tangentsOf(a)[0];
        const [any, positive, square] = [x, x.abs(), x.mul(x)].map((v): Dual<Rational> => ({
          value: v,
          tangents: [t],
        }));
        return (
          tangent(D.exp(any)).equals(Q.exp(x).mul(t)) &&
          tangent(D.log(positive)).equals(t.div(x.abs())) &&
          tangent(D.sqrt(square)).equals(t.div(x.abs().mul(2))) &&
          tangent(D.abs(any)).equals(t.mul(Number(x.s))) &&
          D.detach(any).tangents === null &&
          D.gate(any).tangents === null
        );
      }),
    );
  });

  it('is undecided at the kink of |a| and of a gate, and only there', () => {
    const kink: Dual<Rational> = { value: Q.zero, tangents: [Q.one] };
    expect(() => D.abs(kink)).toThrow('undecided: kink');
    expect(() => D.gate(kink, 2)).toThrow('undecided: kink at layer 2');
    expect(D.gate(D.constant(Q.zero), 2).value).toBe(Q.zero);
    expect(D.gate({ value: Q.zero, tangents: [Q.zero] }).value).toBe(Q.zero);
  });
});

describe('a dual number over intervals', () => {
  it('encloses the exact derivative', () => {
    const I = float64Intervals;
    const DI = new DualField(I, 1);
    let decided = 0;
    fc.assert(
      fc.property(rationalFunctions, points, (steps, x) => {
        const exact = value(D, steps, D.variable(x, 0));
        const enclosure = value(DI, steps, DI.variable(I.enclose(x), 0));
        if (exact.value === notRational || enclosure.value === I.poison) return true;
        decided++;
        return (
          I.contains(enclosure.value, exact.value) && I.contains(DI.tangentsOf(enclosure)[0], D.tangentsOf(exact)[0])
        );
      }),
      { numRuns: 500 },
    );
    expect(decided).toBeGreaterThan(300);
  });
});
