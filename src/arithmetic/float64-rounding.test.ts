import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bigFloatRounding } from './bigfloat-rounding.js';
import { bigFloatOfNumber, bigCompare } from './bigfloat.js';
import { ASSUMED_ULPS, float64Rounding as R, nextDown, nextUp } from './float64-rounding.js';
import { type Rational, rational, rationalOfFloat } from './rational.js';

const finite = { noNaN: true, noDefaultInfinity: true };
const floats = fc.oneof(
  fc.double(finite),
  fc.integer({ min: -99, max: 99 }),
  fc.double({ ...finite, min: -1e3, max: 1e3 }),
  fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -1074, max: 1000 })).map(([m, e]) => m * 2 ** e),
);
const MAX = rationalOfFloat(Number.MAX_VALUE);

/** lo ≤ q ≤ hi with lo = hi or neighbours, or a few steps apart next to the ends of the range. */
const encloses = (lo: number, hi: number, q: Rational, extreme = false): boolean => {
  if (Number.isNaN(lo) || Number.isNaN(hi) || lo === Infinity || hi === -Infinity) return false;
  const below = lo === -Infinity ? extreme || q.compare(MAX.neg()) < 0 : rationalOfFloat(lo).compare(q) <= 0;
  const above = hi === Infinity ? extreme || q.compare(MAX) > 0 : rationalOfFloat(hi).compare(q) >= 0;
  const size = Math.min(Math.abs(lo), Math.abs(hi));
  const step = lo === -Infinity ? -Number.MAX_VALUE : nextUp(lo);
  return below && above && (hi === lo || hi === step || ((extreme || size < 2 ** -900) && hi <= nextUp(nextUp(step))));
};

