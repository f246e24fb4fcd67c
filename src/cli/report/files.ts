/** Where the files of a report are: those named, else those of this folder, else those that came with the package. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readRecoveryTable, readRunsFolder } from '../../experiments/recovery-file.js';
import { LEDGER_FILE } from '../../ledger/gate/entry.js';
import { WITNESS_FOLDER } from '../../ledger/witness-file.js';
import type { NamedText, ReportFiles } from '../../report/model/inputs.js';
import { isFolder, readText } from '../files.js';
import { pathOf, type Surroundings } from '../surroundings.js';

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
const standard = (io: Surroundings, path: string): string | undefined =>
  [pathOf(io, path), join(packageRoot, path)].find((candidate) => existsSync(candidate));

const named = (io: Surroundings, file: string, path = file): NamedText => ({ file, text: () => readText(io, path) });

const one = (io: Surroundings, option: string | undefined, path: string): NamedText | undefined => {
  if (option !== undefined) return named(io, option);
  const found = standard(io, path);
  return found === undefined ? undefined : named(io, path, found);
};

const namesIn = (io: Surroundings, folder: string, pattern: RegExp): readonly string[] =>
  isFolder(io, folder)
    ? readdirSync(pathOf(io, folder))
        .filter((name) => pattern.test(name))
        .sort()
    : [];

const witnessTexts = (io: Surroundings, option: string | undefined): readonly NamedText[] => {
  const shown = option ?? WITNESS_FOLDER;
  const folder = option ?? standard(io, WITNESS_FOLDER);
  if (folder === undefined) return [];
  // A folder that is none is read as a file, and its refusal shown.
  if (!isFolder(io, folder)) return [named(io, shown, folder)];
  return namesIn(io, folder, /\.json$/).map((name) => named(io, join(shown, name), join(folder, name)));
};

const training = (io: Surroundings, file: string, path = file): ReportFiles['training'][number] => ({
  file,
  read: () =>
    isFolder(io, path)
      ? readRunsFolder(pathOf(io, path), file)
      : { table: readRecoveryTable(readText(io, path), file), runs: [] },
});

const trainingFiles = (io: Surroundings, options: readonly string[] | undefined): ReportFiles['training'] => {
  if (options !== undefined) return options.map((file) => training(io, file));
  const folder = [pathOf(io, FIXTURES), join(packageRoot, FIXTURES)].find(
    (each) => namesIn(io, each, /^recovery.*\.json$/).length > 0,
  );
  if (folder === undefined) return [];
  // By the formulas first, then its variants; the runs themselves last.
  const tables = namesIn(io, folder, /^recovery.*\.json$/);
  const names = [...tables].sort((a, b) => basename(a, '.json').length - basename(b, '.json').length);
  return [...names, ...(isFolder(io, join(folder, RUNS)) ? [RUNS] : [])].map((name) =>
    training(io, join(FIXTURES, name), join(folder, name)),
  );
};

/** The files of a report. */
export const reportFiles = (io: Surroundings, options: ReportFileOptions): ReportFiles => {
  const check = one(io, options.check, CHECK_FILE);
  const ablation = one(io, options.ablation, ABLATION_FILE);
  const ledger = one(io, options.ledger, LEDGER_FILE);
  return {
    ...(check && { check }),
    ...(ablation && { ablation }),
    ...(ledger && { ledger }),
    witnesses: witnessTexts(io, options.witnesses),
    training: trainingFiles(io, options.training),
  };
};
