import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { batchMeanLoss } from '../../model/batch-mean-loss.js';
import type { Network } from '../../model/network.js';
import { references } from '../../model/reference.js';
import { residues } from '../../model/residue.js';
import type { World } from '../../model/world.js';
import { homogeneousActivation, negativesFromData, noBias, sameAugmentation } from '../settings/assumptions.js';
import { type Assumption, claim, type Over } from '../claim.js';
import { equal, type Relation } from '../relation.js';
import { dualNetworksPaper, read } from '../sources.js';
import { number, position, record, space } from '../space.js';
import { networkNode, worldNode } from '../settings/spaces.js';
import { lengths, oneView } from '../settings/subclasses.js';

interface Instance {
  readonly network: Network<Rational>;
  readonly world: World<Rational>;
  readonly tau: Rational;
  readonly layer: number;
}

interface Variant {
  /** Only the direction of the step. */
  readonly direction?: boolean;
  /** 2/n_L in front of the operator: the missing ½ and the mean over the features made up for. */
  readonly rescaled?: boolean;
}

const parts =
  ({ direction, rescaled }: Variant) =>
  <S>(F: Field<S>, { network, world, tau, layer: l }: Over<Instance, S>): Record<string, Relation<S>> => {
    const { scale, scaleMatrix, transpose } = linearAlgebra(F);
    const { ofMean, distances } = references(F);
    const g = ofMean(network, world);
    const step = batchMeanLoss(F).negativeGradient(network, world, tau, l, 'one');
    const perPair = residues(F).mainTerm(
      network,
      world,
      { kind: 'infonce', tau, negatives: 1 },
      distances(g),
      l,
      'one',
    );
    if (direction) {
      const products = step.map((a) => scale(a, perPair));
      return { 'the step is parallel to ½V^ξ vec(W_l)': equal(products, transpose(products)) };
    }
    const [closed] = scaleMatrix(rescaled ? F.of(2, g[0].length) : F.one, [perPair]);
    return { 'one branch: −∇ = ½V^ξ vec(W_l)': equal(step, closed) };
  };

const noAugmentation: Assumption<Instance> = {
  slug: 'no-augmentation',
  text: 'every point has one view, so that the covariance operator has no residue',
  narrow: oneView.narrow,
  holds: ({ world }) => world.points.every((point) => point.views.length === 1),
};

/** FALSE: the released tree-model loss, whose distances are averaged before the exponential, steps along InfoNCE's ½V^ξ vec(W_l). */
export const batchMeanWeight = claim<Instance>({
  id: 'as-released/batch-mean-weight',
  title: 'The released tree-model loss weighs every pair by its own distance',
  statement: String.raw`L = -\frac{e^{-R_+/\tau}}{e^{-R_+/\tau}+e^{-R_-/\tau}},\quad R_\pm=\tfrac1{n_L}\mathbb E\|f_1-f_\pm\|^2\ \Rightarrow\ -\frac{\partial L}{\partial\operatorname{vec}(W_l)}=\tfrac12\mathbb V^{\xi}_{x,x'}\bigl[\bar K_l(x)-\bar K_l(x')\bigr]\operatorname{vec}(W_l),\quad \xi(r)=\frac1\tau\frac{e^{-r/\tau}}{1+e^{-r/\tau}}`,
  source: dualNetworksPaper('experiments, tree model (released code)'),
  reading: read(
    'code',
    'false as released: the distances are averaged over batch and features before the exponential, so that one scalar weighs every pair and the step is that of L_simp with an adaptive length',
  ),
  space: space<Instance>(
    record({
      network: networkNode({ layers: [1, 2], width: [1, 2] }),
      world: worldNode({ points: [1, 3], views: [1, 2], inputs: [1, 2], ownPositives: true, ownNegatives: true }),
      tau: number(4, 2, 'positive'),
      layer: position('layers'),
    }),
  ),
  assumptions: [noBias, homogeneousActivation, sameAugmentation, negativesFromData, noAugmentation],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'fails',
  dependsOn: ['dual-networks/weighted-covariance-operator'],
  mutants: [
    {
      name: 'direction-alone',
      text: 'the released step is parallel to ½V^ξ vec(W_l)',
      conclusion: parts({ direction: true }),
      agreesOn: { text: 'two points: there is one pair to weigh', narrow: lengths('world.points', 2, 2) },
    },
    {
      name: 'rescaled',
      text: 'the released step is (2/n_L)·½V^ξ vec(W_l), the ½ of r and the mean over features accounted for',
      conclusion: parts({ rescaled: true }),
    },
  ],
});
