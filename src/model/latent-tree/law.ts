import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra, type Matrix } from '../../arithmetic/linear-algebra.js';
import { latentTrees, type LatentTree, parentOf, treeNodes } from './tree.js';

/** Laws of single latents, by products of transitions along the path from the root. */
export const treeLaws = <S>(F: Field<S>) => {
  const { product, identity, applyTransposed } = linearAlgebra(F);
  const { polarity } = latentTrees(F);

  /** P_{0μ} = [P(z_μ | z_0)] = Π P along the path, m_0 × m_μ, for every node by path. */
  const fromRoot = (tree: LatentTree<S>): Record<string, Matrix<S>> => {
    const laws: Record<string, Matrix<S>> = { '': identity(tree.probability.length) };
    for (const { path, transition } of treeNodes(tree)) {
      const parent = parentOf(path);
      if (transition && parent !== undefined) laws[path] = product(laws[parent], transition);
    }
    return laws;
  };

  /** P(z_μ), for every node by path. */
  const marginals = (tree: LatentTree<S>): Record<string, readonly S[]> =>
    Object.fromEntries(
      Object.entries(fromRoot(tree)).map(([path, law]) => [path, applyTransposed(law, tree.probability)]),
    );

  /** ρ_{0μ} = Π ρ along the path to one node, every node on it binary; ρ_{00} = 1. */
  const polarityTo = (tree: LatentTree<S>, path: string): S =>
    treeNodes(tree)
      .filter((node) => node.transition !== undefined && path.startsWith(node.path))
      .reduce((rho, { transition = [] }) => F.mul(rho, polarity(transition)), F.one);

  /** ρ_{0μ} for every node of a binary tree by path. */
  const polarityToRoot = (tree: LatentTree<S>): Record<string, S> =>
    Object.fromEntries(treeNodes(tree).map(({ path }) => [path, polarityTo(tree, path)]));

  /** 1 − ρ_0² = 4 P(z_0 = 0) P(z_0 = 1) of a binary root. */
  const rootSpread = ({ probability: [p0, p1] }: LatentTree<S>): S => F.mul(F.of(4), F.mul(p0, p1));

  return { fromRoot, marginals, polarityTo, polarityToRoot, rootSpread };
};
