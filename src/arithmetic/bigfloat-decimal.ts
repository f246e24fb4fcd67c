import {
  type BigFloat,
  approximately,
  bigCompare,
  bigDivide,
  bigIsFinite,
  bigMagnitude,
  bigNegate,
  bigSign,
  bigSubtract,
} from './bigfloat.js';
import { shift } from './integers.js';
import type { Interval } from './interval.js';
import { type Direction, opposite } from './rounded.js';

/**
 * a as a decimal of `digits` significant digits on the given side of it, such as "-0.33333333333333333334" or
 * "2.7182818284590452353e+400"; ±∞ is "±Infinity".
 */
export const bigDecimal = (a: BigFloat, digits: number, direction: Direction): string => {
  if (Number.isNaN(a.e)) return 'NaN';
  if (a.m === 0n) return '0';
  if (a.m < 0n) return `-${bigDecimal(bigNegate(a), digits, opposite(direction))}`;
  if (!bigIsFinite(a)) return 'Infinity';
  const ten = (n: number): bigint => 10n ** BigInt(n);
  const numerator = shift(a.m, Math.max(0, a.e));
  const denominator = 1n << BigInt(Math.max(0, -a.e));
  /** a·10^{digits − 1 − k} as an integer, on the given side. */
  const scaled = (k: number): bigint => {
    const s = digits - 1 - k;
    const n = numerator * ten(Math.max(0, s));
    const d = denominator * ten(Math.max(0, -s));
    return direction === 'down' ? n / d : (n + d - 1n) / d;
  };
  // ⌊log₁₀ 2^⌊log₂ a⌋⌋ is at most ⌊log₁₀ a⌋, and one less at most: n·log₁₀ 2 lies farther from the integers than it is rounded.
  let k = Math.floor(((bigMagnitude(a) - 1) * Math.LN2) / Math.LN10);
  let significand = scaled(k);
  if (significand >= ten(digits)) significand = scaled(++k);
  const text = significand.toString();
  const trimmed = (whole: string, part: string): string => {
    const rest = part.replace(/0+$/, '');
    return rest === '' ? whole : `${whole}.${rest}`;
  };
  if (k < -7 || k > 20) return `${trimmed(text[0], text.slice(1))}e${k < 0 ? '' : '+'}${k}`;
  if (k < 0) return trimmed('0', '0'.repeat(-k - 1) + text);
  const padded = text.padEnd(k + 1, '0');
  return trimmed(padded.slice(0, k + 1), padded.slice(k + 1));
};

/** ["lo", "hi"]: the endpoints as decimals of 20 significant digits, rounded outwards. */
export const decimals = (a: Interval<BigFloat>, digits = 20): [lo: string, hi: string] => [
  bigDecimal(a.lo, digits, 'down'),
  bigDecimal(a.hi, digits, 'up'),
];

/** (hi − lo)/min(|lo|, |hi|), rounded up; ∞ for an interval that contains 0 and is not 0 itself; 0 for a point. */
export const relativeWidth = (a: Interval<BigFloat>): number => {
  const { lo, hi } = a;
  if (Number.isNaN(lo.e)) return NaN;
  if (bigCompare(lo, hi) === 0) return 0;
  if (bigSign(lo) * bigSign(hi) <= 0 || !bigIsFinite(lo) || !bigIsFinite(hi)) return Infinity;
  const inner = lo.m > 0n ? lo : bigNegate(hi);
  const ratio = approximately(bigDivide(bigSubtract(hi, lo, 64, 'up'), inner, 64, 'up'));
  return ratio * (1 + 2 ** -50);
};
