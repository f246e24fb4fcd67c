import * as fc from 'fast-check';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { hashText, mix } from '../arithmetic/hash.js';
import type { PartRecord, Witness } from '../ledger/verdict.js';
import type { Law, Laws } from '../theory/claim.js';
import type { Node } from '../theory/space.js';
import { BernoulliTest } from './bernoulli-test.js';
import { minimise } from './shrinking/minimise.js';
import { SpaceArbitrary } from './space-arbitrary.js';

/** Instances of a claim on which each of its laws is drawn. */
export const LAW_INSTANCES = 8;
/** Draws a law takes for each run of the attack, over all its instances. */
const DRAWS_A_RUN = 500;
/**
 * α of one law on one instance: P(a true law is ever rejected there). A run with a fresh seed may spend 1e-10 on all of them, so that ten thousand runs
 * stay below 1e-6; a test counts that they fit. A fixed seed spends nothing twice.
 */
export const LAW_ERROR = 5e-13;
export const RUN_ERROR = 1e-10;
const LOG_THRESHOLD = -Math.log(LAW_ERROR);

/** Independent uniform draws from (k + ½)·2⁻³², k = 0 … 2³² − 1: symmetric about ½, and never at an end, where an event of probability 0 may lie. */
const uniforms = (seed: number): (() => number) => {
  const generator = xoroshiro128plus(seed);
  return () => (uniformInt(generator, -0x80000000, 0x7fffffff) + 0x80000000 + 0.5) / 0x100000000;
};

/** Draws a law on one instance until it is rejected or the draws are used up. */
const rejected = (law: Law<unknown>, instance: unknown, draws: number, uniform: () => number) => {
  const claimed = { relation: law.relation, value: law.probability(instance).valueOf() };
  const test = new BernoulliTest();
  while (test.draws < draws) {
    test.observe(law.draw(instance, uniform));
    if (test.logEvidence(claimed) >= LOG_THRESHOLD) {
      return { draws: test.draws, margin: -Math.abs(test.frequency - claimed.value) };
    }
  }
  return { draws: test.draws, margin: undefined };
};

/** Smaller instances are tried while they are rejected too, this many in all. */
const SHRINK_TRIES = 200;

/** A smaller instance on which the law is rejected as well. Chosen for the reader: it spends no error budget, the rejection stands already. */
const smallest = (law: Law<unknown>, node: Node, found: Witness, draws: number, uniform: () => number): Witness => {
  let best = found;
  const stillRejected = (instance: unknown): boolean => {
    const { margin } = rejected(law, instance, draws, uniform);
    if (margin === undefined) return false;
    best = { ...best, instance, margin };
    return true;
  };
  minimise(node, found.instance, stillRejected, SHRINK_TRIES);
  return best;
};

/** What draws said of the laws of a statement: the count of draws of each, and a witness where one is rejected. */
export interface LawReport {
  readonly parts: readonly PartRecord[];
  readonly witness?: Witness;
}

/**
 * Draws every law on random instances of a description, each within its share of the error budget. A rejected law is refuted up to that error; one that
 * is not rejected was tested by that many draws and no more is said.
 */
export const attackLaws = (
  laws: Laws<unknown>,
  node: Node,
  { runs, seed }: { readonly runs: number; readonly seed: number },
): LawReport => {
  const instances = fc.sample(new SpaceArbitrary(node), { seed, numRuns: LAW_INSTANCES });
  const draws = Math.ceil((runs * DRAWS_A_RUN) / LAW_INSTANCES);
  const parts: PartRecord[] = [];
  for (const [name, law] of Object.entries(laws)) {
    const uniform = uniforms(mix(seed, hashText(name)) | 0);
    let total = 0;
    let witness: Witness | undefined;
    for (const instance of instances) {
      const { draws: taken, margin } = rejected(law, instance, draws, uniform);
      total += taken;
      if (margin === undefined) continue;
      witness = smallest(law, node, { instance, part: name, margin }, draws, uniform);
      break;
    }
    parts.push({
      name,
      relation: 'law',
      exact: 0,
      enclosed: 0,
      identity: 0,
      exhaustive: 0,
      statistical: total,
      open: 0,
      worstMargin: witness?.margin ?? null,
    });
    if (witness) return { parts, witness };
  }
  return { parts };
};
