/**
 * Glossary: β = 1/τ, d_k = r_{k−} − r₊, p = softmax(−β(0, d_1 … d_H)), G(β) = E[Σ_k d_k p_k], f̄(x) = E_aug f_L.
 */
import { DualField } from '../../arithmetic/dual.js';
import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { dualNetworks } from '../../model/dual-networks.js';
import { derivatives } from '../../model/gradient.js';
import { infonce } from '../../model/infonce.js';
import { type Loss, mapLoss } from '../../model/losses.js';
import { mapNetwork, type Network, withWeights } from '../../model/network.js';
import { mapWorld, pointLaw, viewLaw, type World } from '../../model/world.js';
import { homogeneousActivation, negativesFromData, noBias, sameAugmentation } from '../settings/assumptions.js';
import { claim, type Over } from '../claim.js';
import { atMost, equal, type Relation } from '../relation.js';
import { derivedHere, read } from '../sources.js';
import { integer, number, position, record, space } from '../space.js';
import { networkNode, worldNode } from '../settings/spaces.js';
import { oneView } from '../settings/subclasses.js';

interface Instance {
  readonly network: Network<Rational>;
  readonly world: World<Rational>;
  readonly layer: number;
  readonly negatives: number;
  /** 1/τ. */
  readonly inverseTemperature: Rational;
  /** How much larger 1/τ′ is than 1/τ. */
  readonly cooling: Rational;
}

interface Variant {
  /** The factor of G/τ. */
  readonly factor?: number;
  /** The variance over all views instead of that of the means over views. */
  readonly total?: boolean;
  /** Leave out H/(H + 1). */
  readonly bare?: boolean;
}

const parts =
  ({ factor = 4, total, bare }: Variant) =>
  <S>(F: Field<S>, instance: Over<Instance, S>): Record<string, Relation<S>> => {
    const { network, world, layer: l, negatives: H, inverseTemperature: beta, cooling } = instance;
    const { vec, dot, trace, sum } = linearAlgebra(F);
    const model = dualNetworks(F);
    const nce = infonce(F);
    const kind: Loss<S> = { kind: 'infonce', tau: F.div(F.one, beta), negatives: H };
    const w = vec(network.weights[l - 1]);
    const features = {
      anchors: model.features(network, world),
      positives: model.features(network, world, 'positives'),
    };
    const samples = nce.samples(world, features, beta, H);
    const G = nce.growth(samples);
    const growthAt = (other: S): S => nce.growth(nce.samples(world, features, other, H));
    const slope = derivatives(F).gradient([beta], (D, [moving]) => {
      const lift = (s: S) => D.constant(s);
      const lifted = {
        anchors: features.anchors.map((views) => views.map((f) => f.map(lift))),
        positives: features.positives.map((views) => views.map((f) => f.map(lift))),
      };
      const over = infonce(D);
      return over.growth(over.samples(mapWorld(world, lift), lifted, moving, H));
    });
    const spread = nce.mean(samples, ({ gaps, shares }) => {
      const mean = dot(gaps, shares);
      return F.sub(
        dot(
          shares,
          gaps.map((d) => F.mul(d, d)),
        ),
        F.mul(mean, mean),
      );
    });
    const leastSlope = nce.mean(samples, ({ gaps, shares, rest }) =>
      F.mul(
        rest,
        dot(
          shares,
          gaps.map((d) => F.mul(d, d)),
        ),
      ),
    );
    const smaller = (a: S, b: S): S => F.mul(F.of(1, 2), F.sub(F.add(a, b), F.abs(F.sub(a, b))));
    const floor = nce.mean(samples, ({ gaps }) => gaps.reduce(smaller, F.zero));
    const columns = features.anchors.map((views) => views.map((f) => f.map((s) => [s])));
    const p = pointLaw(world);
    const means = columns.map((fs, x) => model.variance(viewLaw(world.points[x].views), fs));
    const between = trace(
      model.variance(
        p,
        features.anchors.map((views, x) =>
          views[0].map((_, i) => [
            dot(
              viewLaw(world.points[x].views),
              views.map((f) => f[i]),
            ),
          ]),
        ),
      ),
    );
    const within = total ? sum(means.map((V, x) => F.mul(p[x], trace(V)))) : F.zero;
    const ceiling = F.mul(bare ? F.one : F.of(H, H + 1), F.add(between, within));
    const gradient = model.negativeGradient(network, world, kind, l, 'both');
    return {
      'd‖W_l‖²/dt = (4/τ) G': equal([F.mul(F.of(2), dot(w, gradient))], [F.mul(F.of(factor), F.mul(beta, G))]),
      'dG/d(1/τ) = −E Var_p(d)': equal(slope, [F.neg(spread)]),
      'dG/d(1/τ) ≤ −E[p₀ Σ p_k d_k²], negative unless d ≡ 0': atMost(slope, [F.neg(leastSlope)]),
      'G(τ′) ≤ G(τ) for τ′ < τ': atMost([growthAt(F.add(beta, cooling))], [G]),
      'τ → ∞: G = H/(H+1) tr V_x[f̄]': equal([growthAt(F.zero)], [ceiling]),
      'E min(0, min d_k) ≤ G ≤ H/(H+1) tr V_x[f̄]': atMost([floor, G], [G, ceiling]),
      'τ → 0: G − E min(0, min d_k) ≤ Hτ': atMost([F.mul(beta, F.sub(G, floor))], [F.of(H)]),
      'd²L/ds² = E Var_p(d)/τ² ≥ 0 along W_l → √s W_l': equal(
        [curvature(F, instance, kind)],
        [F.mul(F.mul(beta, beta), spread)],
      ),
    };
  };

