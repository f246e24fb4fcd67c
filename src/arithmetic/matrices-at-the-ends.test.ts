import { expect, it } from 'vitest';
import { intervalPositiveSemidefinite } from './definiteness.js';
import { float64Intervals as I } from './interval.js';
import { linearAlgebra } from './linear-algebra.js';
import { rationals } from './rational.js';

it('a matrix with a poisoned entry beside the diagonal is not decided', () => {
  const beside = [
    [I.of(5), I.poison],
    [I.poison, I.of(5)],
  ];
  expect(intervalPositiveSemidefinite(I, beside).verdict).toBe('unknown');
});

it('the transpose of a matrix without rows has none, and its columns one after another are nothing', () => {
  const { transpose, vec } = linearAlgebra(rationals);
  expect([transpose([]), vec([])]).toEqual([[], []]);
});
