import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { detachedWeights } from '../../model/detached-weights.js';
import { dualNetworks } from '../../model/dual-networks.js';
import { exactCovarianceWeights } from '../../model/exact-covariance.js';
import { losses } from '../../model/losses.js';
import type { Network } from '../../model/network.js';
import { references } from '../../model/reference.js';
import { pointLaw, type World } from '../../model/world.js';
import { homogeneousActivation, negativesFromData, noBias, sameAugmentation } from '../settings/assumptions.js';
import { type Assumption, at, claim, type Over } from '../claim.js';
import { equal, psd, type Relation } from '../relation.js';
import { dualNetworksPaper, read } from '../sources.js';
import { choice, integer, number, position, record, space } from '../space.js';
import { networkNode, worldNode } from '../settings/spaces.js';

interface Instance {
  readonly network: Network<Rational>;
  readonly world: World<Rational>;
  readonly tau: Rational;
  readonly negatives: number;
  /** The features the weights are computed from. */
  readonly weights: 'un-augmented' | 'augmented';
  readonly layer: number;
}

interface Variant {
  readonly withoutTau?: boolean;
  /** The sum over the negatives instead of their mean. */
  readonly summed?: boolean;
  readonly both?: number;
}

const parts =
  ({ withoutTau, summed, both = 2 }: Variant) =>
  <S>(F: Field<S>, instance: Over<Instance, S>): Record<string, Relation<S>> => {
    const { network, world, tau, negatives: H, weights, layer: l } = instance;
    const { vec, apply, scale } = linearAlgebra(F);
    const model = dualNetworks(F);
    const { ofDatum, distances } = references(F);
    const g = ofDatum(network, world);
    const { weighting } = exactCovarianceWeights(F);
    const released =
      weights === 'augmented'
        ? weighting.augmented(model.features(network, world), tau, H)
        : weighting.unaugmented(g, tau, H);
    const step = (branches: 'one' | 'both') =>
      detachedWeights(F).negativeGradient(network, world, H, released, l, branches);
    const r = distances(g);
    const factor = F.mul(withoutTau ? tau : F.one, F.of(summed ? H : 1));
    const operator = model.weightedOperator(pointLaw(world), model.expectedConnections(network, world, l), (x, y) =>
      F.mul(factor, losses(F).xi({ kind: 'infonce', tau, negatives: 1 }, r[x][y])),
    );
    const closed = apply(operator, vec(network.weights[l - 1]));
    return {
      'one branch: −∇ = ½V^ξ vec(W_l)': equal(step('one'), closed),
      'both branches: −∇ = V^ξ vec(W_l)': equal(step('both'), scale(F.of(both), closed)),
      '½V^ξ ⪰ 0': psd(operator),
    };
  };

const unaugmentedWeights: Assumption<Instance> = {
  slug: 'un-augmented-weights',
  text: 'the weights are computed from the features of the un-augmented data',
  narrow: at('weights', choice('un-augmented')),
  holds: ({ weights }) => weights === 'un-augmented',
};

/** −∇ of E (1/H) Σ_k sg[ξ(r(x, x′_k))] (r₊ − r_k) is ½V^ξ vec(W_l) through one branch, for every H: no residue. */
export const exactCovarianceLoss = claim<Instance>({
  id: 'dual-networks/exact-covariance-loss',
  title: 'The exact-covariance loss descends along its covariance operator',
  statement: String.raw`-\frac{\partial}{\partial\operatorname{vec}(W_l)}\,\mathbb E\,\frac1H\sum_{k=1}^{H}\operatorname{sg}\bigl[\xi(r(x,x'_k))\bigr](r_+-r_{k-}) = \tfrac12\mathbb V^{\xi}_{x,x'}\bigl[\bar K_l(x)-\bar K_l(x')\bigr]\operatorname{vec}(W_l),\qquad \xi(r)=\frac{1}{\tau}\frac{e^{-r/\tau}}{1+e^{-r/\tau}}`,
  source: dualNetworksPaper('exact-covariance loss of the released code'),
  reading: read(
    'code',
    'weights and their 1/H as released, with its flag for un-augmented weights set; the distance is ½‖f − f′‖² of the plain outputs, the released one normalises them',
  ),
  space: space<Instance>(
    record({
      network: networkNode({ layers: [1, 2], width: [1, 2] }),
      world: worldNode({
        points: [1, 2],
        views: [1, 2],
        inputs: [1, 2],
        datum: true,
        ownPositives: true,
        ownNegatives: true,
      }),
      tau: number(4, 2, 'positive'),
      negatives: integer(1, 2),
      weights: choice('un-augmented', 'augmented'),
      layer: position('layers'),
    }),
  ),
  assumptions: [noBias, homogeneousActivation, sameAugmentation, negativesFromData, unaugmentedWeights],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['dual-networks/weighted-covariance-operator'],
  mutants: [
    {
      name: 'xi-without-temperature',
      text: 'ξ without its factor 1/τ',
      conclusion: parts({ withoutTau: true }),
    },
    {
      name: 'sum-over-negatives',
      text: 'the step is (H/2)V^ξ vec(W_l), the mean over the negatives taken for their sum',
      conclusion: parts({ summed: true }),
      agreesOn: { text: 'one negative', narrow: at('negatives', integer(1, 1)) },
    },
    {
      name: 'both-branches-counted-once',
      text: 'the step of both branches is ½V^ξ vec(W_l)',
      conclusion: parts({ both: 1 }),
    },
  ],
});
