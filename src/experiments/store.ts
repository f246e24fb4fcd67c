/** A folder of finished runs: settings.json, and run-<cell>-<seed>.json for each. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeFolder, refused, writeWhole } from '../ledger/files.js';
import { type BadInput, badInput, quoted } from '../ledger/problem.js';
import { isObject } from '../ledger/json.js';
import { FORMAT, readRecord, recordText, type RunRecord } from './record.js';
import { canonicalSettings, type RunKey, runName, type TrainingSettings } from './settings.js';

export interface Store {
  /** The finished run of a key, or nothing. @throws {BadInput} where the file is not one */
  readonly read: (key: RunKey) => RunRecord | undefined;
  /** Keeps a finished run: the file appears whole or not at all. @throws {BadInput} where it cannot be written */
  readonly write: (record: RunRecord) => void;
}

const SETTINGS = 'settings.json';

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

const textOf = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/** @throws {BadInput} that names the first difference */
const checkSame = (file: string, wanted: Readonly<Record<string, unknown>>): void => {
  const found = parsed(readFileSync(file, 'utf8'));
  if (!isObject(found)) throw badInput(file, 'the settings of training runs', 'other text');
  for (const name of new Set([...Object.keys(wanted), ...Object.keys(found)])) {
    const [mine, its] = [JSON.stringify(wanted[name]), JSON.stringify(found[name])];
    if (mine !== its)
      throw badInput(
        '--out',
        `a folder of the same settings (${name} ${mine ?? 'absent'})`,
        `${name} ${its ?? 'absent'} in ${file}`,
      );
  }
};

/**
 * Opens, or makes, the folder of a table of runs and tries that it can be written. `name` is what messages call it.
 * @throws {BadInput} where it cannot, or where it holds runs of other settings or of other code
 */
export const openStore = (folder: string, settings: TrainingSettings, modelHash: string, name = folder): Store => {
  const wanted: Readonly<Record<string, unknown>> = {
    format: FORMAT,
    modelHash,
    ...(JSON.parse(canonicalSettings(settings)) as Readonly<Record<string, unknown>>),
  };
  const fileOf = (key: RunKey): string => join(folder, `run-${runName(key)}.json`);
  guarded(name, () => {
    makeFolder(resolve(folder));
    const names = readdirSync(folder);
    const file = join(folder, SETTINGS);
    if (names.includes(SETTINGS)) checkSame(file, wanted);
    else if (names.some((name) => /^run-.*\.json$/.test(name))) {
      throw badInput(`--out ${quoted(name)}`, `${SETTINGS} beside the runs`, 'none');
    }
    writeWhole(file, `${JSON.stringify(wanted, undefined, 2)}\n`);
  });
  return {
    read: (key) =>
      guarded(name, () => {
        const file = fileOf(key);
        const text = textOf(file);
        if (text === undefined) return undefined;
        const record = readRecord(text, file);
        if (runName(record) !== runName(key)) throw badInput(file, `the run ${runName(key)}`, runName(record));
        if (record.modelHash !== modelHash) throw badInput(file, `a run of the code ${modelHash}`, record.modelHash);
        return record;
      }),
    write: (record) => guarded(name, () => writeWhole(fileOf(record), recordText(record))),
  };
};
