import { float64Intervals, type Interval } from '../arithmetic/interval.js';
import type { Node } from '../arithmetic/program.js';
import {
  fractionText,
  notRational,
  rationalOfFloat,
  rationals,
  rationalsBaseTwo,
  type Rational,
} from '../arithmetic/rational.js';
import { run } from '../arithmetic/run.js';
import { numbersOf } from '../theory/layout.js';
import { judge, type Reading } from './judge.js';
import type { Outcome } from './outcome.js';
import { compiled, type Statement } from './statement.js';

/** A number for a reader: a fraction such as "-3/8", or the enclosing pair of one that is not rational. */
export type NumberText = string | readonly [lo: string, hi: string];

/** One part with both sides written out. For M ⪰ 0 `left` is the matrix, row by row, and `right` is 0. */
export interface ExplainedPart extends Outcome {
  readonly name: string;
  readonly relation: 'equal' | 'atMost' | 'lessThan' | 'psd';
  readonly left: readonly NumberText[];
  readonly right: readonly NumberText[];
}

/**
 * Both sides of every part of a statement on one instance. Fractions where the numbers are rational; a statement with an
 * exponential is enclosed, with e^a itself, unless `baseTwo` asks for 2^a.
 *
 * @throws {Undecided} at a kink
 */
export const explain = (statement: Statement, instance: unknown, baseTwo = false): ExplainedPart[] => {
  const whole = compiled(statement, instance);
  const { program, parts, transcendental } = whole;
  const numbers = numbersOf(instance);
  const reading: Reading = baseTwo ? 'base-2' : statement.exponential === 'formal' ? 'formal' : 'enclosed';
  const outcomes = judge(statement, instance, reading);
  const exact = run(program, baseTwo ? rationalsBaseTwo : rationals, numbers);
  let enclosed: readonly Interval<number>[] | undefined;
  const enclosure = (node: Node): Interval<number> => {
    enclosed ??= run(
      program,
      float64Intervals,
      numbers.map((number) => float64Intervals.enclose(number)),
    );
    return enclosed[node];
  };
  const textIn =
    (name: string) =>
    (node: Node): NumberText => {
      const value: Rational = exact[node];
      if ((baseTwo || !transcendental.has(name)) && value !== notRational) return fractionText(value);
      const { lo, hi } = enclosure(node);
      // An enclosure that is a point is the number itself.
      return lo === hi && Number.isFinite(lo) ? fractionText(rationalOfFloat(lo)) : [String(lo), String(hi)];
    };
  return Object.entries(parts).map(([name, relation]) =>
    relation.kind === 'psd'
      ? { name, relation: 'psd', ...outcomes[name], left: relation.matrix.flat().map(textIn(name)), right: ['0'] }
      : {
          name,
          relation: relation.kind === 'atMost' && relation.strict ? 'lessThan' : relation.kind,
          ...outcomes[name],
          left: relation.left.map(textIn(name)),
          right: relation.right.map(textIn(name)),
        },
  );
};
