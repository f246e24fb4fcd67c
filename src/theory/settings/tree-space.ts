import type { Rational } from '../../arithmetic/rational.js';
import { type LatentTree, treeNodes } from '../../model/latent-tree/tree.js';
import {
  absent,
  type Axis,
  axis,
  choice,
  given,
  list,
  type Node,
  number,
  optional,
  record,
  simplex,
} from '../space.js';

/** The ranges of a family of latent trees. */
export interface TreeRanges {
  /** Edges from the root to the deepest leaf that is drawn. */
  readonly depth?: number;
  /** Children of any latent, or of the latent at a path, [least, most]; with 0 for the most it is a leaf. */
  readonly children?: readonly [number, number] | ((path: string) => readonly [number, number]);
  /** States of any node, [least, most]. */
  readonly states?: readonly [number, number];
}

const nameOf = (path: string): string => (path === '' ? 'root' : path);
const statesAxis = (path: string, [min, max]: readonly [number, number]): Axis =>
  axis(`states ${nameOf(path)}`, min, max);
const childrenAxis = (path: string, [min, max]: readonly [number, number]): Axis =>
  axis(`children ${nameOf(path)}`, min, max);

interface AllRanges extends Required<TreeRanges> {
  readonly children: (path: string) => readonly [number, number];
}

/** The children of a latent: lists of branches that end at the greatest depth, or before. */
const childrenNode = (path: string, ranges: AllRanges, edge: (path: string) => Record<string, Node>): Node =>
  list(childrenAxis(path, ranges.children(path)), (i) => {
    const here = `${path}${i}`;
    const isLatent = here.length < ranges.depth && ranges.children(here)[1] > 0;
    return record({ ...edge(here), children: isLatent ? optional(childrenNode(here, ranges, edge)) : absent });
  });

const withDefaults = ({ depth = 2, children = [1, 2], states = [1, 3] }: TreeRanges): AllRanges => ({
  depth,
  children: typeof children === 'function' ? children : () => children,
  states,
});

/** Two children a latent, on one path down to depth 3: eight nodes at most. */
export const smallTree: TreeRanges = {
  depth: 3,
  children: (path) => (path === '' || path === '0' || path === '1' ? [1, 2] : path === '00' ? [1, 1] : [0, 0]),
};

/** P(z_ν | z_μ): a row for each state of μ. */
const transitionNode = (path: string, states: readonly [number, number]): Node =>
  list(statesAxis(path.slice(0, -1), states), simplex(statesAxis(path, states), { zeros: true }));

/** Latent trees with any numbers of states and any transitions, deterministic ones included. */
export const latentTreeNode = (ranges: TreeRanges = {}): Node => {
  const all = withDefaults(ranges);
  return record({
    probability: simplex(statesAxis('', all.states), { zeros: true }),
    children: childrenNode('', all, (path) => ({ transition: transitionNode(path, all.states) })),
  });
};

/** Symmetric binary trees: a polarity in [−1, 1] on every edge and at the root. */
export const symmetricTreeNode = (ranges: TreeRanges = {}): Node =>
  record({
    polarity: number(1, 4),
    children: childrenNode('', withDefaults(ranges), () => ({ polarity: number(1, 4) })),
  });

/** The description of a tree with every branch (a record of its edge and its children), at its depth, replaced. */
export const everyBranch =
  (change: (branch: Extract<Node, { kind: 'record' }>, depth: number) => Node) =>
  (tree: Node): Node => {
    const inList = (node: Node, depth: number): Node => {
      if (node.kind === 'optional') return { ...node, node: inList(node.node, depth) };
      if (node.kind !== 'list') return node;
      return { ...node, item: (i) => inRecord(node.item(i), depth) };
    };
    const below = (node: Extract<Node, { kind: 'record' }>, depth: number): Extract<Node, { kind: 'record' }> => ({
      ...node,
      fields: { ...node.fields, children: inList(node.fields.children, depth) },
    });
    const inRecord = (node: Node, depth: number): Node =>
      node.kind === 'record' ? change(below(node, depth + 1), depth) : node;
    return tree.kind === 'record' ? below(tree, 1) : tree;
  };

/** The description of a latent tree with two states at every node. */
export const binaryStates = (tree: Node): Node => {
  const two = (node: Node): Node => {
    if (node.kind === 'simplex') return { ...node, axis: { ...node.axis, min: 2, max: 2 } };
    if (node.kind !== 'list') return node;
    return { ...node, axis: { ...node.axis, min: 2, max: 2 }, item: (i) => two(node.item(i)) };
  };
  const binary = everyBranch(({ fields, ...branch }) => ({
    ...branch,
    fields: { ...fields, transition: two(fields.transition) },
  }))(tree);
  return binary.kind === 'record'
    ? { ...binary, fields: { ...binary.fields, probability: two(binary.fields.probability) } }
    : binary;
};

