import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { dualNetworks } from '../../model/dual-networks.js';
import type { Network } from '../../model/network.js';
import { expectations, pointLaw, type World } from '../../model/world.js';
import { homogeneousActivation, negativesFromData, noBias, sameAugmentation } from '../settings/assumptions.js';
import { claim, type Over } from '../claim.js';
import { equal, psd, type Relation } from '../relation.js';
import { dualNetworksPaper, read } from '../sources.js';
import { oneView } from '../settings/subclasses.js';
import { position, record, space } from '../space.js';
import { networkNode, worldNode } from '../settings/spaces.js';

interface Instance {
  readonly network: Network<Rational>;
  readonly world: World<Rational>;
  readonly layer: number;
}

interface Variant {
  /** Factor of OP_l in the step of both branches. */
  readonly both?: number;
  /** Leave out the product of the means. */
  readonly uncentred?: boolean;
  /** The covariance of K_l over views instead of the covariance of its mean over views. */
  readonly total?: boolean;
}

const parts =
  ({ both = 2, uncentred, total }: Variant) =>
  <S>(F: Field<S>, { network, world, layer: l }: Over<Instance, S>): Record<string, Relation<S>> => {
    const { vec, apply, scale, add, outer } = linearAlgebra(F);
    const { meanMatrix } = expectations(F);
    const model = dualNetworks(F);
    const w = vec(network.weights[l - 1]);
    const p = pointLaw(world);
    const OP = model.covarianceOperator(network, world, l);
    const operator = uncentred
      ? meanMatrix(
          p,
          model.expectedConnections(network, world, l).map((K) => outer(K, K)),
        )
      : total
        ? add(OP, meanMatrix(p, model.augmentationVariances(network, world, l)))
        : OP;
    const step = apply(operator, w);
    const gradient = (branches: 'one' | 'both') =>
      model.negativeGradient(network, world, { kind: 'simple' }, l, branches);
    return {
      'one branch: −∇ = OP_l vec(W_l)': equal(gradient('one'), step),
      'both branches: −∇ = 2 OP_l vec(W_l)': equal(gradient('both'), scale(F.of(both), step)),
      'OP_l ⪰ 0': psd(operator),
    };
  };

/** −∂L_simp/∂vec(W_l) = OP_l vec(W_l), OP_l = V_x[E_aug K_l] ⪰ 0; twice that through both branches. */
export const covarianceOperator = claim<Instance>({
  id: 'dual-networks/covariance-operator',
  title: 'The covariance operator of the simple contrastive loss',
  statement: String.raw`-\frac{\partial L_{\mathrm{simp}}}{\partial\operatorname{vec}(W_l)} = \mathrm{OP}_l\operatorname{vec}(W_l),\qquad \mathrm{OP}_l = \mathbb V_{x\sim p}\bigl[\mathbb E_{x'\sim p_{\mathrm{aug}}(\cdot\mid x)}K_l(x')\bigr]\succeq 0`,
  source: dualNetworksPaper('Theorem 3'),
  reading: read(
    'recalled',
    'form fixed by the abstract; with shared weights moving in both branches the step is exactly twice as long, which is checked as well',
  ),
  space: space<Instance>(
    record({
      network: networkNode(),
      world: worldNode({ ownPositives: true, ownNegatives: true }),
      layer: position('layers'),
    }),
  ),
  assumptions: [noBias, homogeneousActivation, sameAugmentation, negativesFromData],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['dual-networks/homogeneity', 'dual-networks/pair-gradient'],
  mutants: [
    {
      name: 'both-branches-counted-once',
      text: 'the step of both branches is OP_l vec(W_l)',
      conclusion: parts({ both: 1 }),
    },
    { name: 'uncentred', text: 'OP_l = E_x[K̄ K̄ᵀ], the means not subtracted', conclusion: parts({ uncentred: true }) },
    {
      name: 'variance-over-views',
      text: 'OP_l = V[K_l] over all views, instead of the variance of the mean over views',
      conclusion: parts({ total: true }),
      agreesOn: oneView,
    },
  ],
});
