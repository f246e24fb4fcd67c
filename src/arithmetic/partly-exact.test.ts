import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { relativeWidth } from './bigfloat-decimal.js';
import { DualField } from './dual.js';
import { PartlyExactField } from './partly-exact.js';
import { isRational, rational, rationals } from './rational.js';

const F = new PartlyExactField(128);
const fraction = fc
  .tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 6 }))
  .map(([n, d]) => rational(n, d));

describe('numbers that are exact until an exponential enters', () => {
  test('the four operations on rationals are those of the rationals', () => {
    fc.assert(
      fc.property(fraction, fraction, (a, b) => {
        const quotient = F.div(a, b);
        return (
          [F.add(a, b), F.sub(a, b), F.mul(a, b)].every(isRational) &&
          rationals.sub(F.add(a, b) as typeof a, b).equals(a) &&
          (b.n === 0n ? quotient === F.intervals.poison : isRational(quotient))
        );
      }),
    );
  });

  test('an enclosure contains the number: e^a · e^(−a) encloses 1, log e^a encloses a, and both are narrow', () => {
    fc.assert(
      fc.property(fraction, fraction, (a, b) => {
        const one = F.enclosure(F.mul(F.exp(a), F.exp(F.neg(a))));
        const back = F.enclosure(F.add(F.log(F.exp(a)), b));
        return (
          F.intervals.contains(one, rationals.one) &&
          relativeWidth(one) < 2 ** -120 &&
          F.intervals.contains(back, a.add(b))
        );
      }),
    );
  });

  test('e⁰ = 1, log 1 = 0, √(9/4) = 3/2 and 0·e^a = 0 stay exact; e¹ and √2 do not', () => {
    const exact = [F.exp(F.zero), F.log(F.one), F.sqrt(rational(9, 4)), F.mul(F.zero, F.exp(F.one))];
    expect(exact.map((a) => isRational(a) && a.toFraction())).toEqual(['1', '0', '3/2', '0']);
    expect([F.exp(F.one), F.sqrt(F.of(2)), F.log(F.of(2))].some(isRational)).toBe(false);
  });

  test('a derivative through a gate at an exact 0 is a kink; at 0 with no derivative, and away from 0, it is none', () => {
    const D = new DualField(F, 1);
    expect(() => D.gate(D.variable(F.zero, 0), 2)).toThrow('undecided: kink at layer 2');
    expect(D.gate(D.constant(F.zero)).value).toEqual(F.zero);
    expect(D.gate(D.variable(rational(-1, 3), 0)).value).toEqual(F.zero);
    expect(D.gate(D.variable(F.exp(F.of(-3)), 0)).value).toEqual(F.one);
  });
});
