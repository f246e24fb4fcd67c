/** Glossary: R₊ = E‖f_1 − f_+‖²/n_L, R₋ = E‖f_1 − f_−‖²/n_L, the distances averaged over batch and features, here the population. */
import type { Field } from '../arithmetic/field.js';
import { branchGradients } from './branch-gradient.js';
import type { BranchCount } from './dual-networks.js';
import type { Network } from './network.js';
import { type Branches, populations } from './population.js';
import type { World } from './world.js';

/** The released tree-model loss −e^{−R₊/τ}/(e^{−R₊/τ} + e^{−R₋/τ}): one number a batch, without a logarithm. */
export const batchMeanLoss = <S>(F: Field<S>) => {
  /** −p₊ of the mean distances. */
  const loss = (world: World<S>, { anchors, positives, negatives }: Branches<S>, tau: S): S => {
    const { expectation, distance } = populations(F);
    const perFeature = F.of(2, anchors[0][0].length);
    const weighed = (R: S): S => F.exp(F.neg(F.div(F.mul(perFeature, R), tau)));
    const plus = weighed(expectation(world, 1, (x, a, b) => distance(anchors[x][a], positives[x][b])));
    const minus = weighed(expectation(world, 1, (x, a, _b, [n]) => distance(anchors[x][a], negatives[n.x][n.view])));
    return F.neg(F.div(plus, F.add(plus, minus)));
  };

  /** −∂L/∂vec(W_l), by dual numbers. */
  const negativeGradient = (network: Network<S>, world: World<S>, tau: S, l: number, branches: BranchCount): S[] =>
    branchGradients(F).negativeGradient(network, world, l, branches, (D, lifted, features) =>
      batchMeanLoss(D).loss(lifted, features, D.constant(tau)),
    );

  return { loss, negativeGradient };
};
