import { type Field, kinkAt } from './field.js';
import { float64Rounding } from './float64-rounding.js';
import { formalExponential, formalLogarithm } from './formal.js';

/** Whether √a is a float64: rounded down and rounded up it is the same number. */
const isSquare = (a: number): boolean => float64Rounding.sqrt(a, 'down') === float64Rounding.sqrt(a, 'up');

/**
 * Float64 arithmetic: the scalar is a JavaScript number, the poisoned scalar is NaN.
 *
 * With the platform's exponential it is the *float64* lane (rounded, for speed and for large instances); with the
 * formal one it is the *dyadic* lane, exact wherever `admitted` (admission.ts) says that no operation can round.
 */
export class Float64Field implements Field<number> {
  readonly name: string;
  readonly zero = 0;
  readonly one = 1;
  constructor(private readonly exponential: 'true' | 'formal' | 'base-2' = 'true') {
    this.name = exponential === 'true' ? 'float64' : 'dyadic';
  }
  of(numerator: number | bigint, denominator: number | bigint = 1): number {
    return Number(numerator) / Number(denominator);
  }
  add(a: number, b: number): number {
    return a + b;
  }
  sub(a: number, b: number): number {
    return a - b;
  }
  mul(a: number, b: number): number {
    return a * b;
  }
  div(a: number, b: number): number {
    return b === 0 ? NaN : a / b;
  }
  neg(a: number): number {
    return -a;
  }
  exp(a: number): number {
    if (this.exponential === 'true') return Math.exp(a);
    if (this.exponential === 'base-2') return Number.isInteger(a) && Math.abs(a) < 1000 ? 2 ** a : NaN;
    return Number.isNaN(a) ? NaN : formalExponential(a);
  }
  log(a: number): number {
    if (!(a > 0)) return NaN;
    return this.exponential === 'true' ? Math.log(a) : formalLogarithm(a);
  }
  sqrt(a: number): number {
    return this.exponential === 'true' || isSquare(a) ? Math.sqrt(a) : NaN;
  }
  abs(a: number): number {
    return Math.abs(a);
  }
  gate(a: number): number {
    return a > 0 ? 1 : a <= 0 ? 0 : NaN;
  }
  detach(a: number): number {
    return a;
  }
  guard(value: number, tangents: readonly number[], layer: number): void {
    if (value === 0 && tangents.some((t) => t !== 0)) throw kinkAt(layer);
  }
}

/** The float64 lane. */
export const float64 = new Float64Field('true');
/** The arithmetic of the dyadic lane. */
export const dyadic = new Float64Field('formal');
