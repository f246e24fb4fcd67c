import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attackClaim } from '../src/search/attack-claim.js';
import { expectedWord } from '../src/search/combine.js';
import { DEFAULT_RUNS } from '../src/search/defaults.js';
import { SpaceArbitrary } from '../src/search/space-arbitrary.js';
import { narrowed } from '../src/theory/claim.js';
import { statements } from '../src/theory/index.js';
import { handOver } from '../src/vitest/hand-over.js';
import { suiteSeed } from './seed.js';

/**
 * The attack of `contrapose check --mutants` on every claim of one subject: the expected verdict, evidence for every part, every mutant
 * refuted and standing where it agrees with the truth.
 */
export const attackSubject = (subject: string): void => {
  const chosen = statements.filter(({ id }) => id.startsWith(`${subject}/`));
  describe(subject, () => {
    it('has claims', () => expect(chosen.length).toBeGreaterThan(0));
    for (const claim of chosen) {
      describe(claim.id, () => {
        const plan = { runs: DEFAULT_RUNS, seed: suiteSeed() };
        const report = () => attackClaim(claim, { ...plan, mutants: true });
        let cached: ReturnType<typeof report> | undefined;
        const result = () => (cached ??= report());

        it(`${claim.title} (expected: ${claim.expect})`, ({ task }) => {
          handOver(task, claim, result(), plan);
          const { verdict, reason, witness } = result();
          expect({ verdict, ...(verdict === expectedWord(claim) ? {} : { reason, witness }) }).toEqual({
            verdict: expectedWord(claim),
          });
        });

        it('has evidence for every part that stands', () => {
          const { evidence, verdict } = result();
          if (verdict !== 'holds') return;
          for (const [part, text] of Object.entries(evidence)) expect(text, part).toMatch(/exact|enclosed|statistical/);
        });

        it('has at least two mutants, one of which agrees with the truth on a subclass, and all fall', () => {
          const { mutants = [] } = result();
          expect(mutants.length).toBeGreaterThanOrEqual(2);
          // A subclass on which a false existence claim is true would hold a witness for the whole.
          expect(claim.quantifier === 'exists' || mutants.some(({ agreesOn }) => agreesOn !== undefined)).toBe(true);
          expect(mutants.filter(({ refuted }) => !refuted).map(({ name }) => name)).toEqual([]);
          expect(mutants.filter(({ agreesOn }) => agreesOn?.holds === false).map(({ name }) => name)).toEqual([]);
        });

        it('draws instances that satisfy every assumption', () => {
          fc.assert(
            fc.property(new SpaceArbitrary(narrowed(claim)), (instance) =>
              claim.assumptions.every(({ holds }) => holds(instance)),
            ),
            { numRuns: 50 },
          );
        });
      });
    }
  });
};