describe('float64 rounded to a side', () => {
  it('has next neighbours: nothing lies between x and nextUp(x), and nextDown undoes it', () => {
    fc.assert(
      fc.property(fc.double(finite), (x) => {
        if (Math.abs(x) < 2 ** -1000 || Math.abs(x) === Number.MAX_VALUE) return nextUp(x) > x && nextDown(x) < x;
        const up = nextUp(x);
        const middle = x / 2 + up / 2;
        return up > x && (middle === x || middle === up) && nextDown(up) === x;
      }),
      { numRuns: 2000 },
    );
    expect([nextUp(0), nextDown(0), nextUp(1), nextDown(1)]).toEqual([5e-324, -5e-324, 1 + 2 ** -52, 1 - 2 ** -53]);
    expect(nextUp(Number.MAX_VALUE)).toBe(Infinity);
  });

  it('encloses +, −, × and ÷ between neighbours, and is exact where they are', () => {
    fc.assert(
      fc.property(floats, floats, (x, y) => {
        const [p, q] = [rationalOfFloat(x), rationalOfFloat(y)];
        const extreme = [x, y, x / y, x * y].some((v) => Math.abs(v) > 2 ** 900 || Math.abs(v) < 2 ** -900);
        return (
          encloses(R.add(x, y, 'down'), R.add(x, y, 'up'), p.add(q)) &&
          encloses(R.sub(x, y, 'down'), R.sub(x, y, 'up'), p.sub(q)) &&
          encloses(R.mul(x, y, 'down'), R.mul(x, y, 'up'), p.mul(q), extreme) &&
          (y === 0 || encloses(R.div(x, y, 'down'), R.div(x, y, 'up'), p.div(q), extreme))
        );
      }),
      { numRuns: 5000 },
    );
  });

  it('gives one number where the result is one: products and quotients of short numbers', () => {
    const short = fc.tuple(fc.integer({ min: -(2 ** 26), max: 2 ** 26 }), fc.integer({ min: -200, max: 200 }));
    fc.assert(
      fc.property(short, short, ([m, e], [n, f]) => {
        const [x, y] = [m * 2 ** e, n * 2 ** f];
        const p = R.mul(x, y, 'down');
        const product = p === x * y && p === R.mul(x, y, 'up');
        return product && (y === 0 || (R.div(p, y, 'down') === x && R.div(p, y, 'up') === x));
      }),
      { numRuns: 2000 },
    );
  });

  it('encloses √a: lo² ≤ a ≤ hi² between neighbours, equal for a square', () => {
    fc.assert(
      fc.property(floats, fc.nat({ max: 2 ** 26 }), (x, n) => {
        const a = Math.abs(x);
        const [lo, hi] = [R.sqrt(a, 'down'), R.sqrt(a, 'up')];
        const square = (v: number): Rational => rationalOfFloat(v).mul(rationalOfFloat(v));
        const q = rationalOfFloat(a);
        const enclosed = square(lo).compare(q) <= 0 && square(hi).compare(q) >= 0 && hi <= nextUp(nextUp(lo));
        return enclosed && R.sqrt(n * n, 'down') === n && R.sqrt(n * n, 'up') === n;
      }),
      { numRuns: 2000 },
    );
  });

  it('rounds every fraction to its two neighbours, subnormal and overflowing ones included', () => {
    const large = fc.bigInt({ min: -(1n << 90n), max: 1n << 90n });
    const shifts = fc.oneof(fc.constant(0), fc.nat({ max: 1200 }));
    fc.assert(
      fc.property(large, large, shifts, shifts, (n, d, s, t) => {
        const numerator = n << BigInt(s);
        const denominator = (d < 0n ? -d : d + 1n) << BigInt(t);
        const [lo, hi] = [R.of(numerator, denominator, 'down'), R.of(numerator, denominator, 'up')];
        const q = rational(numerator, denominator);
        const value = Number.isFinite(lo) && rationalOfFloat(lo).equals(q);
        return encloses(lo, hi, q) && (!value || lo === hi);
      }),
      { numRuns: 2000 },
    );
  });

  it('treats ±∞ as an unbounded interval: 0·∞ = 0, x/∞ = 0, and a real result is never rounded to the wrong ∞', () => {
    const M = Number.MAX_VALUE;
    expect([R.mul(0, Infinity, 'up'), R.mul(-Infinity, 0, 'down'), R.div(-3, Infinity, 'up')]).toEqual([0, 0, 0]);
    expect(R.div(3, Infinity, 'up')).toBe(0);
    expect([R.mul(5e-324, 0.25, 'down'), R.mul(-5e-324, 0.25, 'up')].map(Math.abs)).toEqual([0, 0]);
    expect([R.of(2n ** 1024n, 1n, 'down'), R.of(2n ** 1024n, 1n, 'up')]).toEqual([M, Infinity]);
    expect([R.of(2n ** 1024n - 1n, 1n, 'down'), R.of(2n ** 1024n - 1n, 1n, 'up')]).toEqual([M, Infinity]);
    expect([R.add(M, M, 'down'), R.add(M, M, 'up')]).toEqual([M, Infinity]);
    expect([R.sub(-M, M, 'down'), R.sub(-M, M, 'up')]).toEqual([-Infinity, -M]);
    expect([R.mul(M, -2, 'down'), R.mul(M, -2, 'up')]).toEqual([-Infinity, -M]);
    expect([R.div(M, 0.5, 'down'), R.div(M, 0.5, 'up')]).toEqual([M, Infinity]);
    expect([R.add(-Infinity, 5, 'down'), R.sqrt(Infinity, 'up'), R.log(Infinity, 'up')]).toEqual([
      -Infinity,
      Infinity,
      Infinity,
    ]);
    expect([R.exp(-Infinity, 'down'), R.exp(Infinity, 'up')]).toEqual([0, Infinity]);
    expect(R.exp(1000, 'down')).toBeLessThan(Infinity);
    expect(R.exp(1000, 'up')).toBe(Infinity);
    expect([R.exp(-1000, 'down'), R.exp(-1000, 'up') > 0]).toEqual([0, true]);
  });

  it('encloses exp and log as computed to 200 digits, in at most the units assumed', () => {
    const B = bigFloatRounding(200);
    const within = (lo: number, hi: number, below: typeof B.zero, above: typeof B.zero): boolean =>
      bigCompare(bigFloatOfNumber(lo), below) <= 0 &&
      bigCompare(above, bigFloatOfNumber(hi)) <= 0 &&
      hi - lo <= Math.abs(hi) * (2 * ASSUMED_ULPS) * 2 ** -52 + Number.MIN_VALUE * 2 * ASSUMED_ULPS;
    const arguments_ = fc.oneof(
      fc.double({ min: -720, max: 709, noNaN: true }),
      fc.double({ min: -3, max: 3, noNaN: true }),
      fc.integer({ min: -300, max: 300 }).map((n) => n / 8),
    );
    fc.assert(
      fc.property(arguments_, (x) => {
        const a = bigFloatOfNumber(x);
        const positive = Math.abs(x) + Number.MIN_VALUE;
        const near1 = bigFloatOfNumber(positive);
        return (
          within(R.exp(x, 'down'), R.exp(x, 'up'), B.exp(a, 'down'), B.exp(a, 'up')) &&
          within(R.log(positive, 'down'), R.log(positive, 'up'), B.log(near1, 'down'), B.log(near1, 'up'))
        );
      }),
      { numRuns: 1000 },
    );
  });
});
