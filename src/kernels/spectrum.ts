import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { mix } from '../arithmetic/hash.js';

/** out = A v for a symmetric A. */
export type Apply = (v: Float64Array, out: Float64Array) => void;

/** λ and v with ‖v‖ = 1 and ‖A v − λ v‖ = residual. */
export interface Eigenpair {
  readonly eigenvalue: number;
  readonly residual: number;
  readonly eigenvector: Float64Array;
}

/** Vectors beyond those asked for, which keep a cluster of eigenvalues at the edge from slowing convergence. */
const GUARD = 4;
/** Blocks of the Krylov space between restarts: basis and images take 2·BLOCKS·(k + GUARD) vectors. */
const BLOCKS = 4;
const RESTARTS = 300;
/** Residual at which an eigenpair is done, relative to the largest eigenvalue: far above float64's own n·2⁻⁵³. */
const RESOLUTION = 1e-11;

const dot = (u: Float64Array, v: Float64Array): number => {
  let s = 0;
  for (let i = 0; i < u.length; i++) s += u[i] * v[i];
  return s;
};

/** u += c v. */
const accumulate = (u: Float64Array, c: number, v: Float64Array): void => {
  for (let i = 0; i < u.length; i++) u[i] += c * v[i];
};

/** v made orthonormal to a basis, in two passes (the second removes what the first rounded), or undefined if nothing is left. */
const orthonormal = (v: Float64Array, basis: readonly Float64Array[]): Float64Array | undefined => {
  const before = Math.sqrt(dot(v, v));
  const u = v.slice();
  for (let pass = 0; pass < 2; pass++) for (const e of basis) accumulate(u, -dot(u, e), e);
  const norm = Math.sqrt(dot(u, u));
  if (!(norm > 1e-13 * before)) return undefined;
  for (let i = 0; i < u.length; i++) u[i] /= norm;
  // What was almost in the span is mostly rounding: clean it once more.
  if (norm < 1e-3 * before) for (const e of basis) accumulate(u, -dot(u, e), e);
  const again = 1 / Math.sqrt(dot(u, u));
  return u.map((a) => a * again);
};

const combination = (vectors: readonly Float64Array[], coefficients: readonly number[]): Float64Array => {
  const sum = new Float64Array(vectors[0].length);
  vectors.forEach((v, i) => accumulate(sum, coefficients[i], v));
  return sum;
};

/** A fixed start without structure: entries uniform in [−1, 1). */
const start = (n: number, column: number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => mix(i, column + 1) / 2 ** 31 - 1);

/** The sign that makes the entry of largest magnitude positive. */
const oriented = (v: Float64Array): Float64Array => {
  const largest = v.reduce((m, a) => (Math.abs(a) > Math.abs(m) * (1 + 1e-9) ? a : m), 0);
  return largest < 0 ? v.map((a) => -a) : v;
};

/** An orthonormal basis of span(X, AX, A²X, …) with the images of its vectors. */
const krylov = (A: Apply, first: readonly Float64Array[]): { basis: Float64Array[]; images: Float64Array[] } => {
  const basis: Float64Array[] = [];
  const images: Float64Array[] = [];
  let block = first;
  for (let step = 0; step < BLOCKS && block.length > 0; step++) {
    const fresh: Float64Array[] = [];
    for (const v of block) {
      if (basis.length === v.length) break;
      const e = orthonormal(v, basis);
      if (e === undefined) continue;
      const image = new Float64Array(e.length);
      A(e, image);
      basis.push(e);
      images.push(image);
      fresh.push(image);
    }
    block = fresh;
  }
  return { basis, images };
};

/**
 * The k largest eigenvalues of a symmetric n × n operator known by its action alone, largest first: Rayleigh–Ritz on a
 * block Krylov space, restarted from the best vectors until the residuals are small. Blocks, so that an eigenvalue of
 * multiplicity k is found k times. The residuals are reported, not promised.
 */
export const leadingEigenpairs = (A: Apply, n: number, k: number): Eigenpair[] => {
  const wanted = Math.min(k, n);
  const width = Math.min(n, wanted + GUARD);
  let block = Array.from({ length: width }, (_, column) => start(n, column));
  for (let restart = 0; ; restart++) {
    const { basis, images } = krylov(A, block);
    const T = Matrix.zeros(basis.length, basis.length);
    basis.forEach((u, i) => {
      for (let j = 0; j <= i; j++) {
        const value = (dot(u, images[j]) + dot(basis[j], images[i])) / 2;
        T.set(i, j, value);
        T.set(j, i, value);
      }
    });
    const small = new EigenvalueDecomposition(T, { assumeSymmetric: true });
    const order = small.realEigenvalues.map((value, i) => ({ value, i })).sort((a, b) => b.value - a.value);
    const scale = order.reduce((m, { value }) => Math.max(m, Math.abs(value)), 0);
    const best = order.slice(0, width).map(({ value, i }) => ({ value, s: small.eigenvectorMatrix.getColumn(i) }));
    block = best.map(({ s }) => combination(basis, s));
    const residuals = best.map(({ value, s }, i) => {
      const image = combination(images, s);
      accumulate(image, -value, block[i]);
      return Math.sqrt(dot(image, image));
    });
    const done = residuals.slice(0, wanted).every((residual) => residual <= RESOLUTION * scale);
    if (done || basis.length === n || restart === RESTARTS) {
      return best.slice(0, wanted).map(({ value }, i) => ({
        eigenvalue: value,
        residual: residuals[i],
        eigenvector: oriented(block[i]),
      }));
    }
  }
};
