/** Training as it is read again: a table that `train --table` wrote, or a folder of runs that `train --out` filled. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { refused } from '../ledger/files.js';
import { decimal, formatOf, orNull, readFields } from '../ledger/file-readers.js';
import { listOf, maybe, object, oneOf, type Reader, text, whole } from '../ledger/gate/fields.js';
import { badInput } from '../ledger/problem.js';
import { readWhole } from '../ledger/read-file.js';
import { checkRecordOf, readRecord } from './record-file.js';
import { type RunRecord, STATUSES } from './record.js';
import { type RecoveryTable, recoveryTable, TABLE_FORMAT } from './recovery-table.js';
import { runName } from './settings.js';
import { isRunFile, readSettings, settings, SETTINGS_FILE } from './settings-file.js';
import { cellsOf } from './summary.js';

const count = whole(0, 1e9);
const spread = object({ mean: decimal, deviation: orNull(decimal) });
const interval = object({ median: decimal, low: decimal, high: decimal, level: decimal });
const effect = object({
  hidden: decimal,
  polarity: decimal,
  than: maybe(decimal),
  differences: listOf(decimal),
  interval: orNull(interval),
  word: oneOf('grows', 'falls', 'open'),
});
const someEpochs: Reader<RecoveryTable['cells'][number]['epochs']> = (value, at) => {
  const found = listOf(object({ epoch: count, layers: listOf(spread), loss: orNull(spread) }))(value, at);
  found.forEach(({ layers }, i) => {
    if (layers.length === 0) throw badInput(`${at}[${i}].layers`, 'at least one layer', 'none');
  });
  return found;
};
const cell = object({
  hidden: decimal,
  polarity: decimal,
  runs: count,
  collapsed: count,
  lost: count,
  diverged: count,
  epochs: someEpochs,
  perSeed: listOf(object({ seed: decimal, status: oneOf(...STATUSES), recovery: listOf(decimal) })),
});
const format = formatOf(TABLE_FORMAT);
const table = object({
  format,
  settings,
  modelHash: text,
  cells: listOf(cell),
  training: listOf(effect),
  width: listOf(effect),
});

/** The table a text holds. `name` is what a message calls the text. @throws {BadInput} for anything else, with the place */
export const readRecoveryTable = (content: string, name: string): RecoveryTable =>
  readFields(content, name, format, table);

/** The finished runs of a folder, in the order of their names, and the table they make. `name` is what messages call it. @throws {BadInput} where it holds none */
export const readRunsFolder = (
  folder: string,
  name = folder,
): { readonly table: RecoveryTable; readonly runs: readonly RunRecord[] } => {
  const { settings: of, modelHash } = readSettings(join(folder, SETTINGS_FILE), join(name, SETTINGS_FILE));
  const runs = runFilesIn(folder, name).map((file) => {
    const place = join(name, file);
    const run = readRecord(readWhole(join(folder, file), place), place);
    checkRecordOf(of, run, place);
    return run;
  });
  if (runs.length === 0) throw badInput(name, 'at least one finished run', 'none');
  const known = new Set(runs.map(runName));
  if (known.size < runs.length) throw badInput(name, 'every run once', 'one twice');
  return { table: recoveryTable(of, modelHash, cellsOf(of, runs)), runs };
};

const runFilesIn = (folder: string, name: string): readonly string[] => {
  try {
    return readdirSync(folder).filter(isRunFile).sort();
  } catch (error) {
    throw refused(name, 'a folder of runs', error);
  }
};
