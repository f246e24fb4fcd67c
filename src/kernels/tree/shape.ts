/** A tree as arrays over the numbers of its nodes. */
import { treeNodes } from '../../model/latent-tree/tree.js';
import type { NumberTree } from './types.js';

/** A node by number. Children have larger numbers than their parents. */
export interface ShapeNode {
  readonly index: number;
  readonly path: string;
  readonly states: number;
  readonly parent: number;
  readonly children: readonly number[];
  /** P(z_ν | z_μ), row after row; the root's law for the root, as one row. */
  readonly transition: Float64Array;
  /** Position among the leaves in the order of the paths; −1 for a latent. */
  readonly leaf: number;
  /** The number of joint states of the leaves below it (as a float: it may be huge); the number of states for a leaf. */
  readonly size: number;
}

/** A compiled tree. */
export interface TreeShape {
  readonly nodes: readonly ShapeNode[];
  /** Numbers of the latents, the root first. */
  readonly latents: readonly number[];
  /** Numbers of the leaves. */
  readonly leaves: readonly number[];
}

/** Most states of a node: a state is a byte. */
const MOST_STATES = 256;

/**
 * The tree as arrays.
 * @throws a node with no state or more than 256, a root without children, or a law whose rows have different lengths
 */
export const compileTree = (tree: NumberTree): TreeShape => {
  const listed = treeNodes(tree);
  const numbers = new Map(listed.map(({ path }, i) => [path, i]));
  if (tree.children.length === 0) throw new Error('tree: expected children at the root, got none');
  const numberOf = (path: string): number => numbers.get(path) ?? -1;
  const sizes = new Array<number>(listed.length).fill(1);
  for (let i = listed.length - 1; i >= 0; i--) {
    const { children, states } = listed[i];
    sizes[i] = children.length === 0 ? states : children.reduce((n, path) => n * sizes[numberOf(path)], 1);
  }
  let leaves = 0;
  const nodes = listed.map(({ path, states, children, transition }, index): ShapeNode => {
    const parent = index === 0 ? -1 : numberOf(path.slice(0, -1));
    const rows = transition ?? [tree.probability];
    const expected = index === 0 ? 1 : listed[parent].states;
    if (!(states >= 1 && states <= MOST_STATES))
      throw new Error(`states of "${path}": expected 1 … 256, got ${states}`);
    if (rows.length !== expected || rows.some((row) => row.length !== states)) {
      throw new Error(`transition to "${path}": expected ${expected} rows of ${states}`);
    }
    return {
      index,
      path,
      states,
      parent,
      children: children.map(numberOf),
      transition: Float64Array.from(rows.flat()),
      leaf: children.length === 0 ? leaves++ : -1,
      size: sizes[index],
    };
  });
  const isLatent = ({ children }: ShapeNode): boolean => children.length > 0;
  return {
    nodes,
    latents: nodes.filter(isLatent).map(({ index }) => index),
    leaves: nodes.filter((node) => !isLatent(node)).map(({ index }) => index),
  };
};
