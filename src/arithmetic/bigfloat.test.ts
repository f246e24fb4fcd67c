import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bigFloatRounding } from './bigfloat-rounding.js';
import {
  type BigFloat,
  EXPONENT_LIMIT,
  bigCompare,
  bigInfinity,
  bigNegate,
  bigOne,
  bigRound,
  bigZero,
  rationalOfBig,
} from './bigfloat.js';
import { bitLength } from './integers.js';
import { type Rational } from './rational.js';

const P = 7;
const R = bigFloatRounding(P);
/** Numbers of at most P digits, at scales near each other and far apart. */
const numbers = fc
  .tuple(
    fc.bigInt({ min: -(1n << 7n) + 1n, max: (1n << 7n) - 1n }),
    fc.oneof(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -90, max: 90 })),
  )
  .map(([m, e]): BigFloat => (m === 0n ? bigZero : { m, e }));

const digits = (a: BigFloat): number => {
  let m = a.m < 0n ? -a.m : a.m;
  while (m !== 0n && m % 2n === 0n) m /= 2n;
  return bitLength(m);
};
/** Both have P digits at most, and are the two neighbours of q, or q itself. */
const roundsTo = (lo: BigFloat, hi: BigFloat, q: Rational): boolean => {
  const [a, b] = [rationalOfBig(lo), rationalOfBig(hi)];
  if (digits(lo) > P || digits(hi) > P || a.compare(q) > 0 || b.compare(q) < 0) return false;
  if (a.equals(q) || b.equals(q)) return a.equals(b);
  // The gap of neighbours is one unit in the last of P places of the smaller one.
  const inner = a.abs().compare(b.abs()) < 0 ? lo : hi;
  return b.sub(a).equals(rationalOfBig({ m: 1n, e: bitLength(inner.m) + inner.e - P }));
};

describe('a binary float rounded to a side', () => {
  it('has +, −, ×, ÷ and fractions between the neighbours of the exact result, or equal to it', () => {
    fc.assert(
      fc.property(numbers, numbers, (x, y) => {
        const [p, q] = [rationalOfBig(x), rationalOfBig(y)];
        const both = (f: (side: 'down' | 'up') => BigFloat, exact: Rational): boolean =>
          roundsTo(f('down'), f('up'), exact);
        return (
          both((side) => R.add(x, y, side), p.add(q)) &&
          both((side) => R.sub(x, y, side), p.sub(q)) &&
          both((side) => R.mul(x, y, side), p.mul(q)) &&
          (y.m === 0n ||
            (both((side) => R.div(x, y, side), p.div(q)) &&
              both((side) => R.of(p.div(q).n * p.div(q).s, p.div(q).d, side), p.div(q))))
        );
      }),
      { numRuns: 5000 },
    );
  });

  it('has √a between neighbours, or equal to it', () => {
    fc.assert(
      fc.property(numbers, (x) => {
        const a: BigFloat = x.m < 0n ? bigNegate(x) : x;
        const [lo, hi] = [R.sqrt(a, 'down'), R.sqrt(a, 'up')].map(rationalOfBig);
        const q = rationalOfBig(a);
        const squares = [lo.mul(lo), hi.mul(hi)];
        const exact = squares[0].equals(q)
          ? lo.equals(hi)
          : hi
              .sub(lo)
              .mul(1 << (P - 1))
              .compare(lo) <= 0;
        return squares[0].compare(q) <= 0 && squares[1].compare(q) >= 0 && exact;
      }),
      { numRuns: 1000 },
    );
  });

  it('compares as the rationals do', () => {
    fc.assert(
      fc.property(numbers, numbers, (x, y) => {
        const expected = rationalOfBig(x).compare(rationalOfBig(y));
        return Math.sign(bigCompare(x, y)) === Math.sign(expected) && bigCompare(x, bigInfinity) < 0;
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves the range of exponents on the side told, and keeps what fits', () => {
    const [L, tiny] = [EXPONENT_LIMIT, { m: 1n, e: -EXPONENT_LIMIT }];
    expect(bigRound(1n, L + 3, P, 'down')).toEqual({ m: 8n, e: L });
    expect(bigRound(1n, L + P, P, 'down')).toEqual({ m: 127n, e: L });
    expect(bigRound(-1n, L + P, P, 'up')).toEqual({ m: -127n, e: L });
    expect(bigRound(1n, L + P, P, 'up')).toEqual(bigInfinity);
    expect(bigRound(-1n, L + P, P, 'down')).toEqual(bigNegate(bigInfinity));
    expect(bigRound(5n, -L - 1, P, 'down')).toEqual({ m: 2n, e: -L });
    expect(bigRound(5n, -L - 1, P, 'up')).toEqual({ m: 3n, e: -L });
    expect(bigRound(1n, -L - 99, P, 'down')).toEqual(bigZero);
    expect(bigRound(1n, -L - 99, P, 'up')).toEqual(tiny);
    expect(bigRound(-1n, -L - 99, P, 'down')).toEqual(bigNegate(tiny));
    expect(R.mul(bigZero, bigInfinity, 'up')).toEqual(bigZero);
    expect(R.add(bigNegate(bigInfinity), bigOne, 'down')).toEqual(bigNegate(bigInfinity));
  });
});
