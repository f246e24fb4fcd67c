import fc from 'fast-check';
import { describe, it } from 'vitest';
import { instancesOf } from '../../../properties/instances.js';
import { hashText } from '../../arithmetic/hash.js';
import { encode } from '../../ledger/codec.js';
import { narrowed } from '../../theory/claim.js';
import { statements } from '../../theory/index.js';
import { minimise, minimised } from './minimise.js';
import { moves, shrinks } from './moves.js';
import { compareSizes, sizeOf } from './size.js';

const textOf = (instance: unknown): string => JSON.stringify(encode(instance));

/** A predicate without any structure: two instances in three fail. */
const scattered = (instance: unknown): boolean => hashText(textOf(instance)) % 3 !== 0;

/** What minimising promises, on so many instances of claims. */
export const minimisedOf = (runs: number) =>
  describe('the minimised witness of a predicate without structure', () => {
    const nodes = statements.map((claim) => narrowed(claim));
    const cases = fc.constantFrom(...nodes).chain((node) => fc.tuple(fc.constant(node), instancesOf(node)));

    it('fails, is no larger than the start, and no move makes it smaller and keeps it failing', () => {
      fc.assert(
        fc.property(cases, ([node, instance]) => {
          const { instance: end, isMinimal } = minimise(node, instance, scattered, 400);
          if (compareSizes(sizeOf(node, end), sizeOf(node, instance)) > 0) return false;
          if (textOf(end) !== textOf(instance) && !scattered(end)) return false;
          return !isMinimal || [...shrinks(node, end, moves)].every((candidate) => !scattered(candidate));
        }),
        { numRuns: runs },
      );
    });

    it('is the same for the same start', () => {
      fc.assert(
        fc.property(cases, ([node, instance]) => {
          const [once, again] = [1, 2].map(() => textOf(minimised(node, instance, scattered, 200)));
          return once === again;
        }),
        { numRuns: Math.ceil(runs / 2.5) },
      );
    });
  });
