/**
 * A bound on the work of exact arithmetic, for numbers that somebody else chose. A product of fractions of 1,000 digits costs a thousand times one of
 * ten, so operations are counted in products of 64-bit words, as school multiplication and Euclid's algorithm need them.
 */
import { Undecided } from './field.js';

/** What is left to spend; without a bound nothing is counted. */
export const budget = { words: Infinity };

/** Word products that a command spends on an instance at most: some ten seconds. */
export const MOST_WORDS = 2 ** 26;

/** Runs an action that may spend so many word products. @throws {Undecided} where it would spend more */
export const withinBudget = <T>(action: () => T, words = MOST_WORDS): T => {
  const before = budget.words;
  budget.words = words;
  try {
    return action();
  } finally {
    budget.words = before;
  }
};

const WORD = 1n << 64n;

/** The 64-bit words of a whole number that is not negative. */
const wordsOf = (n: bigint): number => (n < WORD ? 1 : Math.ceil(n.toString(16).length / 16));

interface Sized {
  readonly n: bigint;
  readonly d: bigint;
}

/** Pays for an operation on two fractions. @throws {Undecided} where nothing is left */
export const spend = (a: Sized, b: Sized): void => {
  const words = wordsOf(a.n) + wordsOf(a.d) + wordsOf(b.n) + wordsOf(b.d);
  budget.words -= words * words;
  if (budget.words < 0)
    throw new Undecided(`more than ${MOST_WORDS} products of 64-bit words: numbers of fewer digits take fewer`);
};
