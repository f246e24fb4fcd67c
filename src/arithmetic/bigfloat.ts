import { bitLength, floorDivide, floorSquareRoot, shift } from './integers.js';
import { type Rational, rational } from './rational.js';
import type { Direction } from './rounded.js';

/** m·2^e. Zero is 0·2⁰, ±∞ is ±1·2^∞, and not-a-number is 0·2^NaN. */
export interface BigFloat {
  readonly m: bigint;
  readonly e: number;
}

export const bigZero: BigFloat = { m: 0n, e: 0 };
export const bigOne: BigFloat = { m: 1n, e: 0 };
export const bigInfinity: BigFloat = { m: 1n, e: Infinity };
export const bigNotANumber: BigFloat = { m: 0n, e: NaN };

/** Exponents stay in [−2²⁰, 2²⁰]: magnitudes beyond are rounded to ±∞, to 0, or to the extreme number before them. */
export const EXPONENT_LIMIT = 2 ** 20;

export const bigSign = (a: BigFloat): number => (a.m > 0n ? 1 : a.m < 0n ? -1 : 0);
export const bigNegate = (a: BigFloat): BigFloat => ({ m: -a.m, e: a.e });
export const bigIsFinite = (a: BigFloat): boolean => Number.isFinite(a.e);

/** ⌊log₂ |a|⌋ + 1 for a finite a ≠ 0. */
export const bigMagnitude = (a: BigFloat): number => bitLength(a.m) + a.e;

/** m·2^e with at most `precision` binary digits, on the given side of the exact value. */
export const bigRound = (m: bigint, e: number, precision: number, direction: Direction): BigFloat => {
  const length = bitLength(m);
  const cut = Math.max(length - precision, -EXPONENT_LIMIT - e);
  if (cut > 0) {
    // Cutting more than every digit leaves 0 or −1, however much more it is.
    const s = BigInt(Math.min(cut, length + 1));
    const below = m >> s; // towards −∞
    const rounded = direction === 'down' || below << s === m ? below : below + 1n;
    if (rounded === 0n) return bigZero;
    if (e + cut <= EXPONENT_LIMIT) return { m: rounded, e: e + cut };
  } else {
    if (m === 0n) return bigZero;
    if (e <= EXPONENT_LIMIT) return { m, e };
    const excess = e - EXPONENT_LIMIT;
    if (excess <= precision - length) return { m: shift(m, excess), e: EXPONENT_LIMIT };
  }
  const outwards = (direction === 'up') === m > 0n;
  const extreme = outwards ? bigInfinity : { m: (1n << BigInt(precision)) - 1n, e: EXPONENT_LIMIT };
  return m > 0n ? extreme : bigNegate(extreme);
};

/** The number on the given side of numerator/denominator (> 0) with `precision` binary digits, exact where it can be. */
export const bigFloatOf = (
  numerator: bigint,
  denominator: bigint,
  precision: number,
  direction: Direction,
): BigFloat => {
  const s = Math.max(0, precision + 2 + bitLength(denominator) - bitLength(numerator));
  const scaled = shift(numerator, s);
  const below = floorDivide(scaled, denominator);
  // A last digit 1 stands for whatever part was cut off: it lies strictly between two numbers of the precision.
  return below * denominator === scaled
    ? bigRound(below, -s, precision, direction)
    : bigRound(2n * below + 1n, -s - 1, precision, direction);
};

/** a + b. Where b lies far below the last digit of a, only its sign is used. */
export const bigAdd = (a: BigFloat, b: BigFloat, precision: number, direction: Direction): BigFloat => {
  if (a.m === 0n) return bigRound(b.m, b.e, precision, direction);
  if (b.m === 0n) return bigRound(a.m, a.e, precision, direction);
  if (!bigIsFinite(a)) return a;
  if (!bigIsFinite(b)) return b;
  if (bigMagnitude(a) < bigMagnitude(b)) return bigAdd(b, a, precision, direction);
  const width = Math.max(precision, bitLength(a.m)) + 3;
  if (bigMagnitude(b) < bigMagnitude(a) - width) {
    const s = width - bitLength(a.m);
    return bigRound(shift(a.m, s) + (b.m > 0n ? 1n : -1n), a.e - s, precision, direction);
  }
  const e = Math.min(a.e, b.e);
  return bigRound(shift(a.m, a.e - e) + shift(b.m, b.e - e), e, precision, direction);
};

