import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra, type Matrix } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { dualNetworks } from '../../model/dual-networks.js';
import { derivatives, variableLayer } from '../../model/gradient.js';
import { type Network, networks } from '../../model/network.js';
import { expectations, pointLaw, viewLaw, type World } from '../../model/world.js';
import { linearActivation, negativesFromData, sameAugmentation } from '../settings/assumptions.js';
import { at, claim, type Over } from '../claim.js';
import { equal, type Relation } from '../relation.js';
import { derivedHere, read } from '../sources.js';
import { axis, list, number, position, record, space } from '../space.js';
import { networkNode, worldNode } from '../settings/spaces.js';

interface Instance {
  readonly network: Network<Rational>;
  readonly world: World<Rational>;
  readonly layer: number;
}

/** What a false sibling puts in place of J_lᵀJ_l, and the order of the Kronecker factors. */
interface Variant {
  readonly gram?: 'J Jᵀ' | 'tr(JᵀJ) I';
  readonly swapped?: boolean;
}

const parts =
  ({ gram, swapped }: Variant) =>
  <S>(F: Field<S>, { network, world, layer: l }: Over<Instance, S>): Record<string, Relation<S>> => {
    const { vec, transpose, product, kronecker, identity, apply, scaleMatrix, trace, outer } = linearAlgebra(F);
    const { meanMatrix } = expectations(F);
    const model = dualNetworks(F);
    const net = networks(F);
    const w = vec(network.weights[l - 1]);
    const p = pointLaw(world);
    const means = (ofView: (x: readonly S[]) => Matrix<S>) =>
      world.points.map(({ views }) =>
        meanMatrix(
          viewLaw(views),
          views.map((view) => ofView(view.x)),
        ),
      );
    const slope = (x: readonly S[]) =>
      transpose(
        derivatives(F).jacobian(w, (D, moving) =>
          networks(D).output(
            variableLayer(D, network, l, moving),
            x.map((s) => D.constant(s)),
          ),
        ),
      );
    const V = model.variance(
      p,
      means((x) => net.forward(network, x).windows[l - 1][0].map((s) => [s])),
    );
    const J = net.jacobians(network, net.forward(network, world.points[0].views[0].x))[l - 1];
    const JJ = product(transpose(J), J);
    const square = J.length === J[0].length;
    const G =
      gram === 'tr(JᵀJ) I'
        ? scaleMatrix(trace(JJ), identity(J[0].length))
        : gram === 'J Jᵀ' && square
          ? outer(J, J)
          : JJ;
    const OP = swapped ? kronecker(G, V) : kronecker(V, G);
    return {
      'OP_l = V_x[E_aug f_{l−1}] ⊗ J_lᵀJ_l': equal(model.variance(p, means(slope)), OP),
      'one branch: −∇ = (V_x[E_aug f_{l−1}] ⊗ J_lᵀJ_l) vec(W_l)': equal(
        model.negativeGradient(network, world, { kind: 'simple' }, l, 'one'),
        apply(OP, w),
      ),
    };
  };

const weights = (least: number, most: number) =>
  list(axis('layers', 1, 3), (i) =>
    list(axis(`width ${i + 1}`, least, most), list(axis(`width ${i}`, 1, 3), number(2, 2))),
  );

/** OP_l = V_x[E_aug f_{l−1}] ⊗ J_lᵀJ_l where J_l is the same at every input. */
export const constantJacobianOperator = claim<Instance>({
  id: 'dual-networks/constant-jacobian-operator',
  title: 'With a constant Jacobian the operator is a Kronecker product',
  statement: String.raw`\mathrm{OP}_l = \mathbb V_x\bigl[\mathbb E_{\mathrm{aug}} f_{l-1}\bigr]\otimes J_l^{\mathsf T}J_l,\qquad \mathrm{OP}_l = \mathbb V_x\Bigl[\mathbb E_{\mathrm{aug}}\Bigl(\frac{\partial f_L}{\partial\operatorname{vec}(W_l)}\Bigr)^{\mathsf T}\Bigr]`,
  source: derivedHere('the covariance operator of a linear network'),
  reading: read('derived', 'stated for linear networks, with or without biases; J_l is read off at the first view'),
  space: space<Instance>(
    record({
      network: networkNode(),
      world: worldNode({ points: [1, 3], views: [1, 2], ownPositives: true, ownNegatives: true }),
      layer: position('layers'),
    }),
  ),
  assumptions: [linearActivation, sameAugmentation, negativesFromData],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['dual-networks/homogeneity', 'dual-networks/covariance-operator'],
  mutants: [
    {
      name: 'jacobian-outer-product',
      text: 'J_l J_lᵀ in place of J_lᵀJ_l, where layer l has as many units as the output',
      conclusion: parts({ gram: 'J Jᵀ' }),
      agreesOn: { text: 'layers with one unit', narrow: at('network.weights', weights(1, 1)) },
    },
    {
      name: 'jacobian-norm',
      text: 'tr(J_lᵀJ_l) I in place of J_lᵀJ_l: the units of the layer do not mix',
      conclusion: parts({ gram: 'tr(JᵀJ) I' }),
      agreesOn: { text: 'layers with one unit', narrow: at('network.weights', weights(1, 1)) },
    },
    {
      name: 'swapped-kronecker',
      text: 'OP_l = J_lᵀJ_l ⊗ V_x[E_aug f_{l−1}]',
      conclusion: parts({ swapped: true }),
      agreesOn: { text: 'layers with one unit', narrow: at('network.weights', weights(1, 1)) },
    },
  ],
});
