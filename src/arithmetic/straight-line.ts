import type { Field } from './field.js';
import { type Node, type Program, Recorder } from './program.js';

/** The operations of a field on one number. */
export const unary = ['neg', 'abs', 'gate', 'sqrt', 'exp', 'log', 'detach'] as const;
/** The operations of a field on two numbers. */
export const binary = ['add', 'sub', 'mul', 'div'] as const;

export type Operation = (typeof unary)[number] | (typeof binary)[number];

/** One operation on two (or the first) of the numbers there are so far, counted around. */
export interface Step {
  readonly operation: Operation;
  readonly a: number;
  readonly b: number;
}

const isUnary = (operation: Operation): operation is (typeof unary)[number] =>
  (unary as readonly string[]).includes(operation);

/** Any natural numbers as a straight-line computation with the given operations. */
export const stepsOf =
  (operations: readonly Operation[]) =>
  (codes: readonly number[]): readonly Step[] =>
    codes.map((code) => {
      const rest = Math.floor(code / operations.length);
      return { operation: operations[code % operations.length], a: rest % 97, b: Math.floor(rest / 97) };
    });

/** The codes of `stepsOf` are below this. */
export const CODES = 2 ** 24;

/** The inputs, followed by the result of every step. */
export const evaluate = <S>(F: Field<S>, steps: readonly Step[], inputs: readonly S[]): S[] => {
  const values = [...inputs];
  for (const { operation, a, b } of steps) {
    const x = values[a % values.length];
    values.push(isUnary(operation) ? F[operation](x) : F[operation](x, values[b % values.length]));
  }
  return values;
};

/** The program of a computation on that many inputs. */
export const recorded = (inputs: number, compute: (F: Recorder, ...inputs: Node[]) => void): Program => {
  const recorder = new Recorder();
  compute(recorder, ...Array.from({ length: inputs }, () => recorder.input()));
  return recorder.finish();
};
