import type { Field } from '../../arithmetic/field.js';
import type { Matrix } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { type Branch, latentTrees, type LatentTree } from '../../model/latent-tree/tree.js';
import { type Assumption, at } from '../claim.js';
import { absent, given, type Node, number, optional } from '../space.js';
import { everyBranch, latentTreeNode, type TreeRanges } from './tree-space.js';

/** An edge of a binary tree by its polarity, where it is symmetric, or by its transition; and what hangs below it. */
export interface BinaryBranch<S> {
  readonly polarity?: S | undefined;
  readonly transition?: Matrix<S> | undefined;
  readonly children?: readonly BinaryBranch<S>[] | undefined;
}

/** A binary tree whose symmetric edges may be given by their polarities. */
export interface BinaryTree<S> {
  readonly probability: readonly S[];
  readonly children: readonly BinaryBranch<S>[];
}

/** The latent tree that a binary tree stands for. */
export const latentTreeOf = <S>(F: Field<S>, tree: BinaryTree<S>): LatentTree<S> => {
  const branch = ({ polarity, transition = [], children }: BinaryBranch<S>): Branch<S> => ({
    transition: polarity === undefined ? transition : latentTrees(F).symmetricTransition(polarity),
    ...(children && { children: children.map(branch) }),
  });
  return { probability: tree.probability, children: tree.children.map(branch) };
};

const everyEdge = ({
  children = [],
}: {
  readonly children?: readonly BinaryBranch<Rational>[] | undefined;
}): readonly BinaryBranch<Rational>[] => children.flatMap((child) => [child, ...everyEdge(child)]);

/** P(z_ν = 1 | z_μ = 1) = P(z_ν = 0 | z_μ = 0). */
export const symmetricTransitions: Assumption<{ readonly tree: BinaryTree<Rational> }> = {
  slug: 'symmetric-transitions',
  text: 'every edge keeps either state of the parent with the same probability',
  narrow: at(
    'tree',
    everyBranch((branch) => {
      const { polarity } = branch.fields;
      return {
        ...branch,
        fields: { ...branch.fields, polarity: polarity.kind === 'optional' ? polarity.node : polarity },
      };
    }),
  ),
  holds: ({ tree }) =>
    everyEdge(tree).every(({ transition }) => transition === undefined || transition[0][0].equals(transition[1][1])),
};

/** Binary trees, each edge given by its polarity or by its transition. */
export const binaryTreeNode = (ranges: TreeRanges = {}): Node =>
  everyBranch((branch) => ({
    ...branch,
    fields: {
      polarity: optional(number(1, 4)),
      transition: given('P(z_ν | z_μ), where the edge has no polarity', ({ polarity }) =>
        polarity === undefined ? branch.fields.transition : absent,
      ),
      children: branch.fields.children,
    },
  }))(latentTreeNode({ ...ranges, states: [2, 2] }));
