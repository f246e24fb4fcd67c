import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bigDecimal, decimals, relativeWidth } from './bigfloat-decimal.js';
import {
  type BigFloat,
  approximately,
  bigFloatOfNumber,
  bigInfinity,
  bigNegate,
  bigOne,
  rationalOfBig,
} from './bigfloat.js';
import { bitLength, floorSquareRoot } from './integers.js';
import { bigIntervals } from './interval.js';
import { type Rational, rational, rationalOfFloat } from './rational.js';

describe('a decimal rounded outwards', () => {
  it('lies on the side told, within one unit of the last of its digits', () => {
    const any = fc.tuple(fc.bigInt({ min: -(1n << 80n), max: 1n << 80n }), fc.integer({ min: -400, max: 300 }));
    fc.assert(
      fc.property(any, fc.integer({ min: 1, max: 25 }), ([m, e], n) => {
        const a: BigFloat = { m, e };
        const exact = rationalOfBig(a);
        const parse = (text: string): Rational => {
          const [mantissa, exponent = '0'] = text.split('e');
          const k = BigInt(exponent);
          return rational(mantissa).mul(k < 0n ? rational(1, 10n ** -k) : rational(10n ** k));
        };
        const [lo, hi] = [parse(bigDecimal(a, n, 'down')), parse(bigDecimal(a, n, 'up'))];
        const gap = hi.sub(lo).mul(rational(10n ** BigInt(n - 1)));
        return lo.compare(exact) <= 0 && hi.compare(exact) >= 0 && gap.compare(exact.abs()) <= 0;
      }),
      { numRuns: 1000 },
    );
  });

  it('reads as people write numbers', () => {
    const both = (n: number | bigint, d: number | bigint = 1): string[] => decimals(bigIntervals(90).of(n, d));
    expect(both(-1, 3)).toEqual(['-0.33333333333333333334', '-0.33333333333333333333']);
    expect(both(123_456)).toEqual(['123456', '123456']);
    expect(both(5, 4)).toEqual(['1.25', '1.25']);
    expect(both(0)).toEqual(['0', '0']);
    expect(both(10n ** 25n)).toEqual(['1e+25', '1e+25']);
    expect(both(1, 10n ** 9n)).toEqual(['9.9999999999999999999e-10', '1.0000000000000000001e-9']);
    expect(both(999_999_999_999_999_999_999n)).toEqual(['999999999999999999990', '1e+21']);
    expect(decimals(bigIntervals(90).poison)).toEqual(['NaN', 'NaN']);
    expect(bigDecimal(bigNegate(bigInfinity), 20, 'down')).toBe('-Infinity');
  });
});

describe('the width and the size of a binary float', () => {
  it('is (hi − lo)/min(|lo|, |hi|), from above, to within a few units', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-200, max: 1e200, noNaN: true }),
        fc.double({ min: 0, max: 9, noNaN: true }),
        (x, w) => {
          const [lo, hi] = [bigFloatOfNumber(x), bigFloatOfNumber(x * (1 + w))];
          const exact = rationalOfFloat(x * (1 + w))
            .sub(rationalOfFloat(x))
            .div(rationalOfFloat(x));
          const computed = rationalOfFloat(relativeWidth({ lo, hi }));
          const mirrored = relativeWidth({ lo: bigNegate(hi), hi: bigNegate(lo) });
          const close =
            computed
              .sub(exact)
              .mul(rational(1n << 48n))
              .compare(exact) <= 0;
          return computed.compare(exact) >= 0 && close && rationalOfFloat(mirrored).equals(computed);
        },
      ),
    );
    expect(relativeWidth({ lo: bigNegate(bigOne), hi: bigOne })).toBe(Infinity);
    expect(relativeWidth(bigIntervals(60).zero)).toBe(0);
  });

  it('approximates every float64 by itself, and ⌊√n⌋ is exact', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.bigInt({ min: 0n, max: 1n << 200n }),
        (x, n) => {
          const root = floorSquareRoot(n);
          const exact = root * root <= n && (root + 1n) * (root + 1n) > n;
          return (
            approximately(bigFloatOfNumber(x)) === x && exact && bitLength(n) === (n === 0n ? 0 : n.toString(2).length)
          );
        },
      ),
    );
  });
});
