/**
 * Glossary: a view's *force* is −∂L/∂f, the derivative of the population loss by the view's feature; K its connection, so that
 * −∂L/∂vec(W_l) = Σ K·force over the views.
 */
import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import { type Loss, losses, negativesOf } from '../../model/losses.js';
import { populations } from '../../model/population.js';
import type { World } from '../../model/world.js';

/** The forces on every view, views of the first point first. */
export interface Forces<S> {
  /** Through the anchor's branch only. */
  readonly oneBranch: readonly (readonly S[])[];
  /** Through every occurrence of the feature. */
  readonly bothBranches: readonly (readonly S[])[];
}

/** ∂L/∂r₊ and ∂L/∂r_k. */
export type LossDerivatives<S> = (
  loss: Loss<S>,
  plus: S,
  minus: readonly S[],
) => { readonly plus: S; readonly minus: readonly S[] };

/** Σ_x V_x² N^H, the terms of a population loss: V_x the views of x, N all views, H the negatives. */
export const termsOf = (world: World<unknown>, loss: Loss<unknown>): number => {
  const counts = world.points.map((point) => point.views.length);
  const N = counts.reduce((s, V) => s + V, 0);
  return counts.reduce((s, V) => s + V * V, 0) * N ** negativesOf(loss);
};

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
  const H = negativesOf(loss);
  const places = world.points.flatMap((point, x) =>
    point.views.map((view) => ({ x, p: F.mul(point.probability, view.probability), q: view.probability })),
  );

  /** c_ab of one anchor a, for every b. */
  const coefficients = (a: number, r: readonly S[]): S[] => {
    const c = new Array<S>(places.length).fill(F.zero);
    const anchor = places[a];
    const overNegatives = (chosen: readonly number[], weight: S, positive: number): void => {
      if (chosen.length < H) {
        places.forEach((place, n) => overNegatives([...chosen, n], F.mul(weight, place.p), positive));
        return;
      }
      const derivative = derivatives(
        loss,
        r[positive],
        chosen.map((n) => r[n]),
      );
      c[positive] = F.add(c[positive], F.mul(weight, derivative.plus));
      chosen.forEach((n, k) => (c[n] = F.add(c[n], F.mul(weight, derivative.minus[k]))));
    };
    places.forEach((place, b) => {
      if (place.x === anchor.x) overNegatives([], F.mul(anchor.p, place.q), b);
    });
    return c;
  };

  const nL = features[0].length;
  const oneBranch = zeros(places.length, nL);
  const others = zeros(places.length, nL);
  places.forEach((_, a) => {
    const differences = features.map((f) => minus(features[a], f));
    const c = coefficients(
      a,
      features.map((f) => distance(features[a], f)),
    );
    differences.forEach((difference, b) => {
      const pull = scale(F.neg(c[b]), difference);
      oneBranch[a] = plus(oneBranch[a], pull);
      others[b] = minus(others[b], pull);
    });
  });
  return { oneBranch, bothBranches: oneBranch.map((force, a) => plus(force, others[a])) };
};
