import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DualField } from './dual.js';
import { Undecided } from './field.js';
import { Recorder } from './program.js';
import { notRational, type Rational, rational, rationals } from './rational.js';
import { run } from './run.js';
import { runRational } from './run-rational.js';
import { binary, CODES, evaluate, stepsOf, unary } from './straight-line.js';

const steps = fc
  .array(fc.nat({ max: CODES }), { minLength: 1, maxLength: 16, size: 'max' })
  .map(stepsOf([...unary, ...binary, 'add', 'sub', 'mul', 'mul']));
/** Small fractions, and some whose products and sums pass 2⁵³ at once or after a few steps. */
const numbers = fc.oneof(
  fc.tuple(fc.integer({ min: -12, max: 12 }), fc.integer({ min: 1, max: 12 })),
  fc.tuple(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), fc.integer({ min: 1, max: 2 ** 31 - 1 })),
  fc.tuple(fc.maxSafeInteger(), fc.constantFrom(1, 2, 3, 2 ** 52, 2 ** 53 - 1)),
);

const orUndecided = <T>(compute: () => T): T | undefined => {
  try {
    return compute();
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    throw error;
  }
};

describe('the quick interpreter of the rationals', () => {
  it('computes every value that fraction.js does, poison and kinks included, within 2⁵³ and beyond', () => {
    const seen = { large: 0, small: 0, poisoned: 0, kinks: 0 };
    fc.assert(
      fc.property(numbers, numbers, steps, (x, y, line) => {
        const recorder = new Recorder();
        const D = new DualField(recorder, 2);
        const [p, q] = [recorder.input(), recorder.input()];
        evaluate(D, line, [D.variable(p, 0), D.variable(q, 1), D.of(1, 2), D.of(-3)]);
        const program = recorder.finish();
        const inputs = [rational(...x), rational(...y)];
        const slow = orUndecided(() => run(program, rationals, inputs));
        const quick = orUndecided(() => runRational(program, inputs));
        if (slow === undefined) seen.kinks++;
        if (slow === undefined || quick === undefined) return slow === quick;
        return slow.every((value: Rational, node) => {
          const other = quick(node);
          if (value === notRational) seen.poisoned++;
          else if (value.n > 2n ** 53n || value.d > 2n ** 53n) seen.large++;
          else seen.small++;
          return value === notRational ? other === notRational : other !== notRational && other.equals(value);
        });
      }),
      { numRuns: 1500 },
    );
    expect(Math.min(seen.large, seen.small, seen.poisoned)).toBeGreaterThan(20);
    expect(seen.kinks).toBeGreaterThan(5);
  });
});
