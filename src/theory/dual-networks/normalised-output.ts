import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra, type Matrix } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { dualNetworks } from '../../model/dual-networks.js';
import { derivatives, variableLayer } from '../../model/gradient.js';
import type { Loss } from '../../model/losses.js';
import { type Network, networks } from '../../model/network.js';
import { normalisations } from '../../model/normalisation.js';
import { expectations, pointLaw, viewLaw, type World } from '../../model/world.js';
import { homogeneousActivation, negativesFromData, noBias, sameAugmentation } from '../settings/assumptions.js';
import { at, claim, type Over } from '../claim.js';
import { lossNode } from '../settings/loss-space.js';
import { equal, psd, type Relation } from '../relation.js';
import { dualNetworksPaper, read } from '../sources.js';
import { axis, list, number, position, record, space } from '../space.js';
import { networkNode, width, worldNode } from '../settings/spaces.js';

/** `loss` is any loss of the distances; the operator is that of L_simp. */
interface Instance {
  readonly network: Network<Rational>;
  readonly world: World<Rational>;
  readonly loss: Loss<Rational>;
  readonly layer: number;
}

interface Variant {
  /** K̂_l on both sides: the derivative of f_L/‖f_L‖ with the norm held constant. */
  readonly magnitudeOnly?: boolean;
  /** Factor of OP_l in the step of both branches. */
  readonly both?: number;
  /** 1/16 added to the norm. */
  readonly epsilon?: boolean;
  /** Add that OP_l is positive semi-definite. */
  readonly semidefinite?: boolean;
}

const parts =
  ({ magnitudeOnly, both = 2, epsilon, semidefinite }: Variant) =>
  <S>(F: Field<S>, { network, world, loss, layer: l }: Over<Instance, S>): Record<string, Relation<S>> => {
    const { vec, apply, applyTransposed, scale, outer, subtract, add, plus, transpose, dot, trace, squaredNorm } =
      linearAlgebra(F);
    const { meanMatrix, mean } = expectations(F);
    const small = epsilon ? F.of(1, 16) : F.zero;
    const model = normalisations(F, small);
    const w = vec(network.weights[l - 1]);
    const p = pointLaw(world);
    const gradientConnection = magnitudeOnly ? model.valueConnection : model.gradientConnection;
    const overViews = (at: (x: readonly S[]) => Matrix<S>): Matrix<S>[] =>
      world.points.map(({ views }) =>
        meanMatrix(
          viewLaw(views),
          views.map((view) => at(view.x)),
        ),
      );
    const Kn = overViews((x) => gradientConnection(network, x, l));
    const Khat = overViews((x) => model.valueConnection(network, x, l));
    const means = [Kn, Khat].map((Ks) => meanMatrix(p, Ks));
    const OP = subtract(
      meanMatrix(
        p,
        Kn.map((K, x) => outer(K, Khat[x])),
      ),
      outer(means[0], means[1]),
    );
    const step = apply(OP, w);
    const gradient = (count: 'one' | 'both', kind: Loss<S> = { kind: 'simple' }): readonly S[] =>
      model.negativeGradient(network, world, kind, l, count);
    const inputs = world.points.flatMap(({ views }) => views.map((view) => view.x));
    const jacobianAt = (x: readonly S[]): S[][] =>
      derivatives(F).jacobian(w, (D, moving) =>
        normalisations(D, D.constant(small)).normalise(
          networks(D).output(
            variableLayer(D, network, l, moving),
            x.map((s) => D.constant(s)),
          ),
        ),
      );
    const unitMeans = model.features(network, world).map((views, x) =>
      meanMatrix(
        viewLaw(world.points[x].views),
        views.map((f) => f.map((s) => [s])),
      ),
    );
    // Steps are compared as w + Δw, and what may be 0 beside a number of the size of its terms: an enclosure is judged
    // relative to the larger side.
    const squares = mean(
      p,
      unitMeans.map((f) => squaredNorm(f.flat())),
    );
    const counts = ['one', 'both'] as const;
    return {
      'f̂ = K̂_lᵀ vec(W_l)': equal(
        model.features(network, world),
        world.points.map(({ views }) => views.map(({ x }) => applyTransposed(model.valueConnection(network, x, l), w))),
      ),
      '∂f̂/∂vec(W_l) = K_lⁿᵀ': equal(
        inputs.flatMap(jacobianAt),
        inputs.flatMap((x) => transpose(gradientConnection(network, x, l))),
      ),
      'one branch: −∇ = Cov_x[E_aug K_lⁿ, E_aug K̂_l] vec(W_l)': equal(plus(w, gradient('one')), plus(w, step)),
      'both branches: −∇ = 2 Cov_x[E_aug K_lⁿ, E_aug K̂_l] vec(W_l)': equal(
        plus(w, gradient('both')),
        plus(w, scale(F.of(both), step)),
      ),
      'OP_lᵀ vec(W_l) = 0': equal(plus(w, applyTransposed(OP, w)), w),
      'wᵀ (OP_l + OP_lᵀ) OP_l w = ‖OP_l w‖²': equal([dot(w, apply(add(OP, transpose(OP)), step))], [squaredNorm(step)]),
      '⟨W_l, ∇L⟩ = 0 for any loss of the distances': equal(
        counts.map((count) => F.add(squaredNorm(w), dot(w, gradient(count, loss)))),
        counts.map(() => squaredNorm(w)),
      ),
      'L_simp = −tr V_x[E_aug f̂]': equal(
        [F.add(squares, model.loss(network, world, { kind: 'simple' }))],
        [F.sub(squares, trace(dualNetworks(F).variance(p, unitMeans)))],
      ),
      ...(semidefinite ? { 'OP_l + OP_lᵀ ⪰ 0': psd(add(OP, transpose(OP))) } : {}),
    };
  };

