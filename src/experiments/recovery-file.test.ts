import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { FORMAT, type RunRecord } from './record.js';
import { readRecoveryTable, readRunsFolder } from './recovery-file.js';
import { openStore } from './store.js';
import { trainingSettings } from './settings.js';

const fixture = readFileSync(new URL('../../fixtures/recovery.json', import.meta.url), 'utf8');

const settings = trainingSettings({ depth: 1, hidden: [2], polarity: [0.8], epochs: 1, seeds: 2 });
const run = (seed: number): RunRecord => ({
  format: FORMAT,
  modelHash: 'abc',
  hidden: 2,
  polarity: 0.8,
  seed,
  edges: { '0': 0.9, '1': -0.8 },
  status: 'finished',
  across: { untrained: { '': { '': 0.5 } }, trained: { '': { '': 0.5 } } },
  epochs: [0, 1].map((epoch) => ({
    epoch,
    loss: epoch === 0 ? null : 0.5,
    correlation: { '': (seed + epoch) / 4 },
    constant: { '': 0 },
    weightNorm: { '': 1 },
    unitCorrelation: { '': [(seed + epoch) / 4, 0] },
    operatorSpectrum: { '': [0.25, 0] },
  })),
});

describe('a table of training that is read again', () => {
  it('is what the file says', () => {
    expect(readRecoveryTable(fixture, 'r.json')).toEqual(JSON.parse(fixture));
  });
  it('is refused with its name and the place', () => {
    const table = JSON.parse(fixture) as Record<string, unknown>;
    const reading = (change: object) => () => readRecoveryTable(JSON.stringify({ ...table, ...change }), 'r.json');
    expect(reading({ format: 'contrapose/training@1' })).toThrow(/^r\.json: format: expected "contrapose\/recovery@1"/);
    expect(reading({ cells: [{}] })).toThrow(/^r\.json: cells\[0\]\.hidden: expected a number, got nothing$/);
    expect(reading({ settings: { ...(table.settings as object), depth: 1.5 } })).toThrow(/^r\.json: --depth/);
    expect(reading({ training: 3 })).toThrow(/^r\.json: training: expected a list, got 3$/);
  });
});

describe('a folder of runs that is read again', () => {
  const folderOf = (runs: readonly RunRecord[]): string => {
    const folder = mkdtempSync(join(tmpdir(), 'contrapose-runs-'));
    const store = openStore(folder, settings, 'abc');
    for (const record of runs) store.write(record);
    return folder;
  };
  it('is the runs and the table they make', () => {
    const { table, runs } = readRunsFolder(folderOf([run(1), run(2)]));
    expect(runs).toEqual([run(1), run(2)]);
    expect(table.settings).toEqual(settings);
    expect(table.cells[0].epochs[1].layers[0].mean).toBe((0.5 + 0.75) / 2);
  });
  it('of the repository is one of the runs of its table, to the last bit', () => {
    const { runs } = readRunsFolder(fileURLToPath(new URL('../../fixtures/training', import.meta.url)));
    const { cells } = readRecoveryTable(fixture, 'r.json');
    expect(runs.length).toBeGreaterThan(0);
    for (const { hidden, polarity, seed, epochs } of runs) {
      const cell = cells.find((each) => each.hidden === hidden && each.polarity === polarity);
      const kept = cell?.perSeed.find((each) => each.seed === seed);
      expect(epochs.map(({ correlation }) => correlation[''])).toEqual(kept?.recovery);
    }
  });
  it('is refused where it has no settings, no run, or a file that is none', () => {
    expect(() => readRunsFolder(mkdtempSync(join(tmpdir(), 'contrapose-none-')))).toThrow(/settings\.json: expected a file that can be read, got no such file/); // prettier-ignore
    expect(() => readRunsFolder(folderOf([]))).toThrow(/expected at least one finished run, got none/);
    const folder = folderOf([run(1)]);
    writeFileSync(join(folder, 'run-h2-p0.8-2.json'), '{}');
    expect(() => readRunsFolder(folder)).toThrow(/run-h2-p0\.8-2\.json: format: expected "contrapose\/training@2"/);
  });
});
