import type { Field } from './field.js';

/** A matrix as an array of its rows. */
export type Matrix<S> = readonly (readonly S[])[];

/** Vectors and matrices over a field. Shapes are the caller's promise: the model checks them where they enter. */
export const linearAlgebra = <S>(F: Field<S>) => {
  const sum = (values: readonly S[]): S => values.reduce((s, v) => F.add(s, v), F.zero);
  const dot = (u: readonly S[], v: readonly S[]): S => u.reduce((s, a, i) => F.add(s, F.mul(a, v[i])), F.zero);
  const plus = (u: readonly S[], v: readonly S[]): S[] => u.map((a, i) => F.add(a, v[i]));
  const minus = (u: readonly S[], v: readonly S[]): S[] => u.map((a, i) => F.sub(a, v[i]));
  const scale = (c: S, v: readonly S[]): S[] => v.map((a) => F.mul(c, a));
  const squaredNorm = (v: readonly S[]): S => dot(v, v);

  const apply = (M: Matrix<S>, v: readonly S[]): S[] => M.map((row) => dot(row, v));
  const transpose = (M: Matrix<S>): S[][] => (M.length === 0 ? [] : M[0].map((_, j) => M.map((row) => row[j])));
  const applyTransposed = (M: Matrix<S>, v: readonly S[]): S[] => apply(transpose(M), v);
  const product = (A: Matrix<S>, B: Matrix<S>): S[][] => {
    const columns = transpose(B);
    return A.map((row) => columns.map((column) => dot(row, column)));
  };
  const add = (A: Matrix<S>, B: Matrix<S>): S[][] => A.map((row, i) => plus(row, B[i]));
  const subtract = (A: Matrix<S>, B: Matrix<S>): S[][] => A.map((row, i) => minus(row, B[i]));
  const scaleMatrix = (c: S, A: Matrix<S>): S[][] => A.map((row) => scale(c, row));
  const zeros = (rows: number, columns: number): S[][] =>
    Array.from({ length: rows }, () => new Array<S>(columns).fill(F.zero));
  const identity = (n: number): S[][] =>
    Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? F.one : F.zero)));
  const trace = (A: Matrix<S>): S => sum(A.map((row, i) => row[i]));
  /** A Bᵀ. */
  const outer = (A: Matrix<S>, B: Matrix<S>): S[][] => A.map((row) => B.map((other) => dot(row, other)));

  /** vec(W): the columns of W one after another, vec(W)[j·rows + i] = W[i][j]. */
  const vec = (W: Matrix<S>): S[] => transpose(W).flat();
  /** The matrix with `rows` rows whose vec is w. */
  const unvec = (w: readonly S[], rows: number): S[][] =>
    Array.from({ length: rows }, (_, i) => Array.from({ length: w.length / rows }, (_, j) => w[j * rows + i]));
  /** A ⊗ B: the block matrix of A[i][j]·B. */
  const kronecker = (A: Matrix<S>, B: Matrix<S>): S[][] =>
    A.flatMap((rowA) => B.map((rowB) => rowA.flatMap((a) => rowB.map((b) => F.mul(a, b)))));

  // prettier-ignore
  return {
    sum, dot, plus, minus, scale, squaredNorm, apply, applyTransposed, transpose, product, add, subtract,
    scaleMatrix, zeros, identity, trace, outer, vec, unvec, kronecker,
  };
};
