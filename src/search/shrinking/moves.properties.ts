import fc from 'fast-check';
import { describe, it } from 'vitest';
import { instancesOf, sameNumbers } from '../../../properties/instances.js';
import { type AnyClaim, narrowed } from '../../theory/claim.js';
import { leavesOf, numbersOf, shapeOf } from '../../theory/layout.js';
import type { Node } from '../../theory/space.js';
import { fit } from '../fit.js';
import { moves, shrinks } from './moves.js';
import { compareSizes, type Size, sizeOf } from './size.js';

const same = (a: unknown, b: unknown): boolean => shapeOf(a) === shapeOf(b) && sameNumbers(a, b);

/** Whether every free number has the sign its node asks for and a magnitude within its bound. */
const withinBounds = (node: Node, instance: unknown): boolean => {
  const numbers = numbersOf(instance);
  return leavesOf(node, instance).every((leaf, i) => {
    if (leaf.kind !== 'free') return true;
    const value = numbers[i].valueOf();
    const least = leaf.node.sign === 'any' ? -leaf.node.bound : leaf.node.sign === 'positive' ? Number.MIN_VALUE : 0;
    return least <= value && value <= leaf.node.bound;
  });
};

/** So many candidates of the moves that change two numbers at once are looked at. */
const PAIRS = 40;

/** What is wrong with a candidate, if anything is. */
const complaint = (node: Node, size: Size, candidate: unknown): string | undefined => {
  if (!same(fit(node, candidate), candidate)) return 'not a member';
  if (!withinBounds(node, candidate)) return 'out of bounds';
  return compareSizes(sizeOf(node, candidate), size) < 0 ? undefined : 'not smaller';
};

/** Above the length of any chain that takes the first candidate of each list. */
const LONG = 200;

/** Follows the first candidate of each list, or one of the first few, to the end of the chain. */
const descend = (node: Node, instance: unknown, skip: () => number): number => {
  let at = instance;
  for (let steps = 0; steps < LONG; steps++) {
    const candidates = shrinks(node, at);
    let next = candidates.next();
    if (next.done) return steps;
    at = next.value;
    for (let k = skip(); k > 0 && !next.done; k--) {
      next = candidates.next();
      if (!next.done) at = next.value;
    }
  }
  return LONG;
};

/** What shrinking promises of the instances of some claims. */
export const shrinkingOf = (claims: readonly AnyClaim[]) =>
  describe.each(claims.map((claim) => ({ id: claim.id, node: narrowed(claim) })))(
    'shrinking instances of $id',
    ({ node }) => {
      it('yields smaller members of the description only, within their bounds', () => {
        fc.assert(
          fc.property(instancesOf(node), (instance) => {
            const complaints = new Set<string | undefined>();
            const size = sizeOf(node, instance);
            for (const candidate of shrinks(node, instance)) complaints.add(complaint(node, size, candidate));
            let pairs = 0;
            for (const candidate of shrinks(node, instance, moves.slice(-1))) {
              if (pairs++ >= PAIRS) break;
              complaints.add(complaint(node, size, candidate));
            }
            complaints.delete(undefined);
            if (complaints.size > 0) throw new Error([...complaints].join(', '));
          }),
          { numRuns: 3, endOnFailure: true },
        );
      });

      it('ends', () => {
        fc.assert(
          fc.property(instancesOf(node), fc.infiniteStream(fc.nat({ max: 3 })), (instance, skips) => {
            const some = (): number => skips.next().value as number;
            return [() => 0, some].every((skip) => descend(node, instance, skip) < LONG);
          }),
          { numRuns: 3, endOnFailure: true },
        );
      });
    },
  );
