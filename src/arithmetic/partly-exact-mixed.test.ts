import { describe, expect, test } from 'vitest';
import { bigCompare, bigFloatOfNumber } from './bigfloat.js';
import { type PartlyExact, PartlyExactField } from './partly-exact.js';
import { isRational, rational, rationals } from './rational.js';

const F = new PartlyExactField(128);

describe('numbers that are exact until an exponential enters', () => {
  test('one enclosure among the operands makes the result one, which holds the number', () => {
    const e = F.exp(F.one);
    const third = rational(1, 3);
    const holds = (a: PartlyExact, low: number, high: number): void => {
      expect(isRational(a)).toBe(false);
      const { lo, hi } = F.enclosure(a);
      expect(bigCompare(bigFloatOfNumber(low), lo)).toBeLessThanOrEqual(0);
      expect(bigCompare(hi, bigFloatOfNumber(high))).toBeLessThanOrEqual(0);
    };
    for (const [sum, difference] of [
      [F.add(e, third), F.sub(e, third)],
      [F.add(third, e), F.neg(F.sub(third, e))],
    ]) {
      holds(sum, 3.05, 3.06);
      holds(difference, 2.38, 2.39);
    }
    holds(F.mul(e, third), 0.9, 0.91);
    holds(F.mul(third, e), 0.9, 0.91);
    holds(F.div(e, third), 8.15, 8.16);
    holds(F.div(third, e), 0.12, 0.13);
    holds(F.sqrt(F.of(2)), 1.41, 1.42);
    holds(F.sqrt(e), 1.64, 1.65);
    holds(F.exp(e), 15.15, 15.16);
    holds(F.log(e), 0.99, 1.01);
    holds(F.abs(F.neg(e)), 2.71, 2.72);
    expect([F.gate(e), F.gate(F.neg(e))].map((a) => isRational(a) && a.toFraction())).toEqual(['1', '0']);
    expect(F.abs(rational(-3))).toEqual(rational(3));
    expect(F.detach(e)).toBe(e);
  });

  test('x/0 is the poisoned interval, also as the enclosure of a poisoned rational', () => {
    expect(F.div(F.one, F.zero)).toBe(F.intervals.poison);
    expect(F.enclosure(rationals.div(rationals.one, rationals.zero))).toBe(F.intervals.poison);
  });

  test('a derivative through a gate is undecided where the value may be 0 and is not known to be', () => {
    const e = F.exp(F.one);
    const nothing = F.sub(F.log(e), F.one);
    expect(() => F.guard(nothing, [F.one], 2)).toThrow('undecided: an interval across 0');
    expect(() => F.guard(nothing, [F.zero], 2)).not.toThrow();
    expect(() => F.guard(F.zero, [e], 2)).toThrow('undecided: kink at layer 2');
    expect(() => F.guard(e, [F.one], 2)).not.toThrow();
  });
});
