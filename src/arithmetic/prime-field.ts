import { type Field, kinkAt } from './field.js';
import { mix } from './hash.js';

/**
 * p = 2³⁰ − 41, the largest prime below 2³⁰ with p ≡ 3 (mod 4): a product of two residues is recovered from its low 32
 * bits and a float64 quotient, and √a = a^{(p+1)/4} wherever a is a square.
 */
export const PRIME = 1073741783;

/** 1/p, rounded. */
const INVERSE = 1 / PRIME;

/**
 * x·y mod p. x·y < 2⁶⁰, 1/p and the product of the two are each rounded by a factor 1 + δ, |δ| ≤ 2⁻⁵³: the quotient, below
 * 2³⁰, is off by less than 2⁻²¹ and its floor by at most one, so that one correction either way suffices.
 */
export const multiply = (x: number, y: number): number => {
  const quotient = (x * y * INVERSE) | 0;
  const r = (Math.imul(x, y) - Math.imul(quotient, PRIME)) | 0;
  return r < 0 ? r + PRIME : r >= PRIME ? r - PRIME : r;
};

/** x^e mod p for an exponent below 2³⁰. */
export const power = (x: number, exponent: number): number => {
  let result = 1;
  let base = x;
  for (let e = exponent; e > 0; e >>>= 1) {
    if (e & 1) result = multiply(result, base);
    base = multiply(base, base);
  }
  return result;
};

/** 1/x mod p by Fermat; NaN for 0. */
export const invert = (x: number): number => (x === 0 ? NaN : power(x, PRIME - 2));

/** A residue as a hash of another: the formal functions and the gate bits of one random point. */
const hashed = (a: number, salt: number): number => mix(a, salt) % PRIME;

/**
 * ℤ/p: no order, no size, every identity. Gates are free bits and the exponential takes free non-zero values, both
 * hashes of the argument under `salt`: an identity of degree d in the weights that holds for all of them at a uniformly
 * random point is false with probability at most d/p (Schwartz–Zippel). The poisoned scalar is NaN.
 */
export class PrimeField implements Field<number> {
  readonly name = 'prime field';
  readonly zero = 0;
  readonly one = 1;
  constructor(readonly salt = 1) {}
  of(numerator: number | bigint, denominator: number | bigint = 1): number {
    const residue = (n: bigint) => Number(((n % BigInt(PRIME)) + BigInt(PRIME)) % BigInt(PRIME));
    const n = residue(BigInt(numerator));
    return Number(denominator) === 1 ? n : this.mul(n, invert(residue(BigInt(denominator))));
  }
  add(a: number, b: number): number {
    const s = a + b;
    return s >= PRIME ? s - PRIME : s;
  }
  sub(a: number, b: number): number {
    const d = a - b;
    return d < 0 ? d + PRIME : d;
  }
  mul(a: number, b: number): number {
    return Number.isNaN(a) || Number.isNaN(b) ? NaN : multiply(a, b);
  }
  div(a: number, b: number): number {
    return Number.isNaN(a) || Number.isNaN(b) ? NaN : this.mul(a, invert(b));
  }
  neg(a: number): number {
    return a === 0 ? 0 : PRIME - a;
  }
  exp(a: number): number {
    return Number.isNaN(a) ? NaN : a === 0 ? 1 : 1 + (hashed(a, this.salt ^ 0x45) % (PRIME - 1));
  }
  log(a: number): number {
    return Number.isNaN(a) || a === 0 ? NaN : a === 1 ? 0 : hashed(a, this.salt ^ 0x4c);
  }
  sqrt(a: number): number {
    if (Number.isNaN(a)) return NaN;
    const root = power(a, (PRIME + 1) / 4);
    return multiply(root, root) === a ? root : NaN;
  }
  /** (2·gate(a) − 1)·a: the sign is the gate's, so that |a|² = a² and |a| + a = 2a·gate(a), also under dual numbers. */
  abs(a: number): number {
    return this.gate(a) === 0 ? this.neg(a) : a;
  }
  gate(a: number): number {
    return Number.isNaN(a) ? NaN : a === 0 ? 0 : (mix(a, this.salt) >>> 7) & 1;
  }
  detach(a: number): number {
    return a;
  }
  guard(value: number, tangents: readonly number[], layer: number): void {
    if (value === 0 && tangents.some((t) => t !== 0)) throw kinkAt(layer);
  }
}
