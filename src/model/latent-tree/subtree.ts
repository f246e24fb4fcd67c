import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import { type Branch, type LatentTree, treeNodes } from './tree.js';
import { type TreeNetwork, treeNetworks } from './network.js';
import { treeStates } from './states.js';

/** The branches below a node, by its path. */
export const branchesBelow = <S>(tree: LatentTree<S>, path: string): readonly Branch<S>[] =>
  Array.from(path, Number).reduce<readonly Branch<S>[]>(
    (branches, step) => branches[step].children ?? [],
    tree.children,
  );

/** The part of a network that lies at a node and below it, that node its root. What reads leaves elsewhere is left out. */
export const networkBelow = <S>({ weights, biases, activations }: TreeNetwork<S>, path: string): TreeNetwork<S> => {
  const below = <T>(entries: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(
      Object.entries(entries)
        .filter(([key]) => key.startsWith(path))
        .map(([key, value]) => [key.slice(path.length), value]),
    );
  return {
    weights: below(weights),
    ...(biases && { biases: below(biases) }),
    ...(activations && { activations: below(activations) }),
  };
};

/** What the units of a latent show of its state, by listing every state of every node below it. */
export const subtrees = <S>(F: Field<S>) => {
  const { minus, plus, scale } = linearAlgebra(F);

  /** gap_μ = E[f̃_μ | z_μ = 1] − E[f̃_μ | z_μ = 0], one number for each unit of μ. */
  const gap = (tree: LatentTree<S>, network: TreeNetwork<S>, path: string): S[] => {
    const states = treeNodes(tree).find((node) => node.path === path)?.states ?? 0;
    const below: LatentTree<S> = {
      probability: Array.from({ length: states }, () => F.of(1, states)),
      children: branchesBelow(tree, path),
    };
    const own = networkBelow(network, path);
    const means = treeStates(F)
      .points({ tree: below, keeps: 'root' })
      .map(({ views }) =>
        views
          .map((view) => scale(view.probability, treeNetworks(F).forward(below, own, view.states).preactivations['']))
          .reduce((s, v) => plus(s, v)),
      );
    return minus(means[1], means[0]);
  };

  return { gap };
};
