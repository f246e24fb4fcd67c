import { expect, it } from 'vitest';
import { rational, rationals } from './rational.js';

it('fractions that round to one float64 have exponentials of their own, whatever their denominators', () => {
  const families = [
    Array.from({ length: 40 }, (_, i) => rational(1, 2n ** 70n + BigInt(2 * i + 1))),
    Array.from({ length: 40 }, (_, i) => rational(2n ** 70n + BigInt(2 * i + 1), 2n ** 80n)),
  ];
  for (const family of families) {
    expect(new Set(family.map((a) => a.valueOf())).size).toBe(1);
    expect(new Set(family.map((a) => rationals.exp(a).toFraction())).size > 8).toBe(true);
  }
});
