import type { Field } from './field.js';

const WANTED = 'numbers of the arithmetic F a conclusion is given';

/** A scalar in a box of its own kind. It takes no part in JavaScript's own arithmetic: +, < and templates refuse it. */
export class Checked<S> {
  constructor(readonly scalar: S) {}
  [Symbol.toPrimitive](): never {
    throw new Error(`conclusion: expected F.add, F.mul, … on ${WANTED}, got an operator of JavaScript`);
  }
}

const inWords = (a: unknown): string => {
  if (typeof a === 'number') return `${a}, which F.of(${a}) would be`;
  if (a === undefined) return 'nothing';
  return typeof a === 'object' ? 'an object' : `a ${typeof a}`;
};

/** The scalar in the box. @throws {Error} for what is in none */
export const scalarOf = <S>(a: Checked<S>): S => {
  if (!(a instanceof Checked)) throw new Error(`conclusion: expected ${WANTED}, got ${inWords(a)}`);
  return a.scalar;
};

/**
 * A field whose scalars are boxed, so that nothing else passes for one: not a number of JavaScript, not what is missing. Conclusions are written
 * outside the package as well, where no type checker looks, and the place of a value in a program is a number like any other.
 */
export class CheckedField<S> implements Field<Checked<S>> {
  readonly name: string;
  readonly zero: Checked<S>;
  readonly one: Checked<S>;
  constructor(private readonly base: Field<S>) {
    this.name = base.name;
    this.zero = new Checked(base.zero);
    this.one = new Checked(base.one);
  }
  /** One box for 0 and one for 1: other fields pass over what is `zero`. */
  box(s: S): Checked<S> {
    return s === this.base.zero ? this.zero : s === this.base.one ? this.one : new Checked(s);
  }
  of(numerator: number | bigint, denominator?: number | bigint): Checked<S> {
    return this.box(this.base.of(numerator, denominator));
  }
  add(a: Checked<S>, b: Checked<S>): Checked<S> {
    return this.box(this.base.add(scalarOf(a), scalarOf(b)));
  }
  sub(a: Checked<S>, b: Checked<S>): Checked<S> {
    return this.box(this.base.sub(scalarOf(a), scalarOf(b)));
  }
  mul(a: Checked<S>, b: Checked<S>): Checked<S> {
    return this.box(this.base.mul(scalarOf(a), scalarOf(b)));
  }
  div(a: Checked<S>, b: Checked<S>): Checked<S> {
    return this.box(this.base.div(scalarOf(a), scalarOf(b)));
  }
  neg(a: Checked<S>): Checked<S> {
    return this.box(this.base.neg(scalarOf(a)));
  }
  exp(a: Checked<S>): Checked<S> {
    return this.box(this.base.exp(scalarOf(a)));
  }
  log(a: Checked<S>): Checked<S> {
    return this.box(this.base.log(scalarOf(a)));
  }
  sqrt(a: Checked<S>): Checked<S> {
    return this.box(this.base.sqrt(scalarOf(a)));
  }
  abs(a: Checked<S>): Checked<S> {
    return this.box(this.base.abs(scalarOf(a)));
  }
  gate(a: Checked<S>, layer?: number): Checked<S> {
    return this.box(this.base.gate(scalarOf(a), layer));
  }
  detach(a: Checked<S>): Checked<S> {
    return this.box(this.base.detach(scalarOf(a)));
  }
  guard(value: Checked<S>, tangents: readonly Checked<S>[], layer: number): void {
    this.base.guard(scalarOf(value), tangents.map(scalarOf), layer);
  }
}
