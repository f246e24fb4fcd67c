import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { activationLaws } from '../../model/latent-tree/activation-law.js';
import { dualNetworks } from '../../model/dual-networks.js';
import { treeLaws } from '../../model/latent-tree/law.js';
import { type TreeNetwork, treeNetworks } from '../../model/latent-tree/network.js';
import { treePopulations } from '../../model/latent-tree/population.js';
import type { TreeLaw } from '../../model/latent-tree/states.js';
import { at, claim, type Over } from '../claim.js';
import { equal, type Relation } from '../relation.js';
import { activationsNode, constantJacobian } from '../settings/tree-jacobian.js';
import { augmentationResamplesAll, binary, treeLocalConnectivity, treeMarkov } from '../settings/tree-assumptions.js';
import {
  keepsNode,
  latentNode,
  latentTreeNode,
  skipsNode,
  smallTree,
  treeNetworkNode,
} from '../settings/tree-space.js';
import { dualNetworksPaper, read } from '../sources.js';
import { choice, optional, record, space } from '../space.js';

interface Instance extends TreeLaw<Rational> {
  readonly group: string;
  readonly activations?: TreeNetwork<Rational>['activations'];
  readonly network: TreeNetwork<Rational>;
}

interface Variant {
  /** ρ_{0μ} in o_μ to the first power. */
  readonly unsquared?: boolean;
  /** J_μᵀJ_μ ⊗ a_μa_μᵀ. */
  readonly swapped?: boolean;
  /** tr(J_μᵀJ_μ) I in place of J_μᵀJ_μ. */
  readonly traced?: boolean;
}

const parts =
  ({ unsquared, swapped, traced }: Variant) =>
  <S>(
    F: Field<S>,
    { tree, skips, keeps, group, activations, network: weights }: Over<Instance, S>,
  ): Record<string, Relation<S>> => {
    const { transpose, product, outer, kronecker, scaleMatrix, trace, identity } = linearAlgebra(F);
    const network: TreeNetwork<S> = { ...weights, activations };
    const model = treePopulations(F);
    const population = model.population({ tree, skips, keeps });
    const p = population.points.map(({ probability }) => probability);
    const net = treeNetworks(F);
    const J = net.jacobians(tree, network, net.forward(tree, network, population.leaves[0]))[group];
    const JJ = product(transpose(J), J);
    const G = traced ? scaleMatrix(trace(JJ), identity(JJ.length)) : JJ;
    const laws = activationLaws(F).laws(tree, network);
    const a = laws.crossing(group).map((s) => [s]);
    const { polarityToRoot, rootSpread } = treeLaws(F);
    const o = unsquared ? F.mul(polarityToRoot(tree)[group], rootSpread(tree)) : laws.strength(group);
    const A = scaleMatrix(o, outer(a, a));
    const OP = swapped ? kronecker(G, A) : kronecker(A, G);
    const { variance } = dualNetworks(F);
    return {
      'V[E ∂f_L/∂vec(W_μ)] = o_μ a_μa_μᵀ ⊗ J_μᵀJ_μ': equal(
        variance(p, model.expectedSlopes(population, network, group)),
        OP,
      ),
      'V[E f ⊗ J_μᵀ] = o_μ a_μa_μᵀ ⊗ J_μᵀJ_μ': equal(
        variance(p, model.expectedConnections(population, network, group)),
        OP,
      ),
    };
  };

const oneUnit = {
  text: 'groups of one unit',
  narrow: at('network', treeNetworkNode({ units: [1, 1], biases: true })),
};

/** V_{z_0}[E[K_μ | z_0]] = o_μ a_μa_μᵀ ⊗ J_μᵀJ_μ where J_μ is the same at every input. */
export const constantJacobianBlock = claim<Instance>({
  id: 'latent-tree/constant-jacobian-block',
  title: 'With a constant Jacobian the operator of a group is a Kronecker product of rank-one covariance and gain',
  statement: String.raw`\mathbb V_{z_0}\bigl[\mathbb E[K_\mu\mid z_0]\bigr] = o_\mu\,a_\mu a_\mu^{\mathsf T}\otimes J_\mu^{\mathsf T}J_\mu,\qquad o_\mu=\rho_{0\mu}^2(1-\rho_0^2),\quad J_\mu=\frac{\partial f_L}{\partial\tilde f_\mu}\ \text{constant}`,
  source: dualNetworksPaper('training dynamics of the latent tree with a constant Jacobian'),
  reading: read(
    'recalled',
    'the diagonal block of the layer’s operator that belongs to μ. J_μ must be the same at all inputs, not only given z_0; that is so at the root, and below it here because the units from μ up are linear. Biases do no harm',
  ),
  space: space<Instance>(
    record({
      tree: latentTreeNode({ ...smallTree, states: [2, 3] }),
      skips: optional(skipsNode([2, 3])),
      keeps: keepsNode,
      group: latentNode(),
      activations: activationsNode,
      network: treeNetworkNode({ biases: true, outside: true }),
    }),
  ),
  assumptions: [treeMarkov, treeLocalConnectivity, augmentationResamplesAll, binary, constantJacobian],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['latent-tree/activation-covariance', 'dual-networks/covariance-operator'],
  mutants: [
    {
      name: 'polarity-not-squared',
      text: 'o_μ = ρ_{0μ}(1 − ρ_0²)',
      conclusion: parts({ unsquared: true }),
      agreesOn: { text: 'the group at the root, where ρ_{0μ} = 1', narrow: at('group', choice('')) },
    },
    {
      name: 'swapped-kronecker',
      text: 'J_μᵀJ_μ ⊗ o_μ a_μa_μᵀ',
      conclusion: parts({ swapped: true }),
      agreesOn: oneUnit,
    },
    {
      name: 'jacobian-norm',
      text: 'tr(J_μᵀJ_μ) I in place of J_μᵀJ_μ: the units of the group do not mix',
      conclusion: parts({ traced: true }),
      agreesOn: oneUnit,
    },
  ],
});
