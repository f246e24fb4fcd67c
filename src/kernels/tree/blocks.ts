/**
 * Whole patterns of small subtrees as one number. The *code* of a node is its pattern in mixed radix, the first leaf below it the most
 * significant digit: code = Σ_k code_k Π_{k′ > k} size_k′ over its children. A *block* is a largest subtree with few codes.
 */
import type { TreeShape } from './shape.js';

/** Most codes of a block: its tables stay in the nearest cache. */
export const MOST_CODES = 1024;

/** Nodes that head a block, in the order of their numbers. A leaf with more codes than fit does not occur: it has at most 256. */
export const blockHeads = ({ nodes }: TreeShape): readonly number[] =>
  nodes
    .filter(({ size, parent }) => size <= MOST_CODES && (parent < 0 || nodes[parent].size > MOST_CODES))
    .map(({ index }) => index);

/** codes[k][c]: the code of child k within code c of the node. */
export const childCodes = ({ nodes }: TreeShape, index: number): readonly Uint16Array[] => {
  const { children, size } = nodes[index];
  let unit = size;
  return children.map((child) => {
    const count = nodes[child].size;
    unit /= count;
    const per = unit;
    return Uint16Array.from({ length: size }, (_, c) => Math.floor(c / per) % count);
  });
};

/** A leaf by number of its node, and what one state of it adds to the code of its block. */
export interface LeafUnit {
  readonly node: number;
  readonly unit: number;
}

/** Leaves of a block with the unit of each one's digit. */
export const leafUnits = ({ nodes }: TreeShape, head: number): readonly LeafUnit[] => {
  const below = (index: number, unit: number): readonly LeafUnit[] => {
    const { children, size } = nodes[index];
    if (children.length === 0) return [{ node: index, unit }];
    let rest = size;
    return children.flatMap((child) => {
      rest /= nodes[child].size;
      return below(child, unit * rest);
    });
  };
  return below(head, 1);
};
