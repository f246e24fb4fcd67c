import { bitLength, floorDivide } from './integers.js';
import { bigFloatOf } from './bigfloat.js';
import type { Direction, Rounded } from './rounded.js';

/*
 * +, −, ×, ÷ and √ are correctly rounded to nearest (IEEE 754, which ECMAScript prescribes): the exact result lies within
 * half a unit of the computed one, and the sign of the error, found without a further rounding, says on which side. So
 * one step to the neighbour is needed at most, and none where the operation was exact.
 *
 * exp and log are the platform's. Assumed: their results are within 4 units in the last place of the true value, on every
 * platform this runs on, and e⁰ = 1, log 1 = 0 exactly. (The implementations in use state less than one unit.)
 */

/** Units in the last place by which the platform's exp and log are widened. */
export const ASSUMED_ULPS = 4;

const MAX = Number.MAX_VALUE;
const MIN = Number.MIN_VALUE;

/** 2⁻⁵³(1 + 2⁻⁵²): |x|·φ is more than half a unit in the last place of x, and less than one and a half. */
const PHI = 2 ** -53 * (1 + 2 ** -52);

/** The least float64 above a finite x: x + (|x|φ + 2⁻¹⁰⁷⁴) rounds past x, and not past its neighbour but near 2⁻¹⁰²². */
export const nextUp = (x: number): number => x + (Math.abs(x) * PHI + MIN);
/** The greatest float64 below a finite x (or one lower near 2⁻¹⁰²²). */
export const nextDown = (x: number): number => x - (Math.abs(x) * PHI + MIN);

/** An exact result r + e for a small e of the given sign, rounded to the given side of it; a NaN sign is not known. */
const settle = (r: number, error: number, direction: Direction): number =>
  direction === 'down' ? (error >= 0 ? r : nextDown(r)) : error <= 0 ? r : nextUp(r);

/** Where r overflowed (every operand finite): the exact result is a real number beyond ±MAX. */
const overflowed = (r: number, direction: Direction): number =>
  direction === 'down' ? (r > 0 ? MAX : r) : r < 0 ? -MAX : r;

const isInfinite = (x: number): boolean => x === Infinity || x === -Infinity;

/** Knuth's error of a sum: s + e = a + b exactly, unless s overflows. */
const add = (a: number, b: number, direction: Direction): number => {
  const s = a + b;
  if (isInfinite(s)) return isInfinite(a) || isInfinite(b) ? s : overflowed(s, direction);
  const c = s - a;
  return settle(s, a - (s - c) + (b - c), direction);
};

const SPLIT = 2 ** 27 + 1;
/** Between these magnitudes of a product its error neither over- nor underflows. */
const LARGE = 2 ** 990;
const SMALL = 2 ** -960;

/** Dekker's error of a product: x·y = p + e exactly, or NaN where a factor is too large to be split. */
const productError = (x: number, y: number, p: number): number => {
  const cx = SPLIT * x;
  const xHigh = cx - (cx - x);
  const xLow = x - xHigh;
  const cy = SPLIT * y;
  const yHigh = cy - (cy - y);
  const yLow = y - yHigh;
  return xLow * yLow - (p - xHigh * yHigh - xLow * yHigh - xHigh * yLow);
};

const hasError = (p: number): boolean => Math.abs(p) < LARGE && Math.abs(p) > SMALL;

/** One neighbour outwards, and never past 0 on the far side of a result whose sign is known. */
const widened = (r: number, positive: boolean, direction: Direction): number => {
  if (isInfinite(r)) return overflowed(r, direction);
  if (direction === 'down') return positive ? Math.max(0, nextDown(r)) : nextDown(r);
  return positive ? nextUp(r) : Math.min(0, nextUp(r));
};

const mul = (a: number, b: number, direction: Direction): number => {
  if (a === 0 || b === 0) return 0;
  const p = a * b;
  if (hasError(p)) return settle(p, productError(a, b, p), direction);
  if (isInfinite(a) || isInfinite(b)) return p;
  return widened(p, a > 0 === b > 0, direction);
};

const div = (a: number, b: number, direction: Direction): number => {
  if (a === 0 || isInfinite(b)) return 0;
  const q = a / b;
  const p = q * b;
  // a − p is exact, for p is a neighbour of a: what is left of a beyond q·b = p + e has the sign of (a − p) − e.
  if (hasError(p)) return settle(q, (a - p - productError(q, b, p)) * (b > 0 ? 1 : -1), direction);
  if (isInfinite(a)) return q;
  return widened(q, a > 0 === b > 0, direction);
};

const sqrt = (a: number, direction: Direction): number => {
  const s = Math.sqrt(a);
  if (a === 0 || a === Infinity) return s;
  const p = s * s;
  return hasError(p) ? settle(s, a - p - productError(s, s, p), direction) : widened(s, true, direction);
};

const widenedBy = (steps: number, r: number, direction: Direction): number => {
  let x = r;
  for (let i = 0; i < steps; i++) x = direction === 'down' ? nextDown(x) : nextUp(x);
  return x;
};

const exp = (a: number, direction: Direction): number => {
  if (a === 0) return 1;
  if (a === -Infinity) return 0;
  const r = Math.exp(a);
  if (direction === 'up') return r === Infinity ? r : widenedBy(ASSUMED_ULPS, r, direction);
  return Math.max(0, widenedBy(ASSUMED_ULPS, Math.min(r, MAX), direction));
};

const log = (a: number, direction: Direction): number =>
  a === 1 ? 0 : a === Infinity ? a : widenedBy(ASSUMED_ULPS, Math.log(a), direction);

const LIMIT = BigInt(Number.MAX_SAFE_INTEGER);

const of = (numerator: bigint, denominator: bigint, direction: Direction): number => {
  if (denominator <= LIMIT && numerator <= LIMIT && numerator >= -LIMIT) {
    return div(Number(numerator), Number(denominator), direction);
  }
  if (bitLength(numerator) - bitLength(denominator) < -1021) {
    // |q| < 2⁻¹⁰²¹, where float64 numbers are the multiples of 2⁻¹⁰⁷⁴.
    const steps = numerator << 1074n;
    const below = floorDivide(steps, denominator);
    return Number(direction === 'down' || below * denominator === steps ? below : below + 1n) * MIN;
  }
  const { m, e } = bigFloatOf(numerator, denominator, 53, direction);
  return bitLength(m) + e > 1024 ? overflowed(m > 0n ? Infinity : -Infinity, direction) : Number(m) * 2 ** e;
};

/** Float64 endpoints. */
export const float64Rounding: Rounded<number> = {
  name: 'float64',
  zero: 0,
  one: 1,
  notANumber: NaN,
  of,
  add,
  sub: (a, b, direction) => add(a, -b, direction),
  mul,
  div,
  neg: (a) => -a,
  sqrt,
  exp,
  log,
  isFinite: Number.isFinite,
  sign: (a) => (a > 0 ? 1 : a < 0 ? -1 : 0),
  compare: (a, b) => (a < b ? -1 : a > b ? 1 : 0),
};
