import { admitted, type BoundGrid, boundGridOf } from '../arithmetic/admission.js';
import { Undecided } from '../arithmetic/field.js';
import { dyadic } from '../arithmetic/float64.js';
import { type Interval, float64Intervals } from '../arithmetic/interval.js';
import type { Node, Program } from '../arithmetic/program.js';
import { type Rational, rationals, rationalsBaseTwo } from '../arithmetic/rational.js';
import { runRational } from '../arithmetic/run-rational.js';
import { run, runFloat64 } from '../arithmetic/run.js';
import { scratch } from '../arithmetic/scratch.js';
import { numbersOf } from '../theory/layout.js';
import type { Relation } from '../theory/relation.js';
import { judgeEnclosed } from './enclosed.js';
import { judgeDyadic, judgeRational } from './exact.js';
import { type Outcome, unknown } from './outcome.js';
import { algebraicOf, type Compiled, compiled, relationAt, type Statement } from './statement.js';

const mapParts = <T>(parts: Compiled['parts'], f: (relation: Relation<Node>, name: string) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(parts).map(([name, relation]) => [name, f(relation, name)]));

/** The least power of two ≥ max(1, x), x ≤ 2¹⁰²³: the logarithm may be rounded to an integer below log₂ x. */
const powerOfTwoAbove = (x: number): number => {
  const power = 2 ** Math.max(0, Math.ceil(Math.log2(x)));
  return power < x ? 2 * power : power;
};

/** The instance's numbers rounded up to powers of two and down to powers-of-two grids, so that few classes of bounds occur. */
const boundClass = (numbers: readonly Rational[]): BoundGrid[] | undefined => {
  const bounds: BoundGrid[] = [];
  for (const number of numbers) {
    const bound = boundGridOf(number);
    if (bound === undefined) return undefined;
    bounds.push({ bound: powerOfTwoAbove(bound.bound), grid: Math.min(0, bound.grid) });
  }
  return bounds;
};

const admissions = new WeakMap<Program, Map<string, boolean>>();

/** Whether float64 evaluates the program without rounding at numbers like these; decided once for each class of bounds. */
const isAdmitted = (program: Program, numbers: readonly Rational[]): boolean => {
  const bounds = boundClass(numbers);
  if (bounds === undefined) return false;
  const worst = bounds.reduce(
    (w, b): BoundGrid => ({ bound: Math.max(w.bound, b.bound), grid: Math.min(w.grid, b.grid) }),
    { bound: 1, grid: 0 },
  );
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

/** What e^a is read as: the formal function, 2^a, or e^a itself by enclosure. */
export type Reading = 'formal' | 'base-2' | 'enclosed';

/**
 * A part whose sides depend on a logarithm, in a lane where a logarithm is a hash of its argument: equal arguments have
 * equal logarithms, so that equalities may be judged; which of two logarithms is larger is not known.
 */
const withFormalLogarithm =
  <S>(judgeRelation: (relation: Relation<S>) => Outcome) =>
  (relation: Relation<S>): Outcome => {
    if (relation.kind === 'equal') return judgeRelation(relation);
    if (relation.kind === 'psd' || relation.strict) return unknown('exact');
    const equality = judgeRelation({ ...relation, kind: 'equal' });
    return equality.status === 'holds' ? equality : unknown('exact');
  };

/** The exact lane of a reading: of every part that it holds the values of. */
const judgeExactly = (
  reading: Reading,
  whole: Compiled,
  numbers: readonly Rational[],
): Readonly<Record<string, Outcome>> => {
  // Only intervals hold the values of e^a itself.
  const { program, parts, logarithmic } = reading === 'enclosed' ? algebraicOf(whole) : whole;
  const kindOf = (name: string): 'plain' | 'formal' => (logarithmic.has(name) ? 'formal' : 'plain');
  if (reading !== 'base-2' && isAdmitted(program, numbers)) {
    const values = runFloat64(
      program,
      numbers.map((number) => number.valueOf()),
      dyadic,
      scratch(program.length),
    );
    const judged = { plain: judgeDyadic, formal: withFormalLogarithm(judgeDyadic) };
    return mapParts(parts, (relation, name) => judged[kindOf(name)](relationAt(relation, (node) => values[node])));
  }
  const value = runRational(program, numbers, reading === 'base-2' ? rationalsBaseTwo : rationals);
  const judged = { plain: judgeRational, formal: withFormalLogarithm(judgeRational) };
  return mapParts(parts, (relation, name) => judged[kindOf(name)](relationAt(relation, value)));
};

/** The exact lane's outcome of every part, `unknown` where that lane does not hold its values. */
const judgeExactLane = (
  reading: Reading,
  whole: Compiled,
  numbers: readonly Rational[],
): Readonly<Record<string, Outcome>> => {
  const exact = judgeExactly(reading, whole, numbers);
  return mapParts(whole.parts, (_, name) => exact[name] ?? unknown('exact'));
};

/**
 * How a statement's exponential is read in an attack: one that is claimed for the true exponential is judged exactly with 2^a
 * where that is possible, its temperatures being in units of 1/ln 2.
 */
export const attackReading = ({ exponential }: Statement): Reading => (exponential === 'true' ? 'base-2' : exponential);

const judgeIntervalLane = ({ program, parts }: Compiled, numbers: readonly Rational[]): Record<string, Outcome> => {
  const values = run(
    program,
    float64Intervals,
    numbers.map((number) => float64Intervals.enclose(number)),
  );
  return mapParts(parts, (relation) =>
    judgeEnclosed(
      float64Intervals,
      relationAt(relation, (node): Interval<number> => values[node]),
    ),
  );
};

/**
 * Every part of a statement on one instance: exactly where the numbers are rational, by enclosure where they are not. A violation
 * that was found with the formal exponential counts only if the true one shows it too.
 *
 * @throws {Undecided} at a kink
 */
export const judge = (
  statement: Statement,
  instance: unknown,
  reading?: Reading,
): Readonly<Record<string, Outcome>> => {
  const whole = compiled(statement, instance);
  const numbers = numbersOf(instance);
  const exact = judgeExactLane(reading ?? attackReading(statement), whole, numbers);
  const formal = statement.exponential === 'formal';
  const isOpen = (name: string, { status }: Outcome): boolean =>
    status === 'unknown' || (formal && status === 'violated' && whole.transcendental.has(name));
  if (!Object.entries(exact).some(([name, outcome]) => isOpen(name, outcome))) return exact;
  const enclosed = enclosures(whole, numbers);
  return Object.fromEntries(
    Object.entries(exact).map(([name, outcome]) => [
      name,
      isOpen(name, outcome) ? (enclosed?.[name] ?? unknown('enclosed')) : outcome,
    ]),
  );
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
