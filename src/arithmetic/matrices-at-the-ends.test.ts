import { expect, it } from 'vitest';
import { intervalPositiveSemidefinite } from './definiteness.js';
import { float64Intervals as I } from './interval.js';
import { linearAlgebra } from './linear-algebra.js';
import { rationals } from './rational.js';

const { transpose, vec } = linearAlgebra(rationals);

it('a matrix with a poisoned entry beside the diagonal is not decided', () => {
  const beside = [
    [I.of(5), I.poison],
    [I.poison, I.of(5)],
  ];
  expect(intervalPositiveSemidefinite(I, beside).verdict).toBe('unknown');
});

it('a row of zeros does not decide what the other rows leave open', () => {
  const wide = { lo: -1, hi: 1 };
  const verdict = (M: Parameters<typeof intervalPositiveSemidefinite<number>>[1]): string =>
    intervalPositiveSemidefinite(I, M).verdict;
  expect(
    verdict([
      [I.zero, I.zero],
      [I.zero, wide],
    ]),
  ).toBe('unknown');
  expect(verdict([[{ lo: -1, hi: 0 }]])).toBe('unknown');
});

it('only the upper triangle of a matrix of intervals is read', () => {
  const M = [
    [I.one, I.zero],
    [I.of(5), I.one],
  ];
  expect(intervalPositiveSemidefinite(I, M).verdict).toBe('yes');
});

it('the transpose of a matrix without rows has none, and its columns one after another are nothing', () => {
  expect([transpose([]), vec([])]).toEqual([[], []]);
});
