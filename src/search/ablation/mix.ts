import { type Rational, rational, rationals } from '../../arithmetic/rational.js';
import { numbersOf, withNumbers } from '../../theory/layout.js';

/** The value with f of each of its numbers. */
export const mapNumbers = <T>(value: T, f: (a: Rational) => Rational): T => {
  const numbers = numbersOf(value);
  let i = 0;
  return withNumbers(value, () => f(numbers[i++])) as T;
};

/** a + ε(b − a), number by number; the shape and everything but the numbers from a. @throws {RangeError} where they have not as many numbers */
export const towards = <T>(a: T, b: T, epsilon: Rational): T => {
  const ends = numbersOf(b);
  const starts = numbersOf(a);
  if (starts.length !== ends.length)
    throw new RangeError(`towards: expected ${starts.length} numbers, got ${ends.length}`);
  let i = -1;
  return mapNumbers(a, (start) => {
    i++;
    return start.add(epsilon.mul(ends[i].sub(start)));
  });
};

/** ε times every number. */
export const scaled = <T>(value: T, epsilon: Rational): T => mapNumbers(value, (a) => a.mul(epsilon));

/** 1/n, n times. */
export const uniform = (n: number): readonly Rational[] => Array.from({ length: n }, () => rational(1, n));

export const zeros = (n: number): readonly Rational[] => Array.from({ length: n }, () => rationals.zero);
