import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { positiveSemidefinite, rank } from './definiteness.js';
import { linearAlgebra } from './linear-algebra.js';
import { minors } from './minors.js';
import { rational, rationals } from './rational.js';

const { determinant, principal } = minors(rationals);
const { product, outer } = linearAlgebra(rationals);
const matrix = (rows: number, columns: number) =>
  fc.array(
    fc.array(
      fc.integer({ min: -3, max: 3 }).map((n) => rational(n)),
      { minLength: columns, maxLength: columns },
    ),
    { minLength: rows, maxLength: rows },
  );

it('the determinant of a product is the product of the determinants', () => {
  fc.assert(
    fc.property(matrix(3, 3), matrix(3, 3), (A, B) =>
      determinant(product(A, B)).equals(determinant(A).mul(determinant(B))),
    ),
  );
});

it('the determinant of a triangular matrix is the product of its diagonal', () => {
  const T = [
    [2, 5, 7],
    [0, 3, 11],
    [0, 0, -1],
  ].map((row) => row.map((n) => rational(n)));
  expect(determinant(T).toFraction()).toBe('-6');
});

it('all principal minors of order k of M ⪰ 0 vanish exactly when rank M < k', () => {
  fc.assert(
    fc.property(matrix(4, 2), fc.integer({ min: 1, max: 4 }), (A, k) => {
      const M = outer(A, A);
      return positiveSemidefinite(M).psd && principal(M, k).every((minor) => minor.n === 0n) === rank(M) < k;
    }),
  );
});
