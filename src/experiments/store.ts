/** A folder of finished runs: settings.json, and run-<cell>-<seed>.json for each. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BadInput, badInput, quoted } from '../ledger/problem.js';
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

/** What a folder refused, by the code of the system's error. */
const REFUSALS: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'a read-only file system',
  ENOSPC: 'a full disk',
  EDQUOT: 'a full quota',
  ENOTDIR: 'a file in the way',
  EEXIST: 'a file of this name',
  EISDIR: 'a folder in the way',
  ENAMETOOLONG: 'a name that is too long',
  ENOENT: 'a place that does not exist',
  ELOOP: 'a circle of links',
  EMFILE: 'too many open files',
  EIO: 'an error of the device',
};

/** A system's error as one line about the folder; anything else is thrown as it is. */
export const refusal = (folder: string, error: unknown): BadInput => {
  const { code } = error as { readonly code?: unknown };
  if (error instanceof BadInput || typeof code !== 'string') throw error;
  return new BadInput(`--out ${quoted(folder)}: expected a folder that can be written, got ${REFUSALS[code] ?? code}`);
};

const guarded = <T>(folder: string, action: () => T): T => {
  try {
    return action();
  } catch (error) {
    throw refusal(folder, error);
  }
};

/** Written under another name first: a reader sees the whole text or no file. */
const writeWhole = (file: string, content: string): void => {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, content, { flush: true });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
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
 * Opens, or makes, the folder of a table of runs and tries that it can be written.
 * @throws {BadInput} where it cannot, or where it holds runs of other settings or of other code
 */
export const openStore = (folder: string, settings: TrainingSettings, modelHash: string): Store => {
  const wanted: Readonly<Record<string, unknown>> = {
    format: FORMAT,
    modelHash,
    ...(JSON.parse(canonicalSettings(settings)) as Readonly<Record<string, unknown>>),
  };
  const fileOf = (key: RunKey): string => join(folder, `run-${runName(key)}.json`);
  guarded(folder, () => {
    mkdirSync(folder, { recursive: true });
    const names = readdirSync(folder);
    const file = join(folder, SETTINGS);
    if (names.includes(SETTINGS)) checkSame(file, wanted);
    else if (names.some((name) => /^run-.*\.json$/.test(name))) {
      throw badInput(`--out ${quoted(folder)}`, `${SETTINGS} beside the runs`, 'none');
    }
    writeWhole(file, `${JSON.stringify(wanted, undefined, 2)}\n`);
  });
  return {
    read: (key) =>
      guarded(folder, () => {
        const file = fileOf(key);
        const text = textOf(file);
        if (text === undefined) return undefined;
        const record = readRecord(text, file);
        if (runName(record) !== runName(key)) throw badInput(file, `the run ${runName(key)}`, runName(record));
        if (record.modelHash !== modelHash) throw badInput(file, `a run of the code ${modelHash}`, record.modelHash);
        return record;
      }),
    write: (record) => guarded(folder, () => writeWhole(fileOf(record), recordText(record))),
  };
};
