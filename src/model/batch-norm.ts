/** Glossary: x a batch of N numbers, m its mean, σ² = (1/N) Σ (x_i − m)² + ε, y = (x − m)/σ; g_y and g_x the gradients at y and x. */
import type { Field } from '../arithmetic/field.js';
import { linearAlgebra } from '../arithmetic/linear-algebra.js';
import { derivatives } from './gradient.js';

/** Batch normalisation of one unit: ε where there is one, and whether the mean subtracted is held constant. */
export interface BatchNorm<S> {
  readonly epsilon?: S | undefined;
  readonly detachedMean?: boolean;
}

/** Batch normalisation over a field. */
export const batchNorm = <S>(F: Field<S>) => {
  const { sum, dot, squaredNorm } = linearAlgebra(F);

  /** (1/N) Σ v_i. */
  const mean = (v: readonly S[]): S => F.mul(F.of(1, v.length), sum(v));

  /** v − mean(v). */
  const centred = (v: readonly S[]): S[] => {
    const m = mean(v);
    return v.map((s) => F.sub(s, m));
  };

  /** σ². */
  const variance = (x: readonly S[], epsilon?: S): S => {
    const spread = F.mul(F.of(1, x.length), squaredNorm(centred(x)));
    return epsilon === undefined ? spread : F.add(spread, epsilon);
  };

  /** σ. */
  const deviation = (x: readonly S[], epsilon?: S): S => F.sqrt(variance(x, epsilon));

  /** y = (x − m)/σ. */
  const normalise = (x: readonly S[], { epsilon, detachedMean }: BatchNorm<S>): S[] => {
    const m = detachedMean ? F.detach(mean(x)) : mean(x);
    const sigma = deviation(x, epsilon);
    return x.map((s) => F.div(F.sub(s, m), sigma));
  };

  /** g_x = Σ_i g_{y,i} ∂y_i/∂x, by definition. */
  const backward = (x: readonly S[], gy: readonly S[], { epsilon, detachedMean = false }: BatchNorm<S>): readonly S[] =>
    derivatives(F).gradient(x, (D, moving) =>
      linearAlgebra(D).dot(
        gy.map((s) => D.constant(s)),
        batchNorm(D).normalise(moving, {
          epsilon: epsilon === undefined ? undefined : D.constant(epsilon),
          detachedMean,
        }),
      ),
    );

  /** σ·g_x = g_y − mean(g_y) − (x − m) ⟨x − m, g_y⟩/(Nσ²). */
  const projected = (x: readonly S[], gy: readonly S[], epsilon?: S): S[] => {
    const d = centred(x);
    const share = F.div(dot(d, gy), F.mul(F.of(x.length), variance(x, epsilon)));
    return centred(gy).map((g, i) => F.sub(g, F.mul(share, d[i])));
  };

  return { mean, centred, variance, deviation, normalise, backward, projected };
};
