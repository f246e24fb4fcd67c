import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BoundGrid, BoundGridField, admitted, boundGridOf, gridOf } from './admission.js';
import type { Field } from './field.js';
import { Undecided } from './field.js';
import { type Node, Recorder } from './program.js';
import { type Rational, notRational, rational, rationalOfFloat, rationals } from './rational.js';
import { run, runFloat64 } from './run.js';
import { CODES, evaluate, type Operation, recorded, type Step, stepsOf } from './straight-line.js';

const lines = (operations: readonly Operation[], maxLength: number): fc.Arbitrary<readonly Step[]> =>
  fc.array(fc.nat({ max: CODES }), { minLength: 1, maxLength, size: 'max' }).map(stepsOf(operations));

const integer = (bound: number): BoundGrid => ({ bound, grid: 0 });

describe('the admission of a program to exact float64', () => {
  const operations: Operation[] = [
    'add',
    'sub',
    'mul',
    'mul',
    'mul',
    'div',
    'neg',
    'abs',
    'gate',
    'exp',
    'log',
    'detach',
  ];
  const dyadics = fc
    .tuple(fc.integer({ min: -(2 ** 22), max: 2 ** 22 }), fc.integer({ min: -20, max: 6 }))
    .map(([m, e]) => m * 2 ** e);
  const constants = <S>(F: Field<S>): S[] => [F.of(1, 4), F.of(-2), F.of(3)];
  const same = (float: number, exact: Rational): boolean =>
    exact === notRational ? Number.isNaN(float) : Number.isFinite(float) && rationalOfFloat(float).equals(exact);
  const keeps = (value: number, { bound, grid, constant }: BoundGrid): boolean =>
    Math.abs(value) <= bound && gridOf(value) >= grid && (constant === undefined || value === constant);
  const orUndecided = <T>(compute: () => T): T | undefined => {
    try {
      return compute();
    } catch (error) {
      if (error instanceof Undecided) return undefined;
      throw error;
    }
  };

  it('means that float64 computes every value of it exactly', () => {
    const counts = { admitted: 0, refused: 0, rounded: 0 };
    fc.assert(
      fc.property(lines(operations, 10), dyadics, dyadics, (steps, x, y) => {
        const recorder = new Recorder();
        evaluate(recorder, steps, [recorder.input(), recorder.input(), ...constants(recorder)]);
        const program = recorder.finish();
        const bounds = [x, y].map((v): BoundGrid => ({ bound: Math.abs(v), grid: gridOf(v) }));
        const admission = admitted(program, bounds);
        counts[admission ? 'admitted' : 'refused']++;
        const exact = run(program, rationals, [rationalOfFloat(x), rationalOfFloat(y)]);
        const equal = exact.every((q, i) => same(runFloat64(program, [x, y])[i], q));
        if (!equal) counts.rounded++;
        return equal || !admission;
      }),
      { numRuns: 3000 },
    );
    expect(Math.min(counts.admitted, counts.refused, counts.rounded)).toBeGreaterThan(200);
  });

  it('covers every point within the bounds: its value, its kinks, and the bound, grid and constant of every node', () => {
    const bounds = [
      { bound: 5, grid: -2 },
      { bound: 9, grid: 0 },
    ];
    let count = 0;
    fc.assert(
      fc.property(
        lines(operations, 8),
        fc.integer({ min: -20, max: 20 }),
        fc.integer({ min: -9, max: 9 }),
        (steps, m, y) => {
          const recorder = new Recorder();
          const [a, b] = [recorder.input(), recorder.input()];
          const nodes = evaluate(recorder, steps, [a, b, ...constants(recorder)]);
          recorder.guard(nodes[nodes.length - 1], [a], 1);
          const program = recorder.finish();
          if (!admitted(program, bounds)) return true;
          count++;
          const exact = orUndecided(() => run(program, rationals, [rational(m, 4), rational(y)]));
          const float = orUndecided(() => runFloat64(program, [m / 4, y]));
          if (exact === undefined || float === undefined) return exact === float;
          const known = run(program, new BoundGridField(), bounds);
          return exact.every((q, i) => same(float[i], q) && (q === notRational || keeps(float[i], known[i])));
        },
      ),
      { numRuns: 2000 },
    );
    expect(count).toBeGreaterThan(800);
  });

  it('is refused exactly from 2⁵³ on, for sums and for products', () => {
    const sum = recorded(2, (F, x, y) => F.add(x, y));
    const product = recorded(2, (F, x, y) => F.mul(x, y));
    expect(admitted(sum, [integer(2 ** 52), integer(2 ** 52 - 1)])).toBe(true);
    expect(admitted(sum, [integer(2 ** 52), integer(2 ** 52)])).toBe(false);
    expect(admitted(product, [integer(2 ** 26), integer(2 ** 27 - 1)])).toBe(true);
    expect(admitted(product, [integer(2 ** 26), integer(2 ** 27)])).toBe(false);
    expect(admitted(sum, [integer(1), { bound: 1, grid: -53 }])).toBe(false);
    expect(admitted(sum, [integer(2 ** 53), integer(0)])).toBe(false);
  });

  it('is refused for a quotient by anything but a constant ±2^k, for roots, and for constants that are not dyadic', () => {
    const decide = (compute: (F: Recorder, x: Node, y: Node) => void): boolean =>
      admitted(recorded(2, compute), [integer(9), integer(9)]);
    expect(decide((F, x) => F.div(x, F.of(-8)))).toBe(true);
    expect(decide((F, x) => F.div(x, F.mul(F.of(4), F.sub(F.of(1), F.of(1, 2)))))).toBe(true);
    expect(decide((F, x) => F.div(x, F.of(3)))).toBe(false);
    expect(decide((F, x) => F.mul(x, F.of(1, 3)))).toBe(false);
    expect(decide((F, x, y) => F.div(x, y))).toBe(false);
    expect(decide((F, x) => F.div(x, F.zero))).toBe(false);
    expect(decide((F, x) => F.sqrt(x))).toBe(false);
    expect(decide((F, x) => F.exp(F.log(F.abs(x))))).toBe(true);
    expect(decide((F, x) => F.div(x, F.add(F.neg(F.of(1)), F.of(2))))).toBe(true);
    expect(decide((F, x) => F.div(x, F.add(F.abs(F.of(-1)), F.of(1))))).toBe(true);
    expect(decide((F, x) => F.mul(x, F.of(2n ** 53n + 1n)))).toBe(false);
    expect(decide((F) => F.of(3n * (2n ** 53n + 1n), 2n ** 53n + 1n))).toBe(false);
    expect(decide((F, x) => F.mul(x, F.of(1n, 2n ** 2000n)))).toBe(false);
    expect(decide((F, x) => F.div(x, F.of(1n, 2n ** 1060n)))).toBe(false);
  });

  it('allows for the values of gates and of the formal functions, and for a grid no finer than a normal number', () => {
    const decide = (bound: number, compute: (F: Recorder, x: Node, y: Node) => void): boolean =>
      admitted(recorded(2, compute), [integer(9), integer(bound)]);
    const exponential = (F: Recorder, x: Node, y: Node): Node => F.mul(F.exp(x), y);
    const logarithm = (F: Recorder, x: Node, y: Node): Node => F.mul(F.log(x), y);
    const gate = (F: Recorder, x: Node, y: Node): Node => F.add(F.gate(x), y);
    expect([decide(2 ** 48 - 1, exponential), decide(2 ** 48, exponential)]).toEqual([true, false]);
    expect([decide(2 ** 49 - 1, logarithm), decide(2 ** 49, logarithm)]).toEqual([true, false]);
    expect([decide(2 ** 53 - 2, gate), decide(2 ** 53 - 1, gate)]).toEqual([true, false]);
    const one = recorded(1, (F, x) => F.gate(x));
    expect([admitted(one, [integer(2 ** 53 - 1)]), admitted(one, [integer(2 ** 53)])]).toEqual([true, false]);
    const fine = (grid: number): BoundGrid[] => [{ bound: 2 ** grid, grid }];
    expect([admitted(one, fine(-1022)), admitted(one, fine(-1023))]).toEqual([true, false]);
  });

  it('is refused for a program that does round: 2⁵³ + 1 and a hundred squarings', () => {
    const successor = recorded(1, (F, x) => F.add(x, F.one));
    expect(runFloat64(successor, [2 ** 53])[3]).toBe(2 ** 53);
    expect(admitted(successor, [integer(2 ** 53)])).toBe(false);
    const squares = recorded(1, (F, x) => {
      let y = x;
      for (let i = 0; i < 100; i++) y = F.mul(y, y);
    });
    expect(admitted(squares, [integer(2)])).toBe(false);
    expect(admitted(squares, [integer(1)])).toBe(true);
    expect(admitted(squares, [{ bound: 0.5, grid: -1 }])).toBe(false);
  });
});

describe('the grid of a number', () => {
  it('is the greatest power of two it is a multiple of, the same for a float64 and for the rational', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }).filter((v) => v !== 0),
        (value) => {
          const grid = gridOf(value);
          const odd = rationalOfFloat(value).mul(
            grid < 0 ? rational(1n << BigInt(-grid)) : rational(1, 1n << BigInt(grid)),
          );
          const found = boundGridOf(rationalOfFloat(value));
          const equal = found === undefined ? grid < -1023 : found.bound === Math.abs(value) && found.grid === grid;
          return odd.d === 1n && odd.n % 2n === 1n && equal;
        },
      ),
      { numRuns: 1000 },
    );
    expect(gridOf(0)).toBe(Infinity);
    expect(boundGridOf(rational(0))).toEqual({ bound: 0, grid: Infinity });
    expect(boundGridOf(rational(-3, 8))).toEqual({ bound: 0.375, grid: -3 });
    expect(boundGridOf(rational(1, 3))).toBeUndefined();
    expect(boundGridOf(rational(2n ** 53n + 1n))).toBeUndefined();
    expect(() => gridOf(NaN)).toThrow('gridOf: expected a finite number, got NaN');
  });
});
