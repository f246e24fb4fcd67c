import { describe, expect, it } from 'vitest';
import { Undecided } from './field.js';
import { dyadic } from './float64.js';
import { notRational, type Rational, rational, rationalOfFloat, rationals, rationalsBaseTwo } from './rational.js';

const r = rational;

describe('a rational number', () => {
  it('is every finite float64 exactly, and neither NaN nor ±∞', () => {
    expect([0.5, -0.75, 6, -0, 2 ** -1074].map((a) => rationalOfFloat(a).toFraction())).toEqual([
      '1/2',
      '-3/4',
      '6',
      '0',
      `1/${2n ** 1074n}`,
    ]);
    for (const a of [NaN, Infinity, -Infinity]) {
      expect(() => rationalOfFloat(a)).toThrow(new RangeError(`rationalOfFloat: expected a finite number, got ${a}`));
    }
  });

  it('has a root where numerator and denominator are squares: not below 0, and √0 = 0', () => {
    expect(rationals.sqrt(r(9, 4))).toEqual(r(3, 2));
    expect(rationals.sqrt(r(0))).toEqual(r(0));
    expect([r(-4), r(-9, 4), r(2), r(1, 2), r(4, 3), r(3, 4)].map((a) => rationals.sqrt(a))).toEqual(
      Array.from({ length: 6 }, () => notRational),
    );
    expect(rationals.sqrt(r(-4))).toBe(notRational);
    expect(rationals.sqrt(notRational)).toBe(notRational);
  });

  it('is above 0 or not: 1[a > 0] is 1 at a positive number, 0 at 0 and below, however small', () => {
    const tiny = r(1, 10n ** 400n);
    expect([tiny, r(7), r(0), r(-7), rationals.neg(tiny)].map((a) => rationals.gate(a).valueOf())).toEqual([
      1, 1, 0, 0, 0,
    ]);
  });

  it('makes a kink of a gate at 0 with a derivative, rational or not', () => {
    expect(() => rationals.guard(r(0), [r(0), r(-1, 9)], 2)).toThrow(new Undecided('kink at layer 2'));
    expect(() => rationals.guard(r(0), [notRational], 2)).toThrow(Undecided);
    expect(() => rationals.guard(r(0), [r(0)], 2)).not.toThrow();
    expect(() => rationals.guard(notRational, [r(1)], 2)).not.toThrow();
    expect(() => rationals.guard(r(-1, 9), [r(1)], 2)).not.toThrow();
  });
});

describe('the formal exponential of a rational number', () => {
  it('is that of the float64 it is, down to 2⁻¹⁰²²', () => {
    for (const a of [2 ** -1022, 3 * 2 ** -1022, 2 ** 1023, 2 ** 53]) {
      expect(rationals.exp(rationalOfFloat(a)).equals(rationalOfFloat(dyadic.exp(a)))).toBe(true);
    }
  });

  it('tells apart numbers that round to one float64, and numbers beyond every float64', () => {
    const families = [
      Array.from({ length: 20 }, (_, i) => r(2n ** 90n + BigInt(i))),
      Array.from({ length: 20 }, (_, i) => r(2 * i + 1, 2n ** 1200n)),
      Array.from({ length: 20 }, (_, i) => r(10n ** 400n + BigInt(i))),
      Array.from({ length: 20 }, (_, i) => r(2n ** 90n + BigInt(i), 3n)),
    ];
    for (const family of families) {
      const values = new Set(family.map((a) => rationals.exp(a).toFraction()));
      expect(values.size).toBeGreaterThan(5);
    }
  });
});

describe('2^a in place of e^a', () => {
  it('is rational at the integers up to 4096, of either sign, and nowhere else', () => {
    const two = (a: Rational) => rationalsBaseTwo.exp(a);
    expect([r(0), r(1), r(10), r(-3)].map((a) => two(a).toFraction())).toEqual(['1', '2', '1024', '1/8']);
    expect(two(r(4096)).equals(r(2n ** 4096n))).toBe(true);
    expect(two(r(-4096)).equals(r(1, 2n ** 4096n))).toBe(true);
    for (const a of [r(4097), r(-4097), r(1, 2), r(-7, 3)]) expect(two(a)).toBe(notRational);
  });
});
