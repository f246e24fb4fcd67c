import type { Field } from './field.js';

/** A matrix as an array of its rows. */
export type Matrix<S> = readonly (readonly S[])[];

/** Sums, products, vec and ⊗ over a field: a vector is an array, a matrix an array of rows. Shapes are the caller's promise: the model checks them where they enter. */
export const linearAlgebra = <S>(F: Field<S>) => {
  /** Σ_i v_i. */
  const sum = (values: readonly S[]): S => values.reduce((s, v) => F.add(s, v), F.zero);
  /** ⟨u, v⟩ = Σ_i u_i v_i, without conjugation. */
  const dot = (u: readonly S[], v: readonly S[]): S => u.reduce((s, a, i) => F.add(s, F.mul(a, v[i])), F.zero);
  /** u + v. */
  const plus = (u: readonly S[], v: readonly S[]): S[] => u.map((a, i) => F.add(a, v[i]));
  /** u − v. */
  const minus = (u: readonly S[], v: readonly S[]): S[] => u.map((a, i) => F.sub(a, v[i]));
  /** c v. */
  const scale = (c: S, v: readonly S[]): S[] => v.map((a) => F.mul(c, a));
  /** ‖v‖² = ⟨v, v⟩. */
  const squaredNorm = (v: readonly S[]): S => dot(v, v);

  /** M v, of as many entries as M has rows. */
  const apply = (M: Matrix<S>, v: readonly S[]): S[] => M.map((row) => dot(row, v));
  /** Mᵀ. */
  const transpose = (M: Matrix<S>): S[][] => (M.length === 0 ? [] : M[0].map((_, j) => M.map((row) => row[j])));
  /** Mᵀ v. */
  const applyTransposed = (M: Matrix<S>, v: readonly S[]): S[] => apply(transpose(M), v);
  /** A B. */
  const product = (A: Matrix<S>, B: Matrix<S>): S[][] => {
    const columns = transpose(B);
    return A.map((row) => columns.map((column) => dot(row, column)));
  };
  /** A + B. */
  const add = (A: Matrix<S>, B: Matrix<S>): S[][] => A.map((row, i) => plus(row, B[i]));
  /** A − B. */
  const subtract = (A: Matrix<S>, B: Matrix<S>): S[][] => A.map((row, i) => minus(row, B[i]));
  /** c A. */
  const scaleMatrix = (c: S, A: Matrix<S>): S[][] => A.map((row) => scale(c, row));
  /** The matrix of zeros. */
  const zeros = (rows: number, columns: number): S[][] =>
    Array.from({ length: rows }, () => new Array<S>(columns).fill(F.zero));
  /** The n × n identity. */
  const identity = (n: number): S[][] =>
    Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? F.one : F.zero)));
  /** tr A = Σ_i A[i][i]. */
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
