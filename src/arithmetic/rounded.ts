/** The side of the exact result on which a rounded result lies: `down` is never above it, `up` never below. */
export type Direction = 'down' | 'up';

export const opposite = (direction: Direction): Direction => (direction === 'down' ? 'up' : 'down');

/**
 * ▽f(a, b) ≤ f(a, b) ≤ △f(a, b): the arithmetic of the endpoints of an interval, every operation rounded to the side it is
 * told. What an interval needs to know of its endpoints is here and nothing else (interval.ts).
 *
 * Endpoints are the numbers of some finite set F, together with ±∞, which stand for an unbounded interval of reals:
 * hence 0·∞ = 0 and x/∞ = 0, `down` never returns +∞ for a real result and `up` never −∞. Arguments are never NaN.
 */
export interface Rounded<E> {
  readonly name: string;
  readonly zero: E;
  readonly one: E;
  /** The endpoint of a poisoned interval. */
  readonly notANumber: E;
  /** The nearest member of F on the given side of numerator/denominator (the number itself where it is in F). */
  of(numerator: bigint, denominator: bigint, direction: Direction): E;
  add(a: E, b: E, direction: Direction): E;
  sub(a: E, b: E, direction: Direction): E;
  mul(a: E, b: E, direction: Direction): E;
  /** a/b for b ≠ 0. */
  div(a: E, b: E, direction: Direction): E;
  /** −a, exactly. */
  neg(a: E): E;
  /** √a for a ≥ 0. */
  sqrt(a: E, direction: Direction): E;
  exp(a: E, direction: Direction): E;
  /** log a for a > 0. */
  log(a: E, direction: Direction): E;
  /** Whether a is a number of F. */
  isFinite(a: E): boolean;
  /** −1, 0 or 1. */
  sign(a: E): number;
  /** Negative, 0 or positive as a is below, at or above b. */
  compare(a: E, b: E): number;
}
