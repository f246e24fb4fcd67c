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

/** Vectors iterated beyond those asked for: a cluster of eigenvalues at the edge then slows convergence less. */
const GUARD = 2;
/** Bytes that the basis and its images may take, and the most vectors of either. */
const MEMORY = 48 * 2 ** 20;
const MOST_VECTORS = 160;
/**
 * Residual at which an eigenpair is done, relative to the largest eigenvalue: an eigenvalue lies that close, and where it stands
 * apart by δ within residual²/δ, which is float64's own rounding unless δ is tiny.
 */
export const RESOLUTION = 1e-8;
/** Applications after which the best so far is returned, for each vector iterated. */
const PATIENCE = 60;

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

/** Orthonormal vectors with their images under A. */
interface Subspace {
  readonly basis: Float64Array[];
  readonly images: Float64Array[];
}

/** The best vectors of a subspace, largest value first: y = V s for the eigenvectors s of VᵀAV. */
const ritz = ({ basis, images }: Subspace, count: number) => {
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
  const pairs = order.slice(0, count).map(({ value, i }) => {
    const s = small.eigenvectorMatrix.getColumn(i);
    const [vector, image] = [combination(basis, s), combination(images, s)];
    const residue = image.slice();
    accumulate(residue, -value, vector);
    return { value, vector, image, residue, residual: Math.sqrt(dot(residue, residue)) };
  });
  return { pairs, scale };
};

/**
 * The k largest eigenvalues of a symmetric n × n operator known by its action alone, largest first: Rayleigh–Ritz on a
 * block Krylov space that grows by the residuals and, once full, is restarted from its best vectors. Blocks, so that an
 * eigenvalue of multiplicity k is found k times. The residuals are reported, not promised. `onResidual` is told the largest of those wanted after
 * each round, relative to the largest eigenvalue.
 */
export const leadingEigenpairs = (
  A: Apply,
  n: number,
  k: number,
  onResidual: (relative: number) => void = () => undefined,
): Eigenpair[] => {
  const wanted = Math.min(k, n);
  const width = Math.min(n, wanted + GUARD);
  const room = Math.min(n, Math.max(4 * width, Math.min(MOST_VECTORS, Math.floor(MEMORY / (16 * n)))));
  let space: Subspace = { basis: [], images: [] };
  let fresh = Array.from({ length: width }, (_, column) => start(n, column));
  for (let applied = 0; ;) {
    const before = space.basis.length;
    for (const v of fresh) {
      const e = space.basis.length < n ? orthonormal(v, space.basis) : undefined;
      if (e === undefined) continue;
      const image = new Float64Array(n);
      A(e, image);
      applied++;
      space.basis.push(e);
      space.images.push(image);
    }
    const { pairs, scale } = ritz(space, width);
    const open = pairs.filter(({ residual }) => residual > RESOLUTION * scale);
    const worst = pairs.slice(0, wanted).reduce((w, { residual }) => Math.max(w, residual), 0);
    const done = worst <= RESOLUTION * scale;
    onResidual(done ? 0 : worst / scale);
    if (done || space.basis.length === before || applied > PATIENCE * width) {
      return pairs.slice(0, wanted).map(({ value, residual, vector }) => ({
        eigenvalue: value,
        residual,
        eigenvector: oriented(vector),
      }));
    }
    fresh = open.map(({ residue }) => residue);
    if (space.basis.length + fresh.length > room && room < n) {
      const kept = ritz(space, 2 * width).pairs;
      space = { basis: kept.map(({ vector }) => vector), images: kept.map(({ image }) => image) };
    }
  }
};
