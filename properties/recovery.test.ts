import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { medianInterval } from '../src/experiments/median-interval.js';
import { type RecoveryTable, TABLE_FORMAT } from '../src/experiments/recovery-table.js';
import { spread } from '../src/experiments/summary.js';
import { RELEASED, trainingSettings } from '../src/experiments/settings.js';
import { DEFAULT_RUNS } from '../src/search/defaults.js';
import { runArm } from '../src/search/experiment.js';
import { measure } from '../src/search/measure.js';
import { latentRecovery } from '../src/theory/latent-tree/latent-recovery.js';
import { handOver } from '../src/vitest/hand-over.js';
import { suiteSeed } from './seed.js';

const tableOf = (name: string): RecoveryTable =>
  JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8')) as RecoveryTable;

const tables = [
  { name: 'recovery', title: "by the paper's formulas", table: tableOf('recovery') },
  { name: 'recovery-as-released', title: 'as released', table: tableOf('recovery-as-released') },
];

describe.each(tables)('the stored table of recovery $title', ({ table }) => {
  const { settings, cells, training, width } = table;

  it('has the published sizes: depth 5, 20 epochs of 64,000 tuples, 10 seeds, three widths and three polarities', () => {
    expect(table.format).toBe(TABLE_FORMAT);
    expect(settings).toMatchObject({ depth: 5, children: 2, epochs: 20, samples: 64_000, batch: 128, seeds: 10 });
    expect(settings).toEqual(trainingSettings(settings));
    expect(cells.map(({ hidden, polarity, runs }) => [polarity, hidden, runs])).toEqual(
      [0.7, 0.8, 0.9].flatMap((polarity) => [2, 5, 10].map((hidden) => [polarity, hidden, 10])),
    );
    expect(table.modelHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('has the means and effects that its runs have', () => {
    for (const { perSeed, epochs } of cells) {
      for (const epoch of [0, 1, 20]) {
        expect(epochs[epoch].layers[0]).toEqual(spread(perSeed.map(({ recovery }) => recovery[epoch] ?? 0)));
      }
    }
    for (const { interval, differences } of [...training, ...width]) {
      expect(interval).toEqual(medianInterval(differences));
      expect(differences).toHaveLength(10);
    }
  });

  it('counts the runs that collapsed, were lost or diverged', () => {
    const limit = 5 / Math.sqrt(settings.evaluation);
    for (const { perSeed, collapsed, lost, diverged } of cells) {
      const ends = perSeed.map(({ status, recovery }) => ({ status, end: recovery[20] ?? 0 }));
      expect(collapsed).toBe(ends.filter(({ status }) => status === 'collapsed').length);
      expect(diverged).toBe(ends.filter(({ status }) => status === 'diverged').length);
      expect(lost).toBe(ends.filter(({ status, end }) => status === 'finished' && end < limit).length);
    }
  });
});

describe('latent-tree/latent-recovery', () => {
  it(`${latentRecovery.title} (expected: ${latentRecovery.expect})`, ({ task }) => {
    const { arms, seeds } = latentRecovery;
    const runs = Object.fromEntries(Object.entries(arms).map(([name, arm]) => [name, runArm(arm, seeds)]));
    const report = measure(latentRecovery, runs, true);
    handOver(task, latentRecovery, report, { runs: DEFAULT_RUNS, seed: suiteSeed() });
    expect({ verdict: report.verdict, reason: report.reason }).toEqual({ verdict: 'holds', reason: undefined });
    expect(report.mutants?.filter(({ refuted }) => !refuted)).toEqual([]);
  });
});

/** What each interval says, at its 97.9 %: "polarity units: word". */
const words = (effects: RecoveryTable['training']): readonly string[] =>
  effects.map(
    ({ polarity, hidden, than, word }) => `${polarity} ${hidden}${than === undefined ? '' : `>${than}`}: ${word}`,
  );

describe('what the tables say, each interval at 1 − 22/1024', () => {
  const [paper, released] = tables.map(({ table }) => table);

  it('training raises the correlation with the topmost latent in every cell by the formulas of the paper', () => {
    expect(paper.settings.released).toEqual([]);
    expect(paper.training.map(({ word }) => word)).toEqual(new Array(9).fill('grows'));
  });
  it('and so do more units, but from five to ten at polarity 0.7, which is left open', () => {
    expect(words(paper.width)).toEqual([
      '0.7 5>2: grows',
      '0.7 10>5: open',
      '0.8 5>2: grows',
      '0.8 10>5: grows',
      '0.9 5>2: grows',
      '0.9 10>5: grows',
    ]);
  });
  it('as released, training raises it with ten units at every polarity; with fewer it may not', () => {
    expect(released.settings.released).toEqual([...RELEASED]);
    expect(words(released.training)).toEqual([
      '0.7 2: open',
      '0.7 5: grows',
      '0.7 10: grows',
      '0.8 2: grows',
      '0.8 5: grows',
      '0.8 10: grows',
      '0.9 2: grows',
      '0.9 5: open',
      '0.9 10: grows',
    ]);
  });
  it('in these tables the spread over seeds is smaller with ten units than with two', () => {
    for (const table of [paper, released]) {
      for (const polarity of [0.7, 0.8, 0.9]) {
        const ends = table.cells.filter((cell) => cell.polarity === polarity).map(({ epochs }) => epochs[20].layers[0]);
        const [two, , ten] = ends.map(({ deviation }) => deviation ?? NaN);
        expect(ten).toBeLessThan(two);
      }
    }
  });
});
