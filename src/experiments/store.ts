/** A folder of finished runs: settings.json, and run-<cell>-<seed>.json for each. */
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeFolder, refused, writeWhole } from '../ledger/files.js';
import { type BadInput, badInput, quoted } from '../ledger/problem.js';
import { readWhole } from '../ledger/read-file.js';
import { checkRecordOf, readRecord } from './record-file.js';
import { recordText, type RunRecord } from './record.js';
import { type RunKey, runName, type TrainingSettings } from './settings.js';
import { isRunFile, readSettings, type RunsSettings, SETTINGS_FILE, settingsText } from './settings-file.js';

export interface Store {
  /** The finished run of a key, or nothing. @throws {BadInput} where the file is not one */
  readonly read: (key: RunKey) => RunRecord | undefined;
  /** Keeps a finished run: the file appears whole or not at all. @throws {BadInput} where it cannot be written */
  readonly write: (record: RunRecord) => void;
}

/** A system's error as one line about the folder; anything else is thrown as it is. */
export const refusal = (folder: string, error: unknown): BadInput =>
  refused(`--out ${quoted(folder)}`, 'a folder that can be written', error);

const guarded = <T>(folder: string, action: () => T): T => {
  try {
    return action();
  } catch (error) {
    throw refusal(folder, error);
  }
};

/** @throws {BadInput} that names the first difference between what a folder's runs were made with and what is wanted */
const checkSame = (path: string, name: string, wanted: RunsSettings): void => {
  const of = ({ settings, modelHash }: RunsSettings) => ({ modelHash, ...settings });
  const found = of(readSettings(path, name));
  for (const [field, value] of Object.entries(of(wanted))) {
    const [mine, its] = [JSON.stringify(value), JSON.stringify(found[field as keyof typeof found])];
    if (mine === its) continue;
    throw badInput('--out', `a folder of the same settings (${field} ${mine})`, `${field} ${its} in ${name}`);
  }
};

/**
 * Opens, or makes, the folder of a table of runs and tries that it can be written. `name` is what messages call it.
 * @throws {BadInput} where it cannot, or where it holds runs of other settings or of other code
 */
export const openStore = (folder: string, settings: TrainingSettings, modelHash: string, name = folder): Store => {
  const wanted: RunsSettings = { settings, modelHash };
  const fileOf = (key: RunKey): string => `run-${runName(key)}.json`;
  guarded(name, () => {
    makeFolder(resolve(folder));
    const names = readdirSync(folder);
    const file = join(folder, SETTINGS_FILE);
    if (names.includes(SETTINGS_FILE)) checkSame(file, join(name, SETTINGS_FILE), wanted);
    else if (names.some(isRunFile)) {
      throw badInput(`--out ${quoted(name)}`, `${SETTINGS_FILE} beside the runs`, 'none');
    }
    writeWhole(file, settingsText(wanted));
  });
  return {
    read: (key) =>
      guarded(name, () => {
        const file = fileOf(key);
        const path = join(folder, file);
        if (!existsSync(path)) return undefined;
        const place = join(name, file);
        const record = readRecord(readWhole(path, place), place);
        checkRecordOf(settings, record, place);
        if (runName(record) !== runName(key)) throw badInput(place, `the run ${runName(key)}`, runName(record));
        if (record.modelHash !== modelHash) throw badInput(place, `a run of the code ${modelHash}`, record.modelHash);
        return record;
      }),
    write: (record) => guarded(name, () => writeWhole(join(folder, fileOf(record)), recordText(record))),
  };
};
