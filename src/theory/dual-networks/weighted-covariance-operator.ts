/** Glossary: ξ(x, x′) the weight of a pair of points, V^ξ = E_{x,x′} ξ(x,x′) ΔK̄ ΔK̄ᵀ with ΔK̄ = K̄_l(x) − K̄_l(x′). */
import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { detachedWeights } from '../../model/detached-weights.js';
import { dualNetworks } from '../../model/dual-networks.js';
import { losses } from '../../model/losses.js';
import type { Network } from '../../model/network.js';
import { references } from '../../model/reference.js';
import { pointLaw, type World } from '../../model/world.js';
import { homogeneousActivation, negativesFromData, noBias, sameAugmentation } from '../settings/assumptions.js';
import { type Assumption, at, claim, type Over } from '../claim.js';
import { kernelNode, nonNegativeKernel, symmetricKernel } from '../settings/kernels.js';
import { equal, psd, type Relation } from '../relation.js';
import { dualNetworksPaper, read } from '../sources.js';
import { choice, integer, position, record, space } from '../space.js';
import { networkNode, worldNode } from '../settings/spaces.js';
import { lengths } from '../settings/subclasses.js';
import { lossWith, type WeightedLoss, weightedLossNode } from '../settings/weighted-losses.js';

interface Instance {
  readonly network: Network<Rational>;
  /** The augmented world of the free kernel. */
  readonly world: World<Rational>;
  readonly kernel: readonly (readonly Rational[])[];
  /** The world of the true loss. */
  readonly data: World<Rational>;
  readonly loss: WeightedLoss;
  readonly negatives: number;
  readonly layer: number;
}

interface Variant {
  /** Leave out the ½ in front of V^ξ. */
  readonly whole?: boolean;
  /** ξ_nce(r) = e^{−r/τ}/(1 + e^{−r/τ}). */
  readonly withoutTau?: boolean;
  /** ξ evaluated at ‖f − f′‖². */
  readonly doubled?: boolean;
}

const parts =
  ({ whole, withoutTau, doubled }: Variant) =>
  <S>(F: Field<S>, instance: Over<Instance, S>): Record<string, Relation<S>> => {
    const { network, world, kernel, data, loss, negatives: H, layer: l } = instance;
    const { vec, apply, scale, scaleMatrix } = linearAlgebra(F);
    const model = dualNetworks(F);
    const { contrast, negativeGradient } = detachedWeights(F);
    const w = vec(network.weights[l - 1]);
    /** ½V^ξ as the (possibly false) sibling states it. */
    const operator = (over: typeof world, xi: (x: number, y: number) => S): S[][] => {
      const half = model.weightedOperator(pointLaw(over), model.expectedConnections(network, over, l), xi);
      return whole ? scaleMatrix(F.of(2), half) : half;
    };
    const twice = (v: readonly S[]): S[] => scale(F.of(2), v);

    const { ofMean, distances } = references(F);
    const r = distances(ofMean(network, data));
    const xiOf = (distance: S): S => {
      const at = doubled ? F.mul(F.of(2), distance) : distance;
      const value = losses(F).xi(lossWith(loss, 1), at);
      return withoutTau && loss.kind === 'infonce' ? F.mul(loss.tau, value) : value;
    };
    const ofLoss = apply(
      operator(data, (x, y) => xiOf(r[x][y])),
      w,
    );
    const lossGradient = (branches: 'one' | 'both') =>
      model.negativeGradient(network, data, lossWith(loss, H), l, branches);

    const free = operator(world, (x, y) => kernel[x][y]);
    const ofKernel = apply(free, w);
    const kernelGradient = (branches: 'one' | 'both') =>
      negativeGradient(network, world, 1, (x, _a, _b, [n]) => contrast([kernel[x][n.x]]), l, branches);
    return {
      'the loss itself, one branch: −∇ = ½V^ξ vec(W_l)': equal(lossGradient('one'), ofLoss),
      'the loss itself, both branches: −∇ = V^ξ vec(W_l)': equal(lossGradient('both'), twice(ofLoss)),
      'any kernel, one branch: −∇ = ½V^ξ vec(W_l)': equal(kernelGradient('one'), ofKernel),
      'any kernel, both branches: −∇ = V^ξ vec(W_l)': equal(kernelGradient('both'), twice(ofKernel)),
      'ξ ≡ 1: ½V^ξ = V_x[K̄_l]': equal(
        operator(world, () => F.one),
        model.covarianceOperator(network, world, l),
      ),
      '½V^ξ ⪰ 0': psd(free),
    };
  };

