/**
 * Glossary: a view's *force* is −∂L/∂f, the derivative of the population loss by the view's feature; K its connection, so that
 * −∂L/∂vec(W_l) = Σ K·force over the views.
 */
import type { Field } from '../arithmetic/field.js';
import { linearAlgebra } from '../arithmetic/linear-algebra.js';
import { type Loss, losses } from './losses.js';
import { type LossDerivatives, pairDerivatives } from './pair-derivatives.js';
import { populations } from './population.js';
import type { World } from './world.js';

/** The forces on every view, views of the first point first. */
export interface Forces<S> {
  /** Through the anchor's branch only. */
  readonly oneBranch: readonly (readonly S[])[];
  /** Through every occurrence of the feature. */
  readonly bothBranches: readonly (readonly S[])[];
}

/**
 * −∂L/∂f_a = −Σ_b c_ab (f_a − f_b) through the anchor's branch, where c_ab = ∂L/∂r_ab, summed over all places in which the pair
 * of views a, b is compared; through both branches c_ab + c_ba stands for c_ab.
 *
 * `features` are f_L of every view, views of the first point first. Positives come from the point's own views, negatives
 * from the whole world. `derivatives` are those of the loss, for an arithmetic that needs them in another form.
 */
export const featureForces = <S>(
  F: Field<S>,
  world: World<S>,
  features: readonly (readonly S[])[],
  loss: Loss<S>,
  derivatives: LossDerivatives<S> = losses(F).derivatives,
): Forces<S> => {
  const { plus, minus, scale, zeros } = linearAlgebra(F);
  const { distance } = populations(F);
  const coefficients = pairDerivatives(F, world, loss, derivatives);
  const nL = features[0].length;
  const oneBranch = zeros(features.length, nL);
  const others = zeros(features.length, nL);
  features.forEach((f, a) => {
    const c = coefficients(
      a,
      features.map((g) => distance(f, g)),
    );
    features.forEach((g, b) => {
      const pull = scale(F.neg(c[b]), minus(f, g));
      oneBranch[a] = plus(oneBranch[a], pull);
      others[b] = minus(others[b], pull);
    });
  });
  return { oneBranch, bothBranches: oneBranch.map((force, a) => plus(force, others[a])) };
};
