/** Training as it is read again: a table that `train --table` wrote, or a folder of runs that `train --out` filled. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refused } from '../ledger/files.js';
import { decimal, formatOf, readFields } from '../ledger/file-readers.js';
import { listOf, maybe, object, oneOf, type Reader, text, whole, yesOrNo } from '../ledger/gate/fields.js';
import { isObject, parseJson } from '../ledger/json.js';
import { badInput, BadInput } from '../ledger/problem.js';
import { FORMAT, readRecord, type RunRecord, STATUSES } from './record.js';
import { type RecoveryTable, recoveryTable, TABLE_FORMAT } from './recovery-table.js';
import { LOSSES, RELEASED, runName, type TrainingSettings, trainingSettings } from './settings.js';
import { cellsOf } from './summary.js';

const settingsFields = object({
  depth: decimal,
  children: decimal,
  hidden: listOf(decimal),
  polarity: listOf(decimal),
  loss: oneOf(...LOSSES),
  tau: decimal,
  margin: decimal,
  negatives: decimal,
  epochs: decimal,
  samples: decimal,
  batch: decimal,
  steps: decimal,
  rate: decimal,
  decay: decimal,
  normalise: yesOrNo,
  released: listOf(oneOf(...RELEASED)),
  exact: yesOrNo,
  seeds: decimal,
  seed: decimal,
  evaluation: decimal,
});
const settings: Reader<TrainingSettings> = (value, at) => trainingSettings(settingsFields(value, at));

const nullable =
  <T>(reader: Reader<T>): Reader<T | null> =>
  (value, at) =>
    value === null ? null : reader(value, at);

const count = whole(0, 1e9);
const spread = object({ mean: decimal, deviation: nullable(decimal) });
const interval = object({ median: decimal, low: decimal, high: decimal, level: decimal });
const effect = object({
  hidden: decimal,
  polarity: decimal,
  than: maybe(decimal),
  differences: listOf(decimal),
  interval: nullable(interval),
  word: oneOf('grows', 'falls', 'open'),
});
const someEpochs: Reader<RecoveryTable['cells'][number]['epochs']> = (value, at) => {
  const found = listOf(object({ epoch: count, layers: listOf(spread), loss: nullable(spread) }))(value, at);
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

const SETTINGS = 'settings.json';

const textIn = (folder: string, file: string, name: string): string => {
  try {
    return readFileSync(join(folder, file), 'utf8');
  } catch (error) {
    throw refused(name, `a folder of runs with ${file}`, error);
  }
};

/** The finished runs of a folder, in the order of their names, and the table they make. `name` is what messages call it. @throws {BadInput} where it holds none */
export const readRunsFolder = (
  folder: string,
  name = folder,
): { readonly table: RecoveryTable; readonly runs: readonly RunRecord[] } => {
  const place = join(name, SETTINGS);
  const json = parseJson(textIn(folder, SETTINGS, name), place);
  if (!isObject(json)) throw badInput(place, 'the settings of training runs', 'other text');
  const { format: written, modelHash, ...given } = json;
  try {
    formatOf(FORMAT)(written, 'format');
    const of = settings(given, 'settings');
    const runs = readdirSync(folder)
      .filter((file) => /^run-.*\.json$/.test(file))
      .sort()
      .map((file) => readRecord(textIn(folder, file, name), join(name, file)));
    if (runs.length === 0) throw badInput(name, 'at least one finished run', 'none');
    const known = new Set(runs.map(runName));
    if (known.size < runs.length) throw badInput(name, 'every run once', 'one twice');
    return { table: recoveryTable(of, text(modelHash, 'modelHash'), cellsOf(of, runs)), runs };
  } catch (error) {
    if (!(error instanceof BadInput) || error.message.startsWith(name)) throw error;
    throw new BadInput(`${place}: ${error.message}`, error.path);
  }
};