export const bigSubtract = (a: BigFloat, b: BigFloat, precision: number, direction: Direction): BigFloat =>
  bigAdd(a, bigNegate(b), precision, direction);

export const bigMultiply = (a: BigFloat, b: BigFloat, precision: number, direction: Direction): BigFloat => {
  const m = a.m * b.m;
  if (m === 0n) return bigZero;
  if (!bigIsFinite(a) || !bigIsFinite(b)) return m > 0n ? bigInfinity : bigNegate(bigInfinity);
  return bigRound(m, a.e + b.e, precision, direction);
};

/** a/b for b ≠ 0. */
export const bigDivide = (a: BigFloat, b: BigFloat, precision: number, direction: Direction): BigFloat => {
  if (a.m === 0n || !bigIsFinite(b)) return bigZero;
  if (b.m < 0n) return bigDivide(bigNegate(a), bigNegate(b), precision, direction);
  if (!bigIsFinite(a)) return a;
  const { m, e } = bigFloatOf(a.m, b.m, precision, direction);
  return bigRound(m, e + a.e - b.e, precision, direction);
};

/** √a for a ≥ 0. */
export const bigSquareRoot = (a: BigFloat, precision: number, direction: Direction): BigFloat => {
  if (a.m === 0n || !bigIsFinite(a)) return a;
  let s = Math.max(0, 2 * precision + 4 - bitLength(a.m));
  if ((a.e - s) % 2 !== 0) s += 1;
  const scaled = shift(a.m, s);
  const root = floorSquareRoot(scaled);
  const e = (a.e - s) / 2;
  return root * root === scaled
    ? bigRound(root, e, precision, direction)
    : bigRound(2n * root + 1n, e - 1, precision, direction);
};

/** Negative, 0 or positive as a is below, at or above b. */
export const bigCompare = (a: BigFloat, b: BigFloat): number => {
  const signs = bigSign(a) - bigSign(b);
  if (signs !== 0 || a.m === 0n) return signs;
  const [sizeA, sizeB] = [bigMagnitude(a), bigMagnitude(b)];
  if (sizeA !== sizeB) return a.m > 0n === sizeA > sizeB ? 1 : -1;
  if (!bigIsFinite(a)) return 0;
  const e = Math.min(a.e, b.e);
  const difference = shift(a.m, a.e - e) - shift(b.m, b.e - e);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
};

/** The exact rational value of a finite number. */
export const rationalOfBig = (a: BigFloat): Rational =>
  a.e >= 0 ? rational(shift(a.m, a.e)) : rational(a.m, 1n << BigInt(-a.e));

/** The float64 near a, to within a few units: for guesses, not for bounds. */
export const approximately = (a: BigFloat): number => {
  if (a.m === 0n) return 0 * a.e;
  if (!bigIsFinite(a)) return bigSign(a) * Infinity;
  const cut = Math.max(0, bitLength(a.m) - 60);
  const half = Math.trunc((a.e + cut) / 2);
  // In two steps, so that 2^(e + cut) does not underflow where the result does not.
  return Number(shift(a.m, -cut)) * 2 ** half * 2 ** (a.e + cut - half);
};

/** The exact value of a finite float64. */
export const bigFloatOfNumber = (value: number): BigFloat => {
  let scaled = value;
  let e = 0;
  for (; !Number.isInteger(scaled); e--) scaled *= 2;
  return { m: BigInt(scaled), e };
};
