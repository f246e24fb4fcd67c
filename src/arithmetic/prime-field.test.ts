import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PRIME, PrimeField, invert, multiply, power } from './prime-field.js';

const residues = fc.oneof(
  fc.nat({ max: PRIME - 1 }),
  fc.nat({ max: 99 }),
  fc.nat({ max: 99 }).map((n) => PRIME - 1 - n),
);
const p = BigInt(PRIME);

const isPrime = (n: number): boolean => {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return true;
};

describe('the prime field', () => {
  it('has p = 2³⁰ − 41, prime, p ≡ 3 (mod 4), and no such prime lies between p and 2³⁰', () => {
    const candidates = Array.from({ length: 2 ** 30 - PRIME }, (_, i) => PRIME + i).filter((n) => n % 4 === 3);
    expect(candidates.filter(isPrime)).toEqual([2 ** 30 - 41]);
  });

  it('multiplies as BigInt does', () => {
    fc.assert(
      fc.property(residues, residues, (x, y) => BigInt(multiply(x, y)) === (BigInt(x) * BigInt(y)) % p),
      { numRuns: 5000 },
    );
  });

  it('multiplies right next to every multiple of p, where the float64 quotient is most likely wrong', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: PRIME - 1 }), fc.integer({ min: -3, max: 3 }), (x, r) => {
        const y = multiply(invert(x), (r + PRIME) % PRIME);
        return multiply(x, y) === (r + PRIME) % PRIME;
      }),
      { numRuns: 2000 },
    );
  });

  it('raises to powers and inverts', () => {
    fc.assert(
      fc.property(residues, fc.nat({ max: 40 }), (x, e) => {
        const inverse = x === 0 ? Number.isNaN(invert(x)) : multiply(x, invert(x)) === 1;
        return inverse && BigInt(power(x, e)) === BigInt(x) ** BigInt(e) % p;
      }),
    );
  });

  it('has a root of exactly one of a and −a for every a ≠ 0, since −1 is no square', () => {
    const F = new PrimeField();
    fc.assert(
      fc.property(fc.integer({ min: 1, max: PRIME - 1 }), (a) => {
        const [root, other] = [F.sqrt(a), F.sqrt(F.neg(a))];
        return Number.isNaN(root)
          ? multiply(other, other) === F.neg(a)
          : multiply(root, root) === a && Number.isNaN(other);
      }),
    );
  });

  it('takes no residue for 1/0, nor for a fraction whose denominator is a multiple of p', () => {
    const F = new PrimeField();
    expect(F.of(1, PRIME)).toBeNaN();
    expect(F.of(1n, 3n * p)).toBeNaN();
    expect(F.div(1, 0)).toBeNaN();
    expect(F.of(-1)).toBe(PRIME - 1);
    expect(F.of(1n, -2n)).toBe((PRIME - 1) / 2);
  });

  it('draws gates and exponentials anew for another salt, about half the gates open', () => {
    const [F, G] = [new PrimeField(1), new PrimeField(2)];
    const values = Array.from({ length: 4000 }, (_, i) => 1 + i * 267_913);
    const open = values.filter((a) => F.gate(a) === 1).length;
    const equal = values.filter((a) => F.gate(a) === G.gate(a)).length;
    // Ten standard deviations, √4000/2 ≈ 32 each, about the mean of 4000 fair bits.
    expect(Math.abs(open - 2000)).toBeLessThan(320);
    expect(Math.abs(equal - 2000)).toBeLessThan(320);
    expect(values.every((a) => F.exp(a) > 0 && F.exp(a) < PRIME && F.exp(a) !== G.exp(a))).toBe(true);
  });
});
