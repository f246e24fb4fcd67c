/** The settings of a folder of runs as a file, and the names of the runs beside it. */
import { decimal, formatOf, readFields } from '../ledger/file-readers.js';
import { listOf, matching, object, oneOf, type Reader, yesOrNo } from '../ledger/gate/fields.js';
import { readWhole } from '../ledger/read-file.js';
import { FORMAT } from './record.js';
import { canonicalSettings, LOSSES, RELEASED, type TrainingSettings, trainingSettings } from './settings.js';

export const SETTINGS_FILE = 'settings.json';

/** Whether a name is that of a run's file. */
export const isRunFile = (name: string): boolean => /^run-.*\.json$/.test(name);

const readers = {
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
};
const settingsFields = object(readers);
/** Settings as they stand in a file. */
export const settings: Reader<TrainingSettings> = (value, at) => trainingSettings(settingsFields(value, at));

/** What the runs of a folder were made with. */
export interface RunsSettings {
  readonly settings: TrainingSettings;
  readonly modelHash: string;
}

const format = formatOf(FORMAT);
const fileFields = object({ format, modelHash: matching(/^[\w -]{1,80}$/, 'the hash of code'), ...readers });
const file: Reader<RunsSettings> = (value, at) => {
  const { format: _, modelHash, ...given } = fileFields(value, at);
  return { settings: settings(given, at), modelHash };
};

/** The settings in a file; `name` is what messages call it. @throws {BadInput} */
export const readSettings = (path: string, name = path): RunsSettings =>
  readFields(readWhole(path, name), name, format, file);

/** The text of the file. */
export const settingsText = ({ settings: of, modelHash }: RunsSettings): string => {
  const written = { format: FORMAT, modelHash, ...(JSON.parse(canonicalSettings(of)) as object) };
  return `${JSON.stringify(written, undefined, 2)}\n`;
};
