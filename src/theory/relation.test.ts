import { describe, expect, it } from 'vitest';
import { atMost, equal, lessThan, psd } from './relation.js';

describe('a relation', () => {
  it('lists numbers, vectors and matrices entry by entry, in one order on both sides', () => {
    const matrix = [
      [1, 2],
      [3, 4],
    ];
    expect(equal([7, [8, 9], matrix], [1, [2, 3], matrix])).toEqual({
      kind: 'equal',
      left: [7, 8, 9, 1, 2, 3, 4],
      right: [1, 2, 3, 1, 2, 3, 4],
    });
    expect(equal(matrix, [1, 2, 3, 4])).toMatchObject({ left: [1, 2, 3, 4] });
  });

  it('a ≤ b and a < b differ in being strict, and in nothing else', () => {
    expect(atMost([1, 2], [3, 4])).toEqual({ kind: 'atMost', left: [1, 2], right: [3, 4], strict: false });
    expect(lessThan([1, 2], [3, 4])).toEqual({ ...atMost([1, 2], [3, 4]), strict: true });
  });

  it('refuses two sides of different length, by name', () => {
    expect(() => equal([1, 2], [1])).toThrow('equal: expected two sides of one shape, got 2 and 1 numbers');
    expect(() => atMost([[1, 2]], [[1, 2, 3]])).toThrow('atMost: expected two sides of one shape, got 2 and 3 numbers');
    expect(() => lessThan([], [1])).toThrow('got 0 and 1 numbers');
  });

  it('M ⪰ 0 keeps its matrix', () => {
    expect(psd([[1]])).toEqual({ kind: 'psd', matrix: [[1]] });
  });
});
