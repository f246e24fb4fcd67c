import { describe, expect, it } from 'vitest';
import { PRIME, PrimeField } from './prime-field.js';

describe('the free values of the prime field', () => {
  const F = new PrimeField(5);
  const arguments_ = Array.from({ length: 200 }, (_, i) => 2 + i * 5_000_011);

  it('are residues: of exp none is 0, and log has none at 0', () => {
    const isResidue = (a: number): boolean => Number.isInteger(a) && a >= 0 && a < PRIME;
    expect(arguments_.map((a) => F.exp(a)).filter((a) => !isResidue(a) || a === 0)).toEqual([]);
    expect(arguments_.map((a) => F.log(a)).filter((a) => !isResidue(a))).toEqual([]);
    expect([F.exp(0), F.log(1), F.log(0), F.sqrt(NaN)]).toEqual([1, 0, NaN, NaN]);
  });

  it('differ where their arguments do', () => {
    expect(new Set(arguments_.map((a) => F.exp(a))).size).toBe(arguments_.length);
    expect(new Set(arguments_.map((a) => F.log(a))).size).toBe(arguments_.length);
  });
});
