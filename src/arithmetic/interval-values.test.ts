import { describe, expect, it } from 'vitest';
import { type Interval, float64Intervals as I } from './interval.js';
import { rational } from './rational.js';

const of = (lo: number, hi: number): Interval<number> => ({ lo, hi });

describe('the product of two intervals', () => {
  it('has its ends from whichever corners they lie at, in either order', () => {
    const cases: [Interval<number>, Interval<number>, Interval<number>][] = [
      [of(-1, 2), of(-3, 1), of(-6, 3)],
      [of(-2, 1), of(-1, 3), of(-6, 3)],
      [of(-2, 1), of(-4, 3), of(-6, 8)],
      [of(-1, 3), of(-1, 2), of(-3, 6)],
      [of(-1, 2), of(3, 4), of(-4, 8)],
      [of(-1, 2), of(-4, -3), of(-8, 4)],
      [of(1, 2), of(3, 4), of(3, 8)],
      [of(-2, -1), of(3, 4), of(-8, -3)],
      [of(-2, -1), of(-4, -3), of(3, 8)],
    ];
    for (const [a, b, expected] of cases) {
      expect(I.mul(a, b)).toEqual(expected);
      expect(I.mul(b, a)).toEqual(expected);
    }
  });
});

describe('the objects of the exact numbers', () => {
  it('are kept by −0 = 0, e⁰ = 1 and log 1 = 0', () => {
    expect(I.neg(I.zero)).toBe(I.zero);
    expect(I.exp(I.zero)).toBe(I.one);
    expect(I.log(I.one)).toBe(I.zero);
  });

  it('are not those of 0/0, which is poison and holds no number', () => {
    expect(I.of(0, 0)).toBe(I.poison);
    expect(I.of(0n, 0n)).toBe(I.poison);
    expect(I.contains(I.poison, rational(0))).toBe(false);
    expect(I.contains(I.poison, rational(1))).toBe(false);
  });

  it('enclose a fraction with a negative denominator', () => {
    const third = I.of(1, -3);
    expect(I.contains(third, rational(-1, 3))).toBe(true);
    expect([third.lo < 0, third.hi < 0, third.lo <= third.hi]).toEqual([true, true, true]);
    expect(I.of(-1, -2)).toEqual(of(0.5, 0.5));
    expect(I.of(1, -2)).toEqual(of(-0.5, -0.5));
  });
});
