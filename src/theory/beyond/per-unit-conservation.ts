/**
 * Glossary: ∇_l the gradient of a loss in W_l; unit i of layer l has the incoming weights W_l[i,:] and the outgoing weights
 * W_{l+1}[:,i]; M_l the step of the covariance operator folded back, vec(M_l) = OP_l vec(W_l).
 */
import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra, type Matrix } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { dualNetworks } from '../../model/dual-networks.js';
import { derivatives } from '../../model/gradient.js';
import type { Loss } from '../../model/losses.js';
import { type Network, networks } from '../../model/network.js';
import { populations } from '../../model/population.js';
import { mapWorld, type World } from '../../model/world.js';
import { homogeneousActivation, noBias } from '../settings/assumptions.js';
import { at, claim, type Over } from '../claim.js';
import { equal, type Relation } from '../relation.js';
import { derivedHere, read } from '../sources.js';
import { choice, given, integer, list, number, record, refine, space } from '../space.js';
import { networkNode, width, worldNode } from '../settings/spaces.js';

interface Instance {
  readonly network: Network<Rational>;
  /** The target network of BYOL, held fixed. */
  readonly target: Network<Rational>;
  /** W_p, the linear predictor of BYOL. */
  readonly predictor: Matrix<Rational>;
  readonly world: World<Rational>;
  readonly loss: 'simple' | 'triplet' | 'infonce';
  readonly negatives: number;
  readonly tau: Rational;
  readonly margin: Rational;
  readonly branches: 'one' | 'both';
}

interface Variant {
  /** The whole matrices for every activation, not their diagonals. */
  readonly offDiagonal?: boolean;
  /** The sum of the two squared norms is conserved instead of their difference. */
  readonly sum?: boolean;
}

const parts =
  ({ offDiagonal, sum: added }: Variant) =>
  <S>(F: Field<S>, instance: Over<Instance, S>): Record<string, Relation<S>> => {
    const { network, target, predictor, world, branches } = instance;
    const { outer, product, transpose, unvec, vec, apply, scaleMatrix } = linearAlgebra(F);
    const model = dualNetworks(F);
    const kind = lossOf(instance);
    const hidden = network.weights.slice(1).map((_, i) => i + 1);
    const seen = (A: Matrix<S>): readonly S[] => (offDiagonal ? A.flat() : A.map((row, i) => row[i]));
    const folded = (of: Network<S>, l: number, step: readonly S[]) => unvec(step, of.weights[l - 1].length);
    /** The steps of W_l for l = 1 … L. */
    const stepsOf = (of: Network<S>, step: (l: number) => readonly S[]): Matrix<S>[] =>
      of.weights.map((_, i) => folded(of, i + 1, step(i + 1)));
    /** M_l W_lᵀ and W_{l+1}ᵀ M_{l+1}, at every hidden layer, by the entries compared. */
    const balance = (of: Network<S>, steps: readonly Matrix<S>[], entries: (A: Matrix<S>) => readonly S[]) =>
      equal(
        hidden.map((l) => entries(outer(steps[l - 1], of.weights[l - 1]))),
        hidden.map((l) => entries(scaleMatrix(F.of(added ? -1 : 1), product(transpose(of.weights[l]), steps[l])))),
      );
    const contrastive = (of: Network<S>): Matrix<S>[] =>
      stepsOf(of, (l) => model.negativeGradient(of, world, kind, l, branches));
    const byol = stepsOf(network, (l) =>
      derivatives(F).layerGradient(network, l, (D, moving) => {
        const algebra = linearAlgebra(D);
        const lift = (s: S) => D.constant(s);
        const { distance, expectation } = populations(D);
        const lifted = mapWorld(world, lift);
        const online = dualNetworks(D).features(moving, lifted);
        const P = predictor.map((row) => row.map(lift));
        const fixed = world.points.map((point) =>
          (point.positives ?? point.views).map((view) => networks(F).output(target, view.x).map(lift)),
        );
        return expectation(lifted, 0, (x, a, b) => distance(algebra.apply(P, online[x][a]), fixed[x][b]));
      }),
    );
    const linear: Network<S> = { ...network, activation: 'linear' };
    const operators = stepsOf(network, (l) =>
      apply(model.covarianceOperator(network, world, l), vec(network.weights[l - 1])),
    );
    return {
      'contrastive loss: ⟨W_l[i,:], ∇_l[i,:]⟩ = ⟨W_{l+1}[:,i], ∇_{l+1}[:,i]⟩': balance(
        network,
        contrastive(network),
        seen,
      ),
      'BYOL: ⟨W_l[i,:], ∇_l[i,:]⟩ = ⟨W_{l+1}[:,i], ∇_{l+1}[:,i]⟩': balance(network, byol, seen),
      'linear network: ∇_l W_lᵀ = W_{l+1}ᵀ ∇_{l+1}': balance(linear, contrastive(linear), (A) => A.flat()),
      'diag(M_l W_lᵀ) = diag(W_{l+1}ᵀ M_{l+1})': balance(network, operators, seen),
    };
  };

