/** Glossary: OP₂ = E ξ(r₊, r₋)[(K_1 − K_−)(K_1 − K_−)ᵀ − (K_1 − K_+)(K_1 − K_+)ᵀ], the symmetric operator of the step of both branches. */
import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { detachedWeights } from '../../model/detached-weights.js';
import { dualNetworks } from '../../model/dual-networks.js';
import { firstViews } from '../../model/first-views.js';
import { type Loss, losses } from '../../model/losses.js';
import type { Network } from '../../model/network.js';
import { populations } from '../../model/population.js';
import { references } from '../../model/reference.js';
import { residues } from '../../model/residue.js';
import type { World } from '../../model/world.js';
import { homogeneousActivation, negativesFromData, noBias, sameAugmentation } from '../settings/assumptions.js';
import { claim, type Over } from '../claim.js';
import { equal, lessThan, type Relation } from '../relation.js';
import { derivedHere, read } from '../sources.js';
import { number, record, space } from '../space.js';
import { networkNode, worldNode } from '../settings/spaces.js';

interface Instance {
  readonly network: Network<Rational>;
  readonly world: World<Rational>;
  readonly tau: Rational;
}

interface Variant {
  readonly simple?: boolean;
  /** The same with the first view of each point alone. */
  readonly unaugmented?: boolean;
}

const parts =
  ({ simple, unaugmented }: Variant) =>
  <S>(F: Field<S>, { network, world, tau }: Over<Instance, S>): Record<string, Relation<S>> => {
    const { vec, apply, dot } = linearAlgebra(F);
    const model = dualNetworks(F);
    const { distance } = populations(F);
    const seen = unaugmented ? firstViews(F, world) : world;
    const loss: Loss<S> = simple ? { kind: 'simple' } : { kind: 'infonce', tau, negatives: 1 };
    const w = vec(network.weights[0]);
    const f = model.features(network, seen);
    const OP2 = detachedWeights(F).tupleOperator(
      network,
      seen,
      1,
      (x, a, b, [n]) => losses(F).derivatives(loss, distance(f[x][a], f[x][b]), [distance(f[x][a], f[n.x][n.view])]),
      1,
      'both',
    );
    const step = apply(OP2, w);
    const { ofMean, distances } = references(F);
    const main = residues(F).mainTerm(network, seen, loss, distances(ofMean(network, seen)), 1, 'both');
    return {
      'both branches: −∇ = OP₂ vec(W_l)': equal(model.negativeGradient(network, seen, loss, 1, 'both'), step),
      'wᵀ OP₂ w < 0': lessThan([dot(w, step)], [F.zero]),
      '0 < wᵀ V^ξ w': lessThan([F.zero], [dot(w, main)]),
    };
  };

/** −∇L_nce = OP₂ vec(W_l) with wᵀ OP₂ w < 0 < wᵀ V^ξ w: with augmentation the whole operator is not positive semidefinite. */
export const expectedOperatorNotPsd = claim<Instance>({
  id: 'dual-networks/expected-operator-not-psd',
  title: 'With augmentation the operator of InfoNCE itself need not be positive semidefinite',
  statement: String.raw`\exists\ p,\,p_{\mathrm{aug}},\,W:\quad w^{\mathsf T}\mathrm{OP}_2w<0<w^{\mathsf T}\mathbb V^{\xi}w,\qquad \mathrm{OP}_2=\mathbb E\,\xi(r_+,r_-)\bigl[(K_1-K_-)(K_1-K_-)^{\mathsf T}-(K_1-K_+)(K_1-K_+)^{\mathsf T}\bigr]`,
  source: derivedHere('Theorem 4, the operator with its residue'),
  reading: read('derived', 'the theorem states a positive semidefinite main term and a residue; this is the whole'),
  space: space<Instance>(
    record({
      network: networkNode({ layers: [1, 1], width: [1, 1] }),
      world: worldNode({ points: [1, 2], views: [1, 2], inputs: [1, 1], ownPositives: true, ownNegatives: true }),
      tau: number(2, 2, 'positive'),
    }),
  ),
  assumptions: [noBias, homogeneousActivation, sameAugmentation, negativesFromData],
  quantifier: 'exists',
  exponential: 'true',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['dual-networks/weighted-covariance-operator', 'dual-networks/no-relative-residue-bound'],
  mutants: [
    {
      name: 'simple-loss',
      text: 'the same of L_simp, whose operator is a covariance under any augmentation',
      conclusion: parts({ simple: true }),
    },
    {
      name: 'without-augmentation',
      text: 'the same with one view a point',
      conclusion: parts({ unaugmented: true }),
    },
  ],
  witnesses: [
    {
      network: { activation: 'linear', weights: [[['1']]], top: 'linear' },
      world: {
        points: [
          {
            probability: '1/2',
            views: [
              { probability: '1/2', x: ['0'] },
              { probability: '1/2', x: ['2'] },
            ],
          },
          {
            probability: '1/2',
            views: [
              { probability: '1/2', x: ['2'] },
              { probability: '1/2', x: ['4'] },
            ],
          },
        ],
      },
      tau: '1/2',
    },
  ],
});
