import * as fc from 'fast-check';
import { Undecided } from '../src/arithmetic/field.js';
import { type Rational, rational, rationals } from '../src/arithmetic/rational.js';
import type { Statement } from '../src/judge/statement.js';
import { SpaceArbitrary } from '../src/search/space-arbitrary.js';
import type { Conclusion } from '../src/theory/claim.js';
import { numbersOf } from '../src/theory/layout.js';
import type { Node } from '../src/theory/space.js';

/** The instances of a description as an arbitrary of their type. */
export const instancesOf = <I>(node: Node): fc.Arbitrary<I> => new SpaceArbitrary(node) as fc.Arbitrary<I>;

/** So many instances of a description, the same every time. */
export const sampleOf = <I>(node: Node, numRuns: number): readonly I[] =>
  fc.sample(instancesOf<I>(node), { seed: 1, numRuns });

/** Fractions with a small denominator. */
export const fractions = fc
  .tuple(fc.integer({ min: -8, max: 8 }), fc.integer({ min: 1, max: 4 }))
  .map(([n, d]) => rational(n, d));

/** A conclusion as a statement. Its instance type is known where it is written and forgotten here. */
export const statementOf = <I>(
  conclusion: Conclusion<I>,
  exponential: Statement['exponential'] = 'formal',
): Statement => ({ conclusion: conclusion as unknown as Statement['conclusion'], exponential });

/** Whether two structures have the same numbers in the same order. */
export const sameNumbers = (left: unknown, right: unknown): boolean => {
  const [a, b] = [numbersOf(left), numbersOf(right)];
  return a.length === b.length && a.every((number, i) => number.equals(b[i]));
};

/** The predicate where it is decided; instances at a kink are discarded. */
export const awayFromKinks = (predicate: () => boolean): boolean => {
  try {
    return predicate();
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
    fc.pre(false);
    return false;
  }
};

export const sumOf = (numbers: readonly Rational[]): Rational =>
  numbers.reduce((s, a) => rationals.add(s, a), rationals.zero);
