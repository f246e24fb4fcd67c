import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { derivatives, variableLayer } from '../../model/gradient.js';
import { type Network, networks } from '../../model/network.js';
import { homogeneousActivation, noBias } from '../settings/assumptions.js';
import { at, claim, type Over } from '../claim.js';
import { equal, type Relation } from '../relation.js';
import { dualNetworksPaper, read } from '../sources.js';
import { absent, axis, list, number, position, record, space } from '../space.js';
import { networkNode, width } from '../settings/spaces.js';

interface Instance {
  readonly network: Network<Rational>;
  readonly x: readonly Rational[];
  readonly layer: number;
}

/** What a false sibling changes: how W_l is flattened, and the order of the Kronecker factors. */
interface Variant {
  readonly rowMajor?: boolean;
  readonly swapped?: boolean;
}

const parts =
  ({ rowMajor, swapped }: Variant) =>
  <S>(F: Field<S>, { network, x, layer: l }: Over<Instance, S>): Record<string, Relation<S>> => {
    const { vec, transpose, applyTransposed, kronecker, add } = linearAlgebra(F);
    const { forward, jacobians, connection } = networks(F);
    const trace = forward(network, x);
    const J = jacobians(network, trace)[l - 1];
    const W = network.weights[l - 1];
    const reversed = (): S[][] =>
      trace.windows[l - 1]
        .map((window, p) =>
          kronecker(
            transpose(J.map((row) => row.slice(p * W.length, (p + 1) * W.length))),
            window.map((s) => [s]),
          ),
        )
        .reduce((sum, M) => add(sum, M));
    const K = swapped ? reversed() : connection(trace, J, l);
    const w = rowMajor ? W.flat() : vec(W);
    const byDefinition = derivatives(F).jacobian(vec(W), (D, moving) => {
      const lifted = x.map((s) => D.constant(s));
      return networks(D).output(variableLayer(D, network, l, moving), lifted);
    });
    return {
      'f_L = K_lᵀ vec(W_l)': equal(applyTransposed(K, w), trace.output),
      '∂f_L/∂vec(W_l) = K_lᵀ': equal(transpose(K), byDefinition),
    };
  };

/** f_L(x; 𝒲) = K_l(x; 𝒲)ᵀ vec(W_l) and ∂f_L/∂vec(W_l) = K_lᵀ, for every layer. */
export const homogeneity = claim<Instance>({
  id: 'dual-networks/homogeneity',
  title: 'The output is linear in each layer through its connection',
  statement: String.raw`f_L(x;\mathcal W) = K_l(x;\mathcal W)^{\mathsf T}\operatorname{vec}(W_l),\qquad \frac{\partial f_L}{\partial\operatorname{vec}(W_l)} = K_l^{\mathsf T},\qquad K_l = f_{l-1}\otimes J_l^{\mathsf T}`,
  source: dualNetworksPaper('homogeneity of the layers (there: reversibility)'),
  reading: read('recalled', 'recalled from the paper and re-derived; the paper phrases it through reversible layers'),
  space: space<Instance>(
    record({
      x: list(width(0, [2, 4]), number(2, 2)),
      network: networkNode({ tied: true }),
      layer: position('layers'),
    }),
  ),
  assumptions: [noBias, homogeneousActivation],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: [],
  mutants: [
    {
      name: 'row-major-vec',
      text: 'vec stacks the rows of W_l instead of its columns',
      conclusion: parts({ rowMajor: true }),
      agreesOn: {
        text: 'layers of a single unit',
        narrow: (node) =>
          at(
            'network.strides',
            absent,
          )(
            at(
              'network.weights',
              list(axis('layers', 1, 3), (i) => list(axis(`width ${i + 1}`, 1, 1), list(width(i), number(2, 2)))),
            )(node),
          ),
      },
    },
    {
      name: 'swapped-kronecker',
      text: 'K_l = J_lᵀ ⊗ f_{l−1}',
      conclusion: parts({ swapped: true }),
    },
  ],
});
