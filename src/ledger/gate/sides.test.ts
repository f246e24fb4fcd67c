import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fractionText, rational } from '../../arithmetic/rational.js';
import { EXACT_NUMBER, LONGEST_SIDE, movesOf, sideOf } from './sides.js';

const fractions = fc.tuple(fc.integer(), fc.integer({ min: 1 })).map(([n, d]) => rational(n, d));

describe('a side', () => {
  it('is kept as it is up to its longest, and shortened beyond', () => {
    const ones = (n: number) => Array.from({ length: n }, () => '1');
    expect(sideOf(ones(LONGEST_SIDE))).toEqual(ones(LONGEST_SIDE));
    expect(sideOf(ones(LONGEST_SIDE + 1))).toMatchObject({ first: ones(4), count: LONGEST_SIDE + 1 });
  });
  it('has a long number by its hash, which a ledger can hold', () => {
    const [hashed] = sideOf(['1'.repeat(500)]) as readonly string[];
    expect(hashed).toMatch(/^sha256:[0-9a-f]{16}:500$/);
    expect(EXACT_NUMBER.test(hashed)).toBe(true);
    expect([...movesOf([hashed], sideOf(['1'.repeat(501)]))]).toEqual(['unknown']);
    expect(movesOf([hashed], [hashed]).size).toBe(0);
  });
  it('moves as its numbers do, exactly', () => {
    fc.assert(
      fc.property(fractions, fractions, (a, b) => {
        const moves = [...movesOf([fractionText(a)], [fractionText(b)])];
        const order = b.compare(a);
        return order === 0 ? moves.length === 0 : moves.join() === (order > 0 ? 'greater' : 'less');
      }),
    );
  });
  it('has moved where enclosures are disjoint and only there', () => {
    const ends = fc
      .double({ noNaN: true })
      .chain((a) => fc.double({ noNaN: true }).map((b) => [Math.min(a, b), Math.max(a, b)]));
    fc.assert(
      fc.property(ends, ends, (a, b) => {
        const moves = [...movesOf([[String(a[0]), String(a[1])]], [[String(b[0]), String(b[1])]])].join();
        return moves === (b[0] > a[1] ? 'greater' : b[1] < a[0] ? 'less' : '');
      }),
    );
  });
  it('has moved where it has another length, and where a number is none', () => {
    expect([...movesOf(['1'], ['1', '1'])]).toEqual(['unknown']);
    expect([...movesOf([['NaN', 'NaN']], ['1'])]).toEqual(['unknown']);
    expect(movesOf([['NaN', 'NaN']], [['NaN', 'NaN']]).size).toBe(0);
  });
});