/** −∇L_simp = Cov_x[E_aug K_lⁿ, E_aug K̂_l] vec(W_l) for f̂ = f_L/‖f_L‖, with OP_lᵀ vec(W_l) = 0. */
export const normalisedOutput = claim<Instance>({
  id: 'dual-networks/normalised-output',
  title: 'The operator of a normalised output is a cross-covariance that conserves every norm',
  statement: String.raw`-\frac{\partial L_{\mathrm{simp}}}{\partial\operatorname{vec}(W_l)} = \operatorname{Cov}_x\bigl[\mathbb E_{\mathrm{aug}}K_l^n,\ \mathbb E_{\mathrm{aug}}\hat K_l\bigr]\operatorname{vec}(W_l),\quad K_l^n=\frac{K_lP^{\perp}_{f_L}}{\|f_L\|},\ \hat K_l=\frac{K_l}{\|f_L\|},\qquad \mathrm{OP}_l^{\mathsf T}\operatorname{vec}(W_l)=0,\quad \langle W_l,\nabla_{W_l}L\rangle=0`,
  source: dualNetworksPaper('normalised outputs'),
  reading: read(
    'recalled',
    'that the connection is projected is recalled; the cross-covariance, the factor 2 through both branches and OP_lᵀ vec(W_l) = 0 are derived. Where OP_l vec(W_l) ≠ 0 the symmetric part is indefinite: it gives 0 at w and, mixed with OP_l w, either sign. Every view needs f_L ≠ 0',
  ),
  space: space<Instance>(
    record({
      network: networkNode({
        axes: { layers: axis('layers', 1, 2), width: (l) => width(l, l === 0 ? [2, 3] : [1, 3]) },
      }),
      world: worldNode({ points: [1, 2], views: [1, 2], inputs: [2, 3], ownPositives: true, ownNegatives: true }),
      loss: lossNode({ kinds: ['simple', 'triplet', 'infonce'], tau: number(2, 2, 'positive') }),
      layer: position('layers'),
    }),
  ),
  assumptions: [noBias, homogeneousActivation, sameAugmentation, negativesFromData],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['dual-networks/homogeneity', 'dual-networks/covariance-operator'],
  mutants: [
    {
      name: 'magnitude-only',
      text: 'K̂_l on both sides: the projection forgotten, as in code that holds the norm constant on the way back',
      conclusion: parts({ magnitudeOnly: true }),
    },
    {
      name: 'both-branches-counted-once',
      text: 'the step of both branches is OP_l vec(W_l)',
      conclusion: parts({ both: 1 }),
    },
    {
      name: 'small-number-in-the-norm',
      text: 'the same with f̂ = f_L/(‖f_L‖ + 1/16)',
      conclusion: parts({ epsilon: true }),
    },
    {
      name: 'semi-definite',
      text: 'OP_l + OP_lᵀ ⪰ 0, as without normalisation',
      conclusion: parts({ semidefinite: true }),
      agreesOn: {
        text: 'one layer with one output, which normalisation makes ±1',
        narrow: (node) =>
          at(
            'network.weights',
            list(axis('layers', 1, 1), () => list(width(1, [1, 1]), list(width(0, [2, 3]), number(2, 2)))),
          )(node),
      },
    },
  ],
});
