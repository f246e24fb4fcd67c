import { at } from '../claim.js';
import type { Node } from '../space.js';

/** The narrowing of the list at a path to lengths from min to max. */
export const lengths = (path: string, min: number, max: number): ((node: Node) => Node) =>
  at(path, (node) => (node.kind === 'list' ? { ...node, axis: { ...node.axis, min, max } } : node));

/** One narrowing after another. */
export const all =
  (...narrowings: readonly ((node: Node) => Node)[]) =>
  (node: Node): Node =>
    narrowings.reduce((narrowed, narrow) => narrow(narrowed), node);

/** No augmentation: one view a point. */
export const oneView = {
  text: 'no augmentation: one view a point',
  narrow: lengths('world.points.*.views', 1, 1),
};
