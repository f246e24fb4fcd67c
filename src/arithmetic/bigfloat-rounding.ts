import {
  type BigFloat,
  EXPONENT_LIMIT,
  approximately,
  bigAdd,
  bigCompare,
  bigDivide,
  bigFloatOf,
  bigFloatOfNumber,
  bigInfinity,
  bigIsFinite,
  bigMagnitude,
  bigMultiply,
  bigNegate,
  bigNotANumber,
  bigOne,
  bigRound,
  bigSign,
  bigSquareRoot,
  bigSubtract,
  bigZero,
} from './bigfloat.js';
import { shift } from './integers.js';
import { type Direction, type Rounded, opposite } from './rounded.js';

/** Beyond |x| = 2²¹ the exponential passes every exponent allowed (2²¹·log₂e > 2²⁰ + any precision in use). */
const EXPONENTIAL_LIMIT = 21;

/**
 * e^x = (e^r)^{2^j} with r = |x|/2^j < 2⁻⁸, and e^{−|x|} = 1/e^{|x|} rounded from the other side.
 *
 * All terms being positive, rounding each step to the given side rounds the result to that side: no analysis of errors is
 * needed for the *truth* of a bound. The sum is in integers, units of 2^{−w}. With n terms taken, what remains is
 * Σ_{i ≥ n} r^i/i! ≤ (r^n/n!)·1/(1 − r) ≤ 2·r^n/n!, the double of the first term left out: nothing is added downwards, and
 * that double upwards. Each squaring doubles the relative error, so w = precision + j + spare digits keep the result *tight*.
 */
export const exponential = (x: BigFloat, precision: number, direction: Direction, spare = 16): BigFloat => {
  if (x.m === 0n) return bigOne;
  if (x.m < 0n) {
    const inverse = exponential(bigNegate(x), precision + spare, opposite(direction), spare);
    return bigDivide(bigOne, inverse, precision, direction);
  }
  const up = direction === 'up';
  if (!bigIsFinite(x) || bigMagnitude(x) > EXPONENTIAL_LIMIT) {
    return up ? bigInfinity : bigRound(1n, 2 * EXPONENT_LIMIT, precision, 'down');
  }
  const j = Math.max(0, bigMagnitude(x) + 8);
  const w = precision + j + spare;
  const unit = BigInt(w);
  /** n/2^w·1/i in units, to the side of the direction (n ≥ 0). */
  const scaled = (n: bigint, i: bigint): bigint => (up ? (n + (i << unit) - 1n) / (i << unit) : (n >> unit) / i);
  const r = up ? -shift(-x.m, x.e - j + w) : shift(x.m, x.e - j + w);
  let sum = 0n;
  let term = 1n << unit;
  for (let i = 1n; term > 1n; i++) {
    sum += term;
    term = scaled(term * r, i);
  }
  if (up) sum += 2n * term;
  let power: BigFloat = { m: sum, e: -w };
  for (let i = 0; i < j; i++) power = bigMultiply(power, power, w, direction);
  return bigRound(power.m, power.e, precision, direction);
};

/**
 * 2·artanh(s) = 2 Σ_{i ≥ 0} s^{2i+1}/(2i+1) for 0 ≤ s < 1; what remains after n terms is at most s^{2n+1}/((2n+1)(1 − s²)).
 */
export const twiceArtanh = (s: BigFloat, w: number, direction: Direction): BigFloat => {
  if (s.m === 0n) return bigZero;
  const square = bigMultiply(s, s, w, direction);
  let sum = bigZero;
  let power = s;
  let term = s;
  for (let i = 3n; term.m !== 0n && (sum.m === 0n || bigMagnitude(term) > bigMagnitude(sum) - w); i += 2n) {
    sum = bigAdd(sum, term, w, direction);
    power = bigMultiply(power, square, w, direction);
    term = bigDivide(power, { m: i, e: 0 }, w, direction);
  }
  if (direction === 'up') {
    const gap = bigSubtract(bigOne, square, w, 'down');
    if (gap.m <= 0n) return bigInfinity;
    sum = bigAdd(sum, bigDivide(term, gap, w, 'up'), w, 'up');
  }
  return { m: sum.m, e: sum.e + 1 };
};

/**
 * log y = t + log(y·e^{−t}) = t + 2·artanh((z − 1)/(z + 1)) with z = y/e^t, for any t; each step is rounded so that the
 * result lies on the given side. t is the float64 logarithm: a bad guess would cost terms of the series, not truth.
 *
 * Near y = 1 the two summands may cancel a few digits: |t| and |z − 1| are then both about 2⁻⁵³ or t is 0. The 64 + 16
 * spare digits of w keep the enclosure tight relative to the result.
 */
export const logarithm = (y: BigFloat, precision: number, direction: Direction, spare = 80): BigFloat => {
  if (!bigIsFinite(y)) return bigInfinity;
  const w = precision + spare;
  const size = bigMagnitude(y) - 1;
  if (size < -1) {
    const inverse = bigDivide(bigOne, y, w, opposite(direction));
    return bigNegate(logarithm(inverse, precision, opposite(direction), spare));
  }
  const scale = size < 1 ? 0 : size;
  const t = bigFloatOfNumber(Math.log(approximately({ m: y.m, e: y.e - scale })) + scale * Math.LN2);
  const z = bigDivide(y, exponential(t, w, opposite(direction), Math.min(spare, 16)), w, direction);
  const numerator = bigSubtract(z, bigOne, w, direction);
  const negative = numerator.m < 0n;
  // (z − 1)/(z + 1) rounded to the side; the denominator rounded to the other where that pushes it there.
  const denominator = bigAdd(z, bigOne, w, negative ? direction : opposite(direction));
  const s = bigDivide(numerator, denominator, w, direction);
  const series = negative ? bigNegate(twiceArtanh(bigNegate(s), w, opposite(direction))) : twiceArtanh(s, w, direction);
  return bigAdd(t, series, precision, direction);
};

/** Endpoints m·2^e with `precision` binary digits; no function of the platform decides a bound. */
export const bigFloatRounding = (precision: number): Rounded<BigFloat> => ({
  name: `${precision}-bit floats`,
  zero: bigZero,
  one: bigOne,
  notANumber: bigNotANumber,
  of: (numerator, denominator, direction) => bigFloatOf(numerator, denominator, precision, direction),
  add: (a, b, direction) => bigAdd(a, b, precision, direction),
  sub: (a, b, direction) => bigSubtract(a, b, precision, direction),
  mul: (a, b, direction) => bigMultiply(a, b, precision, direction),
  div: (a, b, direction) => bigDivide(a, b, precision, direction),
  neg: bigNegate,
  sqrt: (a, direction) => bigSquareRoot(a, precision, direction),
  exp: (a, direction) => exponential(a, precision, direction),
  log: (a, direction) => logarithm(a, precision, direction),
  isFinite: bigIsFinite,
  sign: bigSign,
  compare: bigCompare,
});
