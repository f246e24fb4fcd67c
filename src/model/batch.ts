/**
 * Losses of a finite batch with the augmentation averaged exactly. Glossary: N the number of members, K̄_i = E_aug[K_l] of
 * member i, m = (1/N) Σ_i K̄_i.
 */
import type { Field } from '../arithmetic/field.js';
import { linearAlgebra, type Matrix } from '../arithmetic/linear-algebra.js';
import { detach, dualNetworks } from './dual-networks.js';
import { derivatives } from './gradient.js';
import type { Network } from './network.js';
import { populations, type ViewFeatures } from './population.js';
import { mapWorld, type Point, viewLaw, type World } from './world.js';

/** Whose views are the negatives of member i: the other members', or every member's, i's own included. */
export type NegativeDraw = 'others' | 'all';

/** Batches over a field. A batch is a list of points; their probabilities play no part. */
export const batches = <S>(F: Field<S>) => {
  const { subtract, scaleMatrix, add, outer } = linearAlgebra(F);

  /** Σ_i p_i c(i), p a law. */
  const mean = (p: readonly S[], cost: (i: number) => S): S =>
    p.reduce((s, q, i) => F.add(s, F.mul(q, cost(i))), F.zero);

  /**
   * (1/N) Σ_i E_{x₁, x₊} mean_j E_{x₋} (r₊ − r₋): anchor and positive are views of member i, the negative is a view of a
   * uniformly drawn member j, j ≠ i where `draw` is `others` (N ≥ 2).
   */
  const loss = (
    members: readonly Point<S>[],
    anchors: ViewFeatures<S>,
    positives: ViewFeatures<S>,
    negatives: ViewFeatures<S>,
    draw: NegativeDraw,
  ): S => {
    const { distance } = populations(F);
    const views = members.map((member) => viewLaw(member.views));
    const positiveViews = members.map((member) => viewLaw(member.positives ?? member.views));
    const all = members.map((_, i) => i);
    const uniform = (over: readonly number[]): S[] => over.map(() => F.of(1, over.length));
    return mean(uniform(all), (i) => {
      const others = draw === 'all' ? all : all.filter((j) => j !== i);
      const plus = (a: number): S => mean(positiveViews[i], (b) => distance(anchors[i][a], positives[i][b]));
      const minus = (a: number): S =>
        mean(uniform(others), (k) => {
          const j = others[k];
          return mean(views[j], (v) => distance(anchors[i][a], negatives[j][v]));
        });
      return mean(views[i], (a) => F.sub(plus(a), minus(a)));
    });
  };

  /** −∂(loss)/∂vec(W_l) through the anchors, positives and negatives held fixed. */
  const negativeGradient = (network: Network<S>, members: readonly Point<S>[], l: number, draw: NegativeDraw): S[] =>
    derivatives(F)
      .layerGradient(network, l, (D, moving) => {
        const world: World<S> = { points: members };
        const lifted = mapWorld(world, (s) => D.constant(s));
        const model = dualNetworks(D);
        const anchors = model.features(moving, lifted);
        const positives = detach(D, model.features(moving, lifted, 'positives'));
        return batches(D).loss(lifted.points, anchors, positives, detach(D, anchors), draw);
      })
      .map((g) => F.neg(g));

  /** (1/divisor) Σ_i (M_i − m)(M_i − m)ᵀ. */
  const scatter = (Ms: readonly Matrix<S>[], divisor: number): S[][] => {
    const m = scaleMatrix(
      F.of(1, Ms.length),
      Ms.reduce((s, M) => add(s, M)),
    );
    const total = Ms.map((M) => subtract(M, m))
      .map((M) => outer(M, M))
      .reduce((s, M) => add(s, M));
    return scaleMatrix(F.of(1, divisor), total);
  };

  return { loss, negativeGradient, scatter };
};
