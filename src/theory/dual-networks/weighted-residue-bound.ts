/** Glossary: θw = −∇L − ½V^ξ w through one branch, −∇L − V^ξ w through both; ξ(x, x′) = ξ(r), r = ½‖g(x) − g(x′)‖², g(x) = f_L of the datum. */
import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import type { BranchCount } from '../../model/dual-networks.js';
import type { Network } from '../../model/network.js';
import { references } from '../../model/reference.js';
import { residues } from '../../model/residue.js';
import type { World } from '../../model/world.js';
import { homogeneousActivation, negativesFromData, noBias, sameAugmentation } from '../settings/assumptions.js';
import { at, claim, type Over } from '../claim.js';
import { atMost, type Relation } from '../relation.js';
import { dualNetworksPaper, read } from '../sources.js';
import { position, record, space } from '../space.js';
import { networkNode, worldNode } from '../settings/spaces.js';
import { all, lengths } from '../settings/subclasses.js';
import { lossWith, type WeightedLoss, weightedLossNode } from '../settings/weighted-losses.js';

interface Instance {
  readonly network: Network<Rational>;
  readonly world: World<Rational>;
  readonly loss: WeightedLoss;
  readonly layer: number;
}

interface Variant {
  /** The constant in front of the bound, as a part of Lip. */
  readonly constant?: readonly [numerator: number, denominator: number];
  /** The reference distance without its ½, in the weight of the main term. */
  readonly doubled?: boolean;
  readonly withoutConnection?: boolean;
  /** The pointwise bounds by the spreads s² and s′² alone. */
  readonly withoutRoot?: boolean;
}

const parts =
  ({ constant = [1, 1], doubled, withoutConnection, withoutRoot }: Variant) =>
  <S>(F: Field<S>, { network, world, loss, layer: l }: Over<Instance, S>): Record<string, Relation<S>> => {
    const { scaleMatrix } = linearAlgebra(F);
    const { ofDatum, ofMean, distances } = references(F);
    const { norm, residue, lipschitz, spread, deviations, deviationBounds } = residues(F);
    const oneNegative = lossWith(loss, 1);
    const g = ofDatum(network, world);
    const mean = ofMean(network, world);
    const r = distances(g);
    const inMainTerm = doubled ? scaleMatrix(F.of(2), r) : r;
    const Lip = F.mul(F.of(...constant), lipschitz(oneNegative));
    const bounded = (branches: BranchCount): Relation<S> =>
      atMost(
        [norm(residue(network, world, oneNegative, inMainTerm, l, branches))],
        [F.mul(Lip, spread(network, world, r, l, branches, !withoutConnection))],
      );
    return {
      'one branch: ‖θw‖ ≤ Lip E[|r₊ − r₋ + r| ‖K_1‖ ‖f_+ − f_−‖]': bounded('one'),
      'both branches: ‖θw‖ ≤ Lip E[|r₊ − r₋ + r| (‖K_1 − K_−‖ ‖f_1 − f_−‖ + ‖K_1 − K_+‖ ‖f_1 − f_+‖)]': bounded('both'),
      'any reference: E_aug|r₊ − (r₋ − r)| ≤ 2√(r(s² + s′²)) + 2s² + s′²': atMost(
        deviations(network, world, r),
        deviationBounds(network, world, g, 'any', !withoutRoot),
      ),
      'mean reference: E_aug|r₊ − (r₋ − r)| ≤ √(2r(s² + s′²)) + (3/2)s² + ½s′²': atMost(
        deviations(network, world, distances(mean)),
        deviationBounds(network, world, mean, 'mean', !withoutRoot),
      ),
    };
  };

/** ‖θ vec(W_l)‖ ≤ Lip · E[|r₊ − r₋ + r| ‖K_1‖_F ‖f_+ − f_−‖], Lip = 1/(4τ) (triplet), 1/(4τ²) (InfoNCE). */
export const weightedResidueBound = claim<Instance>({
  id: 'dual-networks/weighted-residue-bound',
  title: 'How far the step of an augmented contrastive loss is from its covariance operator',
  statement: String.raw`\|\theta\operatorname{vec}(W_l)\| \le \mathrm{Lip}\cdot\mathbb E\bigl[\,|r_+-r_-+r(x,x')|\;\|K_1\|_F\,\|f_+-f_-\|\,\bigr],\qquad \mathrm{Lip}_{\mathrm{tri}}=\frac1{4\tau},\quad \mathrm{Lip}_{\mathrm{nce}}=\frac1{4\tau^2}`,
  source: dualNetworksPaper('Theorem 4, the residue'),
  reading: read(
    'derived',
    'the theorem has a residue of an order that vanishes with the augmentation; its constants here, and the form for both branches, are derived',
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
      // The bound is sharp as τ grows: hot instances are where a smaller one fails.
      loss: weightedLossNode(16),
      layer: position('layers'),
    }),
  ),
  assumptions: [noBias, homogeneousActivation, sameAugmentation, negativesFromData],
  quantifier: 'for all',
  exponential: 'enclosed',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['dual-networks/weighted-covariance-operator'],
  mutants: [
    {
      name: 'lipschitz-halved',
      text: 'Lip = 1/(8τ) and 1/(8τ²)',
      conclusion: parts({ constant: [1, 2] }),
    },
    {
      name: 'r-without-half',
      text: 'the main term is weighted at ‖g(x) − g(x′)‖²',
      conclusion: parts({ doubled: true }),
      agreesOn: { text: 'one point: no pair of different points', narrow: lengths('world.points', 1, 1) },
    },
    {
      name: 'without-connection',
      text: 'the bound of one branch without ‖K_1‖',
      conclusion: parts({ withoutConnection: true }),
      agreesOn: {
        text: 'one layer on one input of magnitude at most 1, where ‖K_1‖ ≤ 1',
        narrow: all(
          at('network', networkNode({ layers: [1, 1], width: [1, 1], activations: ['linear'] })),
          at('network.biases', { kind: 'absent' }),
          at('world', worldNode({ points: [1, 2], views: [1, 2], inputs: [1, 1], datum: true, bound: 1 })),
        ),
      },
    },
    {
      name: 'spreads-alone',
      text: 'the pointwise bounds without their square roots',
      conclusion: parts({ withoutRoot: true }),
      agreesOn: { text: 'one point, where r = 0', narrow: lengths('world.points', 1, 1) },
    },
  ],
});
