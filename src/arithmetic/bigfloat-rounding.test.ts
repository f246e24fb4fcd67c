import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimals, relativeWidth } from './bigfloat-decimal.js';
import { exponential, logarithm, twiceArtanh } from './bigfloat-rounding.js';
import {
  type BigFloat,
  EXPONENT_LIMIT,
  approximately,
  bigCompare,
  bigFloatOfNumber,
  bigInfinity,
  bigNegate,
  bigOne,
  bigZero,
  rationalOfBig,
} from './bigfloat.js';
import { bigIntervals } from './interval.js';
import { rational } from './rational.js';

describe('the exponential and the logarithm of binary floats', () => {
  const B = bigIntervals(120);
  const tight = 2 ** -115;

  it('e and log 2 have their known digits', () => {
    expect(decimals(B.exp(B.one), 31)).toEqual([
      '2.718281828459045235360287471352',
      '2.718281828459045235360287471353',
    ]);
    expect(decimals(B.log(B.of(2)), 30)).toEqual([
      '0.693147180559945309417232121458',
      '0.693147180559945309417232121459',
    ]);
    expect(decimals(B.exp(B.of(-1)))).toEqual(['0.36787944117144232159', '0.3678794411714423216']);
  });

  it('e^r lies within the rational Taylor sum and its remainder, for |r| ≤ 3', () => {
    fc.assert(
      fc.property(fc.integer({ min: -96, max: 96 }), (n) => {
        const r = rational(n, 32);
        let [sum, term] = [rational(0), rational(1)];
        for (let i = 1; i <= 60; i++) [sum, term] = [sum.add(term), term.mul(r).div(i)];
        // |Σ_{i ≥ 60} r^i/i!| ≤ 2|r|^60/60!, as each further term is at most half the one before.
        const remainder = term.abs().mul(2);
        const { lo, hi } = B.exp(B.enclose(r));
        const below = rationalOfBig(lo).compare(sum.add(remainder)) <= 0;
        return below && rationalOfBig(hi).compare(sum.sub(remainder)) >= 0 && relativeWidth({ lo, hi }) <= tight;
      }),
    );
  });

  it('e^{a+b} meets e^a·e^b, and log(e^a) contains a, both tightly, for large and small arguments', () => {
    const E = bigIntervals(120);
    const exponents = fc
      .tuple(fc.integer({ min: -9999, max: 9999 }), fc.integer({ min: -40, max: 6 }))
      .map(([m, e]) => bigFloatOfNumber(m * 2 ** e));
    fc.assert(
      fc.property(exponents, exponents, (x, y) => {
        const [a, b] = [E.point(x), E.point(y)];
        const [left, right] = [E.exp(E.add(a, b)), E.mul(E.exp(a), E.exp(b))];
        const meet = bigCompare(left.lo, right.hi) <= 0 && bigCompare(right.lo, left.hi) <= 0;
        const back = E.log(E.exp(a));
        const width = bigCompare(back.lo, back.hi) === 0 ? 0 : approximately(E.sub(back, a).hi);
        return (
          meet &&
          relativeWidth(E.exp(a)) <= tight &&
          E.contains(back, rationalOfBig(x)) &&
          // e^a is known to 2⁻¹¹⁵ relatively, so its logarithm absolutely; and a itself to 2⁻¹¹⁵.
          width <= 4 * tight * (1 + Math.abs(approximately(x)))
        );
      }),
      { numRuns: 200 },
    );
  });

  it('are enclosed with no spare digits at all: tightness is what these buy, not truth', () => {
    const small = fc.tuple(fc.integer({ min: -255, max: 255 }), fc.integer({ min: -24, max: 0 }));
    fc.assert(
      fc.property(small, fc.integer({ min: 3, max: 12 }), fc.nat({ max: 4 }), ([m, e], precision, spare) => {
        const x: BigFloat = m === 0 ? bigZero : { m: BigInt(m), e };
        const y: BigFloat = { m: BigInt(Math.abs(m) + 1), e: e + 8 };
        const next: BigFloat = { m: 1n + (1n << BigInt(-e)), e };
        // So near 1 that the series is all there is of the logarithm; its z + 1 has one digit more than there is room for.
        const length = 59 + precision + (m < 0 ? 1 : 0);
        const near: BigFloat = { m: (1n << BigInt(length)) + BigInt(m), e: -length };
        const s: BigFloat = { m: BigInt(Math.abs(m) + 1), e: -10 + e };
        const encloses = (f: typeof exponential, a: BigFloat, digits = precision): boolean =>
          bigCompare(f(a, digits, 'down', spare), f(a, 250, 'down')) <= 0 &&
          bigCompare(f(a, digits, 'up', spare), f(a, 250, 'up')) >= 0;
        return (
          encloses(exponential, x) &&
          encloses(logarithm, y) &&
          encloses(logarithm, next) &&
          encloses(logarithm, near, 60 + precision) &&
          encloses(twiceArtanh, s)
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('log y is tight relative to log y, also next to y = 1, and e^{log y} contains y', () => {
    const E = bigIntervals(120);
    const positive = fc.oneof(
      fc
        .tuple(fc.integer({ min: -999, max: 999 }), fc.integer({ min: 11, max: 108 }))
        .map(([m, e]) => rational(1).add(rational(m, 1n << BigInt(e)))),
      fc
        .tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: -900, max: 900 }))
        .map(([m, e]) => (e < 0 ? rational(m, 1n << BigInt(-e)) : rational(BigInt(m) << BigInt(e)))),
    );
    fc.assert(
      fc.property(positive, (y) => {
        const a = E.enclose(y);
        const logarithm = E.log(a);
        return relativeWidth(logarithm) <= tight && E.contains(E.exp(logarithm), y);
      }),
      { numRuns: 300 },
    );
  });

  it('2·artanh(s) is narrow about 2s for s next to 0', () => {
    const tiny: BigFloat = { m: 1n, e: -500 };
    const [lo, hi] = [twiceArtanh(tiny, 60, 'down'), twiceArtanh(tiny, 60, 'up')];
    expect([bigCompare(lo, { m: 1n, e: -499 }), bigCompare(hi, { m: 1n, e: -499 })]).toEqual([0, 1]);
    expect(relativeWidth({ lo, hi })).toBeLessThan(2 ** -50);
  });

  it('e^x is neither 1 nor on its wrong side for x next to 0', () => {
    const tiny: BigFloat = { m: 1n, e: -500 };
    expect(bigCompare(exponential(tiny, 60, 'up'), bigOne)).toBeGreaterThan(0);
    expect(bigCompare(exponential(tiny, 60, 'down'), bigOne)).toBe(0);
    expect(bigCompare(exponential(bigNegate(tiny), 60, 'down'), bigOne)).toBeLessThan(0);
    expect(bigCompare(exponential(bigNegate(tiny), 60, 'up'), bigOne)).toBe(0);
  });

  it('saturate beyond the range of exponents without losing the enclosure', () => {
    const [huge, vanishing] = [B.exp(B.of(10n ** 9n)), B.exp(B.of(-(10n ** 9n)))];
    expect(huge.hi).toEqual(bigInfinity);
    expect(huge.lo.e).toBe(EXPONENT_LIMIT);
    expect(vanishing.lo).toEqual(bigZero);
    expect(vanishing.hi.m > 0n).toBe(true);
    expect(B.contains(B.log(B.exp(B.of(700_000))), rational(700_000))).toBe(true);
    expect(B.contains(B.log(B.exp(B.of(-700_000))), rational(-700_000))).toBe(true);
    expect(relativeWidth(B.log(vanishing))).toBeNaN();
  });
});
