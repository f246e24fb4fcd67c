import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitLength, floorDivide, floorSquareRoot, shift } from './integers.js';

describe('integers', () => {
  it('have as many binary digits as |n| written in base 2, and 0 has none', () => {
    expect([0n, 1n, -1n, 2n, 3n, 4n, 15n, 16n, -17n].map(bitLength)).toEqual([0, 1, 1, 2, 2, 3, 4, 5, 5]);
    for (const k of [31, 52, 53, 64, 1024]) {
      expect([(1n << BigInt(k)) - 1n, 1n << BigInt(k), -(1n << BigInt(k))].map(bitLength)).toEqual([k, k + 1, k + 1]);
    }
  });

  it('have the root with r² ≤ n < (r + 1)²', () => {
    expect([0n, 1n, 2n, 3n, 4n, 8n, 9n].map(floorSquareRoot)).toEqual([0n, 1n, 1n, 1n, 2n, 2n, 3n]);
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 1n << 200n }), (n) => {
        const r = floorSquareRoot(n);
        return r * r <= n && n < (r + 1n) * (r + 1n);
      }),
    );
  });

  it('divide towards −∞: q·d ≤ n < (q + 1)·d', () => {
    expect([-4n, -3n, -2n, -1n, 0n, 1n, 2n, 3n].map((n) => floorDivide(n, 2n))).toEqual([
      -2n,
      -2n,
      -1n,
      -1n,
      0n,
      0n,
      1n,
      1n,
    ]);
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt({ min: 1n, max: 1n << 70n }), (n, d) => {
        const q = floorDivide(n, d);
        return q * d <= n && n < (q + 1n) * d;
      }),
    );
  });

  it('are multiplied by 2^s for either sign of s, towards −∞', () => {
    expect([-2, -1, 0, 1, 2].map((s) => shift(-5n, s))).toEqual([-2n, -3n, -5n, -10n, -20n]);
    expect([-2, -1, 0, 1, 2].map((s) => shift(5n, s))).toEqual([1n, 2n, 5n, 10n, 20n]);
  });
});
