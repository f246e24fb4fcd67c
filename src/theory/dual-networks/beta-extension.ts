/** Glossary: b(x) = ∂L/∂r₊ + Σ_k ∂L/∂r_k, the sum of the derivatives; β its value where it is one constant. */
import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra, type Matrix } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { branchGradients } from '../../model/branch-gradient.js';
import { detachedWeights } from '../../model/detached-weights.js';
import { type BranchCount, dualNetworks } from '../../model/dual-networks.js';
import { losses } from '../../model/losses.js';
import type { Network } from '../../model/network.js';
import { populations } from '../../model/population.js';
import { pointLaw, type World } from '../../model/world.js';
import { homogeneousActivation, negativesFromData, noBias, sameAugmentation } from '../settings/assumptions.js';
import { type Assumption, at, claim, type Over } from '../claim.js';
import { kernelNode, nonNegativeKernel, symmetricKernel } from '../settings/kernels.js';
import { equal, psd, type Relation } from '../relation.js';
import { dualNetworksPaper, read } from '../sources.js';
import { axis, list, number, position, record, space } from '../space.js';
import { networkNode, worldNode } from '../settings/spaces.js';
import { oneView } from '../settings/subclasses.js';

interface Instance {
  readonly network: Network<Rational>;
  readonly world: World<Rational>;
  readonly kernel: readonly (readonly Rational[])[];
  /** b(x). */
  readonly sums: readonly Rational[];
  /** −b(x) where the operator is to stay positive semidefinite. */
  readonly opposite: readonly Rational[];
  readonly tau: Rational;
  readonly beta: Rational;
  readonly layer: number;
}

interface Variant {
  /** The sign of the term with V_aug. */
  readonly sign?: 1 | -1;
  /** How often it counts through both branches. */
  readonly both?: number;
}

const parts =
  ({ sign = 1, both = 2 }: Variant) =>
  <S>(F: Field<S>, instance: Over<Instance, S>): Record<string, Relation<S>> => {
    const { network, world, kernel, sums, opposite, tau, beta, layer: l } = instance;
    const { vec, apply, scale, add, minus, subtract, scaleMatrix } = linearAlgebra(F);
    const model = dualNetworks(F);
    const { contrast, negativeGradient } = detachedWeights(F);
    const w = vec(network.weights[l - 1]);
    const p = pointLaw(world);
    const half = model.weightedOperator(p, model.expectedConnections(network, world, l), (x, y) => kernel[x][y]);
    const variances = model.augmentationVariances(network, world, l);
    /** ± E_x[b(x) V_aug(x)[K_l]]. */
    const extra = (b: (x: number) => S): Matrix<S> =>
      variances.map((V, x) => scaleMatrix(F.mul(F.of(sign), F.mul(p[x], b(x))), V)).reduce((s, V) => add(s, V));
    const withSums = extra((x) => sums[x]);
    const step = (branches: BranchCount) =>
      negativeGradient(network, world, 1, (x, _a, _b, [n]) => contrast([kernel[x][n.x]], sums[x]), l, branches);
    const closed = (times: number): S[] =>
      minus(scale(F.of(2), apply(half, w)), scale(F.of(times), apply(withSums, w)));

    /** −∇ of [L_nce + (β/τ) r₊]/(1 + β). */
    const released = branchGradients(F).negativeGradient(network, world, l, 'one', (D, lifted, features) => {
      const { expectation, distance } = populations(D);
      const { anchors, positives, negatives } = features;
      const [b, t] = [D.constant(beta), D.constant(tau)];
      return expectation(lifted, 1, (x, a, c, [n]) => {
        const plus = distance(anchors[x][a], positives[x][c]);
        const minusOne = distance(anchors[x][a], negatives[n.x][n.view]);
        const nce = losses(D).value({ kind: 'infonce', tau: t, negatives: 1 }, plus, [minusOne]);
        return D.div(D.add(nce, D.mul(D.div(b, t), plus)), D.add(D.one, b));
      });
    });
    const nce = model.negativeGradient(network, world, { kind: 'infonce', tau, negatives: 1 }, l, 'one');
    const pulled = apply(
      extra(() => F.div(beta, tau)),
      w,
    );
    return {
      'one branch: −∇ = (½V^ξ − E_x[b V_aug]) vec(W_l)': equal(step('one'), apply(subtract(half, withSums), w)),
      'both branches: −∇ = (V^ξ − 2E_x[b V_aug]) vec(W_l)': equal(step('both'), closed(both)),
      'b ≤ 0: ½V^ξ − E_x[b V_aug] ⪰ 0': psd(
        subtract(
          half,
          extra((x) => F.neg(opposite[x])),
        ),
      ),
      'released InfoNCE with β: −∇ = (−∇L_nce − (β/τ) E_xV_aug vec(W_l))/(1 + β)': equal(
        released,
        scale(F.div(F.one, F.add(F.one, beta)), minus(nce, pulled)),
      ),
    };
  };

const nonPositiveSum: Assumption<Instance> = {
  slug: 'non-positive-sum',
  text: 'b(x) ≤ 0 where the operator is said to be positive semidefinite',
  narrow: at('opposite.*', (node) => (node.kind === 'number' ? { ...node, sign: 'non-negative' } : node)),
  holds: ({ opposite }) => opposite.every((c) => c.s >= 0n || c.n === 0n),
};

/** With derivatives that sum to b(x): −∇ = (½V^ξ − E_x[b(x) V_aug(x)[K_l]]) vec(W_l), exactly twice that through both branches. */
export const betaExtension = claim<Instance>({
  id: 'dual-networks/beta-extension',
  title: 'Derivatives that do not sum to zero add the variance over augmentations',
  statement: String.raw`\frac{\partial L}{\partial r_+}+\sum_k\frac{\partial L}{\partial r_{k-}}=b(x)\ \Rightarrow\ -\frac{\partial L}{\partial\operatorname{vec}(W_l)}=\Bigl(\tfrac12\mathbb V^{\xi}-\mathbb E_x\bigl[b(x)\,\mathbb V_{\mathrm{aug}}(x)[K_l]\bigr]\Bigr)\operatorname{vec}(W_l)`,
  source: dualNetworksPaper('the loss with β (released code)'),
  reading: read(
    'code',
    'b > 0 suppresses what varies over augmentations, b < 0 amplifies it and keeps the operator positive semidefinite; the form with b(x) is derived',
  ),
  space: space<Instance>(
    record({
      network: networkNode({ layers: [1, 2], width: [1, 2] }),
      world: worldNode({ points: [1, 2], views: [1, 2], inputs: [1, 2], ownPositives: true, ownNegatives: true }),
      kernel: kernelNode([1, 2]),
      sums: list(axis('points', 1, 2), number(2, 2)),
      opposite: list(axis('points', 1, 2), number(2, 2)),
      tau: number(4, 2, 'positive'),
      beta: number(2, 4),
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
    nonPositiveSum,
  ],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['dual-networks/weighted-covariance-operator'],
  mutants: [
    {
      name: 'sign-of-beta',
      text: 'the extra term is + E_x[b V_aug]',
      conclusion: parts({ sign: -1 }),
      agreesOn: oneView,
    },
    {
      name: 'both-branches-extra-once',
      text: 'through both branches the operator is V^ξ − E_x[b V_aug]',
      conclusion: parts({ both: 1 }),
      agreesOn: oneView,
    },
  ],
});
