import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { derivatives, variableLayer } from '../../model/gradient.js';
import { mapNetwork, type Network, networks } from '../../model/network.js';
import { populations } from '../../model/population.js';
import { homogeneousActivation, noBias } from '../settings/assumptions.js';
import { claim, type Over } from '../claim.js';
import { equal, type Relation } from '../relation.js';
import { dualNetworksPaper, read } from '../sources.js';
import { list, number, position, record, space } from '../space.js';
import { networkNode, width } from '../settings/spaces.js';

interface Instance {
  readonly network: Network<Rational>;
  readonly x1: readonly Rational[];
  readonly x2: readonly Rational[];
  readonly layer: number;
}

interface Variant {
  /** The factor in front of the right side. */
  readonly factor?: number;
  readonly swappedDifference?: boolean;
}

const parts =
  ({ factor = 1, swappedDifference }: Variant) =>
  <S>(F: Field<S>, { network, x1, x2, layer: l }: Over<Instance, S>): Record<string, Relation<S>> => {
    const { vec, minus, apply, applyTransposed, subtract, scale } = linearAlgebra(F);
    const net = networks(F);
    const w = vec(network.weights[l - 1]);
    const K1 = net.connectionAt(network, x1, l);
    const K2 = net.connectionAt(network, x2, l);
    const difference = minus(applyTransposed(K1, w), applyTransposed(K2, w));
    const byDefinition = (both: boolean): readonly S[] =>
      derivatives(F).gradient(w, (D, moving) => {
        const over = networks(D);
        const lift = (x: readonly S[]) => x.map((s) => D.constant(s));
        const online = variableLayer(D, network, l, moving);
        const other = both ? online : mapNetwork(network, (s) => D.constant(s));
        return populations(D).distance(over.output(online, lift(x1)), over.output(other, lift(x2)));
      });
    const closed = (K: typeof K1) =>
      scale(F.of(factor), apply(K, swappedDifference ? scale(F.of(-1), difference) : difference));
    return {
      'branch 1 moves': equal(byDefinition(false), closed(K1)),
      'both branches move': equal(byDefinition(true), closed(subtract(K1, K2))),
    };
  };

/** ∂r/∂vec W_{1,l} = K_{1,l}[K_{1,l}ᵀ vec W_{1,l} − K_{2,l}ᵀ vec W_{2,l}] for r = ½‖f_L(x₁) − f_L(x₂)‖². */
export const pairGradient = claim<Instance>({
  id: 'dual-networks/pair-gradient',
  title: 'The gradient of a squared distance between two branches',
  statement: String.raw`\frac{\partial r}{\partial\operatorname{vec} W_{1,l}} = K_{1,l}\bigl[K_{1,l}^{\mathsf T}\operatorname{vec}W_{1,l} - K_{2,l}^{\mathsf T}\operatorname{vec}W_{2,l}\bigr],\qquad r=\tfrac12\|f_L(x_1)-f_L(x_2)\|^2`,
  source: dualNetworksPaper('Theorem 1'),
  reading: read('recalled', 'the theorem differentiates branch 1 only; the form for shared weights is derived'),
  space: space<Instance>(
    record({
      network: networkNode(),
      x1: list(width(0), number(2, 2)),
      x2: list(width(0), number(2, 2)),
      layer: position('layers'),
    }),
  ),
  assumptions: [noBias, homogeneousActivation],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['dual-networks/homogeneity'],
  mutants: [
    {
      name: 'r-without-half',
      text: 'the gradient of ‖f_L(x₁) − f_L(x₂)‖², twice the stated one',
      conclusion: parts({ factor: 2 }),
    },
    {
      name: 'swapped-difference',
      text: 'K₂ᵀ vec W₂ − K₁ᵀ vec W₁ in the bracket',
      conclusion: parts({ swappedDifference: true }),
    },
  ],
});
