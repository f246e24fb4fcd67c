import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra, type Matrix } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { batches } from '../../model/batch.js';
import { dualNetworks } from '../../model/dual-networks.js';
import type { Network } from '../../model/network.js';
import { pointLaw, type World } from '../../model/world.js';
import { homogeneousActivation, noBias, sameAugmentation } from '../settings/assumptions.js';
import { claim, type Over } from '../claim.js';
import { equal, psd, type Relation } from '../relation.js';
import { derivedHere, read } from '../sources.js';
import { axis, list, position, record, space } from '../space.js';
import { networkNode, worldNode } from '../settings/spaces.js';
import { oneView } from '../settings/subclasses.js';

interface Instance {
  readonly network: Network<Rational>;
  readonly world: World<Rational>;
  /** The members of the batch: points of the world, counted from 1, repetitions allowed. */
  readonly batch: readonly number[];
  readonly layer: number;
}

interface Variant {
  /** Subtracted from N in the divisor where negatives are the other members (1), and where they are all (0). */
  readonly others?: number;
  readonly all?: number;
  /** Add the batch mean of V_aug(x)[K_l]: the scatter of views in place of that of means over views. */
  readonly overViews?: boolean;
}

const parts =
  ({ others = 1, all = 0, overViews }: Variant) =>
  <S>(F: Field<S>, { network, world, batch, layer: l }: Over<Instance, S>): Record<string, Relation<S>> => {
    const { vec, apply, add, scaleMatrix } = linearAlgebra(F);
    const { negativeGradient, scatter } = batches(F);
    const model = dualNetworks(F);
    const w = vec(network.weights[l - 1]);
    const p = pointLaw(world);
    const N = batch.length;
    const Kbar = model.expectedConnections(network, world, l);
    /** The mean of V_aug(x)[K_l] over some points. */
    const within = (points: readonly number[]): Matrix<S> => {
      const V = model.augmentationVariances(network, world, l);
      return scaleMatrix(F.of(1, points.length), points.map((x) => V[x]).reduce(add));
    };
    const operator = (points: readonly number[], divisor: number): Matrix<S> => {
      const OP = scatter(
        points.map((x) => Kbar[x]),
        divisor,
      );
      return overViews ? add(OP, within(points)) : OP;
    };
    /** The sum over batches, one at a time: there are as many as points^N. */
    const meanOver = (
      all: Iterable<readonly number[]>,
      weighed: (points: readonly number[]) => Matrix<S>,
    ): Matrix<S> => {
      let sum: Matrix<S> | undefined;
      for (const points of all) sum = sum === undefined ? weighed(points) : add(sum, weighed(points));
      return sum ?? [];
    };
    const drawn = batch.map((x) => x - 1);
    const members = drawn.map((x) => world.points[x]);
    const OP = operator(drawn, N - others);
    return {
      'negatives among the others: −∇ = (1/(N−1)) Σ (K̄_i − m)(K̄_i − m)ᵀ w': equal(
        negativeGradient(network, members, l, 'others'),
        apply(OP, w),
      ),
      'negatives among all: −∇ = (1/N) Σ (K̄_i − m)(K̄_i − m)ᵀ w': equal(
        negativeGradient(network, members, l, 'all'),
        apply(operator(drawn, N - all), w),
      ),
      'the operator is positive semi-definite': psd(OP),
      'its mean over batches is V_x[K̄_l]': equal(
        meanOver(tuples(p.length, N), (points) =>
          scaleMatrix(
            points.reduce((s, x) => F.mul(s, p[x]), F.one),
            operator(points, N - others),
          ),
        ),
        model.covarianceOperator(network, world, l),
      ),
    };
  };

/** All lists of `length` of the numbers 0 … n − 1, one by one. */
const tuples = function* (n: number, length: number): Generator<readonly number[], void> {
  const digits = new Array<number>(length).fill(0);
  for (let place = 0; place < length;) {
    yield [...digits];
    place = 0;
    while (place < length && ++digits[place] === n) digits[place++] = 0;
  }
};

/** −∂/∂vec(W_l) of the simple loss of a batch is S w, S the unbiased sample covariance of the K̄_l; E S = V_x[K̄_l]. */
export const finiteBatchOperator = claim<Instance>({
  id: 'dual-networks/finite-batch-operator',
  title: 'The operator of a batch is the sample covariance of its expected connections',
  statement: String.raw`-\frac{\partial L_N}{\partial\operatorname{vec}(W_l)}=\frac1{N-1}\sum_{i=1}^N(\bar K_i-m)(\bar K_i-m)^{\mathsf T}\operatorname{vec}(W_l),\qquad m=\frac1N\sum_i\bar K_i,\qquad \mathbb E\Bigl[\frac1{N-1}\sum_i(\bar K_i-m)(\bar K_i-m)^{\mathsf T}\Bigr]=\mathbb V_x[\bar K_l]`,
  source: derivedHere('finite batches in Theorem 3'),
  reading: read(
    'derived',
    'augmentation averaged exactly, through the anchor; with a negative drawn among all members, the anchor’s own included, the factor is 1/N',
  ),
  space: space<Instance>(
    record({
      network: networkNode({ width: [1, 2] }),
      world: worldNode({ views: [1, 2], inputs: [1, 2], ownPositives: true }),
      batch: list(axis('batch', 2, 3), position('points')),
      layer: position('layers'),
    }),
  ),
  assumptions: [noBias, homogeneousActivation, sameAugmentation],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['dual-networks/homogeneity', 'dual-networks/pair-gradient', 'dual-networks/covariance-operator'],
  mutants: [
    {
      name: 'divided-by-n',
      text: 'the factor is 1/N where negatives are the other members',
      conclusion: parts({ others: 0 }),
    },
    {
      name: 'self-included-n-minus-one',
      text: 'the factor is 1/(N − 1) where negatives are drawn among all members, the anchor’s own included',
      conclusion: parts({ all: 1 }),
    },
    {
      name: 'scatter-of-views',
      text: 'the batch mean of V_aug[K_l] is part of the operator',
      conclusion: parts({ overViews: true }),
      agreesOn: oneView,
    },
  ],
});
