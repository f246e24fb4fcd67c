import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearestFloat } from './nearest-float.js';
import { rational, rationalOfFloat } from './rational.js';

test('the float64 nearest to a float64 is that float64', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (a) =>
      Object.is(nearestFloat(rationalOfFloat(a)), a === 0 ? 0 : a),
    ),
    { numRuns: 1000 },
  );
});

test('a fraction whose numerator and denominator overflow has its float64 all the same', () => {
  const huge = 10n ** 500n;
  expect(nearestFloat(rational(huge, 3n * huge + 3n))).toBe(1 / 3);
  expect(nearestFloat(rational(-huge - 1n, huge))).toBe(-1);
  expect([nearestFloat(rational(1, huge)), nearestFloat(rational(huge))]).toEqual([0, Infinity]);
});
