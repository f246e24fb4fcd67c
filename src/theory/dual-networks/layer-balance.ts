import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { dualNetworks } from '../../model/dual-networks.js';
import { derivatives } from '../../model/gradient.js';
import { type Loss, losses, negativesOf } from '../../model/losses.js';
import type { Network } from '../../model/network.js';
import { populations } from '../../model/population.js';
import type { World } from '../../model/world.js';
import { homogeneousActivation, noBias } from '../settings/assumptions.js';
import { at, claim, type Over } from '../claim.js';
import { lossNode } from '../settings/loss-space.js';
import { atMost, equal, type Relation } from '../relation.js';
import { derivedHere, read } from '../sources.js';
import { absent, choice, number, record, space } from '../space.js';
import { networkNode, worldNode } from '../settings/spaces.js';
import { all } from '../settings/subclasses.js';

interface Instance {
  readonly network: Network<Rational>;
  readonly world: World<Rational>;
  readonly loss: Loss<Rational>;
}

interface Variant {
  /** Factor of Σ_i E r_i ∂L/∂r_i. */
  readonly factor?: number;
  /** Twice the gradient through the anchor in place of the gradient through both branches. */
  readonly anchorTwice?: boolean;
  /** Every layer of the network gets biases of 1. */
  readonly biased?: boolean;
}

const parts =
  ({ factor = 2, anchorTwice, biased }: Variant) =>
  <S>(F: Field<S>, { network: given, world, loss }: Over<Instance, S>): Record<string, Relation<S>> => {
    const { vec, dot, scale, sum } = linearAlgebra(F);
    const { expectation, distance } = populations(F);
    const model = dualNetworks(F);
    const network = biased ? { ...given, biases: given.weights.map((W) => W.map(() => F.one)) } : given;
    const layers = network.weights.map((W, i) => ({ w: vec(W), l: i + 1 }));
    const steps = layers.map(({ l }) =>
      anchorTwice
        ? scale(F.of(2), model.negativeGradient(network, world, loss, l, 'one'))
        : model.negativeGradient(network, world, loss, l, 'both'),
    );
    const products = layers.map(({ w }, i) => dot(w, steps[i]));

    const anchors = model.features(network, world);
    const positives = model.features(network, world, 'positives');
    const euler = expectation(world, negativesOf(loss), (x, a, b, chosen) => {
      const plus = distance(anchors[x][a], positives[x][b]);
      const minus = chosen.map((n) => distance(anchors[x][a], anchors[n.x][n.view]));
      const d = losses(F).derivatives(loss, plus, minus);
      return sum([F.mul(plus, d.plus), ...minus.map((r, k) => F.mul(r, d.minus[k]))]);
    });
    // d‖w_l‖²/dt at t = 0 along w_l + t·(−∇_l)
    const growth = layers.map(
      ({ w }, i) =>
        derivatives(F).gradient([F.zero], (D, [t]) =>
          linearAlgebra(D).squaredNorm(w.map((s, k) => D.add(D.constant(s), D.mul(t, D.constant(steps[i][k]))))),
        )[0],
    );
    const spread = growth.map((g) => F.sub(g, growth[0]));
    const sameLaws = world.negatives === undefined && world.points.every((point) => point.positives === undefined);
    return {
      '⟨W_l, ∇L⟩ = 2 Σ_i E[r_i ∂L/∂r_i] for every l': equal(
        products.map((s) => F.neg(s)),
        products.map(() => F.mul(F.of(factor), euler)),
      ),
      'd(‖W_l‖² − ‖W_1‖²)/dt = 0': equal(
        spread,
        spread.map(() => F.zero),
      ),
      ...(loss.kind === 'simple' && sameLaws
        ? {
            'simple loss: ⟨W_l, −∇L⟩ ≥ 0': atMost(
              products.map(() => F.zero),
              products,
            ),
          }
        : {}),
    };
  };

/** ⟨W_l, ∇_{W_l} L⟩ = 2 Σ_i E[r_i ∂L/∂r_i] for every layer and every loss of the distances; ‖W_l‖² − ‖W_m‖² is conserved. */
export const layerBalance = claim<Instance>({
  id: 'dual-networks/layer-balance',
  title: 'All layers grow alike',
  statement: String.raw`\langle W_l,\nabla_{W_l}L\rangle=2\sum_i\mathbb E\Bigl[r_i\frac{\partial L}{\partial r_i}\Bigr]\ \text{ for every } l,\qquad \frac{d}{dt}\bigl(\|W_l\|_F^2-\|W_m\|_F^2\bigr)=0,\qquad \langle W_l,-\nabla_{W_l}L_{\mathrm{simp}}\rangle\ge0`,
  source: derivedHere('Euler’s relation for losses of the distances'),
  reading: read(
    'derived',
    'the gradient passes through both branches; the anchor alone carries half of it for the simple loss only',
  ),
  space: space<Instance>(
    record({
      network: networkNode({ width: [1, 2] }),
      world: worldNode({ points: [1, 2], views: [1, 2], inputs: [1, 2], ownPositives: true, ownNegatives: true }),
      loss: lossNode({ kinds: ['simple', 'triplet', 'infonce'], tau: number(2, 2, 'positive') }),
    }),
  ),
  assumptions: [noBias, homogeneousActivation],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['dual-networks/homogeneity', 'dual-networks/loss-common-property'],
  mutants: [
    {
      name: 'one-branch-counted',
      text: '⟨W_l, ∇L⟩ = Σ_i E[r_i ∂L/∂r_i]: r is of degree two in each layer, not one',
      conclusion: parts({ factor: 1 }),
    },
    {
      name: 'anchor-is-half',
      text: 'the anchor’s branch carries exactly half of ⟨W_l, ∇L⟩',
      conclusion: parts({ anchorTwice: true }),
      agreesOn: {
        text: 'the simple loss, positives from the anchor’s law, negatives from the data',
        narrow: all(
          at('loss.kind', choice('simple')),
          at('world.negatives', absent),
          at('world.points.*.positives', absent),
        ),
      },
    },
    {
      name: 'balance-with-biases',
      text: 'the same with a bias of 1 at every unit',
      conclusion: parts({ biased: true }),
    },
  ],
});
