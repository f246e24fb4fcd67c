import type { Field } from './field.js';
import type { Matrix } from './linear-algebra.js';

/** The subsets of {0 … n − 1} with k members, each in increasing order. */
const subsets = (n: number, k: number, from = 0): number[][] =>
  k === 0
    ? [[]]
    : Array.from({ length: Math.max(0, n - from) }, (_, i) => from + i).flatMap((first) =>
        subsets(n, k - 1, first + 1).map((rest) => [first, ...rest]),
      );

/** Determinants without division. */
export const minors = <S>(F: Field<S>) => {
  /** det A by expansion along the first row: n! products, for the small matrices of small instances. */
  const determinant = (A: Matrix<S>): S =>
    A.length === 0
      ? F.one
      : A[0].reduce((s, a, j) => {
          const rest = A.slice(1).map((row) => row.filter((_, k) => k !== j));
          const term = F.mul(a, determinant(rest));
          return j % 2 === 0 ? F.add(s, term) : F.sub(s, term);
        }, F.zero);

  /** The principal minors of order k. For M ⪰ 0 all of them vanish exactly when rank M < k. */
  const principal = (M: Matrix<S>, k: number): S[] =>
    subsets(M.length, k).map((rows) => determinant(rows.map((i) => rows.map((j) => M[i][j]))));

  return { determinant, principal };
};
