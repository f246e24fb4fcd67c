import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decided, unknown } from '../judge/outcome.js';
import { addMargins, MARGIN_BINS, marginBin } from './margins.js';

const holds = (margin: number) => marginBin(decided(true, 'exact', margin));

describe('the bin of a margin', () => {
  it('is the largest power of ten that the margin reaches', () => {
    expect([1e-7, 1e-6, 0.0011, 0.99, 1, 9.99, 10, 5e8, Infinity].map(holds)).toEqual(
      ['> 0', '≥ 0.000001', '≥ 0.001', '≥ 0.1', '≥ 1', '≥ 1', '≥ 10', '≥ 1000000', '≥ 1000000'], // prettier-ignore
    );
  });
  it('tells no slack at all from an enclosure around 0, and both from a violation', () => {
    expect(holds(0)).toBe('= 0');
    expect(holds(-0)).toBe('= 0');
    expect(holds(-1e-14)).toBe('≈ 0');
    expect(marginBin(decided(false, 'exact', -1e-14))).toBe('violated');
    expect(marginBin(decided(false, 'exact', NaN))).toBe('violated');
  });
  it('is none where nothing is decided or there is no number', () => {
    expect(marginBin(unknown('enclosed'))).toBeUndefined();
    expect(holds(NaN)).toBeUndefined();
  });
});

describe('spreads of margins', () => {
  const spread = fc.dictionary(fc.constantFrom(...MARGIN_BINS), fc.integer({ min: 1, max: 1000 }));
  it('add up in any order and grouping to the same text, from the worst bin to the best', () => {
    fc.assert(
      fc.property(spread, spread, spread, (a, b, c) => {
        const sum = JSON.stringify(addMargins(a, b, c));
        expect(JSON.stringify(addMargins(addMargins(c, a), b))).toBe(sum);
        const bins = Object.keys(addMargins(a, b, c));
        expect(bins).toEqual(MARGIN_BINS.filter((bin) => bins.includes(bin)));
      }),
    );
  });
  it('do not name a bin without instances', () => {
    expect(addMargins({ '= 0': 2 }, { violated: 1 })).toEqual({ violated: 1, '= 0': 2 });
    expect(addMargins()).toEqual({});
  });
});
