import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra, type Matrix } from '../../arithmetic/linear-algebra.js';
import { activationLaws } from './activation-law.js';
import { type LatentTree, parentOf, treeNodes } from './tree.js';
import { treeLaws } from './law.js';
import { type TreeNetwork, treeNetworks, unitsOf } from './network.js';

/**
 * The covariance operator of one group of a tree network. Because the root is linear, J_μ depends on the leaves below one child of the root only, so
 * that one subtree is listed and not the whole tree.
 */
export const treeOperators = <S>(F: Field<S>) => {
  const { product, kronecker, transpose, add, subtract, scaleMatrix, outer, zeros, identity } = linearAlgebra(F);
  const net = treeNetworks(F);

  /** E[K_μ | z_0 = z] = E[f_{N_μ^ch} ⊗ J_μᵀ | z_0 = z] for every state z of the root, each (|N_μ||N_μ^ch|) × n_L. */
  const expectedConnections = (tree: LatentTree<S>, network: TreeNetwork<S>, path: string): S[][][] => {
    const laws = activationLaws(F).laws(tree, network);
    const nL = unitsOf(network, '');
    if (path === '') {
      return laws.childMeans('').map((f) => kronecker(transpose([f]), identity(nL)));
    }
    const children = new Map(treeNodes(tree).map((node) => [node.path, node.children]));
    const childrenOf = (latent: string): readonly string[] => children.get(latent) ?? [];
    // μ_1, a child of the root, down to μ itself.
    const chain = Array.from({ length: path.length }, (_, i) => path.slice(0, i + 1));
    const links = chain.map((latent) => {
      const parent = parentOf(latent) ?? '';
      return {
        W: net.childBlock(network, childrenOf(parent), parent, latent),
        gates: laws.subtree(latent).preactivations.map((u) => net.gates(network, latent, u)),
        below: laws.subtree(latent).below,
        next: (following: string | undefined) => (following ? childrenOf(latent).indexOf(following) : -1),
      };
    });
    const own = laws.subtree(path);
    const inputs = own.below.map((pick) =>
      childrenOf(path).flatMap((child, c) => laws.subtree(child).activations[pick[c]]),
    );
    const size = unitsOf(network, path) * inputs[0].length;
    const top = laws.subtree(chain[0]);
    // Σ over the patterns of μ_1 with one pattern of μ: [state of μ_1][pattern of μ] → E[1_pattern Jᵀ | z_{μ_1}].
    const byPattern = top.given.map(() => new Map<number, Matrix<S>>());
    top.preactivations.forEach((_, pattern) => {
      let at = pattern;
      let J: Matrix<S> = identity(nL);
      links.forEach(({ W, gates, below, next }, i) => {
        J = product(J, W).map((row) => row.map((g, k) => F.mul(g, gates[at][k])));
        const k = next(chain[i + 1]);
        if (k >= 0) at = below[at][k];
      });
      top.given.forEach((law, z) => {
        const weighted = scaleMatrix(law[pattern], J);
        const sofar = byPattern[z].get(at);
        byPattern[z].set(at, sofar ? add(sofar, weighted) : weighted);
      });
    });
    const given = byPattern.map((sums) =>
      [...sums].reduce(
        (total, [at, J]) => add(total, kronecker(transpose([inputs[at]]), transpose(J))),
        zeros(size, nL),
      ),
    );
    return treeLaws(F)
      .fromRoot(tree)
      [chain[0]].map((row) => row.map((p, z) => scaleMatrix(p, given[z])).reduce((s, M) => add(s, M)));
  };

  /** OP_μ = V_{z_0}[E[K_μ | z_0]], the diagonal block of OP_l that belongs to μ. */
  const groupOperator = (tree: LatentTree<S>, network: TreeNetwork<S>, path: string): S[][] => {
    const Ks = expectedConnections(tree, network, path);
    const mean = Ks.map((K, z) => scaleMatrix(tree.probability[z], K)).reduce((s, M) => add(s, M));
    const second = Ks.map((K, z) => scaleMatrix(tree.probability[z], outer(K, K))).reduce((s, M) => add(s, M));
    return subtract(second, outer(mean, mean));
  };

  return { expectedConnections, groupOperator };
};
