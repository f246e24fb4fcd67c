import type { Field } from './field.js';

/**
 * a + Σ_i b_i ε_i with ε_i ε_j = 0: a value and its derivative in n directions at once.
 * `tangents` is null where every derivative is 0 (a constant).
 */
export interface Dual<S> {
  readonly value: S;
  readonly tangents: readonly S[] | null;
}

/**
 * Dual numbers in n directions over any field: the derivative *by definition*, which the closed forms of the theory are
 * compared with. A model evaluated in `DualField` differentiates itself; no formula of a gradient is written anywhere.
 *
 * f(a + bε) = f(a) + f′(a) b ε, with f′ taken from the base field: exp′ = exp, log′ = 1/a, (√a)′ = 1/(2√a),
 * gate′ = 0 and |a|′ = 2·gate(a) − 1 away from 0. At a kink the derivative does not exist and `guard` says so.
 */
export class DualField<S> implements Field<Dual<S>> {
  readonly name: string;
  readonly zero: Dual<S>;
  readonly one: Dual<S>;
  constructor(
    readonly base: Field<S>,
    readonly directions: number,
  ) {
    this.name = `dual numbers over ${base.name}`;
    this.zero = this.constant(base.zero);
    this.one = this.constant(base.one);
  }
  /** value + 0ε. */
  constant(value: S): Dual<S> {
    return { value, tangents: null };
  }
  /** value + ε_direction. */
  variable(value: S, direction: number): Dual<S> {
    const { zero, one } = this.base;
    return { value, tangents: Array.from({ length: this.directions }, (_, i) => (i === direction ? one : zero)) };
  }
  /** The n derivatives of a number. */
  tangentsOf(a: Dual<S>): readonly S[] {
    return a.tangents ?? new Array<S>(this.directions).fill(this.base.zero);
  }
  of(numerator: number | bigint, denominator?: number | bigint): Dual<S> {
    return this.constant(this.base.of(numerator, denominator));
  }
  private scaled(factor: S, tangents: readonly S[] | null): readonly S[] | null {
    if (tangents === null || factor === this.base.zero) return null;
    const { zero } = this.base;
    return tangents.map((t) => (t === zero ? zero : this.base.mul(factor, t)));
  }
  private sum(s: readonly S[] | null, t: readonly S[] | null): readonly S[] | null {
    if (s === null) return t;
    if (t === null) return s;
    const { base } = this;
    const { zero } = base;
    return s.map((a, i) => (a === zero ? t[i] : t[i] === zero ? a : base.add(a, t[i])));
  }
  private difference(s: readonly S[] | null, t: readonly S[] | null): readonly S[] | null {
    if (t === null) return s;
    if (s === null) return this.negated(t);
    const { base } = this;
    const { zero } = base;
    return s.map((a, i) => (t[i] === zero ? a : a === zero ? base.neg(t[i]) : base.sub(a, t[i])));
  }
  private negated(t: readonly S[] | null): readonly S[] | null {
    const { base } = this;
    return t === null ? null : t.map((b) => (b === base.zero ? b : base.neg(b)));
  }
  private chain(value: S, derivative: S, a: Dual<S>): Dual<S> {
    return { value, tangents: this.scaled(derivative, a.tangents) };
  }
  add(a: Dual<S>, b: Dual<S>): Dual<S> {
    return { value: this.base.add(a.value, b.value), tangents: this.sum(a.tangents, b.tangents) };
  }
  sub(a: Dual<S>, b: Dual<S>): Dual<S> {
    return { value: this.base.sub(a.value, b.value), tangents: this.difference(a.tangents, b.tangents) };
  }
  mul(a: Dual<S>, b: Dual<S>): Dual<S> {
    // (a²)′ = (a + a) a′: half the products.
    if (a === b && a.tangents !== null) {
      return {
        value: this.base.mul(a.value, a.value),
        tangents: this.scaled(this.base.add(a.value, a.value), a.tangents),
      };
    }
    return {
      value: this.base.mul(a.value, b.value),
      tangents: this.sum(this.scaled(b.value, a.tangents), this.scaled(a.value, b.tangents)),
    };
  }
  div(a: Dual<S>, b: Dual<S>): Dual<S> {
    const { base } = this;
    const value = base.div(a.value, b.value);
    if (a.tangents === null && b.tangents === null) return this.constant(value);
    const inverse = base.div(base.one, b.value);
    const tangents = this.scaled(inverse, a.tangents);
    return b.tangents === null
      ? { value, tangents }
      : { value, tangents: this.sum(tangents, this.scaled(base.neg(base.mul(value, inverse)), b.tangents)) };
  }
  neg(a: Dual<S>): Dual<S> {
    return { value: this.base.neg(a.value), tangents: this.negated(a.tangents) };
  }
  exp(a: Dual<S>): Dual<S> {
    const value = this.base.exp(a.value);
    return this.chain(value, value, a);
  }
  log(a: Dual<S>): Dual<S> {
    const value = this.base.log(a.value);
    return a.tangents === null ? this.constant(value) : this.chain(value, this.base.div(this.base.one, a.value), a);
  }
  sqrt(a: Dual<S>): Dual<S> {
    const { base } = this;
    const value = base.sqrt(a.value);
    return a.tangents === null
      ? this.constant(value)
      : this.chain(value, base.div(base.one, base.mul(base.of(2), value)), a);
  }
  abs(a: Dual<S>): Dual<S> {
    const { base } = this;
    if (a.tangents === null) return this.constant(base.abs(a.value));
    base.guard(a.value, a.tangents, 0);
    const sign = base.sub(base.mul(base.of(2), base.gate(a.value)), base.one);
    return { value: base.mul(sign, a.value), tangents: this.scaled(sign, a.tangents) };
  }
  gate(a: Dual<S>, layer = 0): Dual<S> {
    if (a.tangents !== null) this.base.guard(a.value, a.tangents, layer);
    return this.constant(this.base.gate(a.value, layer));
  }
  detach(a: Dual<S>): Dual<S> {
    return { value: this.base.detach(a.value), tangents: null };
  }
  guard(value: Dual<S>, tangents: readonly Dual<S>[], layer: number): void {
    this.base.guard(
      value.value,
      tangents.flatMap((t) => [t.value, ...(t.tangents ?? [])]),
      layer,
    );
  }
}
