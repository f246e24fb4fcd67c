import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, encode } from '../../ledger/codec.js';
import { SpaceArbitrary } from '../space-arbitrary.js';
import { knownWitnesses } from './known-witnesses.properties.js';
import { minimise } from './minimise.js';
import { compareSizes, type Size, sizeOf, sizeText } from './size.js';
import { type Scope, smallMembers } from './small-members.properties.js';

const STARTS = [1, 2, 3, 4, 5];
/** Instances drawn for one start, at most. */
const DRAWN = 40_000;

/** The first violation that a search of one seed meets, as it was drawn. */
const violation = (
  node: (typeof knownWitnesses)[number]['node'],
  fails: (instance: unknown) => boolean,
  seed: number,
) => {
  const property = fc.property(new SpaceArbitrary(node), (instance) => !fails(instance));
  const { counterexample } = fc.check(property, { seed, numRuns: DRAWN, endOnFailure: true });
  if (counterexample === null) throw new Error(`violation: expected one in ${DRAWN} instances, got none`);
  return counterexample[0];
};

const scopeText = ({ lengths, bitsEach, bits, nonZero, denominator }: Scope): string =>
  `of lengths ≤ ${lengths} and ≤ ${nonZero} numbers other than 0, of ≤ ${bitsEach} bits each and ≤ ${bits} together, masses in 1/${denominator} or coarser`;

describe('the table of known witnesses', () => {
  it('has twenty, ten of them searched for exhaustively', () => {
    expect(knownWitnesses.length).toBeGreaterThanOrEqual(20);
    expect(knownWitnesses.filter(({ scope }) => scope).length).toBeGreaterThanOrEqual(10);
  });
});

describe.each(knownWitnesses)('$name', ({ node, fails, witness, scope }) => {
  const known = decode(node, witness);
  const size = sizeOf(node, known);

  it('is violated at the known witness', () => {
    expect(fails(known)).toBe(true);
  });

  if (scope) {
    it(`has no smaller witness ${scopeText(scope)}`, () => {
      let least: Size | undefined;
      let members = 0;
      for (const member of smallMembers(node, scope)) {
        members++;
        const own = sizeOf(node, member);
        if (least !== undefined && compareSizes(own, least) >= 0) continue;
        if (fails(member)) least = own;
      }
      expect(least && sizeText(least)).toBe(sizeText(size));
      expect(members).toBeGreaterThan(1);
    });
  }

  it('is shrunk to a witness that is no larger, whatever the start', () => {
    for (const seed of STARTS) {
      const { instance, isMinimal } = minimise(node, violation(node, fails, seed), fails);
      expect(fails(instance)).toBe(true);
      expect(isMinimal).toBe(true);
      const found = sizeOf(node, instance);
      const message = `${JSON.stringify(encode(instance))}: ${sizeText(found)}, known ${sizeText(size)}`;
      expect(compareSizes(found, size), message).toBeLessThanOrEqual(0);
    }
  });
});
