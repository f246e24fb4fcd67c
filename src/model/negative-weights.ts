import type { Field } from '../arithmetic/field.js';
import { linearAlgebra } from '../arithmetic/linear-algebra.js';
import { losses } from './losses.js';

/** The InfoNCE weights of H negatives at the data, r₊ = 0 and r_k = r(x, x′_k), and their average over the other negatives. */
export const negativeWeights = <S>(F: Field<S>) => {
  const { dot, scaleMatrix, apply, transpose } = linearAlgebra(F);

  /** ξ_k = (1/τ) e^{−r_k/τ}/(1 + Σ_j e^{−r_j/τ}) for k = 1 … H. */
  const weights = (r: readonly (readonly S[])[], tau: S, x: number, others: readonly number[]): S[] => {
    const at = others.map((y) => r[x][y]);
    return losses(F)
      .derivatives({ kind: 'infonce', tau, negatives: others.length }, F.zero, at)
      .minus.map((s) => F.neg(s));
  };

  /**
   * ξ̄(x, x′) = Σ_k E[ξ_k | x, x′_k = x′] = H E[ξ_1 | x, x′_1 = x′]: the negatives are exchangeable.
   */
  const averagedKernel = (p: readonly S[], r: readonly (readonly S[])[], tau: S, H: number): S[][] => {
    const average = (x: number, chosen: readonly number[]): S =>
      chosen.length === H
        ? weights(r, tau, x, chosen)[0]
        : dot(
            p,
            p.map((_, y) => average(x, [...chosen, y])),
          );
    return scaleMatrix(
      F.of(H),
      p.map((_, x) => p.map((__, y) => average(x, [y]))),
    );
  };

  /** row(x) = E_{x′} ξ̄(x, x′). */
  const rows = (p: readonly S[], kernel: readonly (readonly S[])[]): S[] => apply(kernel, p);
  /** col(x) = E_{x′} ξ̄(x′, x). */
  const columns = (p: readonly S[], kernel: readonly (readonly S[])[]): S[] => apply(transpose(kernel), p);

  return { weights, averagedKernel, rows, columns };
};
