import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DualField } from './dual.js';
import { type Field, Undecided } from './field.js';
import { type Float64Field, dyadic, float64 } from './float64.js';
import { type Interval, float64Intervals } from './interval.js';
import { PRIME, PrimeField } from './prime-field.js';
import { type Program, Recorder } from './program.js';
import { type Rational, notRational, rational, rationals } from './rational.js';
import { run, runFloat64, runPrime } from './run.js';
import { binary, CODES, evaluate, type Operation, type Step, stepsOf, unary } from './straight-line.js';

const lines = (operations: readonly Operation[], maxLength: number): fc.Arbitrary<readonly Step[]> =>
  fc.array(fc.nat({ max: CODES }), { minLength: 1, maxLength, size: 'max' }).map(stepsOf(operations));

const anyLines = lines([...unary, ...binary], 14);
const integers = fc.tuple(fc.integer({ min: -6, max: 6 }), fc.integer({ min: -6, max: 6 }));

/** Two inputs, the constants 1/2 and 0, and then the steps. */
const values = <S>(F: Field<S>, steps: readonly Step[], x: S, y: S): S[] =>
  evaluate(F, steps, [x, y, F.of(1, 2), F.zero]);

const record = (steps: readonly Step[]): { program: Program; nodes: number[] } => {
  const recorder = new Recorder();
  const nodes = values(recorder, steps, recorder.input(), recorder.input());
  return { program: recorder.finish(), nodes };
};

const orUndecided = <T>(compute: () => T): T | undefined => {
  try {
    return compute();
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    throw error;
  }
};

/** Where the field has a value, the program has the same; products with the constant 0 are 0 in the program always. */
const agrees = <S>(
  F: Field<S>,
  [x, y]: readonly [number, number],
  steps: readonly Step[],
  equal: (a: S, b: S) => boolean,
  poisoned: (a: S) => boolean,
  execute: (program: Program, inputs: S[]) => ArrayLike<S> = (program, inputs) => run(program, F, inputs),
): boolean => {
  const [a, b] = [F.of(x), F.of(y)];
  const { program, nodes } = record(steps);
  const direct = orUndecided(() => values(F, steps, a, b));
  const recorded = orUndecided(() => execute(program, [a, b]));
  if (direct === undefined || recorded === undefined) return direct === recorded || direct === undefined;
  return direct.every((v, i) => poisoned(v) || equal(v, recorded[nodes[i]]));
};

const number = (a: number, b: number): boolean => a === b;

