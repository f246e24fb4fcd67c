/**
 * Hierarchical latent trees. Glossary: z_0 the root (the identity of a sample), z_μ a latent, z_ν a child of z_μ, P_{μν} = [P(z_ν | z_μ)] with rows
 * indexed by the parent's state, ρ_{μν} = P(z_ν = 1 | z_μ = 1) − P(z_ν = 1 | z_μ = 0) the polarity of a binary edge, leaves the observed data.
 */
import type { Field } from '../../arithmetic/field.js';
import type { Matrix } from '../../arithmetic/linear-algebra.js';

/** A node below another: P_{μν}, and what hangs below it. Without children it is a leaf. */
export interface Branch<S> {
  /** P(z_ν | z_μ): a row for each state of the parent, a column for each of its own. */
  readonly transition: Matrix<S>;
  readonly children?: readonly Branch<S>[] | undefined;
}

/** The root's law and what hangs below it. */
export interface LatentTree<S> {
  readonly probability: readonly S[];
  readonly children: readonly Branch<S>[];
}

/** A node of a tree by its path from the root: "" the root, "0" its first child, "01" that one's second. */
export interface TreeNode<S> {
  readonly path: string;
  /** Edges between it and the root. */
  readonly depth: number;
  /** m_μ, the number of its states. */
  readonly states: number;
  /** Nothing for the root. */
  readonly transition?: Matrix<S> | undefined;
  /** The paths of its children; empty for a leaf. */
  readonly children: readonly string[];
}

/** Children a node can have, so that one digit names each. */
export const MOST_CHILDREN = 10;

/** The path of the node above, or nothing for the root. */
export const parentOf = (path: string): string | undefined => (path === '' ? undefined : path.slice(0, -1));

const listed = new WeakMap<object, readonly TreeNode<unknown>[]>();

/** Every node, parents before their children, in the order of the paths. They are listed once a tree. */
export const treeNodes = <S>(tree: LatentTree<S>): readonly TreeNode<S>[] => {
  const found = (listed.get(tree) as readonly TreeNode<S>[] | undefined) ?? listNodes(tree);
  listed.set(tree, found);
  return found;
};

const listNodes = <S>(tree: LatentTree<S>): readonly TreeNode<S>[] => {
  const below = (path: string, branches: readonly Branch<S>[]): TreeNode<S>[] =>
    branches.flatMap(({ transition, children = [] }, i) => {
      const here = `${path}${i}`;
      return [
        {
          path: here,
          depth: here.length,
          states: transition[0].length,
          transition,
          children: children.map((_, k) => `${here}${k}`),
        },
        ...below(here, children),
      ];
    });
  const root = { path: '', depth: 0, states: tree.probability.length, children: tree.children.map((_, k) => `${k}`) };
  return [root, ...below('', tree.children)];
};

/** The nodes that have children: the root first, in the order of the paths. */
export const latentsOf = <S>(tree: LatentTree<S>): readonly TreeNode<S>[] =>
  treeNodes(tree).filter(({ children }) => children.length > 0);

/** The observed nodes, in the order of the paths. */
export const leavesOf = <S>(tree: LatentTree<S>): readonly TreeNode<S>[] =>
  treeNodes(tree).filter(({ children }) => children.length === 0);

/** The tree with every number replaced. */
export const mapTree = <S, T>(tree: LatentTree<S>, f: (s: S) => T): LatentTree<T> => {
  const branch = ({ transition, children }: Branch<S>): Branch<T> => ({
    transition: transition.map((row) => row.map(f)),
    ...(children && { children: children.map(branch) }),
  });
  return { probability: tree.probability.map(f), children: tree.children.map(branch) };
};

/** A symmetric binary edge and what hangs below it. */
export interface SymmetricBranch<S> {
  /** ρ_{μν} ∈ [−1, 1]. */
  readonly polarity: S;
  readonly children?: readonly SymmetricBranch<S>[] | undefined;
}

/** A symmetric binary tree: P(z_ν = z_μ | z_μ) = (1 + ρ_{μν})/2 on every edge. */
export interface SymmetricTree<S> {
  /** ρ_0 = P(z_0 = 1) − P(z_0 = 0). */
  readonly polarity: S;
  readonly children: readonly SymmetricBranch<S>[];
}

/** Trees over a field. */
export const latentTrees = <S>(F: Field<S>) => {
  const half = F.of(1, 2);

  /** [[(1+ρ)/2, (1−ρ)/2], [(1−ρ)/2, (1+ρ)/2]]. */
  const symmetricTransition = (rho: S): Matrix<S> => {
    const same = F.mul(half, F.add(F.one, rho));
    const other = F.mul(half, F.sub(F.one, rho));
    return [
      [same, other],
      [other, same],
    ];
  };

  /** The latent tree that a symmetric binary tree is a short form of. */
  const symmetric = (tree: SymmetricTree<S>): LatentTree<S> => {
    const branch = ({ polarity, children }: SymmetricBranch<S>): Branch<S> => ({
      transition: symmetricTransition(polarity),
      ...(children && { children: children.map(branch) }),
    });
    const [[one, zero]] = symmetricTransition(tree.polarity);
    return { probability: [zero, one], children: tree.children.map(branch) };
  };

  /** ρ_{μν} = P(z_ν = 1 | z_μ = 1) − P(z_ν = 1 | z_μ = 0) of a binary edge. */
  const polarity = (transition: Matrix<S>): S => F.sub(transition[1][1], transition[0][1]);

  return { symmetricTransition, symmetric, polarity };
};

/** The tree in which every latent has the same number of children and every leaf the same depth, each edge with a polarity of its own. */
export const regularTree = <S>(
  rootPolarity: S,
  depth: number,
  children: number,
  polarity: (path: string) => S,
): SymmetricTree<S> => {
  const below = (path: string): SymmetricBranch<S>[] =>
    Array.from({ length: children }, (_, i) => {
      const here = `${path}${i}`;
      return { polarity: polarity(here), ...(here.length < depth && { children: below(here) }) };
    });
  return { polarity: rootPolarity, children: below('') };
};
