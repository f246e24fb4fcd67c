import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { detachedWeights, type Weighting } from '../../model/detached-weights.js';
import { type BranchCount, dualNetworks } from '../../model/dual-networks.js';
import { type Loss, losses } from '../../model/losses.js';
import type { Network } from '../../model/network.js';
import { references } from '../../model/reference.js';
import { datum, pointLaw, type World } from '../../model/world.js';
import { sameAugmentation } from '../settings/assumptions.js';
import { type Assumption, at, claim, type Over } from '../claim.js';
import { lossNode } from '../settings/loss-space.js';
import { equal, type Relation } from '../relation.js';
import { derivedHere, read } from '../sources.js';
import { choice, number, record, space } from '../space.js';
import { networkNode, worldNode } from '../settings/spaces.js';
import { lengths } from '../settings/subclasses.js';

/** Each point of the world carries its un-augmented datum. */
interface Instance {
  readonly network: Network<Rational>;
  readonly world: World<Rational>;
  readonly loss: Loss<Rational>;
}

interface Variant {
  /** ξ(0) in place of ξ(r₀₁). */
  readonly atZero?: boolean;
  /** ξ_nce without its factor 1/τ. */
  readonly withoutTemperature?: boolean;
}

const twoPoints: Assumption<Instance> = {
  slug: 'two-points',
  text: 'x takes two values',
  narrow: lengths('world.points', 2, 2),
  holds: ({ world }) => world.points.length === 2,
};

const parts =
  ({ atZero, withoutTemperature }: Variant) =>
  <S>(F: Field<S>, { network, world, loss }: Over<Instance, S>): Record<string, Relation<S>> => {
    const { scale, scaleMatrix } = linearAlgebra(F);
    const model = dualNetworks(F);
    const { ofDatum, distances } = references(F);
    const { contrast, negativeGradient } = detachedWeights(F);
    const r = distances(ofDatum(network, world));
    const xi = (x: number, y: number): S => losses(F).xi(loss, r[x][y]);
    const stated = losses(F).xi(loss, atZero ? F.zero : r[0][1]);
    const c = withoutTemperature && loss.kind === 'infonce' ? F.mul(loss.tau, stated) : stated;
    const bare: World<S> = {
      points: world.points.map((point, x) => ({
        probability: point.probability,
        views: [{ probability: F.one, x: datum(point, x) }],
      })),
      negatives: world.negatives,
    };
    const layers = network.weights.map((_, i) => i + 1);
    const simple = (of: World<S>, l: number, count: BranchCount): readonly S[] =>
      scale(c, model.negativeGradient(network, of, { kind: 'simple' }, l, count));
    const exact: Weighting<S> = (x, _anchor, _positive, negatives) => contrast(negatives.map((n) => xi(x, n.x)));
    const exactWeights = (count: BranchCount): Relation<S> =>
      equal(
        layers.map((l) => negativeGradient(network, world, 1, exact, l, count)),
        layers.map((l) => simple(world, l, count)),
      );
    const trueLoss = (count: BranchCount): Relation<S> =>
      equal(
        layers.map((l) => model.negativeGradient(network, bare, loss, l, count)),
        layers.map((l) => simple(bare, l, count)),
      );
    const K = layers.map((l) => model.expectedConnections(network, world, l));
    return {
      '½V^ξ = ξ(r₀₁) V_x[K̄_l]': equal(
        K.map((Ks) => model.weightedOperator(pointLaw(world), Ks, xi)),
        K.map((Ks) => scaleMatrix(c, model.variance(pointLaw(world), Ks))),
      ),
      'exact weights, one branch: −∇L^ξ = ξ(r₀₁) (−∇L_simp)': exactWeights('one'),
      'exact weights, both branches: −∇L^ξ = ξ(r₀₁) (−∇L_simp)': exactWeights('both'),
      'no augmentation, one branch: −∇L = ξ(r₀₁) (−∇L_simp)': trueLoss('one'),
      'no augmentation, both branches: −∇L = ξ(r₀₁) (−∇L_simp)': trueLoss('both'),
    };
  };

/** ½V^ξ = ξ(r₀₁) V_x[K̄] where x takes two values: every loss steps where L_simp does, in its own measure. */
export const twoPointParallelUpdates = claim<Instance>({
  id: 'dual-networks/two-point-parallel-updates',
  title: 'With two points the updates of all losses are parallel',
  statement: String.raw`\tfrac12\mathbb V^{\xi}_{x,x'}\bigl[\bar K(x)-\bar K(x')\bigr] = \xi(r_{01})\,\mathbb V_x[\bar K],\qquad -\nabla L = \xi(r_{01})\,(-\nabla L_{\mathrm{simp}})\qquad(x\in\{x_0,x_1\})`,
  source: derivedHere('corollary of the weighted covariance operator for two classes'),
  reading: read(
    'derived',
    'with augmentation for weights computed from un-augmented outputs and held constant; for the losses themselves without augmentation. One negative. Negatives may have any law and the network any activation',
  ),
  space: space<Instance>(
    record({
      network: networkNode({ layers: [1, 2], width: [1, 2] }),
      world: worldNode({
        points: [2, 3],
        views: [1, 2],
        inputs: [1, 2],
        datum: true,
        ownPositives: true,
        ownNegatives: true,
      }),
      loss: lossNode({ kinds: ['simple', 'triplet', 'infonce'], negatives: [1, 1], tau: number(2, 2, 'positive') }),
    }),
  ),
  assumptions: [twoPoints, sameAugmentation],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['dual-networks/covariance-operator', 'dual-networks/weighted-covariance-operator'],
  mutants: [
    {
      name: 'weight-at-zero',
      text: 'ξ(0), the weight of a pair that coincides, in place of ξ(r₀₁)',
      conclusion: parts({ atZero: true }),
      agreesOn: { text: 'the simple loss, whose weight is 1 everywhere', narrow: at('loss.kind', choice('simple')) },
    },
    {
      name: 'infonce-weight-without-temperature',
      text: 'the weight of InfoNCE without its factor 1/τ',
      conclusion: parts({ withoutTemperature: true }),
      agreesOn: { text: 'the triplet loss, which carries τ in front', narrow: at('loss.kind', choice('triplet')) },
    },
  ],
});
