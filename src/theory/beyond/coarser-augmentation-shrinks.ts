/**
 * Glossary: augmentation A has the points x; B merges those with equal class y = g(x), and a view of y is a view under A of a random x
 * with g(x) = y. K̄(x) the mean connection under A, OP_A and OP_B the covariance operators of L_simp.
 */
import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra, type Matrix } from '../../arithmetic/linear-algebra.js';
import { minors } from '../../arithmetic/minors.js';
import type { Rational } from '../../arithmetic/rational.js';
import { dualNetworks } from '../../model/dual-networks.js';
import type { Network } from '../../model/network.js';
import { pointLaw, type World } from '../../model/world.js';
import { homogeneousActivation, noBias } from '../settings/assumptions.js';
import { claim, type Over } from '../claim.js';
import { equal, psd, type Relation } from '../relation.js';
import { derivedHere, read } from '../sources.js';
import { axis, integer, list, position, record, space } from '../space.js';
import { networkNode, worldNode } from '../settings/spaces.js';
import { oneView } from '../settings/subclasses.js';

interface Instance {
  readonly network: Network<Rational>;
  readonly world: World<Rational>;
  /** g(x) for every point. */
  readonly classes: readonly number[];
  readonly layer: number;
}

interface Variant {
  /** The variance within a class over its views instead of over the means of its points. */
  readonly overViews?: boolean;
  /** Every point of a class counts the same, whatever its probability. */
  readonly unweighted?: boolean;
}

/** The members of each class that occurs. */
const members = (classes: readonly number[]): number[][] =>
  [...new Set(classes)].map((y) => classes.flatMap((other, x) => (other === y ? [x] : [])));

const parts =
  ({ overViews, unweighted }: Variant) =>
  <S>(F: Field<S>, { network, world, classes, layer: l }: Over<Instance, S>): Record<string, Relation<S>> => {
    const { vec, apply, add, subtract, scaleMatrix, minus, sum } = linearAlgebra(F);
    const model = dualNetworks(F);
    const p = pointLaw(world);
    const groups = members(classes);
    const mass = groups.map((xs) => sum(xs.map((x) => p[x])));
    const given = (xs: readonly number[], y: number): S[] =>
      xs.map((x) => (unweighted ? F.of(1, xs.length) : F.div(p[x], mass[y])));
    const coarse: World<S> = {
      points: groups.map((xs, y) => ({
        probability: mass[y],
        views: xs.flatMap((x) =>
          world.points[x].views.map((view) => ({
            probability: F.mul(F.div(p[x], mass[y]), view.probability),
            x: view.x,
          })),
        ),
      })),
    };
    const means = model.expectedConnections(network, world, l);
    const spread = model.augmentationVariances(network, world, l);
    const within = groups
      .map((xs, y): Matrix<S> => {
        const over = given(xs, y);
        const between = model.variance(
          over,
          xs.map((x) => means[x]),
        );
        const variance = overViews
          ? xs.reduce((s: Matrix<S>, x, i) => add(s, scaleMatrix(over[i], spread[x])), between)
          : between;
        return scaleMatrix(mass[y], variance);
      })
      .reduce((s, M) => add(s, M));
    const fine = model.covarianceOperator(network, world, l);
    const merged = model.covarianceOperator(network, coarse, l);
    const difference = subtract(fine, merged);
    const step = (of: World<S>): S[] => model.negativeGradient(network, of, { kind: 'simple' }, l, 'one');
    const outputs = network.weights[network.weights.length - 1].length;
    const order = (groups.length - 1) * outputs + 1;
    return {
      'OP_A − OP_B = E_y V_{x|y}[K̄]': equal(difference, within),
      'OP_A − OP_B ⪰ 0': psd(difference),
      'the step shrinks by E_y V_{x|y}[K̄] vec(W_l)': equal(
        minus(step(world), step(coarse)),
        apply(within, vec(network.weights[l - 1])),
      ),
      ...(order > merged.length
        ? {}
        : {
            'rank OP_B ≤ (#y − 1) n_L': equal(
              minors(F).principal(merged, order),
              minors(F)
                .principal(merged, order)
                .map(() => F.zero),
            ),
          }),
    };
  };

/** OP_A − OP_B = E_y V_{x|y}[K̄] ⪰ 0 where augmentation B merges points of A; rank OP_B ≤ (#y − 1) n_L. */
export const coarserAugmentationShrinks = claim<Instance>({
  id: 'beyond/coarser-augmentation-shrinks',
  title: 'An augmentation that forgets more has the smaller operator',
  statement: String.raw`\mathrm{OP}_A-\mathrm{OP}_B=\mathbb E_y\mathbb V_{x\mid y}[\bar K]\succeq0,\qquad \operatorname{rank}\mathrm{OP}_B\le(\#y-1)\,n_L`,
  source: derivedHere('coarser augmentation'),
  reading: read(
    'derived',
    'for L_simp; that every ordered eigenvalue drops or stays follows by Weyl’s inequality; the rank is bounded through principal minors',
  ),
  space: space<Instance>(
    record({
      network: networkNode({ layers: [1, 2], width: [1, 2] }),
      world: worldNode({ points: [1, 4], views: [1, 2], inputs: [1, 2] }),
      classes: list(axis('points', 1, 4), integer(1, 3)),
      layer: position('layers'),
    }),
  ),
  assumptions: [noBias, homogeneousActivation],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['dual-networks/covariance-operator'],
  mutants: [
    {
      name: 'variance-over-views',
      text: 'OP_A − OP_B = E_y V_{x,x′|y}[K], over the views as well',
      conclusion: parts({ overViews: true }),
      agreesOn: oneView,
    },
    {
      name: 'points-counted-alike',
      text: 'V_{x|y} with every x of a class equally likely',
      conclusion: parts({ unweighted: true }),
    },
  ],
});
