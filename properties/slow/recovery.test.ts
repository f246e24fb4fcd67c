import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { RecoveryTable } from '../../src/experiments/recovery-table.js';
import { trainRun } from '../../src/experiments/run.js';

it.each(['recovery', 'recovery-as-released'])(
  'the stored table %s is made by this code: the run of two units, polarity 0.9 and seed 1 comes out the same, bit for bit',
  (name) => {
    const file = new URL(`../../fixtures/${name}.json`, import.meta.url);
    const { settings, cells, modelHash } = JSON.parse(readFileSync(file, 'utf8')) as RecoveryTable;
    const cell = cells.find(({ hidden, polarity }) => hidden === 2 && polarity === 0.9);
    const record = trainRun(settings, { hidden: 2, polarity: 0.9, seed: 1 }, modelHash);
    expect(record.epochs.map(({ correlation }) => correlation[''])).toEqual(cell?.perSeed[0].recovery);
    expect(record.status).toBe(cell?.perSeed[0].status);
  },
);
