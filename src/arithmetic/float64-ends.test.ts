import { describe, expect, it } from 'vitest';
import { float64Rounding as R } from './float64-rounding.js';

describe('float64 rounded to a side', () => {
  it('is exact at the ends of the range: at 0, at the least and at the greatest numbers', () => {
    const least = Number.MIN_VALUE;
    const both = (f: (side: 'down' | 'up') => number): number[] => [f('down'), f('up')];
    expect(both((side) => R.sqrt(0, side))).toEqual([0, 0]);
    expect(both((side) => R.exp(0, side))).toEqual([1, 1]);
    expect(both((side) => R.log(1, side))).toEqual([0, 0]);
    expect(both((side) => R.of(1n, 1n << 1074n, side))).toEqual([least, least]);
    expect(both((side) => R.of(3n, 1n << 1075n, side))).toEqual([least, 2 * least]);
    expect(both((side) => R.of(1n << 1023n, 1n, side))).toEqual([2 ** 1023, 2 ** 1023]);
    expect(both((side) => R.of(-(1n << 1023n), 1n, side))).toEqual([-(2 ** 1023), -(2 ** 1023)]);
    expect([R.compare(1, 1), R.compare(1, 2), R.compare(2, 1)].map(Math.sign)).toEqual([0, -1, 1]);
  });
});