/** Whether every node of the tree has two states. */
export const isBinary = (tree: LatentTree<Rational>): boolean => treeNodes(tree).every(({ states }) => states === 2);

/** The ranges of a family of tree networks. */
export interface TreeNetworkRanges {
  /** |N_μ|, [least, most]. */
  readonly units?: readonly [number, number];
  /** Whether the latents may have biases, and units may read a leaf that is not below them. */
  readonly biases?: boolean;
  readonly outside?: boolean;
}

/** What a latent tree and its symmetric short form share. */
interface Shape {
  readonly children?: readonly Shape[] | undefined;
}

interface Place {
  readonly path: string;
  readonly children: readonly string[];
}

const placesBelow = ({ children = [] }: Shape, path = ''): readonly Place[] => [
  { path, children: children.map((_, i) => `${path}${i}`) },
  ...children.flatMap((child, i) => placesBelow(child, `${path}${i}`)),
];

const places = new WeakMap<Shape, readonly Place[]>();

/** The nodes of a tree, parents before their children; every number of its network asks for them, so they are listed once a tree. */
const placesOf = (tree: Shape): readonly Place[] => {
  const found = places.get(tree) ?? placesBelow(tree);
  places.set(tree, found);
  return found;
};

/** |N_μ| of one latent. */
const unitsAxis = (path: string, [min, max]: readonly [number, number]): Axis =>
  axis(`units ${nameOf(path)}`, min, max);

/** |N_μ^ch|: a leaf is one unit. */
const inputsAxis = ({ path, children }: Place, latents: ReadonlySet<string>): Axis => ({
  ...axis(`inputs ${nameOf(path)}`, 1, 8),
  derived: (size) => children.reduce((n, child) => n + (latents.has(child) ? size(`units ${child}`) : 1), 0),
});

/**
 * Networks on the tree in the field before it (`tree`, a latent tree or a symmetric one): tree-local, each latent with units of its own; the
 * deepest latents first, so that the widths of a latent's inputs are known before its weights.
 */
export const treeNetworkNode = ({ units = [1, 2], biases = false, outside = false }: TreeNetworkRanges = {}): Node =>
  given('weights by the path of each latent of the tree', ({ tree }) => {
    const places = placesOf(tree as Shape);
    const latents = places.filter(({ children }) => children.length > 0).reverse();
    const leaves = places.filter(({ children }) => children.length === 0);
    const paths = new Set(latents.map(({ path }) => path));
    const byPath = (of: readonly Place[], node: (latent: Place) => Node): Node =>
      record(
        Object.fromEntries(of.map((latent) => [latent.path, node(latent)])),
        of.map(({ path }) => path),
      );
    const beyond = (path: string): readonly string[] =>
      leaves.map((leaf) => leaf.path).filter((leaf) => !leaf.startsWith(path));
    return record({
      weights: byPath(latents, (latent) =>
        list(unitsAxis(latent.path, units), list(inputsAxis(latent, paths), number(2, 2))),
      ),
      ...(biases && { biases: optional(byPath(latents, ({ path }) => list(unitsAxis(path, units), number(2, 2)))) }),
      ...(outside && {
        outside: optional(
          byPath(
            latents.filter(({ path }) => beyond(path).length > 0),
            ({ path }) =>
              optional(record({ leaf: choice(...beyond(path)), weights: list(unitsAxis(path, units), number(2, 2)) })),
          ),
        ),
      }),
    });
  });

/** The paths of the latents of a tree, or of those that pass a test. */
export const latentPaths = (tree: unknown, test: (path: string) => boolean = () => true): readonly string[] =>
  placesOf(tree as Shape)
    .filter(({ path, children }) => children.length > 0 && test(path))
    .map(({ path }) => path);

/** Edges that skip, for nodes below the root's children: P(z_ν | z_μ) for each state of the root, in place of the tree's own. */
export const skipsNode = (states: readonly [number, number] = [1, 3]): Node =>
  given('P(z_ν | z_μ) for each state of the root, by the path of a node below the root’s children', ({ tree }) =>
    record(
      Object.fromEntries(
        placesOf(tree as Shape)
          .filter(({ path }) => path.length > 1)
          .map(({ path }) => [path, optional(list(statesAxis('', states), transitionNode(path, states)))]),
      ),
    ),
  );

/** What an augmentation keeps. */
export const keepsNode: Node = choice('root', 'root and children');

/** One latent of the tree in the field before it, by its path. */
export const latentNode = (test?: (path: string) => boolean): Node =>
  given('the path of a latent of the tree', ({ tree }) => choice(...latentPaths(tree, test)));
