import { describe, expect, it } from 'vitest';
import { admitted, type BoundGrid, BoundGridField } from './admission.js';
import { recorded } from './straight-line.js';

const integer = (bound: number): BoundGrid => ({ bound, grid: 0 });

describe('what is known of a number before it is computed', () => {
  const F = new BoundGridField();
  const poison = { bound: Infinity, grid: 0 };

  it('is that 0 and 1 are themselves, and that a constant is dyadic or nothing', () => {
    expect([F.zero, F.one]).toEqual([F.of(0), F.of(1)]);
    expect([F.of(1, 3), F.of(1, 0), F.of(2n ** 53n + 1n), F.of(1n, 2n ** 53n + 1n)]).toEqual([
      poison,
      poison,
      poison,
      poison,
    ]);
    expect(F.of(-3, 8)).toEqual({ bound: 0.375, grid: -3, constant: -0.375 });
  });

  it('is nothing of a sum of constants that would round', () => {
    expect(F.add(F.of(2n ** 53n), F.one)).toEqual(poison);
    expect(F.sub(F.of(2n ** 53n), F.one)).toEqual(poison);
  });

  it('is nothing of what is computed from a number of which nothing is known', () => {
    expect([F.exp(poison), F.log(poison), F.gate(poison), F.neg(poison)]).toEqual([poison, poison, poison, poison]);
  });

  it('holds for every input, also one that no operation reads, and for grids as coarse as there are', () => {
    const nothing = recorded(2, () => undefined);
    const one = recorded(1, (G, x) => G.gate(x));
    expect(admitted(nothing, [integer(1), integer(2 ** 53 - 1)])).toBe(true);
    expect(admitted(nothing, [integer(1), integer(2 ** 53)])).toBe(false);
    const coarse = [970, 971, 1000].map((grid) => admitted(one, [{ bound: 2 ** grid, grid }]));
    expect(coarse).toEqual([true, true, true]);
  });
});
