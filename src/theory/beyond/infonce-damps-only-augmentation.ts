/**
 * Glossary: OP₂ = E Σ_k ξ_k [(K_1 − K_{k−})(K_1 − K_{k−})ᵀ − (K_1 − K_+)(K_1 − K_+)ᵀ], ξ_k = p_k/τ, the operator of the true InfoNCE
 * gradient through both branches; V_aug(x)[K] the variance of the connection over the views of x.
 */
import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra, type Matrix } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { detachedWeights, type Weighting } from '../../model/detached-weights.js';
import { dualNetworks } from '../../model/dual-networks.js';
import { type Loss, losses } from '../../model/losses.js';
import type { Network } from '../../model/network.js';
import { populations } from '../../model/population.js';
import { expectations, pointLaw, type World } from '../../model/world.js';
import { homogeneousActivation, noBias, sameAugmentation } from '../settings/assumptions.js';
import { claim, type Over } from '../claim.js';
import { equal, psd, type Relation } from '../relation.js';
import { derivedHere, read } from '../sources.js';
import { integer, number, position, record, space } from '../space.js';
import { networkNode, worldNode } from '../settings/spaces.js';
import { oneView } from '../settings/subclasses.js';

interface Instance {
  readonly network: Network<Rational>;
  readonly world: World<Rational>;
  readonly layer: number;
  readonly negatives: number;
  readonly tau: Rational;
}

interface Variant {
  /** The multiples of E_x V_aug[K]/τ, as numerator and denominator, for one negative and for any number. */
  readonly one?: readonly [number, number];
  readonly any?: readonly [number, number];
  /** ξ_k = p_k. */
  readonly withoutTemperature?: boolean;
}

const parts =
  ({ one = [3, 2], any = [2, 1], withoutTemperature }: Variant) =>
  <S>(F: Field<S>, { network, world, layer: l, negatives: H, tau }: Over<Instance, S>): Record<string, Relation<S>> => {
    const { vec, apply, add, scaleMatrix } = linearAlgebra(F);
    const { meanMatrix } = expectations(F);
    const model = dualNetworks(F);
    const { distance } = populations(F);
    const anchors = model.features(network, world);
    const positives = model.features(network, world, 'positives');
    const beta = F.div(F.one, tau);
    const nce = (negatives: number): Loss<S> => ({ kind: 'infonce', tau, negatives });
    const operator = (negatives: number): Matrix<S> => {
      const weighting: Weighting<S> = (x, a, b, chosen) =>
        losses(F).derivatives(
          nce(negatives),
          distance(anchors[x][a], positives[x][b]),
          chosen.map((n) => distance(anchors[x][a], anchors[n.x][n.view])),
        );
      const OP = detachedWeights(F).tupleOperator(network, world, negatives, weighting, l, 'both');
      return withoutTemperature ? scaleMatrix(tau, OP) : OP;
    };
    const single = operator(1);
    const several = H === 1 ? single : operator(H);
    const variance = meanMatrix(pointLaw(world), model.augmentationVariances(network, world, l));
    const raised = (OP: Matrix<S>, [a, b]: readonly [number, number]): Matrix<S> =>
      add(OP, scaleMatrix(F.mul(F.of(a, b), beta), variance));
    const gradient = model.negativeGradient(network, world, nce(H), l, 'both');
    return {
      'both branches: −∇ = OP₂ vec(W_l)': equal(gradient, apply(several, vec(network.weights[l - 1]))),
      'one negative: OP₂ + (3/2τ) E_x V_aug[K] ⪰ 0': psd(raised(single, one)),
      'every H: OP₂ + (2/τ) E_x V_aug[K] ⪰ 0': psd(raised(several, any)),
    };
  };

/** OP₂ ⪰ −(3/2τ) E_x V_aug[K] for one negative and ⪰ −(2/τ) E_x V_aug[K] for every H. */
export const infonceDampsOnlyAugmentation = claim<Instance>({
  id: 'beyond/infonce-damps-only-augmentation',
  title: 'InfoNCE damps only directions that augmentation varies',
  statement: String.raw`\mathrm{OP}_2\succeq-\tfrac{3}{2\tau}\,\mathbb E_x\mathbb V_{\mathrm{aug}}[K]\ (H=1),\qquad \mathrm{OP}_2\succeq-\tfrac2\tau\,\mathbb E_x\mathbb V_{\mathrm{aug}}[K]\ (\text{every }H)`,
  source: derivedHere('InfoNCE damps only augmentation'),
  reading: read(
    'derived',
    'only the positivity of the exponential is used; that vᵀOP₂v ≥ 0 on the kernel of E_x V_aug[K] and the bound on the number of negative eigenvalues are consequences',
  ),
  space: space<Instance>(
    record({
      network: networkNode({ layers: [1, 2], width: [1, 2] }),
      world: worldNode({ points: [1, 2], views: [1, 2], inputs: [1, 2], ownPositives: true, ownNegatives: true }),
      layer: position('layers'),
      negatives: integer(1, 2),
      tau: number(2, 4, 'positive'),
    }),
  ),
  assumptions: [noBias, homogeneousActivation, sameAugmentation],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['dual-networks/homogeneity', 'dual-networks/pair-gradient'],
  mutants: [
    {
      name: 'quarter-of-the-variance',
      text: 'OP₂ ⪰ −(1/4τ) E_x V_aug[K] for every H',
      conclusion: parts({ one: [1, 4], any: [1, 4] }),
      agreesOn: oneView,
    },
    {
      name: 'always-psd',
      text: 'OP₂ ⪰ 0: nothing is damped',
      conclusion: parts({ one: [0, 1], any: [0, 1] }),
      agreesOn: oneView,
    },
    {
      name: 'xi-without-temperature',
      text: 'ξ_k = p_k, the factor 1/τ left out',
      conclusion: parts({ withoutTemperature: true }),
    },
  ],
});
