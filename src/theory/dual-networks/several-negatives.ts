/**
 * Glossary: ξ_k(x; x′_1 … x′_H) the weight of negative k at the data, ξ̄(x, x′) = Σ_k E[ξ_k | x, x′_k = x′], row(x) = E_{x′} ξ̄(x, x′),
 * col(x) = E_{x′} ξ̄(x′, x), ΔK̄ = K̄_l(x) − K̄_l(x′).
 */
import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra, type Matrix } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { detachedWeights, type Weighting } from '../../model/detached-weights.js';
import { type BranchCount, dualNetworks } from '../../model/dual-networks.js';
import type { Network } from '../../model/network.js';
import { references } from '../../model/reference.js';
import { negativeWeights } from '../../model/negative-weights.js';
import { pointLaw, type World } from '../../model/world.js';
import { homogeneousActivation, negativesFromData, noBias, sameAugmentation } from '../settings/assumptions.js';
import { at, claim, type Over } from '../claim.js';
import { equal, type Relation } from '../relation.js';
import { derivedHere, read } from '../sources.js';
import { integer, number, position, record, space } from '../space.js';
import { networkNode, worldNode } from '../settings/spaces.js';

interface Instance {
  readonly network: Network<Rational>;
  readonly world: World<Rational>;
  readonly tau: Rational;
  readonly negatives: number;
  readonly layer: number;
}

interface Variant {
  /** The factor of the terms with row and col. */
  readonly correction?: 1 | 0 | -1;
  /** ξ̄ as the mean over k instead of the sum. */
  readonly averaged?: boolean;
}

const parts =
  ({ correction = 1, averaged }: Variant) =>
  <S>(F: Field<S>, instance: Over<Instance, S>): Record<string, Relation<S>> => {
    const { network, world, tau, negatives: H, layer: l } = instance;
    const { vec, apply, add, outer, scaleMatrix, transpose } = linearAlgebra(F);
    const model = dualNetworks(F);
    const detached = detachedWeights(F);
    const { ofDatum, distances } = references(F);
    const { weights, averagedKernel, rows, columns } = negativeWeights(F);
    const w = vec(network.weights[l - 1]);
    const p = pointLaw(world);
    const r = distances(ofDatum(network, world));

    const weighting: Weighting<S> = (x, _anchor, _positive, negatives) =>
      detached.contrast(
        weights(
          r,
          tau,
          x,
          negatives.map((n) => n.x),
        ),
      );
    const step = (branches: BranchCount) => detached.negativeGradient(network, world, H, weighting, l, branches);
    const OP1 = detached.tupleOperator(network, world, H, weighting, l, 'one');

    const sum = averagedKernel(p, r, tau, H);
    const kernel = averaged ? scaleMatrix(F.of(1, H), sum) : sum;
    const row = rows(p, kernel);
    const col = columns(p, kernel);
    const Kbar = model.expectedConnections(network, world, l);
    const half = model.weightedOperator(p, Kbar, (x, y) => kernel[x][y]);
    /** E_x[(row − col)(x) M(x)], with the sibling's factor. */
    const asymmetry = (M: readonly Matrix<S>[]): Matrix<S> =>
      M.map((A, x) => scaleMatrix(F.mul(F.of(correction), F.mul(p[x], F.sub(row[x], col[x]))), A)).reduce((s, A) =>
        add(s, A),
      );
    const closed1 = add(half, scaleMatrix(F.of(1, 2), asymmetry(Kbar.map((K) => outer(K, K)))));
    const closed2 = add(
      scaleMatrix(F.of(2), half),
      scaleMatrix(F.of(-1), asymmetry(model.augmentationVariances(network, world, l))),
    );
    return {
      'one branch: −∇ = OP₁ vec(W_l)': equal(step('one'), apply(OP1, w)),
      '½(OP₁ + OP₁ᵀ) = ½E[ξ̄ ΔK̄ΔK̄ᵀ] + ½E_x[(row − col) K̄K̄ᵀ]': equal(
        scaleMatrix(F.of(1, 2), add(OP1, transpose(OP1))),
        closed1,
      ),
      'both branches: −∇ = (E[ξ̄ ΔK̄ΔK̄ᵀ] + E_x[(col − row) V_aug[K]]) vec(W_l)': equal(step('both'), apply(closed2, w)),
    };
  };

/** Detached InfoNCE weights of H negatives: −∇ = (E[ξ̄ ΔK̄ΔK̄ᵀ] + E_x[(col − row) V_aug(x)[K_l]]) vec(W_l) through both branches. */
export const severalNegatives = claim<Instance>({
  id: 'dual-networks/several-negatives',
  title: 'With several negatives the weight of a pair is not symmetric and the covariance form has a correction',
  statement: String.raw`\tfrac12(\mathrm{OP}_1+\mathrm{OP}_1^{\mathsf T}) = \tfrac12\mathbb E\bigl[\bar\xi\,\Delta\bar K\Delta\bar K^{\mathsf T}\bigr]+\tfrac12\mathbb E_x\bigl[(\mathrm{row}-\mathrm{col})\bar K\bar K^{\mathsf T}\bigr],\qquad -\frac{\partial L}{\partial\operatorname{vec}(W_l)}\Big|_{\text{both}} = \Bigl(\mathbb E\bigl[\bar\xi\,\Delta\bar K\Delta\bar K^{\mathsf T}\bigr]+\mathbb E_x\bigl[(\mathrm{col}-\mathrm{row})\mathbb V_{\mathrm{aug}}(x)[K_l]\bigr]\Bigr)\operatorname{vec}(W_l)`,
  source: derivedHere('Theorem 4 with several negatives'),
  reading: read(
    'derived',
    'the theorem has one negative; the weights are those of InfoNCE at the un-augmented data, held constant',
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
      layer: position('layers'),
    }),
  ),
  assumptions: [noBias, homogeneousActivation, sameAugmentation, negativesFromData],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['dual-networks/weighted-covariance-operator'],
  mutants: [
    {
      name: 'covariance-form-alone',
      text: 'both operators without the terms in row and col',
      conclusion: parts({ correction: 0 }),
      agreesOn: { text: 'one negative, where ξ̄ is symmetric', narrow: at('negatives', integer(1, 1)) },
    },
    {
      name: 'row-and-col-exchanged',
      text: 'the terms in row and col with the opposite sign',
      conclusion: parts({ correction: -1 }),
      agreesOn: { text: 'one negative, where ξ̄ is symmetric', narrow: at('negatives', integer(1, 1)) },
    },
    {
      name: 'mean-over-negatives',
      text: 'ξ̄ as the mean over the negatives, without its factor H',
      conclusion: parts({ averaged: true }),
      agreesOn: { text: 'one negative', narrow: at('negatives', integer(1, 1)) },
    },
  ],
});