/** d²L/ds² at s = 1 of the loss of the network with √s W_l for W_l: a second derivative by nested dual numbers. */
const curvature = <S>(F: Field<S>, { network, world, layer }: Over<Instance, S>, kind: Loss<S>): S => {
  const inner = new DualField(F, 1);
  const D = new DualField(inner, 1);
  const lift = (s: S) => D.constant(inner.constant(s));
  const s = D.variable(inner.variable(F.one, 0), 0);
  const lifted = mapNetwork(network, lift);
  const c = D.sqrt(s);
  const scaled = withWeights(
    lifted,
    layer,
    lifted.weights[layer - 1].map((row) => row.map((v) => D.mul(c, v))),
  );
  const L = dualNetworks(D).loss(scaled, mapWorld(world, lift), mapLoss(kind, lift));
  return inner.tangentsOf(D.tangentsOf(L)[0])[0];
};

/** d‖W_l‖²/dt = (4/τ) G for every layer, and G strictly increases in τ: one temperature decides whether weights grow. */
export const normThermostat = claim<Instance>({
  id: 'beyond/norm-thermostat',
  title: 'The temperature of InfoNCE is a thermostat of every layer’s norm',
  statement: String.raw`\frac{d}{dt}\|W_l\|_F^2=\frac4\tau G(\tau),\quad G=\mathbb E\Bigl[\sum_k d_kp_k\Bigr],\quad \frac{dG}{d(1/\tau)}=-\mathbb E\operatorname{Var}_p(d)\le-\mathbb E\Bigl[p_0\sum_kp_kd_k^2\Bigr],\quad \lim_{\tau\to0}G=\mathbb E\min(0,\min_kd_k),\ \lim_{\tau\to\infty}G=\tfrac{H}{H+1}\operatorname{tr}\mathbb V_x[\bar f]`,
  source: derivedHere('norm thermostat'),
  reading: read(
    'derived',
    'gradient flow of the true loss through both branches; the inequality for the slope states strict growth; that exactly one critical temperature exists follows from it and the two limits',
  ),
  space: space<Instance>(
    record({
      network: networkNode({ layers: [1, 2], width: [1, 2] }),
      world: worldNode({ points: [1, 2], views: [1, 2], inputs: [1, 2], ownPositives: true, ownNegatives: true }),
      layer: position('layers'),
      negatives: integer(1, 2),
      inverseTemperature: number(4, 2, 'positive'),
      cooling: number(2, 2, 'positive'),
    }),
  ),
  assumptions: [noBias, homogeneousActivation, sameAugmentation, negativesFromData],
  quantifier: 'for all',
  exponential: 'true',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['dual-networks/layer-balance', 'dual-networks/energy-identity'],
  mutants: [
    { name: 'half-the-rate', text: 'd‖W_l‖²/dt = (2/τ) G', conclusion: parts({ factor: 2 }) },
    {
      name: 'total-variance',
      text: 'the limit τ → ∞ is H/(H+1) times the variance of f_L over points and views',
      conclusion: parts({ total: true }),
      agreesOn: oneView,
    },
    { name: 'limit-without-h', text: 'the limit τ → ∞ is tr V_x[f̄]', conclusion: parts({ bare: true }) },
  ],
});