describe('a recorded program', () => {
  it('computes over the rationals what the expression does', () => {
    fc.assert(
      fc.property(integers, anyLines, (inputs, steps) =>
        agrees(
          rationals,
          inputs,
          steps,
          (a: Rational, b) => a.equals(b) && b !== notRational,
          (a) => a === notRational,
        ),
      ),
      { numRuns: 300 },
    );
  });

  it('computes in the prime field what the expression does, in either interpreter', () => {
    const F = new PrimeField(5);
    fc.assert(
      fc.property(integers, anyLines, (inputs, steps) => {
        const inline = (program: Program, x: number[]): Float64Array => runPrime(program, x, F);
        return agrees(F, inputs, steps, number, Number.isNaN) && agrees(F, inputs, steps, number, Number.isNaN, inline);
      }),
      { numRuns: 300 },
    );
  });

  it('computes in float64 and in dyadics what the expression does, in either interpreter', () => {
    fc.assert(
      fc.property(integers, anyLines, fc.constantFrom(float64, dyadic), (inputs, steps, F: Float64Field) => {
        const inline = (program: Program, x: number[]): Float64Array => runFloat64(program, x, F);
        return agrees(F, inputs, steps, number, Number.isNaN) && agrees(F, inputs, steps, number, Number.isNaN, inline);
      }),
      { numRuns: 300 },
    );
  });

  it('computes in intervals what the expression does, up to folded zeros', () => {
    const I = float64Intervals;
    fc.assert(
      fc.property(integers, anyLines, (inputs, steps) =>
        agrees(
          I,
          inputs,
          steps,
          (a: Interval<number>, b) => a.lo === b.lo && a.hi === b.hi,
          (a) => a === I.poison,
        ),
      ),
      { numRuns: 300 },
    );
  });

  it('has every node of the inline interpreters equal to that of the plain one, poison included', () => {
    const F = new PrimeField(9);
    const same = (a: ArrayLike<number>, b: ArrayLike<number>): boolean =>
      Array.from(a).every((v, i) => Object.is(v + 0, b[i] + 0));
    fc.assert(
      fc.property(fc.nat({ max: PRIME - 1 }), fc.nat({ max: PRIME - 1 }), anyLines, (x, y, steps) => {
        const { program } = record(steps);
        const [p, q] = [x / 2 ** 20 - 500, y / 2 ** 20 - 500];
        return (
          same(run(program, F, [x, y]), runPrime(program, [x, y], F)) &&
          same(run(program, dyadic, [p, q]), runFloat64(program, [p, q])) &&
          same(run(program, float64, [p, q]), runFloat64(program, [p, q], float64))
        );
      }),
      { numRuns: 300 },
    );
  });

  it('of a derivative computes the derivative and stops at the same kinks', () => {
    const smooth = lines(['add', 'sub', 'mul', 'neg', 'abs', 'gate', 'exp', 'detach'], 10);
    const D = new DualField(rationals, 2);
    let kinks = 0;
    fc.assert(
      fc.property(integers, smooth, ([x, y], steps) => {
        const recorder = new Recorder();
        const R = new DualField(recorder, 2);
        const [a, b] = [recorder.input(), recorder.input()];
        const nodes = values(R, steps, R.variable(a, 0), R.variable(b, 1));
        const program = recorder.finish();
        const [p, q] = [rational(x), rational(y)];
        const direct = orUndecided(() => values(D, steps, D.variable(p, 0), D.variable(q, 1)));
        const recorded = orUndecided(() => run(program, rationals, [p, q]));
        if (direct === undefined) kinks++;
        if (direct === undefined || recorded === undefined) return direct === recorded;
        return direct.every((v, i) => {
          const tangents = R.tangentsOf(nodes[i]).map((node) => recorded[node]);
          return recorded[nodes[i].value].equals(v.value) && D.tangentsOf(v).every((t, k) => t.equals(tangents[k]));
        });
      }),
      { numRuns: 1000 },
    );
    expect(kinks).toBeGreaterThan(5);
  });

  it('keeps one node a constant and folds 0 + a, 0·a, 1·a and a/1', () => {
    const R = new Recorder();
    const x = R.input();
    expect([R.add(R.zero, x), R.sub(x, R.zero), R.mul(R.one, x), R.div(x, R.one)]).toEqual([x, x, x, x]);
    expect([R.mul(x, R.zero), R.neg(R.zero), R.gate(R.zero), R.log(R.one)]).toEqual([0, 0, 0, 0]);
    expect(R.of(3, 4)).toBe(R.of(3n, 4n));
    expect(R.finish().length).toBe(4);
  });

  it('records an operation on the same operands once, in either order where it commutes, also after its memory has grown', () => {
    const R = new Recorder();
    const [x, y] = [R.input(), R.input()];
    expect([R.add(y, x), R.mul(y, x), R.exp(x)]).toEqual([R.add(x, y), R.mul(x, y), R.exp(x)]);
    expect(new Set([R.sub(x, y), R.sub(y, x), R.div(x, y), R.div(y, x), R.neg(x), R.exp(x), R.log(x)]).size).toBe(7);
    const powers = (): number[] => {
      const nodes = [x];
      for (let i = 0; i < 10_000; i++) nodes.push(R.mul(nodes[i], i % 2 === 0 ? x : y));
      return nodes;
    };
    const first = powers();
    expect(powers()).toEqual(first);
    expect(new Set(first).size).toBe(first.length);
  });

  it('may be longer than the first block of memory', () => {
    const R = new Recorder();
    let x = R.input();
    for (let i = 0; i < 10_000; i++) x = R.add(x, R.one);
    expect(runFloat64(R.finish(), [5])[x]).toBe(10_005);
    expect(run(R.finish(), rationals, [rational(5)])[x].equals(10_005)).toBe(true);
  });
});
