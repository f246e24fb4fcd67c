import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { type Network, networks } from '../../model/network.js';
import { homogeneousActivation } from '../settings/assumptions.js';
import { at, claim, type Over } from '../claim.js';
import { equal, type Relation } from '../relation.js';
import { dualNetworksPaper, read } from '../sources.js';
import { absent, integer, list, number, position, record, space } from '../space.js';
import { networkNode, width } from '../settings/spaces.js';

interface Instance {
  readonly network: Network<Rational>;
  readonly x: readonly Rational[];
  readonly layer: number;
}

/** Which biases the stated defect f_L − K_lᵀ vec(W_l) takes in; none, as released. */
type Counted = 'none' | 'above' | 'all' | 'own';

const counts: Readonly<Record<Counted, (m: number, l: number) => boolean>> = {
  none: () => false,
  above: (m, l) => m > l,
  all: () => true,
  own: (m, l) => m === l,
};

const parts =
  (counted: Counted) =>
  <S>(F: Field<S>, { network, x, layer: l }: Over<Instance, S>): Record<string, Relation<S>> => {
    const { vec, apply, applyTransposed, minus, plus } = linearAlgebra(F);
    const { forward, jacobians, connection } = networks(F);
    const trace = forward(network, x);
    const J = jacobians(network, trace);
    const linear = applyTransposed(connection(trace, J[l - 1], l), vec(network.weights[l - 1]));
    const defect = (network.biases ?? [])
      .map((b, i) => (counts[counted](i + 1, l) ? apply(J[i], b) : linear.map(() => F.zero)))
      .reduce(
        (s, v) => plus(s, v),
        linear.map(() => F.zero),
      );
    return { 'f_L = K_lᵀ vec(W_l)': equal(minus(trace.output, linear), defect) };
  };

/** f_L = K_lᵀ vec(W_l) as used for a network with biases, where it is false: f_L − K_lᵀ vec(W_l) = Σ_{m≥l} J_m b_m. */
export const biasBreaksHomogeneity = claim<Instance>({
  id: 'as-released/bias-breaks-homogeneity',
  title: 'A network with biases is linear in each layer through its connection',
  statement: String.raw`f_L(x;\mathcal W) = K_l(x;\mathcal W)^{\mathsf T}\operatorname{vec}(W_l)\quad\text{for } \tilde f_l = W_l f_{l-1} + b_l`,
  source: dualNetworksPaper('homogeneity, for the network of the released latent-tree experiment'),
  reading: read(
    'code',
    'the released latent-tree network has biases and the analysis has none. The defect is Σ_{m≥l} J_m b_m; a bias read as a weight on one more input that is constantly 1 restores the identity',
  ),
  space: space<Instance>(
    record({
      network: networkNode(),
      x: list(width(0), number(2, 2)),
      layer: position('layers'),
    }),
  ),
  assumptions: [homogeneousActivation],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts('none'),
  expect: 'fails',
  dependsOn: [],
  mutants: [
    {
      name: 'biases-above-only',
      text: 'the defect is Σ_{m>l} J_m b_m',
      conclusion: parts('above'),
      agreesOn: { text: 'no biases', narrow: at('network.biases', absent) },
    },
    {
      name: 'biases-of-all-layers',
      text: 'the defect is Σ_m J_m b_m, with the layers below l',
      conclusion: parts('all'),
      agreesOn: { text: 'the first layer, below which there is none', narrow: at('layer', integer(1, 1)) },
    },
    {
      name: 'own-bias-only',
      text: 'the defect is J_l b_l',
      conclusion: parts('own'),
      agreesOn: { text: 'no biases', narrow: at('network.biases', absent) },
    },
  ],
});
