/**
 * One step of L_simp on the weights of one layer of a tree network, and what it does to the gaps of its groups. Glossary: ΔW_μ = −∂L_simp/∂W_μ with one
 * branch moving, γ_μ = E[f̃_μ | z_μ = 1] − E[f̃_μ | z_μ = 0], γ̇_μ its derivative along ΔW_μ with all weights below held fixed.
 */
import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra, type Matrix } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { derivatives } from '../../model/gradient.js';
import { mapTree } from '../../model/latent-tree/tree.js';
import { subtrees } from '../../model/latent-tree/subtree.js';
import { mapTreeNetwork, type TreeNetwork } from '../../model/latent-tree/network.js';
import { treePopulations } from '../../model/latent-tree/population.js';
import type { TreeLaw } from '../../model/latent-tree/states.js';
import type { Assumption, Over } from '../claim.js';
import { activationsNode, constantJacobians } from '../settings/tree-jacobian.js';
import { augmentationResamplesAll, binary, treeLocalConnectivity, treeMarkov } from '../settings/tree-assumptions.js';
import { keepsNode, latentNode, latentTreeNode, skipsNode, treeNetworkNode } from '../settings/tree-space.js';
import { type Node, optional, record } from '../space.js';

/** A tree, a network on it and one group of the layer that moves. */
export interface LayerInstance extends TreeLaw<Rational> {
  readonly group: string;
  readonly activations?: TreeNetwork<Rational>['activations'];
  readonly network: TreeNetwork<Rational>;
}

/** Networks of the layer claims: the units of each latent between the given numbers. */
export const layerNetworkNode = (units: readonly [number, number] = [1, 2]): Node =>
  treeNetworkNode({ units, biases: true, outside: true });

/** Trees of up to three edges a path: two groups in the first layer below the root, three in the next, over one leaf each. */
export const layeredTreeNode: Node = latentTreeNode({
  depth: 3,
  children: (path) => (path === '' || path === '0' ? [1, 2] : [1, 1]),
  states: [2, 3],
});

/** Trees and networks in the widest sense on which a step and its closed form are defined. */
export const layerFields: Readonly<Record<string, Node>> = {
  tree: layeredTreeNode,
  skips: optional(skipsNode([2, 3])),
  keeps: keepsNode,
  group: latentNode(),
  activations: activationsNode,
  network: layerNetworkNode(),
};

export const layerNode: Node = record(layerFields);

/** The hypotheses of a step with constant Jacobians. */
export const layerAssumptions: readonly Assumption<LayerInstance>[] = [
  treeMarkov,
  treeLocalConnectivity,
  augmentationResamplesAll,
  binary,
  constantJacobians,
];

/** The network with the activations of its latents. */
const networkOf = <S>({ network, activations }: Over<LayerInstance, S>): TreeNetwork<S> => ({
  ...network,
  activations,
});

/** The step of a group, over a field. */
export const layerSteps = <S>(F: Field<S>, instance: Over<LayerInstance, S>) => {
  const { tree, skips, keeps } = instance;
  const network = networkOf<S>(instance);
  const model = treePopulations(F);
  const population = model.population({ tree, skips, keeps });

  /** vec(ΔW_μ), by dual numbers. */
  const step = (path: string): S[] => model.negativeGradient(population, network, path, 'one');

  /** γ_μ, by listing the states below μ. */
  const gap = (path: string): S[] => subtrees(F).gap(tree, network, path);

  /** γ̇_μ: the derivative of γ_μ at W_μ in the direction of a step. */
  const gapAlong = (path: string, direction: readonly S[]): S[] => {
    const { unvec } = linearAlgebra(F);
    const Delta: Matrix<S> = unvec(direction, network.weights[path].length);
    return derivatives(F)
      .jacobian([F.zero], (D, [t]) => {
        const lifted = mapTreeNetwork(network, (s) => D.constant(s));
        const moved = lifted.weights[path].map((row, i) =>
          row.map((w, j) => D.add(w, D.mul(t, D.constant(Delta[i][j])))),
        );
        const moving = { ...lifted, weights: { ...lifted.weights, [path]: moved } };
        return subtrees(D).gap(
          mapTree(tree, (s) => D.constant(s)),
          moving,
          path,
        );
      })
      .flat();
  };

  return { network, population, model, step, gap, gapAlong };
};
