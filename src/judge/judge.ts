import { admitted, type BoundGrid, boundGridOf } from '../arithmetic/admission.js';
import { Undecided } from '../arithmetic/field.js';
import { type Interval, float64Intervals } from '../arithmetic/interval.js';
import type { Node, Program } from '../arithmetic/program.js';
import { notRational, type Rational, rationals, rationalsBaseTwo } from '../arithmetic/rational.js';
import { run, runFloat64 } from '../arithmetic/run.js';
import { numbersOf } from '../theory/layout.js';
import type { Relation } from '../theory/relation.js';
import { judgeEnclosed } from './enclosed.js';
import { judgeDyadic, judgeRational } from './exact.js';
import type { Outcome } from './outcome.js';
import { type Compiled, compiled, type Statement } from './statement.js';

/** The relation with every node replaced by its value. */
export const relationAt = <S>(relation: Relation<Node>, value: (node: Node) => S): Relation<S> =>
  relation.kind === 'psd'
    ? { kind: 'psd', matrix: relation.matrix.map((row) => row.map(value)) }
    : { ...relation, left: relation.left.map(value), right: relation.right.map(value) };

const mapParts = <T>(parts: Compiled['parts'], f: (relation: Relation<Node>, name: string) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(parts).map(([name, relation]) => [name, f(relation, name)]));

/** The instance's numbers rounded up to powers of two and down to powers-of-two grids, so that few classes of bounds occur. */
const boundClass = (numbers: readonly Rational[]): BoundGrid[] | undefined => {
  const bounds: BoundGrid[] = [];
  for (const number of numbers) {
    const bound = boundGridOf(number);
    if (bound === undefined) return undefined;
    bounds.push({ bound: Math.max(1, 2 ** Math.ceil(Math.log2(bound.bound))), grid: Math.min(0, bound.grid) });
  }
  return bounds;
};

const admissions = new WeakMap<Program, Map<string, boolean>>();

/** Whether float64 evaluates the program without rounding at numbers like these; decided once for each class of bounds. */
const isAdmitted = (program: Program, numbers: readonly Rational[]): boolean => {
  const bounds = boundClass(numbers);
  if (bounds === undefined) return false;
  const worst = bounds.reduce((w, b) => ({ bound: Math.max(w.bound, b.bound), grid: Math.min(w.grid, b.grid) }));
  const known = admissions.get(program) ?? new Map<string, boolean>();
  admissions.set(program, known);
  const coarse = `${worst.bound} ${worst.grid}`;
  const found = known.get(coarse);
  if (found === true) return true;
  const uniform =
    found ??
    admitted(
      program,
      bounds.map(() => worst),
    );
  known.set(coarse, uniform);
  if (uniform) return true;
  const fine = bounds.map((b) => `${b.bound} ${b.grid}`).join();
  const exact = known.get(fine) ?? admitted(program, bounds);
  known.set(fine, exact);
  return exact;
};

const judgeExactLane = (
  statement: Statement,
  { program, parts, transcendental }: Compiled,
  numbers: readonly Rational[],
) => {
  const trueExponential = statement.exponential === 'true' && transcendental;
  if (!trueExponential && isAdmitted(program, numbers)) {
    const values = runFloat64(
      program,
      numbers.map((number) => number.valueOf()),
    );
    return mapParts(parts, (relation) => judgeDyadic(relationAt(relation, (node) => values[node])));
  }
  const values = run(program, trueExponential ? rationalsBaseTwo : rationals, numbers);
  return mapParts(parts, (relation) => judgeRational(relationAt(relation, (node) => values[node])));
};

const judgeIntervalLane = ({ program, parts }: Compiled, numbers: readonly Rational[]): Record<string, Outcome> => {
  const values = run(
    program,
    float64Intervals,
    numbers.map((number) => float64Intervals.enclose(number)),
  );
  return mapParts(parts, (relation) =>
    judgeEnclosed(
      float64Intervals,
      relationAt<Interval<number>>(relation, (node) => values[node]),
    ),
  );
};

/**
 * Every part of a statement on one instance: exactly where the numbers are rational, by enclosure where they are not. A violation
 * that was found with the formal exponential counts only if the true one shows it too.
 *
 * @throws {Undecided} at a kink
 */
export const judge = (statement: Statement, instance: unknown): Readonly<Record<string, Outcome>> => {
  const whole = compiled(statement, instance);
  const numbers = numbersOf(instance);
  if (numbers.includes(notRational)) throw new Error('judge: expected rational numbers, got a poisoned one');
  const exact = judgeExactLane(statement, whole, numbers);
  const formal = statement.exponential === 'formal' && whole.transcendental;
  const open = Object.entries(exact).filter(
    ([, outcome]) => outcome.status === 'unknown' || (formal && outcome.status === 'violated'),
  );
  if (open.length === 0) return exact;
  const enclosed = enclosures(whole, numbers);
  if (enclosed === undefined)
    return { ...exact, ...Object.fromEntries(open.map(([name, o]) => [name, { ...o, status: 'unknown' as const }])) };
  return { ...exact, ...Object.fromEntries(open.map(([name]) => [name, enclosed[name]])) };
};

/** The interval lane's outcomes, or none where an interval across 0 meets a gate. */
const enclosures = (whole: Compiled, numbers: readonly Rational[]): Record<string, Outcome> | undefined => {
  try {
    return judgeIntervalLane(whole, numbers);
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    throw error;
  }
};
