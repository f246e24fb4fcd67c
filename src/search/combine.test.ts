import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimById, statementById } from '../theory/index.js';
import { attackClaim } from './attack-claim.js';
import { combine } from './combine.js';
import { type Finding, together, verdictOf } from './finding.js';
import { Gathered } from './gathered.js';
import { type IslandResult, runIsland } from './island.js';
import { type CheckPlan, ISLAND_CASES, islandName, islandsOf, islandsOfAttack, workOf } from './islands.js';

const plan: CheckPlan = { runs: 2 * ISLAND_CASES + 50, seed: 3, mutants: true };
const ids = ['dual-networks/homogeneity', 'as-released/batch-mean-weight', 'latent-tree/gap-is-not-selectivity'];

describe('the islands of a check', () => {
  it('share its cases, each with a stream of its own, and have names of their own', () => {
    for (const id of ids) {
      const claim = statementById(id);
      const cases = islandsOfAttack(claim, { kind: 'claim' }, plan).filter(({ kind }) => kind === 'cases');
      expect(cases.map((island) => workOf(island, plan))).toEqual([ISLAND_CASES, ISLAND_CASES, 50]);
      const islands = islandsOf(claim, plan);
      expect(new Set(islands.map(islandName)).size).toBe(islands.length);
      const seeds = islands.flatMap((island) => ('seed' in island ? [island.seed] : []));
      expect(new Set(seeds).size).toBe(seeds.length);
    }
  });
  it('are the laws, a small scope and the arms of a measured claim too', () => {
    const kinds = (id: string): ReadonlySet<string> => new Set(islandsOf(claimById(id), plan).map(({ kind }) => kind));
    expect(kinds('latent-tree/lucky-node-tail')).toEqual(new Set(['cases', 'scope', 'laws']));
    expect(kinds('latent-tree/latent-recovery')).toEqual(new Set(['arm']));
    expect(kinds('latent-tree/gap-is-not-selectivity')).toEqual(new Set(['cases']));
  });
});

describe('the report on a claim', () => {
  const own = { runs: 60, seed: 3, mutants: true };
  const done = ids.map((id) => {
    const claim = statementById(id);
    const results = islandsOf(claim, own).map((island) => runIsland(island));
    return { id, claim, results };
  });
  const reported = (results: readonly IslandResult[], k: number): string =>
    JSON.stringify(combine(done[k].claim, own, new Map(results.map((result) => [result.island, result]))));

  it('is the same bytes whatever order its islands were done in, and through a file', () => {
    fc.assert(
      fc.property(fc.nat(ids.length - 1).chain((k) => fc.tuple(fc.constant(k), fc.shuffledSubarray(done[k].results, { minLength: done[k].results.length }))), ([k, shuffled]) =>
        reported(JSON.parse(JSON.stringify(shuffled)) as IslandResult[], k) === reported(done[k].results, k)),
      { numRuns: 30 },
    ); // prettier-ignore
  });
  it('is the same where results are put together as they come in, of which no more is then held than of one island', () => {
    const long: CheckPlan = { runs: 4 * ISLAND_CASES, seed: 5, mutants: false };
    for (const id of ['dual-networks/hinge-limit', 'as-released/batch-mean-weight']) {
      const claim = statementById(id);
      const islands = islandsOf(claim, long);
      const results = islands.map((island) => runIsland(island));
      const whole = JSON.stringify(combine(claim, long, new Map(results.map((result) => [result.island, result]))));
      fc.assert(
        fc.property(fc.shuffledSubarray(results, { minLength: results.length }), (shuffled) => {
          const gathered = new Gathered(islands);
          shuffled.forEach((result, i) => {
            expect(gathered.isComplete).toBe(false);
            gathered.add(result);
            expect(gathered.results.size).toBe(i + 1);
          });
          const held = [...gathered.results.values()].filter(
            (each) => each.kind === 'cases' && each.finding.instances > 0,
          );
          return held.length === 1 && JSON.stringify(combine(claim, long, gathered.results)) === whole;
        }),
        { numRuns: 20 },
      );
    }
  });
  it('is what an attack in one thread comes to, but for the seconds', () => {
    done.forEach(({ claim, results }, k) => {
      const report = attackClaim(claim, own);
      const timings = [report.seconds, ...(report.mutants ?? []).map(({ seconds }) => seconds)];
      expect(timings.filter((seconds) => seconds === undefined || seconds <= 0)).toEqual([]);
      const untimed = JSON.stringify(report, (key, value: unknown) => (key === 'seconds' ? undefined : value));
      expect(untimed).toBe(reported(results, k));
    });
  });
  it('states what a small scope showed', () => {
    const { evidence, scope } = attackClaim(statementById('dual-networks/hinge-limit'), { runs: 20, seed: 1 });
    expect(Object.values(evidence).some((text) => text.includes('exhaustive 27'))).toBe(true);
    expect(scope).toBe('all 27 instances with numbers in {−1, 0, 1} and axes of at most 2');
  });
  it('is not made where an island is missing', () => {
    expect(() => reported(done[0].results.slice(1), 0)).toThrow('expected the result of "dual-networks/homogeneity');
  });
  it('needs nothing of the islands after the one that refutes', () => {
    const { claim } = done[1];
    const alone: CheckPlan = { ...plan, mutants: false };
    const [first, ...others] = islandsOf(claim, alone);
    const result = runIsland(first);
    // Whatever the others hold: here the same once more, which would double every count.
    const later = others.map((island): IslandResult => {
      const own = runIsland(island);
      return island.kind === 'cases' ? { ...result, island: own.island } : own;
    });
    const report = combine(claim, alone, new Map([result, ...later].map((each) => [each.island, each])));
    expect(result.kind === 'cases' && result.finding.instances).toBe(report.instances);
    expect(report.verdict).toBe('refuted');
  });
});

