/** Descent directions of any population quantity of the outputs of two branches, by definition: dual numbers. */
import type { Dual, DualField } from '../arithmetic/dual.js';
import type { Field } from '../arithmetic/field.js';
import { type BranchCount, detach, dualNetworks } from './dual-networks.js';
import { derivatives } from './gradient.js';
import type { Network } from './network.js';
import type { Branches } from './population.js';
import { mapWorld, type World } from './world.js';

/** A quantity of the outputs f_L of anchors, positives and negatives, as it is written over dual numbers. */
export type Functional<S> = (D: DualField<S>, world: World<Dual<S>>, branches: Branches<Dual<S>>) => Dual<S>;

/** f_L of every view in the three roles it plays. Roles with one law share one array. */
export const branchesOf = <S>(F: Field<S>, network: Network<S>, world: World<S>): Branches<S> => {
  const { features } = dualNetworks(F);
  const anchors = features(network, world);
  const own = world.points.some((point) => point.positives !== undefined);
  return { anchors, positives: own ? features(network, world, 'positives') : anchors, negatives: anchors };
};

/** Gradients through one branch or both, over a field. */
export const branchGradients = <S>(F: Field<S>) => {
  /**
   * −∂L/∂vec(W_l), column-major: `one` moves W_l where the anchor passes and holds positives and negatives constant,
   * `both` moves it for all three.
   */
  const negativeGradient = (
    network: Network<S>,
    world: World<S>,
    l: number,
    count: BranchCount,
    functional: Functional<S>,
  ): S[] =>
    derivatives(F)
      .layerGradient(network, l, (D, moving) => {
        const lifted = mapWorld(world, (s: S): Dual<S> => D.constant(s));
        const moved = branchesOf(D, moving, lifted);
        if (count === 'both') return functional(D, lifted, moved);
        const { anchors, positives } = moved;
        const negatives = detach(D, anchors);
        return functional(D, lifted, {
          anchors,
          positives: positives === anchors ? negatives : detach(D, positives),
          negatives,
        });
      })
      .map((g) => F.neg(g));

  return { negativeGradient };
};
