import { bigFloatRounding } from './bigfloat-rounding.js';
import type { BigFloat } from './bigfloat.js';
import { type Field, Undecided, kinkAt } from './field.js';
import { float64Rounding } from './float64-rounding.js';
import type { Rational } from './rational.js';
import type { Rounded } from './rounded.js';

/** [lo, hi]: a real number known to be at least lo and at most hi. */
export interface Interval<E> {
  readonly lo: E;
  readonly hi: E;
}

const across = (): Undecided => new Undecided('an interval across 0');

/**
 * a ∘ b ⊆ [▽ min, △ max]: every operation encloses every value it could have had, so that a sign read off an interval is
 * the sign of the real number. The exponential and the logarithm are the true ones.
 *
 * An interval stands for one real number: `mul` of an object with itself is a square. The exact zero is always the
 * object `zero`, and a question that has no answer (1/[−1, 1], log of a number that may be 0) is the object `poison`,
 * [NaN, NaN], which stays poisoned: both are compared by identity. No other interval has a NaN endpoint.
 */
export class IntervalField<E> implements Field<Interval<E>> {
  readonly name: string;
  readonly zero: Interval<E>;
  readonly one: Interval<E>;
  readonly poison: Interval<E>;
  constructor(readonly rounded: Rounded<E>) {
    const { zero, one, notANumber } = rounded;
    this.name = `intervals of ${rounded.name}`;
    this.zero = { lo: zero, hi: zero };
    this.one = { lo: one, hi: one };
    this.poison = { lo: notANumber, hi: notANumber };
  }
  private interval(lo: E, hi: E): Interval<E> {
    return this.rounded.sign(lo) === 0 && this.rounded.sign(hi) === 0 ? this.zero : { lo, hi };
  }
  of(numerator: number | bigint, denominator: number | bigint = 1): Interval<E> {
    const n = BigInt(numerator);
    const d = BigInt(denominator);
    if (n === d && d !== 0n) return this.one;
    if (n === 0n && d !== 0n) return this.zero;
    const { rounded } = this;
    return d === 0n
      ? this.poison
      : {
          lo: rounded.of(d < 0n ? -n : n, d < 0n ? -d : d, 'down'),
          hi: rounded.of(d < 0n ? -n : n, d < 0n ? -d : d, 'up'),
        };
  }
  /** The tightest interval that contains q: a single point where q is a number of the endpoints' arithmetic. */
  enclose(q: Rational): Interval<E> {
    return this.of(q.s * q.n, q.d);
  }
  /** lo ≤ q ≤ hi, decided exactly: lo is in F, so lo ≤ q is the same as lo ≤ ▽q. */
  contains(a: Interval<E>, q: Rational): boolean {
    const { rounded } = this;
    return (
      a !== this.poison &&
      rounded.compare(a.lo, rounded.of(q.s * q.n, q.d, 'down')) <= 0 &&
      rounded.compare(rounded.of(q.s * q.n, q.d, 'up'), a.hi) <= 0
    );
  }
  /** The interval of the single number e. */
  point(e: E): Interval<E> {
    return this.interval(e, e);
  }
  add(a: Interval<E>, b: Interval<E>): Interval<E> {
    if (a === this.poison || b === this.poison) return this.poison;
    if (a === this.zero) return b;
    if (b === this.zero) return a;
    const { rounded } = this;
    return this.interval(rounded.add(a.lo, b.lo, 'down'), rounded.add(a.hi, b.hi, 'up'));
  }
  sub(a: Interval<E>, b: Interval<E>): Interval<E> {
    if (a === this.poison || b === this.poison) return this.poison;
    if (b === this.zero) return a;
    if (a === this.zero) return this.neg(b);
    const { rounded } = this;
    return this.interval(rounded.sub(a.lo, b.hi, 'down'), rounded.sub(a.hi, b.lo, 'up'));
  }
  neg(a: Interval<E>): Interval<E> {
    if (a === this.zero || a === this.poison) return a;
    return { lo: this.rounded.neg(a.hi), hi: this.rounded.neg(a.lo) };
  }
  mul(a: Interval<E>, b: Interval<E>): Interval<E> {
    const { rounded, zero, one, poison } = this;
    if (a === poison || b === poison) return poison;
    if (a === zero || b === zero) return zero;
    if (a === one) return b;
    if (b === one) return a;
    if (a === b) return this.square(a);
    if (rounded.sign(a.lo) >= 0) {
      // 0 ≤ a: an endpoint of b is scaled by the endpoint of a that moves it outwards.
      return this.interval(
        rounded.mul(rounded.sign(b.lo) >= 0 ? a.lo : a.hi, b.lo, 'down'),
        rounded.mul(rounded.sign(b.hi) <= 0 ? a.lo : a.hi, b.hi, 'up'),
      );
    }
    if (rounded.sign(a.hi) <= 0) return this.neg(this.mul(this.neg(a), b));
    if (rounded.sign(b.lo) >= 0 || rounded.sign(b.hi) <= 0) return this.mul(b, a);
    const { lo, hi } = a;
    return {
      lo: this.least(rounded.mul(lo, b.hi, 'down'), rounded.mul(hi, b.lo, 'down')),
      hi: this.greatest(rounded.mul(lo, b.lo, 'up'), rounded.mul(hi, b.hi, 'up')),
    };
  }
  private least(a: E, b: E): E {
    return this.rounded.compare(a, b) <= 0 ? a : b;
  }
  private greatest(a: E, b: E): E {
    return this.rounded.compare(a, b) >= 0 ? a : b;
  }
  private square(a: Interval<E>): Interval<E> {
    const { rounded } = this;
    const { lo, hi } = this.abs(a);
    return { lo: rounded.mul(lo, lo, 'down'), hi: rounded.mul(hi, hi, 'up') };
  }
  div(a: Interval<E>, b: Interval<E>): Interval<E> {
    const { rounded, zero, one, poison } = this;
    if (a === poison || b === poison) return poison;
    if (rounded.sign(b.hi) < 0) return this.div(this.neg(a), this.neg(b));
    if (rounded.sign(b.lo) <= 0) return poison;
    if (a === zero || b === one) return a;
    return this.interval(
      rounded.div(a.lo, rounded.sign(a.lo) >= 0 ? b.hi : b.lo, 'down'),
      rounded.div(a.hi, rounded.sign(a.hi) >= 0 ? b.lo : b.hi, 'up'),
    );
  }
  exp(a: Interval<E>): Interval<E> {
    if (a === this.poison) return a;
    if (a === this.zero) return this.one;
    return { lo: this.rounded.exp(a.lo, 'down'), hi: this.rounded.exp(a.hi, 'up') };
  }
  log(a: Interval<E>): Interval<E> {
    const { rounded } = this;
    if (a === this.poison || rounded.sign(a.lo) <= 0) return this.poison;
    return this.interval(rounded.log(a.lo, 'down'), rounded.log(a.hi, 'up'));
  }
  /** √a, where a radicand whose enclosure reaches below 0 is taken to be the non-negative number it must be. */
  sqrt(a: Interval<E>): Interval<E> {
    const { rounded } = this;
    if (a === this.poison || rounded.sign(a.hi) < 0) return this.poison;
    return this.interval(rounded.sign(a.lo) <= 0 ? rounded.zero : rounded.sqrt(a.lo, 'down'), rounded.sqrt(a.hi, 'up'));
  }
  abs(a: Interval<E>): Interval<E> {
    const { rounded } = this;
    if (a === this.poison || rounded.sign(a.lo) >= 0) return a;
    if (rounded.sign(a.hi) <= 0) return this.neg(a);
    return { lo: rounded.zero, hi: this.greatest(rounded.neg(a.lo), a.hi) };
  }
  /** @throws {Undecided} where the interval has both positive numbers and others */
  gate(a: Interval<E>): Interval<E> {
    if (a === this.poison) return a;
    if (this.rounded.sign(a.lo) > 0) return this.one;
    if (this.rounded.sign(a.hi) <= 0) return this.zero;
    throw across();
  }
  detach(a: Interval<E>): Interval<E> {
    return a;
  }
  /** @throws {Undecided} a kink where the value is exactly 0, an interval across 0 where it may be 0 */
  guard(value: Interval<E>, tangents: readonly Interval<E>[], layer: number): void {
    const { rounded, zero } = this;
    if (value === this.poison || rounded.sign(value.lo) > 0 || rounded.sign(value.hi) < 0) return;
    if (tangents.some((t) => t !== zero)) throw value === zero ? kinkAt(layer) : across();
  }
}

/** Intervals of float64 numbers: fast, and wide where much cancels. */
export const float64Intervals = new IntervalField<number>(float64Rounding);

/** Intervals of binary floats of the given precision: any relative width, whatever cancels. */
export const bigIntervals = (precisionBits: number): IntervalField<BigFloat> =>
  new IntervalField(bigFloatRounding(precisionBits));