const lossOf = <S>({ loss, tau, margin, negatives }: Over<Instance, S>): Loss<S> => {
  switch (loss) {
    case 'simple':
      return { kind: 'simple' };
    case 'triplet':
      return { kind: 'triplet', tau, margin };
    case 'infonce':
      return { kind: 'infonce', tau, negatives };
  }
};

const shape = { layers: [2, 3], width: [1, 2] } as const;

/** ‖W_l[i,:]‖² − ‖W_{l+1}[:,i]‖² is conserved by the flow for every hidden unit, whatever the loss of the outputs. */
export const perUnitConservation = claim<Instance>({
  id: 'beyond/per-unit-conservation',
  title: 'Each hidden unit keeps the difference of its incoming and outgoing squared norms',
  statement: String.raw`\frac{d}{dt}\bigl(\|W_l[i,:]\|^2-\|W_{l+1}[:,i]\|^2\bigr)=0,\qquad \text{linear: }\frac{d}{dt}\bigl(W_{l+1}^{\mathsf T}W_{l+1}-W_lW_l^{\mathsf T}\bigr)=0,\qquad \operatorname{diag}(M_lW_l^{\mathsf T})=\operatorname{diag}(W_{l+1}^{\mathsf T}M_{l+1})`,
  source: derivedHere('per-unit conservation'),
  reading: read(
    'derived',
    'both squares change at twice the rates compared; checked for the contrastive losses through one branch and both, and for BYOL with a linear predictor and a fixed target network',
  ),
  space: space<Instance>(
    record({
      network: refine(networkNode(shape), 'weights.*.*.*', () => number(4, 2)),
      target: networkNode(shape),
      predictor: given('a square matrix on the outputs', ({ network }) => {
        const L = (network as Network<Rational>).weights.length;
        return list(width(L, shape.width), list(width(L, shape.width), number(2, 2)));
      }),
      world: worldNode({ points: [1, 2], views: [1, 2], inputs: [1, 2], ownPositives: true, ownNegatives: true }),
      loss: choice('simple', 'infonce', 'triplet'),
      negatives: integer(1, 2),
      tau: number(2, 4, 'positive'),
      margin: number(2, 2),
      branches: choice('one', 'both'),
    }),
  ),
  assumptions: [noBias, homogeneousActivation],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['dual-networks/homogeneity', 'dual-networks/layer-balance'],
  mutants: [
    {
      name: 'whole-matrix',
      text: 'W_{l+1}ᵀW_{l+1} − W_lW_lᵀ is conserved with gates as well',
      conclusion: parts({ offDiagonal: true }),
      agreesOn: { text: 'linear networks', narrow: at('network.activation', choice('linear')) },
    },
    {
      name: 'sum-conserved',
      text: '‖W_l[i,:]‖² + ‖W_{l+1}[:,i]‖² is conserved',
      conclusion: parts({ sum: true }),
    },
  ],
});
