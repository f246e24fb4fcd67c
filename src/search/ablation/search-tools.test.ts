import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fittedExponent } from './log-log-fit.js';
import { maximalSets } from './maximal-sets.js';
import { rounds } from './rounds.js';

const names = ['a', 'b', 'c', 'd', 'e'];
const subsets = fc.subarray(names, { minLength: 1 });
const isWithin = (small: readonly string[], large: readonly string[]): boolean =>
  small.every((each) => large.includes(each));

describe('the largest sets that pass', () => {
  it('are those found by trying all sets, whatever fails together', () => {
    fc.assert(
      fc.property(fc.array(subsets, { maxLength: 5 }), (failing) => {
        const conflictIn = (set: readonly string[]) => failing.find((conflict) => isWithin(conflict, set));
        const all = Array.from({ length: 2 ** names.length - 1 }, (_, bits) =>
          names.filter((_name, i) => ((bits + 1) >> i) & 1),
        );
        const standing = all.filter((set) => conflictIn(set) === undefined);
        const largest = standing.filter((set) => standing.every((other) => other === set || !isWithin(set, other)));
        const key = (set: readonly string[]): string => [...set].sort().join('');
        const found = maximalSets(names, conflictIn).map(key).sort();
        return JSON.stringify(found) === JSON.stringify(largest.map(key).sort());
      }),
    );
  });
});

describe('the exponent of a fit', () => {
  it('is k for y = C xᵏ', () => {
    const x = [1 / 64, 1 / 8, 1 / 2, 1];
    fc.assert(
      fc.property(fc.integer({ min: -3, max: 3 }), fc.integer({ min: 1, max: 9 }), (k, C) => {
        const found = fittedExponent(
          x,
          x.map((a) => C * a ** k),
        );
        return found !== null && Math.abs(found - k) < 1e-12;
      }),
    );
  });
  it('does not exist where a residual is 0, or with one dose', () => {
    expect(fittedExponent([1, 2], [0, 1])).toBeNull();
    expect(fittedExponent([1], [1])).toBeNull();
  });
});

describe('the rounds of a search', () => {
  it('grow, begin with 200 at most and sum to what is allowed', () => {
    expect(rounds(2000)).toEqual([200, 600, 1200]);
    expect(rounds(50)).toEqual([50]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (most) => rounds(most).reduce((s, n) => s + n, 0) === most),
    );
  });
});
