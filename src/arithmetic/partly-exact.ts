import type { BigFloat } from './bigfloat.js';
import type { Field } from './field.js';
import { bigIntervals, type Interval, type IntervalField } from './interval.js';
import { isRational, notRational, type Rational, rational, rationals } from './rational.js';

/** A rational number, or the enclosure of a number that contains a true exponential, logarithm or irrational root. */
export type PartlyExact = Rational | Interval<BigFloat>;

/**
 * ℚ wherever the number is made by + − × ÷ from rationals (and e⁰ = 1, log 1 = 0, rational roots), an interval of binary
 * floats of the given precision everywhere else. Gates and kinks of what is rational are decided exactly, and a product
 * with the rational 0 is the rational 0: an enclosure never stands for a number that is known.
 *
 * The poisoned scalar is that of the intervals.
 */
export class PartlyExactField implements Field<PartlyExact> {
  readonly name: string;
  readonly zero: PartlyExact = rationals.zero;
  readonly one: PartlyExact = rationals.one;
  readonly intervals: IntervalField<BigFloat>;
  private readonly exponentials = new Map<string, Interval<BigFloat>>();
  constructor(readonly precisionBits: number) {
    this.intervals = bigIntervals(precisionBits);
    this.name = `rationals, and ${this.intervals.name} of ${precisionBits} bits`;
  }
  /** The interval of a scalar: as tight as the precision allows for a rational. */
  enclosure(a: PartlyExact): Interval<BigFloat> {
    if (!isRational(a)) return a;
    return a === notRational ? this.intervals.poison : this.intervals.enclose(a);
  }
  private settle(exact: Rational, enclosed: () => Interval<BigFloat>): PartlyExact {
    return exact === notRational ? this.known(enclosed()) : exact;
  }
  /** The exact zero of the intervals is the rational one. */
  private known(a: Interval<BigFloat>): PartlyExact {
    return a === this.intervals.zero ? rationals.zero : a;
  }
  of(numerator: number | bigint, denominator: number | bigint = 1): PartlyExact {
    return rational(numerator, denominator);
  }
  add(a: PartlyExact, b: PartlyExact): PartlyExact {
    if (isRational(a) && isRational(b)) return rationals.add(a, b);
    return this.known(this.intervals.add(this.enclosure(a), this.enclosure(b)));
  }
  sub(a: PartlyExact, b: PartlyExact): PartlyExact {
    if (isRational(a) && isRational(b)) return rationals.sub(a, b);
    return this.known(this.intervals.sub(this.enclosure(a), this.enclosure(b)));
  }
  mul(a: PartlyExact, b: PartlyExact): PartlyExact {
    if (isRational(a) && isRational(b)) return rationals.mul(a, b);
    return this.known(this.intervals.mul(this.enclosure(a), this.enclosure(b)));
  }
  div(a: PartlyExact, b: PartlyExact): PartlyExact {
    if (isRational(a) && isRational(b)) return this.settle(rationals.div(a, b), () => this.intervals.poison);
    return this.known(this.intervals.div(this.enclosure(a), this.enclosure(b)));
  }
  neg(a: PartlyExact): PartlyExact {
    return isRational(a) ? rationals.neg(a) : this.intervals.neg(a);
  }
  exp(a: PartlyExact): PartlyExact {
    if (!isRational(a)) return this.intervals.exp(a);
    if (a.n === 0n) return rationals.one;
    const name = a.toFraction();
    const found = this.exponentials.get(name) ?? this.intervals.exp(this.enclosure(a));
    this.exponentials.set(name, found);
    return found;
  }
  log(a: PartlyExact): PartlyExact {
    return isRational(a) && a.equals(rationals.one)
      ? rationals.zero
      : this.known(this.intervals.log(this.enclosure(a)));
  }
  sqrt(a: PartlyExact): PartlyExact {
    if (isRational(a)) return this.settle(rationals.sqrt(a), () => this.intervals.sqrt(this.enclosure(a)));
    return this.known(this.intervals.sqrt(a));
  }
  abs(a: PartlyExact): PartlyExact {
    return isRational(a) ? rationals.abs(a) : this.intervals.abs(a);
  }
  gate(a: PartlyExact): PartlyExact {
    if (isRational(a)) return rationals.gate(a);
    const gate = this.intervals.gate(a);
    return gate === this.intervals.one ? rationals.one : this.known(gate);
  }
  detach(a: PartlyExact): PartlyExact {
    return a;
  }
  guard(value: PartlyExact, tangents: readonly PartlyExact[], layer: number): void {
    const moving = tangents.map((t) => (isRational(t) && t.n === 0n ? this.intervals.zero : this.intervals.one));
    const exact = isRational(value) && value.n === 0n ? this.intervals.zero : this.enclosure(value);
    this.intervals.guard(exact, moving, layer);
  }
}
