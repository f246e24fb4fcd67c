/**
 * A number type as the model sees it: the four operations, the functions the papers use, the ReLU gate, and the
 * two hooks of differentiation. Every model file is a function of a `Field`, so that one text of the mathematics
 * runs in rationals, in a prime field, in intervals, in float64 and under dual numbers over any of these.
 *
 * `S` is the scalar. Scalars are immutable; operations never throw for a value that merely cannot be represented
 * (√2 among the rationals): they return a *poisoned* scalar that stays poisoned, and the judge reports the part
 * that contains it as not decided by this arithmetic.
 */
export interface Field<S> {
  readonly name: string;
  readonly zero: S;
  readonly one: S;
  /** numerator / denominator, a constant of the model. */
  of(numerator: number | bigint, denominator?: number | bigint): S;
  /** a + b. */
  add(a: S, b: S): S;
  /** a − b. */
  sub(a: S, b: S): S;
  /** a · b. */
  mul(a: S, b: S): S;
  /** a / b; poisoned where b = 0. */
  div(a: S, b: S): S;
  /** −a. */
  neg(a: S): S;
  /**
   * e^a. *True* in float64 and intervals; *formal* in the exact arithmetics: a fixed random positive function E
   * with E(0) = 1. Under dual numbers E(a + bε) = E(a)(1 + bε) in either case, so that whatever uses only that
   * rule and positivity can be checked exactly.
   */
  exp(a: S): S;
  /** log a, formal where `exp` is; under dual numbers log(a + bε) = log a + (b/a)ε. */
  log(a: S): S;
  /** √a; poisoned where the arithmetic has none. In the prime field a^((p+1)/4), where that is a root. */
  sqrt(a: S): S;
  /** |a|; in the prime field, which has no order, (2·gate(a) − 1)·a. */
  abs(a: S): S;
  /**
   * 1[a > 0]: the derivative of ReLU. In the prime field, which has no order, a hash bit of the value.
   * `layer` only names the place in a message.
   */
  gate(a: S, layer?: number): S;
  /** The value without its tangent (stop-gradient). */
  detach(a: S): S;
  /**
   * Called by dual numbers where a derivative passes through a gate at `value`: the place is a kink when `value`
   * is 0 and one of the tangents is not, and the derivative does not exist there.
   */
  guard(value: S, tangents: readonly S[], layer: number): void;
}

/** The evaluation has no answer at this instance, for the stated reason (a kink, an interval across 0). */
export class Undecided extends Error {
  constructor(readonly reason: string) {
    super(`undecided: ${reason}`);
    this.name = 'Undecided';
  }
}

/** undecided: kink at layer l — a pre-activation is 0 and a derivative examined passes through it. */
export const kinkAt = (layer: number): Undecided => new Undecided(layer > 0 ? `kink at layer ${layer}` : 'kink');
