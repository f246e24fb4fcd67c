import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Dual, DualField } from './dual.js';
import { type Field, Undecided } from './field.js';
import { type Comparison, fieldLaws } from './field.properties.js';
import { Float64Field, dyadic } from './float64.js';
import { type Interval, type IntervalField, bigIntervals, float64Intervals } from './interval.js';
import { PRIME, PrimeField } from './prime-field.js';
import { type Rational, notRational, rational, rationalOfFloat, rationals } from './rational.js';

/** An arithmetic, and the numbers its laws are checked at. */
interface Lane<S> extends Comparison<S> {
  readonly field: Field<S>;
  readonly scalars: fc.Arbitrary<S>;
  readonly divisors: fc.Arbitrary<S>;
  readonly denominators: fc.Arbitrary<number>;
}

const fractions = fc
  .tuple(fc.integer({ min: -60, max: 60 }), fc.integer({ min: 1, max: 12 }))
  .map(([n, d]) => rational(n, d));
const nonZero = fractions.filter((q) => q.n !== 0n);
const smallDenominators = fc.integer({ min: 1, max: 99 });

const rationalLane: Lane<Rational> = {
  field: rationals,
  scalars: fractions,
  divisors: nonZero,
  denominators: smallDenominators,
  agree: (a, b) => a !== notRational && b !== notRational && a.equals(b),
  poisoned: (a) => a === notRational,
};

const dyadicLane: Lane<number> = {
  field: dyadic,
  scalars: fc.integer({ min: -512, max: 512 }).map((n) => n / 16),
  divisors: fc.integer({ min: -6, max: 6 }).map((k) => 2 ** k),
  denominators: fc.nat({ max: 9 }).map((k) => 2 ** k),
  agree: (a, b) => a === b,
  poisoned: Number.isNaN,
};

const primeLane = (salt: number): Lane<number> => ({
  field: new PrimeField(salt),
  scalars: fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: PRIME - 1 })),
  divisors: fc.integer({ min: 1, max: PRIME - 1 }),
  denominators: smallDenominators,
  agree: (a, b) => a === b,
  poisoned: Number.isNaN,
});

const intervalLane = <E>(field: IntervalField<E>): Lane<Interval<E>> => ({
  field,
  scalars: fractions.map((q) => field.enclose(q)),
  divisors: nonZero.map((q) => field.enclose(q)),
  denominators: smallDenominators,
  agree: (a, b) =>
    a !== field.poison &&
    b !== field.poison &&
    field.rounded.compare(a.lo, b.hi) <= 0 &&
    field.rounded.compare(b.lo, a.hi) <= 0,
  poisoned: (a) => a === field.poison,
});

const dualLane = <S>({ field, divisors, denominators, agree, poisoned }: Lane<S>): Lane<Dual<S>> => {
  const F = new DualField(field, 2);
  const duals = fc
    .tuple(divisors, fc.option(fc.tuple(divisors, divisors), { freq: 4 }))
    .map(([value, tangents]): Dual<S> => ({ value, tangents }));
  return {
    field: F,
    scalars: duals,
    divisors: duals,
    denominators,
    agree: (a, b) => agree(a.value, b.value) && F.tangentsOf(a).every((t, i) => agree(t, F.tangentsOf(b)[i])),
    poisoned: (a) => poisoned(a.value),
  };
};

const lawsOf = <S>(lane: Lane<S>): void => {
  describe(`in the lane of ${lane.field.name}`, () => {
    const { scalars, divisors, denominators } = lane;
    const integers = fc.integer({ min: -999, max: 999 });
    const laws = fieldLaws(lane.field, lane);
    for (const [title, holds] of Object.entries(laws.numbers)) {
      it(title, () => fc.assert(fc.property(scalars, scalars, scalars, holds)));
    }
    for (const [title, holds] of Object.entries(laws.quotients)) {
      it(title, () => fc.assert(fc.property(scalars, divisors, holds)));
    }
    for (const [title, holds] of Object.entries(laws.constants)) {
      it(title, () => fc.assert(fc.property(integers, integers, denominators, holds)));
    }
  });
};

lawsOf(rationalLane);
lawsOf(dyadicLane);
lawsOf(primeLane(1));
lawsOf(primeLane(2026));
lawsOf(intervalLane(float64Intervals));
lawsOf(intervalLane(bigIntervals(80)));
lawsOf(dualLane(rationalLane));
lawsOf(dualLane(primeLane(7)));
lawsOf(dualLane(intervalLane(float64Intervals)));

describe('the formal functions', () => {
  const floats = fc.oneof(
    fc.integer({ min: -4096, max: 4096 }).map((n) => n / 64),
    fc.double({ min: -(2 ** 90), max: 2 ** 90, noNaN: true }).filter((a) => a === 0 || Math.abs(a) > 2 ** -960),
    fc.tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: -200, max: 200 })).map(([m, e]) => m * 2 ** e),
  );
  const same = (float: number, exact: Rational): boolean =>
    exact === notRational ? Number.isNaN(float) : rationalOfFloat(float).equals(exact);

  it('give a float64 (of any grid down to 2⁻¹⁰²²) and the rational equal to it the same value', () => {
    fc.assert(
      fc.property(floats, (a) => {
        const q = rationalOfFloat(a);
        return same(dyadic.exp(a), rationals.exp(q)) && same(dyadic.log(a), rationals.log(q));
      }),
    );
  });

  it('are positive multiples of 1/8 up to 4, and multiples of 1/8 up to 2', () => {
    fc.assert(
      fc.property(floats, (a) => {
        const e = 8 * dyadic.exp(a);
        const l = 8 * Math.abs(dyadic.log(Math.abs(a) + 1));
        return e >= 1 && e <= 32 && Number.isInteger(e) && l <= 16 && Number.isInteger(l);
      }),
    );
  });

  it('have no logarithm of 0 or of a negative number in any arithmetic', () => {
    const float64 = new Float64Field('true');
    for (const a of [0, -1]) {
      expect(dyadic.log(a)).toBeNaN();
      expect(float64.log(a)).toBeNaN();
      expect(rationals.log(rational(a))).toBe(notRational);
      expect(float64Intervals.log(float64Intervals.of(a))).toBe(float64Intervals.poison);
    }
  });
});

describe('an exact root', () => {
  it('is a rational for squares only, and a dyadic for dyadic squares only', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), (n) => {
        const root = Math.round(Math.sqrt(n));
        const square = root * root === n;
        const exact = rationals.sqrt(rational(n, 9));
        return square
          ? dyadic.sqrt(n / 16) === root / 4 && exact.equals(rational(root, 3))
          : Number.isNaN(dyadic.sqrt(n / 16)) && exact === notRational;
      }),
    );
  });
});

describe('a derivative through a gate at 0', () => {
  it('is a kink in every arithmetic, unless the derivative is 0', () => {
    const kink = <S>({ field }: Lane<S>): void => {
      expect(() => field.guard(field.zero, [field.zero, field.one], 3)).toThrow(new Undecided('kink at layer 3'));
      expect(() => field.guard(field.zero, [field.zero, field.zero], 3)).not.toThrow();
      expect(() => field.guard(field.one, [field.one], 3)).not.toThrow();
    };
    kink(rationalLane);
    kink(dyadicLane);
    kink(primeLane(1));
    kink(intervalLane(float64Intervals));
    kink(dualLane(rationalLane));
  });

  it('is a kink also where the derivative is poisoned', () => {
    expect(() => rationals.guard(rationals.zero, [notRational], 1)).toThrow(Undecided);
    expect(() => dyadic.guard(0, [NaN], 1)).toThrow(Undecided);
  });
});