const noAugmentation: Assumption<Instance> = {
  slug: 'no-augmentation',
  text: 'where the weights are those of the loss itself, every point has one view',
  narrow: lengths('data.points.*.views', 1, 1),
  holds: ({ data }) => data.points.every((point) => point.views.length === 1),
};

const oneNegative: Assumption<Instance> = {
  slug: 'one-negative',
  text: 'H = 1',
  narrow: at('negatives', integer(1, 1)),
  holds: ({ negatives }) => negatives === 1,
};

/** −∇L = ½V^ξ_{x,x′}[K̄_l(x) − K̄_l(x′)] vec(W_l) for weights ξ(x, x′) free of the augmentations; twice that through both branches. */
export const weightedCovarianceOperator = claim<Instance>({
  id: 'dual-networks/weighted-covariance-operator',
  title: 'The covariance operator of a contrastive loss whose weights depend on the pair',
  statement: String.raw`-\frac{\partial L}{\partial\operatorname{vec}(W_l)} = \tfrac12\mathbb V^{\xi}_{x,x'\sim p}\bigl[\bar K_l(x)-\bar K_l(x')\bigr]\operatorname{vec}(W_l),\qquad \mathbb V^{\xi}[M]=\mathbb E\,\xi(x,x')MM^{\mathsf T}\succeq0`,
  source: dualNetworksPaper('Theorem 4'),
  reading: read(
    'code',
    'the main term, with the weight of the released exact-covariance loss; for the losses themselves it is the whole step only without augmentation, and the general step differs by the residue that weighted-residue-bound bounds',
  ),
  space: space<Instance>(
    record({
      network: networkNode({ layers: [1, 2], width: [1, 2] }),
      world: worldNode({ points: [1, 3], views: [1, 2], inputs: [1, 2], ownPositives: true, ownNegatives: true }),
      kernel: kernelNode([1, 3]),
      data: worldNode({ points: [1, 3], views: [1, 2], inputs: [1, 2], prefix: 'data ' }),
      loss: weightedLossNode(),
      negatives: integer(1, 2),
      layer: position('layers'),
    }),
  ),
  assumptions: [
    noBias,
    homogeneousActivation,
    sameAugmentation,
    negativesFromData,
    symmetricKernel,
    nonNegativeKernel,
    noAugmentation,
    oneNegative,
  ],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['dual-networks/homogeneity', 'dual-networks/pair-gradient', 'dual-networks/covariance-operator'],
  mutants: [
    { name: 'missing-half', text: 'the step is V^ξ vec(W_l) through one branch', conclusion: parts({ whole: true }) },
    {
      name: 'xi-without-temperature',
      text: 'ξ(r) of InfoNCE is e^{−r/τ}/(1 + e^{−r/τ}), without 1/τ',
      conclusion: parts({ withoutTau: true }),
      agreesOn: {
        text: 'the triplet loss, whose weight has no such factor',
        narrow: at('loss.kind', choice('triplet')),
      },
    },
    {
      name: 'r-without-half',
      text: 'ξ is evaluated at ‖f − f′‖²',
      conclusion: parts({ doubled: true }),
      agreesOn: {
        text: 'one datum: no pair of different points',
        narrow: lengths('data.points', 1, 1),
      },
    },
  ],
});
