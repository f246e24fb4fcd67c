import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { dualNetworks } from '../../model/dual-networks.js';
import { derivatives, variableLayer } from '../../model/gradient.js';
import type { Network } from '../../model/network.js';
import { expectations, mapWorld, viewLaw, type World } from '../../model/world.js';
import { homogeneousActivation, negativesFromData, noBias, sameAugmentation } from '../settings/assumptions.js';
import { at, claim, type Over } from '../claim.js';
import { atMost, equal, type Relation } from '../relation.js';
import { dualNetworksPaper, read } from '../sources.js';
import { axis, list, number, record, space } from '../space.js';
import { networkNode, width, worldNode } from '../settings/spaces.js';
import { oneView } from '../settings/subclasses.js';

/** One neuron and two classes z₀, each the law of its nuisance views. */
interface Instance {
  readonly network: Network<Rational>;
  readonly world: World<Rational>;
}

interface Variant {
  /** 1 in place of p₁p₂. */
  readonly unweighted?: boolean;
  /** u from the first view of each class instead of the mean over views. */
  readonly firstView?: boolean;
  /** The step of both branches taken for the anchor's. */
  readonly both?: boolean;
  /** The rate without ‖u‖². */
  readonly unitRate?: boolean;
}

const parts =
  ({ unweighted, firstView, both, unitRate }: Variant) =>
  <S>(F: Field<S>, { network, world }: Over<Instance, S>): Record<string, Relation<S>> => {
    const { vec, subtract, outer, scaleMatrix, scale, transpose, squaredNorm, dot } = linearAlgebra(F);
    const { mean } = expectations(F);
    const model = dualNetworks(F);
    const weight = unweighted ? F.one : F.mul(world.points[0].probability, world.points[1].probability);
    const K = firstView
      ? model.connections(network, world, 1).map(([first]) => first)
      : model.expectedConnections(network, world, 1);
    const u = subtract(K[0], K[1]);
    const step = model.negativeGradient(network, world, { kind: 'simple' }, 1, both ? 'both' : 'one');
    const [f1, f2] = model.features(network, world).map((views, x) =>
      mean(
        viewLaw(world.points[x].views),
        views.map(([f]) => f),
      ),
    );
    const gap = F.sub(f1, f2);
    const slope = derivatives(F).gradient(vec(network.weights[0]), (D, moving) => {
      const lifted = mapWorld(world, (s) => D.constant(s));
      const [g1, g2] = dualNetworks(D)
        .features(variableLayer(D, network, 1, moving), lifted)
        .map((views, x) =>
          expectations(D).mean(
            viewLaw(lifted.points[x].views),
            views.map(([f]) => f),
          ),
        );
      return D.sub(g1, g2);
    });
    const rate = dot(slope, step);
    const norm = unitRate ? F.one : squaredNorm(transpose(u)[0]);
    return {
      'OP = p₁p₂ u uᵀ': equal(model.covarianceOperator(network, world, 1), scaleMatrix(weight, outer(u, u))),
      'uᵀw = f̄(1) − f̄(2)': equal([dot(u.flat(), vec(network.weights[0]))], [gap]),
      '−∇ = p₁p₂ (f̄(1) − f̄(2)) u': equal(step, scale(F.mul(weight, gap), u.flat())),
      'd/dt (f̄(1) − f̄(2)) = p₁p₂ ‖u‖² (f̄(1) − f̄(2))': equal([rate], [F.mul(F.mul(weight, norm), gap)]),
      'the gap never shrinks: (f̄(1) − f̄(2)) d/dt (f̄(1) − f̄(2)) ≥ 0': atMost([F.zero], [F.mul(gap, rate)]),
    };
  };

/** ẇ = p₁p₂ (f̄(1) − f̄(2)) u and d/dt (f̄(1) − f̄(2)) = p₁p₂ ‖u‖² (f̄(1) − f̄(2)), u = K̄(1) − K̄(2). */
export const reluSelectivityAmplified = claim<Instance>({
  id: 'dual-networks/relu-selectivity-amplified',
  title: 'A neuron amplifies the selectivity that survives augmentation, with its sign',
  statement: String.raw`\mathrm{OP}=p_1p_2\,uu^{\mathsf T},\quad u^{\mathsf T}w=\bar f(1)-\bar f(2),\quad \dot w = p_1p_2\,(\bar f(1)-\bar f(2))\,u,\quad \frac{d}{dt}(\bar f(1)-\bar f(2)) = p_1p_2\|u\|^2(\bar f(1)-\bar f(2)),\qquad u=\bar K(1)-\bar K(2),\ K = x\,\mathbf 1[w^{\mathsf T}x>0]`,
  source: dualNetworksPaper('one ReLU neuron and two classes'),
  reading: read(
    'recalled',
    'recalled for a ReLU neuron and re-derived for every positively homogeneous one; the step is through the anchor, and the rate is that of the flow as long as no gate switches',
  ),
  space: space<Instance>(
    record({
      network: at(
        'weights',
        list(axis('layers', 1, 1), () => list(axis('width 1', 1, 1), list(width(0), number(2, 2)))),
      )(networkNode()),
      world: worldNode({ points: [2, 2], ownPositives: true, ownNegatives: true }),
    }),
  ),
  assumptions: [noBias, homogeneousActivation, sameAugmentation, negativesFromData],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['dual-networks/homogeneity', 'dual-networks/covariance-operator'],
  mutants: [
    { name: 'without-class-weights', text: '1 in place of p₁p₂', conclusion: parts({ unweighted: true }) },
    {
      name: 'selectivity-of-one-view',
      text: 'u is the difference of K at one view of each class, not of its mean over views',
      conclusion: parts({ firstView: true }),
      agreesOn: { ...oneView, text: 'no augmentation: one view a class' },
    },
    {
      name: 'step-of-both-branches',
      text: 'the stated step is that of both branches',
      conclusion: parts({ both: true }),
    },
    { name: 'rate-without-norm', text: 'the rate is p₁p₂, without ‖u‖²', conclusion: parts({ unitRate: true }) },
  ],
});
