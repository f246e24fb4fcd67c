import type { Field } from '../../arithmetic/field.js';
import { type LatentTree, parentOf, treeNodes, type TreeNode } from './tree.js';
import type { States } from './network.js';

/**
 * How the data are drawn. In the paper's law every node depends on its parent alone and an augmentation draws everything below the root anew.
 * Both can be broken.
 */
export interface TreeLaw<S> {
  readonly tree: LatentTree<S>;
  /** Edges that skip: for a node, P(z_ν | z_μ) for each state of the root, in place of its transition. */
  readonly skips?: Readonly<Record<string, readonly (readonly (readonly S[])[])[]>> | undefined;
  /** What an augmentation keeps: the root's state, or the states of the root and of its children. */
  readonly keeps: 'root' | 'root and children';
}

/** What a sample is before it is augmented, and its views: all states of all nodes, each with its probability. */
export interface TreePoint<S> {
  readonly probability: S;
  /** z_0, and what else is kept. */
  readonly states: States;
  readonly views: readonly { readonly probability: S; readonly states: States }[];
}

interface Weighted<S> {
  readonly probability: S;
  readonly states: States;
}

/**
 * p and p_aug(·|x) of a latent tree by listing every state of every node: the definition, which the closed forms are compared
 * with. The number of views is the product of the nodes' numbers of states.
 */
export const treeStates = <S>(F: Field<S>) => {
  const extended = (law: TreeLaw<S>, from: readonly Weighted<S>[], node: TreeNode<S>): Weighted<S>[] =>
    from.flatMap(({ probability, states }) => {
      const own = law.skips?.[node.path]?.[states['']] ?? node.transition ?? [];
      const row = own[states[parentOf(node.path) ?? '']];
      return row.map((p, state) => ({
        probability: F.mul(probability, p),
        states: { ...states, [node.path]: state },
      }));
    });

  /** Every sample with every view of it. */
  const points = (law: TreeLaw<S>): readonly TreePoint<S>[] => {
    const nodes = treeNodes(law.tree).filter(({ path }) => path !== '');
    const kept = law.keeps === 'root' ? [] : nodes.filter(({ depth }) => depth === 1);
    const roots = law.tree.probability.map((probability, state): Weighted<S> => ({
      probability,
      states: { '': state },
    }));
    return kept
      .reduce((from, node) => extended(law, from, node), roots)
      .map(({ probability, states }) => ({
        probability,
        states,
        views: nodes
          .filter((node) => !kept.includes(node))
          .reduce((from, node) => extended(law, from, node), [{ probability: F.one, states }]),
      }));
  };

  return { points };
};
