import { describe, expect, test } from 'vitest';
import { budget, MOST_WORDS, withinBudget } from './budget.js';
import { Undecided } from './field.js';
import { MOST_OPERATIONS, Recorder } from './program.js';
import { rational, rationals } from './rational.js';

const F = rationals;
const large = rational(3n ** 2000n, 7n ** 1500n);

describe('a bound on the work of exact arithmetic', () => {
  test('counts products of words: few for small numbers, the square of their length for large ones', () => {
    // Two fractions of one word a side are 4 words; 3^2000 has 50 words of 64 bits and 7^1500 has 66.
    expect(() => withinBudget(() => F.add(rational(1, 3), rational(1, 7)), 16)).not.toThrow();
    expect(() => withinBudget(() => F.add(rational(1, 3), rational(1, 7)), 15)).toThrow(Undecided);
    expect(() => withinBudget(() => F.mul(large, large), (2 * (50 + 66)) ** 2)).not.toThrow();
    expect(() => withinBudget(() => F.mul(large, large), (2 * (50 + 66)) ** 2 - 1)).toThrow('products of 64-bit words');
  });
  test.each([
    ['sums', () => F.add(large, large)],
    ['differences', () => F.sub(large, rational(1))],
    ['products', () => F.mul(large, rational(2, 3))],
    ['quotients', () => F.div(large, rational(2, 3))],
  ])('counts %s', (_, operation) => {
    expect(() => withinBudget(operation, 100)).toThrow(Undecided);
    expect(() => operation()).not.toThrow();
  });
  test('ends with the action, however it ends', () => {
    expect(() => withinBudget(() => F.add(large, large), 1)).toThrow(Undecided);
    expect(budget.words).toBe(Infinity);
    withinBudget(() => {
      expect(budget.words).toBe(MOST_WORDS);
      withinBudget(() => expect(budget.words).toBe(7), 7);
      expect(budget.words).toBe(MOST_WORDS);
    });
  });
});

test('a program of more operations than can be recorded is not decided, those that repeat one that is known counted too', () => {
  const F = new Recorder();
  const x = F.input();
  for (let i = 0; i < MOST_OPERATIONS; i++) F.mul(x, x);
  expect(() => F.mul(x, x)).toThrow('more than 4194304 operations');
});
