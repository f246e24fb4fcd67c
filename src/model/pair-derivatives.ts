/** Glossary: r_ab = ½‖f_a − f_b‖² of the views a and b, H the number of negatives. */
import type { Field } from '../arithmetic/field.js';
import { type Loss, losses, negativesOf } from './losses.js';
import type { World } from './world.js';

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
 * c_ab = ∂L/∂r_ab of the population loss, where a is the anchor and b its positive or a negative, N × N for N views, views of the first
 * point first, each r_ab a variable of its own. A row at a time: from an anchor a and r_a1 … r_aN it gives c_a1 … c_aN. Positives come from
 * the point's own views, negatives from the whole world. `derivatives` are those of the loss, for an arithmetic that needs them in another form.
 */
export const pairDerivatives = <S>(
  F: Field<S>,
  world: World<S>,
  loss: Loss<S>,
  derivatives: LossDerivatives<S> = losses(F).derivatives,
): ((anchor: number, r: readonly S[]) => S[]) => {
  const H = negativesOf(loss);
  const places = world.points.flatMap((point, x) =>
    point.views.map((view) => ({ x, p: F.mul(point.probability, view.probability), q: view.probability })),
  );
  return (anchor, r) => {
    const c = new Array<S>(places.length).fill(F.zero);
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
      if (place.x === places[anchor].x) overNegatives([], F.mul(places[anchor].p, place.q), b);
    });
    return c;
  };
};
