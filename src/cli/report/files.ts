/** Where the files of a report are: those named, else those of this folder, else those that came with the package. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readRecoveryTable, readRunsFolder } from '../../experiments/recovery-file.js';
import { LEDGER_FILE } from '../../ledger/gate/entry.js';
import { WITNESS_FOLDER } from '../../ledger/witness-file.js';
import type { NamedText, ReportFiles } from '../../report/model/inputs.js';
import { readText } from '../output.js';

/** What a user may name. */
export interface ReportFileOptions {
  readonly check?: string;
  readonly ablation?: string;
  readonly witnesses?: string;
  readonly training?: readonly string[];
  readonly ledger?: string;
}

export const CHECK_FILE = 'fixtures/check.json';
export const ABLATION_FILE = 'fixtures/ablation.json';
const FIXTURES = 'fixtures';
/** A run kept whole, with all that a table leaves out. */
const RUNS = 'training';

const packageRoot = fileURLToPath(new URL('../../../', import.meta.url));

/** A path of this folder, else of the package; the name it goes by is the same. */
const standard = (path: string): string | undefined =>
  [path, join(packageRoot, path)].find((candidate) => existsSync(candidate));

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

const named = (file: string, path = file): NamedText => ({ file, text: () => readText(path) });

const one = (option: string | undefined, path: string): NamedText | undefined => {
  if (option !== undefined) return named(option);
  const found = standard(path);
  return found === undefined ? undefined : named(path, found);
};

const namesIn = (folder: string, pattern: RegExp): readonly string[] =>
  isFolder(folder)
    ? readdirSync(folder)
        .filter((name) => pattern.test(name))
        .sort()
    : [];

const witnessTexts = (option: string | undefined): readonly NamedText[] => {
  const shown = option ?? WITNESS_FOLDER;
  const folder = option ?? standard(WITNESS_FOLDER);
  if (folder === undefined) return [];
  // A folder that is none is read as a file, and its refusal shown.
  if (!isFolder(folder)) return [named(shown, folder)];
  return namesIn(folder, /\.json$/).map((name) => named(join(shown, name), join(folder, name)));
};

const training = (file: string, path = file): ReportFiles['training'][number] => ({
  file,
  read: () => (isFolder(path) ? readRunsFolder(path) : { table: readRecoveryTable(readText(path), file), runs: [] }),
});

const trainingFiles = (options: readonly string[] | undefined): ReportFiles['training'] => {
  if (options !== undefined) return options.map((file) => training(file));
  const folder = [FIXTURES, join(packageRoot, FIXTURES)].find((each) => namesIn(each, /^recovery.*\.json$/).length > 0);
  if (folder === undefined) return [];
  // By the formulas first, then its variants; the runs themselves last.
  const tables = namesIn(folder, /^recovery.*\.json$/);
  const names = [...tables].sort((a, b) => basename(a, '.json').length - basename(b, '.json').length);
  return [...names, ...(isFolder(join(folder, RUNS)) ? [RUNS] : [])].map((name) =>
    training(join(FIXTURES, name), join(folder, name)),
  );
};

/** The files of a report. */
export const reportFiles = (options: ReportFileOptions): ReportFiles => {
  const check = one(options.check, CHECK_FILE);
  const ablation = one(options.ablation, ABLATION_FILE);
  const ledger = one(options.ledger, LEDGER_FILE);
  return {
    ...(check && { check }),
    ...(ablation && { ablation }),
    ...(ledger && { ledger }),
    witnesses: witnessTexts(options.witnesses),
    training: trainingFiles(options.training),
  };
};
