import type { Field } from '../arithmetic/field.js';
import { detachedWeights, type Weighting } from './detached-weights.js';
import { populations, type ViewFeatures } from './population.js';

/** The released exact-covariance loss E Σ_k w_k (r₊ − r_k), w_k = sg[(1/τ) e^{−r/τ}/(1 + e^{−r/τ})]/H. */
export const exactCovarianceWeights = <S>(F: Field<S>) => {
  const { distance } = populations(F);
  const { contrast } = detachedWeights(F);

  /** w_k at the distance r of the two features it compares. */
  const weight = (r: S, tau: S, H: number): S => {
    const u = F.exp(F.neg(F.div(r, tau)));
    return F.div(u, F.mul(F.mul(F.of(H), tau), F.add(F.one, u)));
  };

  const weighting = {
    /** Weights from one feature g(x) a point. */
    unaugmented:
      (g: readonly (readonly S[])[], tau: S, H: number): Weighting<S> =>
      (x, _anchor, _positive, negatives) =>
        contrast(negatives.map((n) => weight(distance(g[x], g[n.x]), tau, H))),
    /** Weights from the very views that are compared: the default of the released code. */
    augmented:
      (f: ViewFeatures<S>, tau: S, H: number): Weighting<S> =>
      (x, anchor, _positive, negatives) =>
        contrast(negatives.map((n) => weight(distance(f[x][anchor], f[n.x][n.view]), tau, H))),
  };

  return { weight, weighting };
};