describe('findings together', () => {
  const finding = (more: Partial<Finding>): Finding => ({
    parts: [],
    instances: 10,
    climbed: 0,
    discarded: 0,
    differentPoints: 0,
    degree: 1,
    shapes: ['a'],
    ...more,
  });
  const part = { name: 'p', relation: 'atMost' as const, exact: 5, enclosed: 0, identity: 0, exhaustive: 0, statistical: 0, open: 1, worstMargin: 2, margins: { '= 0': 2, '≥ 1': 3 } }; // prettier-ignore
  it('add up, keep the least margin and the largest degree, and count a shape once', () => {
    const sum = together([
      finding({ parts: [part], degree: 3 }),
      finding({
        parts: [
          { ...part, worstMargin: 1 },
          { ...part, name: 'q' },
        ],
        shapes: ['a', 'b'],
        discarded: 2,
      }),
    ]);
    expect(sum).toMatchObject({ instances: 20, discarded: 2, degree: 3, shapes: ['a', 'b'] });
    expect(sum.parts).toEqual([
      { ...part, exact: 10, open: 2, worstMargin: 1, margins: { '= 0': 4, '≥ 1': 6 } },
      { ...part, name: 'q' },
    ]);
  });
  it('keep the first witness and the largest violation', () => {
    const witness = (margin: number) => ({ instance: margin, part: 'p', margin });
    const sum = together([
      finding({ witness: witness(-1), largest: witness(-4) }),
      finding({ witness: witness(-2), largest: witness(-5) }),
    ]);
    expect(sum).toMatchObject({ witness: { margin: -1 }, largest: { margin: -5 } });
  });
  it('are undecided where most draws are discarded, whatever was climbed to', () => {
    const most = finding({ parts: [part], instances: 30, climbed: 20, discarded: 11 });
    expect(verdictOf(most)).toMatchObject({ word: 'undecided', reason: '11 of 21 instances discarded' });
    expect(verdictOf({ ...most, discarded: 10 }).word).toBe('holds');
  });
});
