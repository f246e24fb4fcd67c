import { describe, expect, it } from 'vitest';
import { hashFloat, hashText, mix } from './hash.js';

describe('a hash', () => {
  it('of −0 is that of 0, and of other numbers and texts it is one of 2³²', () => {
    expect(hashFloat(-0)).toBe(hashFloat(0));
    const hashes = [0, 1, -1, 0.5, 2 ** -1074, Infinity].map(hashFloat).concat(['', 'a', 'ab', 'ba'].map(hashText));
    expect(hashes.filter((h) => !Number.isInteger(h) || h < 0 || h >= 2 ** 32)).toEqual([]);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('of two words changes where a bit of either does, in about half of its own', () => {
    const bits = (n: number): number => n.toString(2).replaceAll('0', '').length;
    const flips = Array.from({ length: 32 }, (_, k) => [
      bits((mix(5, 9) ^ mix(5 ^ (1 << k), 9)) >>> 0),
      bits((mix(5, 9) ^ mix(5, 9 ^ (1 << k))) >>> 0),
    ]).flat();
    // 64 sums of 32 fair bits: the mean is 16 with a deviation of √8/8, and 5 of these are allowed.
    const mean = flips.reduce((a, b) => a + b) / flips.length;
    expect(Math.abs(mean - 16)).toBeLessThan((5 * Math.sqrt(8)) / 8);
  });
});
