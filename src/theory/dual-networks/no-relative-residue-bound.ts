/** Glossary: main term ½V^ξ w and residue θw = −∇L − ½V^ξ w through one branch, ξ(x, x′) at the mean features over the views. */
import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { firstViews } from '../../model/first-views.js';
import type { Loss } from '../../model/losses.js';
import type { Network } from '../../model/network.js';
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
  /** C, any number. */
  readonly factor: Rational;
}

interface Variant {
  /** The same of L_simp. */
  readonly simple?: boolean;
  /** The same with the first view of each point alone. */
  readonly unaugmented?: boolean;
}

const parts =
  ({ simple, unaugmented }: Variant) =>
  <S>(F: Field<S>, { network, world, tau, factor }: Over<Instance, S>): Record<string, Relation<S>> => {
    const { squaredNorm } = linearAlgebra(F);
    const { ofMean, distances } = references(F);
    const { mainTerm, residue } = residues(F);
    const seen = unaugmented ? firstViews(F, world) : world;
    const loss: Loss<S> = simple ? { kind: 'simple' } : { kind: 'infonce', tau, negatives: 1 };
    const r = distances(ofMean(network, seen));
    const main = mainTerm(network, seen, loss, r, 1, 'one');
    const theta = residue(network, seen, loss, r, 1, 'one');
    // tanh(1/τ) = (1 − e^{−2/τ})/(1 + e^{−2/τ})
    const u = F.exp(F.neg(F.div(F.of(2), tau)));
    const tanh = F.div(F.sub(F.one, u), F.add(F.one, u));
    return {
      'main term: ½V^ξ w = 0': equal(
        main,
        main.map(() => F.zero),
      ),
      'residue: θw = −tanh(1/τ)/(2τ)': equal(theta, [F.neg(F.div(tanh, F.mul(F.of(2), tau)))]),
      'θw ≠ 0': lessThan([F.zero], [squaredNorm(theta)]),
      'C‖½V^ξ w‖² < ‖θw‖²': lessThan([F.mul(factor, squaredNorm(main))], [squaredNorm(theta)]),
    };
  };

/** A world of one point with views ±1 and w = 1: ½V^ξ w = 0 and θw = −tanh(1/τ)/(2τ), so that ‖θw‖ ≤ C‖½V^ξ w‖ holds for no C. */
export const noRelativeResidueBound = claim<Instance>({
  id: 'dual-networks/no-relative-residue-bound',
  title: 'The residue is bounded by no multiple of the main term',
  statement: String.raw`\exists\ p,\,p_{\mathrm{aug}},\,W:\quad \tfrac12\mathbb V^{\xi}w = 0,\qquad \theta w = -\frac{\tanh(1/\tau)}{2\tau}\ne0`,
  source: derivedHere('Theorem 4, no relative bound on the residue'),
  reading: read('derived', 'InfoNCE shrinks the variance over augmentations, which the main term does not show'),
  space: space<Instance>(
    record({
      network: networkNode({ layers: [1, 1], width: [1, 1] }),
      world: worldNode({ points: [1, 2], views: [1, 2], inputs: [1, 1], ownPositives: true, ownNegatives: true }),
      tau: number(2, 2, 'positive'),
      factor: number(1024, 1, 'non-negative'),
    }),
  ),
  assumptions: [noBias, homogeneousActivation, sameAugmentation, negativesFromData],
  quantifier: 'exists',
  exponential: 'true',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['dual-networks/weighted-residue-bound'],
  mutants: [
    {
      name: 'simple-loss',
      text: 'the same of L_simp, whose weight is constant and which has no residue',
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
            probability: '1',
            views: [
              { probability: '1/2', x: ['1'] },
              { probability: '1/2', x: ['-1'] },
            ],
          },
        ],
      },
      tau: '1',
      factor: '1000000',
    },
  ],
});
