import { readdirSync, readFileSync } from 'node:fs';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { Undecided } from '../../src/arithmetic/field.js';
import { PRIME } from '../../src/arithmetic/prime-field.js';
import { identityAtPoint } from '../../src/judge/identity.js';
import { judge } from '../../src/judge/judge.js';
import { mutantStatement, type Statement } from '../../src/judge/statement.js';
import { decode, encode } from '../../src/ledger/codec.js';
import { type Ledger, LEDGER_FILE } from '../../src/ledger/gate/entry.js';
import { DEFAULT_SEED } from '../../src/search/defaults.js';
import { draw } from '../../src/search/draw.js';
import type { WitnessFile } from '../../src/ledger/witness-file.js';
import { fit } from '../../src/search/fit.js';
import { drawFrequency, isRejected } from '../../src/search/law-frequency.js';
import { readAgain } from '../../src/search/probes.js';
import { type AnyClaim, narrowed } from '../../src/theory/claim.js';
import type { Node } from '../../src/theory/space.js';

const root = new URL('../../', import.meta.url);
const WITNESSES = 'fixtures/witnesses/';
// Read without the checks of `readLedger`, which have tests of their own: it is read anew for every mutant.
const ledger = JSON.parse(readFileSync(new URL(LEDGER_FILE, root), 'utf8')) as Ledger;

/** The stored counterexamples, read without checks like the ledger. */
const witnesses = readdirSync(new URL(WITNESSES, root)).map(
  (name) => JSON.parse(readFileSync(new URL(WITNESSES + name, root), 'utf8')) as WitnessFile,
);

/** Instances of each claim that are judged beside those of the ledger: enough that a wrong factor shows. */
const FEW = 10;

/** Draws among which every assumption has some that meet it and some that do not. */
const MANY = 64;

/** Assumptions that instances meet which are written otherwise than their narrowing draws them. */
const WRITTEN_OTHERWISE = new Set([
  'a-mu-nonzero',
  'column-sums-zero',
  'constant-jacobian',
  'equal-learning-rates',
  'leaves-equally-deep',
  'orthogonal-jacobian',
  'rows-independent',
  'same-total',
  'symmetric-transitions',
  'tree-local-connectivity',
  'tree-markov',
  'uniform-root',
  'uniform-translation',
]);

const text = (instance: unknown): string => JSON.stringify(encode(instance));

/** The parts of a statement that an instance refutes; none at a kink. */
const judgedOn = (statement: Statement, instance: unknown): readonly string[] => {
  try {
    return Object.entries(judge(statement, instance)).flatMap(([name, { status }]) =>
      status === 'violated' ? [name] : [],
    );
  } catch (error) {
    if (error instanceof Undecided) return [];
    throw error;
  }
};

/** The parts of a statement that an instance or a random point of its shape refutes; none at a kink. */
const refutedOn = (statement: Statement, node: Node, instance: unknown, residue: () => number): readonly string[] => {
  try {
    const there = Object.entries(identityAtPoint(statement, node, instance, residue));
    return [
      ...judgedOn(statement, instance),
      ...there.flatMap(([name, outcome]) => (outcome === 'different' ? [name] : [])),
    ];
  } catch (error) {
    if (error instanceof Undecided) return [];
    throw error;
  }
};

/** Residues without a pattern, the same in every run: 7 generates a large part of the prime field. */
const residues = (): (() => number) => {
  let power = 1n;
  return () => Number((power = (power * 7n ** 11n) % BigInt(PRIME)));
};

/** The first draws of a description, the same in every run. */
const membersOf = (node: Node, count = FEW): readonly unknown[] => {
  const generator = xoroshiro128plus(DEFAULT_SEED);
  const random = { integer: (min: number, max: number) => uniformInt(generator, min, max) };
  return Array.from({ length: count }, () => draw(node, random));
};

