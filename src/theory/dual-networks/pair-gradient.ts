import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { derivatives, variableLayer } from '../../model/gradient.js';
import { mapNetwork, type Network, networks } from '../../model/network.js';
import { populations } from '../../model/population.js';
import { homogeneousActivation, noBias } from '../settings/assumptions.js';
import { type Assumption, at, claim, type Over } from '../claim.js';
import { equal, type Relation } from '../relation.js';
import { dualNetworksPaper, read } from '../sources.js';
import { absent, choice, list, number, optional, position, record, refine, space } from '../space.js';
import { networkNode, width } from '../settings/spaces.js';

interface Instance {
  readonly network: Network<Rational>;
  /** 𝒲_2; the same weights where absent. */
  readonly second?: Network<Rational> | undefined;
  readonly x1: readonly Rational[];
  readonly x2: readonly Rational[];
  readonly layer: number;
}

interface Variant {
  /** The factor in front of the right side. */
  readonly factor?: number;
  readonly swappedDifference?: boolean;
  /** J_l as the product of the weights above, without the gates D. */
  readonly gatesIgnored?: boolean;
}

const parts =
  ({ factor = 1, swappedDifference, gatesIgnored }: Variant) =>
  <S>(F: Field<S>, { network, second, x1, x2, layer: l }: Over<Instance, S>): Record<string, Relation<S>> => {
    const { vec, minus, apply, applyTransposed, subtract, scale } = linearAlgebra(F);
    const net = networks(F);
    const w = vec(network.weights[l - 1]);
    const connection = (of: Network<S>, x: readonly S[]) => {
      const trace = net.forward(of, x);
      const backward = gatesIgnored ? net.forward({ ...of, activation: 'linear' }, x) : trace;
      return net.connection(trace, net.jacobians(of, backward)[l - 1], l);
    };
    const K1 = connection(network, x1);
    const other = second ?? network;
    const K2 = connection(other, x2);
    const difference = minus(applyTransposed(K1, w), applyTransposed(K2, vec(other.weights[l - 1])));
    const byDefinition = (both: boolean): readonly S[] =>
      derivatives(F).gradient(w, (D, moving) => {
        const over = networks(D);
        const lift = (x: readonly S[]) => x.map((s) => D.constant(s));
        const online = variableLayer(D, network, l, moving);
        const fixed = both ? online : mapNetwork(other, (s) => D.constant(s));
        return populations(D).distance(over.output(online, lift(x1)), over.output(fixed, lift(x2)));
      });
    const closed = (K: typeof K1) =>
      scale(F.of(factor), apply(K, swappedDifference ? scale(F.of(-1), difference) : difference));
    return {
      'branch 1 moves': equal(byDefinition(false), closed(K1)),
      ...(second
        ? {}
        : { 'shared weights move in both branches': equal(byDefinition(true), closed(subtract(K1, K2))) }),
    };
  };

/** A hypothesis about one network, made of both. */
const inBoth = (assumption: Assumption<{ readonly network: Network<Rational> }>): Assumption<Instance> => ({
  slug: assumption.slug,
  text: `in both networks: ${assumption.text}`,
  narrow: (node) =>
    refine(assumption.narrow(node), 'second', (second) => {
      const alone = assumption.narrow(record({ network: second }));
      return alone.kind === 'record' ? alone.fields.network : second;
    }),
  holds: ({ network, second }) =>
    assumption.holds({ network }) && (second === undefined || assumption.holds({ network: second })),
});

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
      second: optional(networkNode()),
      x1: list(width(0), number(2, 2)),
      x2: list(width(0), number(2, 2)),
      layer: position('layers'),
    }),
  ),
  assumptions: [inBoth(noBias), inBoth(homogeneousActivation)],
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
    {
      name: 'gates-ignored',
      text: 'J_l = W_L ⋯ W_{l+1}, without the gates',
      conclusion: parts({ gatesIgnored: true }),
      agreesOn: {
        text: 'linear networks',
        narrow: (node) => at('second', absent)(at('network.activation', choice('linear'))(node)),
      },
    },
  ],
});
