import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra, type Matrix } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { detachedWeights } from '../../model/detached-weights.js';
import { type BranchCount, dualNetworks } from '../../model/dual-networks.js';
import { exactCovarianceWeights } from '../../model/exact-covariance.js';
import type { Network } from '../../model/network.js';
import { references } from '../../model/reference.js';
import { residues } from '../../model/residue.js';
import type { World } from '../../model/world.js';
import { homogeneousActivation, negativesFromData, noBias, sameAugmentation } from '../settings/assumptions.js';
import { claim, type Over } from '../claim.js';
import { equal, type Relation } from '../relation.js';
import { dualNetworksPaper, read } from '../sources.js';
import { integer, number, position, record, space } from '../space.js';
import { networkNode, worldNode } from '../settings/spaces.js';
import { oneView } from '../settings/subclasses.js';

interface Instance {
  readonly network: Network<Rational>;
  readonly world: World<Rational>;
  readonly tau: Rational;
  readonly negatives: number;
  readonly layer: number;
}

interface Variant {
  readonly says: 'one branch' | 'both branches' | 'symmetric';
}

const parts =
  ({ says }: Variant) =>
  <S>(F: Field<S>, instance: Over<Instance, S>): Record<string, Relation<S>> => {
    const { network, world, tau, negatives: H, layer: l } = instance;
    const { transpose } = linearAlgebra(F);
    const { negativeGradient, tupleOperator } = detachedWeights(F);
    const { ofMean, distances } = references(F);
    const weighting = exactCovarianceWeights(F).weighting.augmented(dualNetworks(F).features(network, world), tau, H);
    if (says === 'symmetric') {
      const OP1: Matrix<S> = tupleOperator(network, world, H, weighting, l, 'one');
      return { 'OP₁ = OP₁ᵀ': equal(OP1, transpose(OP1)) };
    }
    const branches: BranchCount = says === 'one branch' ? 'one' : 'both';
    const r = distances(ofMean(network, world));
    const closed = residues(F).mainTerm(network, world, { kind: 'infonce', tau, negatives: 1 }, r, l, branches);
    return {
      [says === 'one branch' ? 'one branch: −∇ = ½V^ξ vec(W_l)' : 'both branches: −∇ = V^ξ vec(W_l)']: equal(
        negativeGradient(network, world, H, weighting, l, branches),
        closed,
      ),
    };
  };

/** FALSE: with its weights from the augmented negatives, the default, the exact-covariance loss still steps along ½V^ξ vec(W_l). */
export const exactCovarianceAugmentedWeights = claim<Instance>({
  id: 'as-released/exact-covariance-augmented-weights',
  title: 'The exact-covariance loss with the released default weights has no residue',
  statement: String.raw`-\frac{\partial}{\partial\operatorname{vec}(W_l)}\,\mathbb E\,\frac1H\sum_{k=1}^{H}\operatorname{sg}\bigl[\xi(r_{k-})\bigr](r_+-r_{k-}) = \tfrac12\mathbb V^{\xi}_{x,x'}\bigl[\bar K_l(x)-\bar K_l(x')\bigr]\operatorname{vec}(W_l)`,
  source: dualNetworksPaper('exact-covariance loss of the released code'),
  reading: read(
    'code',
    'false as released: the flag for un-augmented weights is off by default, and a weight that depends on the view of the anchor does not leave E[ξ K_1 K_+ᵀ] a product of means',
  ),
  space: space<Instance>(
    record({
      network: networkNode({ layers: [1, 2], width: [1, 2] }),
      world: worldNode({ points: [1, 2], views: [1, 2], inputs: [1, 2], ownPositives: true, ownNegatives: true }),
      tau: number(4, 2, 'positive'),
      negatives: integer(1, 2),
      layer: position('layers'),
    }),
  ),
  assumptions: [noBias, homogeneousActivation, sameAugmentation, negativesFromData],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({ says: 'one branch' }),
  expect: 'fails',
  dependsOn: ['dual-networks/exact-covariance-loss'],
  mutants: [
    {
      name: 'both-branches',
      text: 'the step of both branches is V^ξ vec(W_l)',
      conclusion: parts({ says: 'both branches' }),
      agreesOn: oneView,
    },
    {
      name: 'symmetric-operator',
      text: 'the operator of one branch is symmetric',
      conclusion: parts({ says: 'symmetric' }),
      agreesOn: oneView,
    },
  ],
});
