/**
 * The diagonal blocks of the covariance operator. Glossary: K̄_z = E[∂f_L/∂vec W_μ | z_0 = z], a column for each output; p the law of z_0.
 */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { PooledNetwork } from './pooled-network.js';
import type { OperatorSpectrum } from './types.js';

/**
 * Vectors c_i with Σ_i c_i c_iᵀ = diag(p) − p pᵀ, one less than there are states of positive probability:
 * c_i = √(p_i S_{i+1}/S_i) (e_i − p_{>i}/S_{i+1}), S_i = Σ_{j ≥ i} p_j (the variance splits off one state after the other).
 */
export const contrasts = (p: readonly number[]): readonly (readonly number[])[] =>
  p.flatMap((a, i) => {
    const later = p.slice(i + 1).reduce((s, b) => s + b, 0);
    if (a === 0 || later === 0) return [];
    const scale = Math.sqrt((a * later) / (a + later));
    return [p.map((b, j) => (j < i ? 0 : j === i ? scale : (-scale * b) / later))];
  });

/**
 * The eigenvalues of OP_μ for every latent, OP_μ = V_{z_0}[K̄] = A Aᵀ with the columns A = Σ_z c_iz K̄_z[:, o]: beside zeros those of AᵀA, for a
 * binary root of p_0 p_1 ΔK̄ᵀ ΔK̄. `pullBack` leaves in the network's gradient that of Σ_z ⟨D_z, E[f_L | z_0 = z]⟩.
 */
export const operatorSpectra = (
  network: PooledNetwork,
  p: readonly number[],
  pullBack: (D: readonly (readonly number[])[]) => void,
): OperatorSpectrum[] => {
  const { shape, layout, hidden, stride, gradient } = network;
  const columns = contrasts(p).flatMap((c) =>
    Array.from({ length: hidden }, (_, o) => {
      pullBack(c.map((a) => Array.from({ length: hidden }, (__, j) => (j === o ? a : 0))));
      return gradient.slice();
    }),
  );
  return shape.latents.map((index): OperatorSpectrum => {
    const { path, children } = shape.nodes[index];
    const first = layout.blocks[children[0]] * stride;
    const last = layout.blocks[children[children.length - 1]];
    const end = (last + (shape.nodes[children[children.length - 1]].leaf >= 0 ? 2 : stride)) * stride;
    if (columns.length === 0) return { path, eigenvalues: [] };
    const product = (a: Float64Array, b: Float64Array): number => {
      let s = 0;
      for (let i = first; i < end; i++) s += a[i] * b[i];
      return s;
    };
    const gram = new Matrix(columns.map((a) => columns.map((b) => product(a, b))));
    const values = new EigenvalueDecomposition(gram, { assumeSymmetric: true }).realEigenvalues;
    return { path, eigenvalues: values.map((a) => Math.max(0, a)).sort((a, b) => b - a) };
  });
};
