import { approximately, bigFloatOf } from './bigfloat.js';
import type { Rational } from './rational.js';

/** Digits carried before the one rounding: eleven more than a float64 has. */
const CARRIED = 64;

/**
 * The float64 nearest to a, to within 2⁻⁵² of it relatively, and a itself where a is a float64 — also where numerator and
 * denominator are too large for float64 each. Numbers beyond the range become ±∞ or 0.
 */
export const nearestFloat = (a: Rational): number =>
  a.n === 0n ? 0 : approximately(bigFloatOf(a.s * a.n, a.d, CARRIED, 'down'));