/** A quick attack of each claim of a subject: a test each of what the ledger holds of it, of few draws, of its mutants and of its laws. */
export const attackQuickly = (claims: readonly AnyClaim[]): void => {
  for (const claim of claims)
    describe(claim.id, () => {
      const probes = ledger.claims.find((entry) => entry.id === claim.id)?.probes ?? [];
      const node = narrowed(claim);

      it('has on every probe of the ledger the sides it had', () => {
        const again = readAgain(claim, probes).map((reading) => JSON.stringify(reading));
        const stored = probes.map(({ origin: _origin, instance: _instance, ...reading }) => JSON.stringify(reading));
        expect(again.filter((reading, i) => reading !== stored[i])).toEqual([]);
      });

      it('draws instances that meet all assumptions', () => {
        const draws = membersOf(node, MANY);
        expect(draws.filter((instance) => !claim.assumptions.every(({ holds }) => holds(instance)))).toEqual([]);
      });

      it('is refuted by every stored witness outside some of its assumptions, and each of those is unmet there', () => {
        const wrong = witnesses.filter(({ claim: id, attack, dropped, part, instance: json }) => {
          if (id !== claim.id || attack !== 'without' || Object.hasOwn(claim.laws ?? {}, part)) return false;
          const instance = decode(claim.space.node, json);
          const unmet = claim.assumptions.filter(({ holds }) => !holds(instance)).map(({ slug }) => slug);
          return unmet.some((slug) => !dropped.includes(slug)) || !judgedOn(claim, instance).includes(part);
        });
        expect(wrong).toEqual([]);
      });

      for (const { slug, holds, narrow } of claim.assumptions) {
        it(`takes ${slug} for what narrowing to it leaves as it is`, () => {
          const wide = membersOf(claim.space.node, MANY);
          const narrower = narrow(claim.space.node);
          const left = wide.map((instance) => text(fit(narrower, instance)) === text(instance));
          expect(wide.filter((instance, i) => left[i] && !holds(instance))).toEqual([]);
          expect(wide.some((instance) => !holds(instance))).toBe(true);
          if (WRITTEN_OTHERWISE.has(slug)) return;
          expect(wide.filter((instance, i) => !left[i] && holds(instance))).toEqual([]);
        });
      }

      if (claim.expect === 'holds' && claim.quantifier === 'for all') {
        it('stands on a few draws, and at a point of the prime field', () => {
          const residue = residues();
          const found = membersOf(node).flatMap((instance) => refutedOn(claim, node, instance, residue));
          expect(found).toEqual([]);
        });

        for (const { slug } of claim.assumptions.filter((assumption) => WRITTEN_OTHERWISE.has(assumption.slug))) {
          it(`stands where ${slug} holds, however it is written`, () => {
            const wider = narrowed(claim, [slug]);
            const members = membersOf(wider, MANY)
              .filter((instance) => claim.assumptions.every(({ holds }) => holds(instance)))
              .slice(0, FEW);
            expect(members.flatMap((instance) => judgedOn(claim, instance))).toEqual([]);
          });
        }
      }

      if (claim.quantifier === 'exists') {
        it('is shown by an instance, and none of its false siblings by a few draws', () => {
          const shows = (statement: Statement, instance: unknown): boolean =>
            Object.values(judge(statement, instance)).every(({ status }) => status === 'holds');
          const instances = probes
            .filter(({ origin }) => origin.kind === 'witness')
            .map(({ instance }) => decode(claim.space.node, instance));
          expect(instances.map((instance) => shows(claim, instance))).toEqual([true]);
          const tried = [...instances, ...membersOf(node)];
          const siblings = claim.mutants.map((mutant) => mutantStatement(claim, mutant));
          expect(siblings.filter((sibling) => tried.some((instance) => shows(sibling, instance)))).toEqual([]);
        });
      }

      for (const { agreesOn, ...mutant } of claim.mutants) {
        if (agreesOn === undefined) continue;
        it(`agrees with ${mutant.name} on a few members of its subclass`, () => {
          const residue = residues();
          const subclass = agreesOn.narrow(node);
          const statement = mutantStatement(claim, mutant);
          const members = membersOf(subclass, MANY);
          expect(members.flatMap((instance) => refutedOn(statement, subclass, instance, residue))).toEqual([]);
        });
      }

      for (const { name, laws } of claim.mutants) {
        if (laws === undefined) continue;
        const refuting = probes.filter(({ origin }) => origin.kind === 'mutant' && origin.name === name);
        // Where no part of it is violated, the draws must tell.
        if (refuting.some(({ fails = [] }) => fails.length > 0)) continue;
        it(`is not drawn as often as ${name} says`, () => {
          const instances = refuting.map(({ instance }) => decode(claim.space.node, instance));
          const rejected = instances.filter((instance) =>
            Object.entries(laws).some(([law, of]) => isRejected(drawFrequency(of, instance, law))),
          );
          expect(rejected).toHaveLength(1);
        });
      }

      for (const [name, law] of Object.entries(claim.laws ?? {})) {
        it(`draws as often as it says: ${name}`, () => {
          const members = membersOf(node).slice(0, 2);
          const rejected = members.filter((instance) => isRejected(drawFrequency(law, instance, name)));
          expect(rejected).toEqual([]);
        });
      }
    });
};
