import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fractions, instancesOf } from '../../../properties/instances.js';
import { decode } from '../../ledger/codec.js';
import { narrowed } from '../../theory/claim.js';
import { statements } from '../../theory/index.js';
import { worldNode } from '../../theory/settings/spaces.js';
import { axis, choice, integer, list, number, optional, record, symmetric } from '../../theory/space.js';
import { compareSizes, costOf, rankOf, sizeOf, sizeText } from './size.js';

const sizes = fc
  .constantFrom(...statements)
  .chain((claim) => fc.tuple(instancesOf(narrowed(claim)), instancesOf(narrowed(claim)), instancesOf(narrowed(claim))).map((all) => all.map((instance) => sizeOf(narrowed(claim), instance)))); // prettier-ignore

describe('the order of sizes', () => {
  it('is total on sizes and transitive', () => {
    fc.assert(
      fc.property(sizes, ([a, b, c]) => {
        if (Math.sign(compareSizes(a, b)) !== -Math.sign(compareSizes(b, a))) return false;
        return !(compareSizes(a, b) <= 0 && compareSizes(b, c) <= 0) || compareSizes(a, c) <= 0;
      }),
      { numRuns: 100 },
    );
  });

  it('has natural numbers for components, so that every chain downwards ends', () => {
    fc.assert(
      fc.property(sizes, (all) => all.every((size) => size.every((n) => n >= 0n))),
      { numRuns: 50 },
    );
  });

  const node = record({
    M: list(axis('layers', 1, 3), list(axis('width 1', 1, 3), number(99, 9))),
    kind: choice('a', 'b', 'c'),
    k: integer(2, 9),
    maybe: optional(number()),
  });
  const text = (json: unknown): string => sizeText(sizeOf(node, decode(node, json)));

  it('counts lengths once an axis, settings, and of numbers those that are not 0, bits, fractions, magnitudes, signs', () => {
    expect(text({ M: [['0', '0']], kind: 'a', k: 2 })).toBe('layers 1, units 2');
    expect(text({ M: [['-3/2', '3/2']], kind: 'c', k: 4, maybe: '5' })).toBe(
      'layers 1, units 2, settings 5, nonZero 3, bits 9, fractions 2, distinct 2, height 13, negative 1',
    );
  });

  it('has fewer points before fewer views, these before fewer layers, units, numbers and bits', () => {
    const world = worldNode({ points: [1, 3], views: [1, 3], inputs: [1, 3] });
    const point = (probability: string, ...views: string[][]): unknown => ({
      probability,
      views: views.map((x) => ({ probability: `1/${views.length}`, x })),
    });
    const ordered = [
      { points: [point('1', ['0'])] },
      { points: [point('1', ['2'])] },
      { points: [point('1', ['1/9'])] },
      { points: [point('1', ['0', '0'])] },
      { points: [point('1', ['0'], ['0'])] },
      { points: [point('1/2', ['0']), point('1/2', ['0'])] },
    ].map((json) => sizeOf(world, decode(world, json)));
    ordered.slice(1).forEach((size, i) => expect(compareSizes(ordered[i], size)).toBeLessThan(0));
  });

  it('counts a mirror image in a symmetric matrix once', () => {
    const symmetricNode = record({ M: symmetric(axis('m', 1, 3), number()) });
    expect(sizeText(sizeOf(symmetricNode, decode(symmetricNode, { M: [['0', '1'], ['1', '0']] })))).toBe('units 2, nonZero 1, bits 1, distinct 1, height 1'); // prettier-ignore
  });

  it('costs as many bits as the digits of numerator and denominator need, one denominator apart', () => {
    fc.assert(
      fc.property(fractions, (q) => {
        const digits = (n: bigint): number => Math.floor(Math.log2(Number(n))) + 1;
        return costOf(q)[1] === (q.n === 0n ? 0n : BigInt(digits(q.n) + digits(q.d) - 1));
      }),
    );
  });

  it('ranks an axis by the words of its label', () => {
    const labels = [
      'points',
      'data points',
      'data views 2',
      'positives 1',
      'predictor layers',
      'width 0',
      'states root',
    ];
    expect(labels.map((label) => rankOf(axis(label, 1, 1)))).toEqual(['points', 'points', 'views', 'views', 'layers', 'units', 'units']); // prettier-ignore
  });
});
