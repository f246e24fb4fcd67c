import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DualField } from './dual.js';
import { Undecided } from './field.js';
import { Op, Recorder } from './program.js';
import { PRIME, PrimeField } from './prime-field.js';
import { run, runFloat64, runPrime } from './run.js';
import { float64 } from './float64.js';
import { scheduled } from './schedule.js';
import { binary, CODES, evaluate, stepsOf, unary } from './straight-line.js';

const steps = fc
  .array(fc.nat({ max: CODES }), { minLength: 1, maxLength: 20, size: 'max' })
  .map(stepsOf([...unary, ...binary]));

const recorded = (line: ReturnType<ReturnType<typeof stepsOf>>) => {
  const recorder = new Recorder();
  const D = new DualField(recorder, 2);
  const [p, q] = [recorder.input(), recorder.input()];
  const values = evaluate(D, line, [D.variable(p, 0), D.variable(q, 1), D.of(1, 2)]);
  return { program: recorder.finish(), results: values.slice(-3).flatMap((d) => [d.value, ...D.tangentsOf(d)]) };
};

const orUndecided = <T>(compute: () => T): T | undefined => {
  try {
    return compute();
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    throw error;
  }
};

describe('a scheduled program', () => {
  it('has the results and the kinks of the program it was made of, in either typed interpreter', () => {
    const F = new PrimeField(11);
    const residue = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: PRIME - 1 }));
    fc.assert(
      fc.property(residue, residue, steps, (x, y, line) => {
        const { program, results } = recorded(line);
        const { program: quick, places } = scheduled(program, results);
        const same = (whole: ArrayLike<number> | undefined, part: Float64Array | undefined): boolean =>
          whole === undefined || part === undefined
            ? whole === part
            : results.every((node) => Object.is(whole[node] + 0, part[places[node]] + 0));
        return (
          same(
            orUndecided(() => run(program, F, [x, y])),
            orUndecided(() => runPrime(quick, [x, y], F)),
          ) &&
          same(
            orUndecided(() => run(program, float64, [x, -y])),
            orUndecided(() => runFloat64(quick, [x, -y], float64)),
          )
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves out what no result depends on, and keeps what a guard reads', () => {
    const R = new Recorder();
    const [x, y] = [R.input(), R.input()];
    const used = R.mul(x, x);
    R.exp(y);
    R.guard(R.sub(x, y), [R.add(x, y)], 1);
    const { program, places } = scheduled(R.finish(), [used]);
    expect([...program.op].sort((a, b) => a - b)).toEqual([Op.input, Op.input, Op.add, Op.sub, Op.mul]);
    expect(places[R.exp(y)]).toBe(-1);
    expect(program.inputs).toBe(2);
  });

  it('puts equal operations at one depth side by side', () => {
    const R = new Recorder();
    const inputs = Array.from({ length: 6 }, () => R.input());
    const results = inputs.flatMap((x) => [R.mul(x, x), R.add(x, R.one)]);
    expect(R.finish().stretches.length).toBe(14);
    expect(scheduled(R.finish(), results).program.stretches.length).toBe(4);
  });
});
