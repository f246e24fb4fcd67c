import Fraction from 'fraction.js';
import { budget, spend } from './budget.js';
import { type Field, kinkAt } from './field.js';
import { formalExponential, formalLogarithm } from './formal.js';
import { floorSquareRoot } from './integers.js';

/** An exact rational number (BigInt numerator and denominator, in lowest terms). */
export type Rational = Fraction;

/** numerator / denominator. */
export const rational = (numerator: number | bigint | string, denominator: number | bigint = 1): Rational =>
  typeof numerator === 'string' ? new Fraction(numerator) : new Fraction(BigInt(numerator), BigInt(denominator));

/** Whether a value of an instance is one of its numbers (and not part of its structure). */
export const isRational = (value: unknown): value is Rational => value instanceof Fraction;

/**
 * The exact rational value of a finite float64.
 * @throws {RangeError} for NaN and ±Infinity
 */
export const rationalOfFloat = (value: number): Rational => {
  if (!Number.isFinite(value)) throw new RangeError(`rationalOfFloat: expected a finite number, got ${value}`);
  let denominator = 1n;
  let scaled = value;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    denominator *= 2n;
  }
  return new Fraction(BigInt(scaled), denominator);
};

/** The poisoned scalar: the result has no rational value. Compared by identity. */
export const notRational: Rational = new Fraction(0n, 1n);
const zero = new Fraction(0n, 1n);
const one = new Fraction(1n, 1n);

const isNegative = ({ s }: Rational): boolean => s < 0n;
const isZero = ({ n }: Rational): boolean => n === 0n;

/** The fraction as text, such as "-3/8" or "2". */
export const fractionText = (a: Rational): string => a.toFraction();

const integerRoot = (n: bigint): bigint | undefined => {
  const root = floorSquareRoot(n);
  return root * root === n ? root : undefined;
};

/** 1/2⁻¹⁰²²: a float64 numerator over a power of two up to this one is a float64. */
const SMALLEST_NORMAL = 1n << 1022n;

const powerOfTwo = (d: bigint): boolean => (d & (d - 1n)) === 0n;

/** The name under which the formal functions know a number: the same one the dyadic lane uses. */
const canonical = (a: Rational): number | string => {
  const n = Number(a.n);
  const exact = powerOfTwo(a.d) && a.d <= SMALLEST_NORMAL && Number.isFinite(n) && BigInt(n) === a.n;
  return exact ? a.valueOf() : a.toFraction();
};

/**
 * ℚ, exact. `exponential` chooses what stands in for e^a:
 * - `formal`: the fixed random positive function of formal.ts;
 * - `base-2`: 2^a for integer a, poisoned otherwise. With T = τ·ln 2 written for the temperature, 2^{−r/T} = e^{−r/τ}, so
 *   that a statement in which every term carries 1/τ to the same power is checked with the true exponential.
 */
export class RationalField implements Field<Rational> {
  readonly name = 'rational';
  readonly zero = zero;
  readonly one = one;
  constructor(private readonly exponential: 'formal' | 'base-2' = 'formal') {}
  of(numerator: number | bigint, denominator: number | bigint = 1): Rational {
    return rational(numerator, denominator);
  }
  add(a: Rational, b: Rational): Rational {
    if (a === notRational || b === notRational) return notRational;
    if (isZero(a)) return b;
    if (isZero(b)) return a;
    if (budget.words !== Infinity) spend(a, b);
    return a.add(b);
  }
  sub(a: Rational, b: Rational): Rational {
    if (a === notRational || b === notRational) return notRational;
    if (isZero(b)) return a;
    if (budget.words !== Infinity) spend(a, b);
    return a.sub(b);
  }
  mul(a: Rational, b: Rational): Rational {
    if (a === notRational || b === notRational) return notRational;
    if (isZero(a) || isZero(b)) return zero;
    if (a === one) return b;
    if (b === one) return a;
    if (budget.words !== Infinity) spend(a, b);
    return a.mul(b);
  }
  div(a: Rational, b: Rational): Rational {
    // The numerator of the poisoned scalar is 0 as well.
    if (a === notRational || isZero(b)) return notRational;
    if (isZero(a)) return zero;
    if (budget.words !== Infinity) spend(a, b);
    return a.div(b);
  }
  neg(a: Rational): Rational {
    return a === notRational ? a : a.neg();
  }
  exp(a: Rational): Rational {
    if (a === notRational) return a;
    if (this.exponential === 'formal') return rationalOfFloat(formalExponential(canonical(a)));
    if (a.d !== 1n || a.n > 4096n) return notRational;
    return isNegative(a) ? new Fraction(1n, 1n << a.n) : new Fraction(1n << a.n, 1n);
  }
  log(a: Rational): Rational {
    return isZero(a) || isNegative(a) ? notRational : rationalOfFloat(formalLogarithm(canonical(a)));
  }
  sqrt(a: Rational): Rational {
    if (a === notRational || isNegative(a)) return notRational;
    const numerator = integerRoot(a.n);
    const denominator = integerRoot(a.d);
    return numerator === undefined || denominator === undefined ? notRational : new Fraction(numerator, denominator);
  }
  abs(a: Rational): Rational {
    return a === notRational ? a : a.abs();
  }
  gate(a: Rational): Rational {
    return a === notRational ? a : isZero(a) || isNegative(a) ? zero : one;
  }
  detach(a: Rational): Rational {
    return a;
  }
  guard(value: Rational, tangents: readonly Rational[], layer: number): void {
    if (value !== notRational && isZero(value) && tangents.some((t) => t === notRational || !isZero(t)))
      throw kinkAt(layer);
  }
}

/** The rational lane with the formal exponential. */
export const rationals = new RationalField('formal');
/** The rational lane with 2^a in place of e^a. */
export const rationalsBaseTwo = new RationalField('base-2');
