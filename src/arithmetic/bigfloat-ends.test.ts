import { describe, expect, it } from 'vitest';
import { bigDecimal, relativeWidth } from './bigfloat-decimal.js';
import { bigFloatRounding, exponential, logarithm, twiceArtanh } from './bigfloat-rounding.js';
import {
  type BigFloat,
  EXPONENT_LIMIT as L,
  approximately,
  bigCompare,
  bigInfinity,
  bigNegate,
  bigNotANumber,
  bigOne,
  bigRound,
  bigZero,
  rationalOfBig,
} from './bigfloat.js';
import { rational } from './rational.js';

const P = 7;
const R = bigFloatRounding(P);
const minus = bigNegate(bigInfinity);
const two: BigFloat = { m: 2n, e: 0 };
const value = (a: BigFloat): string => rationalOfBig(a).toFraction();

describe('an unbounded end of an interval of binary floats', () => {
  it('stays one under +, ×, ÷ and √, with the sign of the result; 0·∞ = 0 and x/∞ = 0', () => {
    expect([R.add(bigInfinity, two, 'up'), R.add(two, bigInfinity, 'up')]).toEqual([bigInfinity, bigInfinity]);
    expect([R.sub(two, bigInfinity, 'down'), R.add(minus, two, 'down')]).toEqual([minus, minus]);
    expect([R.mul(bigInfinity, two, 'up'), R.mul(two, minus, 'down')]).toEqual([bigInfinity, minus]);
    expect([R.mul(minus, minus, 'up'), R.mul(bigInfinity, minus, 'down')]).toEqual([bigInfinity, minus]);
    expect([R.mul(bigZero, minus, 'up'), R.mul(bigInfinity, bigZero, 'up')]).toEqual([bigZero, bigZero]);
    expect([R.div(bigInfinity, two, 'up'), R.div(bigInfinity, bigNegate(two), 'down')]).toEqual([bigInfinity, minus]);
    expect([R.div(two, bigInfinity, 'up'), R.div(bigNegate(two), minus, 'down')]).toEqual([bigZero, bigZero]);
    expect(R.sqrt(bigInfinity, 'up')).toEqual(bigInfinity);
  });

  it('lies beyond every number, and beside itself', () => {
    const ordered = [minus, bigNegate(two), bigZero, bigOne, two, bigInfinity];
    ordered.forEach((a, i) => ordered.forEach((b, j) => expect(Math.sign(bigCompare(a, b))).toBe(Math.sign(i - j))));
    expect([bigInfinity, minus, bigZero, bigNotANumber].map(approximately)).toEqual([Infinity, -Infinity, 0, NaN]);
  });

  it('has e^∞ = ∞, e^−∞ = 0 and log ∞ = ∞; rounded down e^x stays a number', () => {
    expect([R.exp(bigInfinity, 'up'), R.exp(minus, 'down')]).toEqual([bigInfinity, bigZero]);
    expect(exponential(bigInfinity, P, 'down')).toEqual({ m: 127n, e: L });
    expect(logarithm(bigInfinity, P, 'up')).toEqual(bigInfinity);
  });
});

describe('rounding at the end of the range of exponents', () => {
  it('keeps what fits exactly, and goes to the last number or to ∞ one step beyond', () => {
    expect(bigRound(1n, L, P, 'up')).toEqual({ m: 1n, e: L });
    expect(bigRound(1n, L + P - 1, P, 'down')).toEqual({ m: 64n, e: L });
    expect(bigRound(254n, L - 1, P, 'down')).toEqual({ m: 127n, e: L });
    expect(bigRound(255n, L, P, 'down')).toEqual({ m: 127n, e: L });
    expect(bigRound(254n, L, P, 'up')).toEqual(bigInfinity);
    expect(bigRound(-255n, L, P, 'down')).toEqual(minus);
  });

  it('has one zero, whatever its exponent was', () => {
    expect([bigRound(0n, 5, P, 'up'), R.mul(bigZero, two, 'up'), R.sub(two, two, 'down')]).toEqual([
      bigZero,
      bigZero,
      bigZero,
    ]);
    expect([R.add(bigZero, two, 'up'), R.add(two, bigZero, 'down')].map(value)).toEqual(['2', '2']);
    expect([R.div(bigZero, two, 'up'), R.sqrt(bigZero, 'up')]).toEqual([bigZero, bigZero]);
  });
});

describe('2·artanh(½) = log 3', () => {
  it('lies within thirty terms of its series and their remainder, and is enclosed there', () => {
    let [sum, power] = [rational(0), rational(1)];
    for (let i = 0; i < 30; i++) {
      sum = sum.add(power.div(2 * i + 1));
      power = power.div(4);
    }
    // 2 Σ s^{2i+1}/(2i+1) with s = ½ is Σ (¼)^i/(2i+1); what is left is at most 4^{−30}/61·(4/3).
    const half: BigFloat = { m: 1n, e: -1 };
    const [lo, hi] = [twiceArtanh(half, 40, 'down'), twiceArtanh(half, 40, 'up')].map(rationalOfBig);
    expect(lo.compare(sum)).toBeLessThan(0);
    expect(hi.compare(sum.add(power))).toBeGreaterThan(0);
    expect(hi.sub(lo).compare(rational(1, 1n << 32n))).toBeLessThan(0);
    expect(twiceArtanh(bigZero, 40, 'up')).toEqual(bigZero);
  });
});

describe('the text and the width of binary floats at their ends', () => {
  it('has digits behind the point down to 10⁻⁷ and up to 10²⁰, and an exponent beyond', () => {
    expect(bigDecimal({ m: 1n, e: -23 }, 20, 'down')).toBe('0.00000011920928955078125');
    expect(bigDecimal({ m: 1n, e: -24 }, 20, 'down')).toBe('5.9604644775390625e-8');
    expect(bigDecimal({ m: 10n ** 20n, e: 0 }, 21, 'down')).toBe('100000000000000000000');
    expect(bigDecimal({ m: 10n ** 21n, e: 0 }, 21, 'down')).toBe('1e+21');
  });

  it('is unbounded for an interval that ends at 0', () => {
    expect(relativeWidth({ lo: bigZero, hi: bigOne })).toBe(Infinity);
    expect(relativeWidth({ lo: bigNegate(bigOne), hi: bigZero })).toBe(Infinity);
    expect(relativeWidth({ lo: bigOne, hi: bigInfinity })).toBe(Infinity);
  });
});
