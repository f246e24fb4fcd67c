/**
 * What a tree network shows of its tree, by dynamic programming. Glossary: v_j(z) = E[f_j | z_μ = z], ṽ_j(z) = E[f̃_j | z_μ = z], s_j = ½(v_j(1) − v_j(0))
 * the selectivity, a_μ = [ρ_{μν(k)} s_k]_{k ∈ N_μ^ch}, o_μ = ρ_{0μ}²(1 − ρ_0²), gap_j = ṽ_j(1) − ṽ_j(0).
 */
import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra, type Matrix } from '../../arithmetic/linear-algebra.js';
import { latentTrees, type LatentTree, treeNodes, type TreeNode } from './tree.js';
import { treeLaws } from './law.js';
import { type TreeNetwork, treeNetworks } from './network.js';

/** The joint law of a node's units: their values on every pattern of the leaves below it, and the law of the patterns. */
export interface SubtreeLaw<S> {
  /** f̃ and f: a row for each pattern. */
  readonly preactivations: Matrix<S>;
  readonly activations: Matrix<S>;
  /** P(pattern | z_ν = z): a row for each state z of the node. */
  readonly given: Matrix<S>;
  /** For each pattern, the pattern of every child; empty for a leaf. */
  readonly below: readonly (readonly number[])[];
}

/** Patterns of leaves below one node that are listed. */
export const MOST_PATTERNS = 2 ** 17;

/** Laws of activations over a field. Tree-local networks on the tree's own law. */
export const activationLaws = <S>(F: Field<S>) => {
  const { product, minus, scale, applyTransposed, outer, scaleMatrix, subtract, add } = linearAlgebra(F);
  const { preactivation, activation } = treeNetworks(F);
  const half = F.of(1, 2);

  const leafLaw = (states: number): SubtreeLaw<S> => {
    const values = Array.from({ length: states }, (_, state) => [F.of(state)]);
    return {
      preactivations: values,
      activations: values,
      given: linearAlgebra(F).identity(states),
      below: values.map(() => []),
    };
  };

  /** The laws of the units of one tree, each node's computed once. */
  const laws = (tree: LatentTree<S>, network: TreeNetwork<S>) => {
    const nodes = new Map(treeNodes(tree).map((node) => [node.path, node]));
    const node = (path: string): TreeNode<S> => {
      const found = nodes.get(path);
      if (found === undefined) throw new RangeError(`tree: expected the path of a node, got "${path}"`);
      return found;
    };
    const known = new Map<string, SubtreeLaw<S>>();

    /** P(pattern of a child | z_μ): its own law through the edge. */
    const throughEdge = (child: string): Matrix<S> => product(node(child).transition ?? [], subtree(child).given);

    const latentLaw = (path: string): SubtreeLaw<S> => {
      const { children, states } = node(path);
      const below = children.map(subtree);
      const count = below.reduce((n, law) => n * law.activations.length, 1);
      if (count > MOST_PATTERNS) {
        throw new RangeError(
          `tree: expected at most ${MOST_PATTERNS} patterns of leaves below "${path}", got ${count}`,
        );
      }
      const edges = children.map(throughEdge);
      const picks = below.reduce<readonly (readonly number[])[]>(
        (all, law) => all.flatMap((pick) => law.activations.map((_, i) => [...pick, i])),
        [[]],
      );
      const preactivations = picks.map((pick) =>
        preactivation(
          network,
          path,
          pick.flatMap((i, c) => below[c].activations[i]),
        ),
      );
      return {
        preactivations,
        activations: preactivations.map((u) => activation(network, path, u)),
        given: Array.from({ length: states }, (_, z) =>
          picks.map((pick) => pick.reduce((p, i, c) => F.mul(p, edges[c][z][i]), F.one)),
        ),
        below: picks,
      };
    };

    /** The joint law of a node's units given its state. */
    const subtree = (path: string): SubtreeLaw<S> => {
      const found = known.get(path);
      if (found) return found;
      const { children, states } = node(path);
      const law = children.length === 0 ? leafLaw(states) : latentLaw(path);
      known.set(path, law);
      return law;
    };

    /** E[value | z_ν = z] of the rows of a table over patterns: a row for each state. */
    const given = (path: string, values: Matrix<S>): S[][] => product(subtree(path).given, values);

    /** E[f_k | z_μ] of the units of the children of μ: a row for each state of μ. */
    const childMeans = (path: string): S[][] => {
      const { children, states } = node(path);
      const blocks = children.map((child) =>
        product(node(child).transition ?? [], given(child, subtree(child).activations)),
      );
      return Array.from({ length: states }, (_, z) => blocks.flatMap((block) => block[z]));
    };

    /** ṽ_j(z): a row for each state of μ. Linear in the children's means, so the patterns of μ need not be listed. */
    const preactivationMeans = (path: string): S[][] =>
      childMeans(path).map((input) => preactivation(network, path, input));

    /** v_j(z) = E[f_j | z_μ = z]: a row for each state of μ. */
    const means = (path: string): S[][] =>
      path === '' ? preactivationMeans(path) : given(path, subtree(path).activations);

    /** V[u_j | z_μ = z] for the columns u of a table over patterns. */
    const variances = (path: string, values: Matrix<S>): S[][] => {
      const first = given(path, values);
      const second = given(
        path,
        values.map((row) => row.map((u) => F.mul(u, u))),
      );
      return second.map((row, z) => row.map((m, j) => F.sub(m, F.mul(first[z][j], first[z][j]))));
    };

    /** ½(v(1) − v(0)) of a table with a row for each of two states. */
    const halfDifference = ([zero, one]: Matrix<S>): S[] => scale(half, minus(one, zero));

    /** s_j = ½(v_j(1) − v_j(0)), j ∈ N_μ; for a leaf ½. */
    const selectivities = (path: string): S[] => halfDifference(means(path));

    /** a_μ = [ρ_{μν(k)} s_k]_{k ∈ N_μ^ch}. */
    const crossing = (path: string): S[] =>
      node(path).children.flatMap((child) =>
        scale(latentTrees(F).polarity(node(child).transition ?? []), selectivities(child)),
      );

    /** gap_j = ṽ_j(1) − ṽ_j(0). */
    const gaps = (path: string): S[] => {
      const [zero, one] = preactivationMeans(path);
      return minus(one, zero);
    };

    /** o_μ = ρ_{0μ}²(1 − ρ_0²). */
    const strength = (path: string): S => {
      const rho = treeLaws(F).polarityTo(tree, path);
      return F.mul(F.mul(rho, rho), treeLaws(F).rootSpread(tree));
    };

    /** V_{z_0}[E[f_{N_μ^ch} | z_0]], |N_μ^ch| × |N_μ^ch|, for any numbers of states. */
    const covariance = (path: string): S[][] => {
      const p = tree.probability;
      const values = product(treeLaws(F).fromRoot(tree)[path], childMeans(path));
      const mean = applyTransposed(values, p);
      const second = values
        .map((row, z) =>
          scaleMatrix(
            p[z],
            outer(
              row.map((a) => [a]),
              row.map((a) => [a]),
            ),
          ),
        )
        .reduce((s, M) => add(s, M));
      return subtract(
        second,
        outer(
          mean.map((a) => [a]),
          mean.map((a) => [a]),
        ),
      );
    };

    // prettier-ignore
    return {
      subtree, given, childMeans, preactivationMeans, means, variances, selectivities, crossing, gaps, strength, covariance,
    };
  };

  return { laws };
};
