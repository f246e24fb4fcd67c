import { describe, expect, it } from 'vitest';
import { kinkAt } from './field.js';
import { Float64Field, dyadic, float64 } from './float64.js';
import { formalExponential, formalLogarithm } from './formal.js';
import { scratch } from './scratch.js';

describe('float64 arithmetic', () => {
  it('has the exponential, the logarithm and the root of the platform in the float64 lane', () => {
    expect([float64.exp(1), float64.log(3), float64.sqrt(2)]).toEqual([Math.exp(1), Math.log(3), Math.sqrt(2)]);
  });

  it('has the formal ones in the dyadic lane, where a root is one that is exact', () => {
    expect([dyadic.exp(0.75), dyadic.log(0.75)]).toEqual([formalExponential(0.75), formalLogarithm(0.75)]);
    expect([dyadic.sqrt(2), dyadic.sqrt(2.25)]).toEqual([NaN, 1.5]);
  });

  it('with base 2 has 2^a at integers of magnitude below 1000, and no value elsewhere', () => {
    const base2 = new Float64Field('base-2');
    expect([3, -1, 0, 999, -999].map((a) => base2.exp(a))).toEqual([8, 0.5, 1, 2 ** 999, 2 ** -999]);
    expect([0.5, 1000, -1000, NaN].map((a) => base2.exp(a))).toEqual([NaN, NaN, NaN, NaN]);
  });
});

describe('the formal functions', () => {
  const numbers = Array.from({ length: 99 }, (_, i) => (i + 2) / 8);

  it('are E(0) = 1 and Λ(1) = 0', () => {
    expect([formalExponential(0), formalLogarithm(1)]).toEqual([1, 0]);
  });

  it('tell numbers apart, those with a float64 for a name and those with a fraction', () => {
    const several = (values: readonly number[]): boolean => new Set(values).size > 16;
    expect(several(numbers.map(formalExponential))).toBe(true);
    expect(several(numbers.map(formalLogarithm))).toBe(true);
    expect(several(numbers.map((a) => formalExponential(`${a}/3`)))).toBe(true);
    expect(several(numbers.map((a) => formalLogarithm(`${a}/3`)))).toBe(true);
  });
});

describe('the lane of a float64 field', () => {
  it('is the dyadic one unless the exponential is that of the platform', () => {
    expect(new Float64Field().name).toBe('float64');
    expect([new Float64Field('formal').name, new Float64Field('base-2').name]).toEqual(['dyadic', 'dyadic']);
  });
});

describe('a kink', () => {
  it('names its layer where it has one', () => {
    expect([kinkAt(0).reason, kinkAt(2).reason]).toEqual(['kink', 'kink at layer 2']);
  });
});

describe('the array that is used again', () => {
  it('is at least as long as asked, and another only where it must be', () => {
    const first = scratch(1000);
    expect(first.length).toBeGreaterThanOrEqual(1000);
    expect(scratch(first.length)).toBe(first);
    expect(scratch(1)).toBe(first);
    const longer = scratch(first.length + 1);
    expect(longer.length).toBeGreaterThanOrEqual(first.length + 1);
    expect(scratch(first.length)).toBe(longer);
  });
});
