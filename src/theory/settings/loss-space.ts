import { type Loss, negativesOf } from '../../model/losses.js';
import { absent, axis, choice, given, integer, list, type Node, number, type NumberNode, record } from '../space.js';

/** The ranges of a family of losses. */
export interface LossRanges {
  readonly kinds?: readonly Loss<unknown>['kind'][];
  /** H of InfoNCE, [least, most]; every other loss takes one negative. */
  readonly negatives?: readonly [number, number];
  readonly tau?: NumberNode;
  readonly margin?: NumberNode;
}

/** Losses of the distances r₊, r_1 … r_H. */
export const lossNode = (ranges: LossRanges = {}): Node => {
  const { kinds = ['simple', 'triplet', 'hinge', 'infonce'], negatives = [1, 2] } = ranges;
  const { tau = number(2, 2), margin = number(2, 2) } = ranges;
  return record({
    kind: choice(...kinds),
    tau: given('a number, where the loss has a temperature', ({ kind }) =>
      kind === 'triplet' || kind === 'infonce' ? tau : absent,
    ),
    margin: given('a number, where the loss has a margin', ({ kind }) =>
      kind === 'triplet' || kind === 'hinge' ? margin : absent,
    ),
    negatives: given('the number of negatives, where the loss is infonce', ({ kind }) =>
      kind === 'infonce' ? integer(...negatives) : absent,
    ),
  });
};

/** The distances r_1 … r_H of the negatives of the loss in the field `loss`. */
export const negativesNode = (entry: NumberNode = number(2, 2)): Node =>
  given('a list of as many numbers as the loss takes negatives', ({ loss }) => {
    const H = negativesOf(loss as Loss<unknown>);
    return list(axis('negatives', H, H), entry);
  });

/** A change of whatever a dependent node turns out to be; nothing where it is absent. */
export const present =
  (change: (node: Node) => Node) =>
  (node: Node): Node =>
    node.kind === 'given'
      ? { ...node, node: (siblings) => present(change)(node.node(siblings)) }
      : node.kind === 'absent'
        ? node
        : change(node);
