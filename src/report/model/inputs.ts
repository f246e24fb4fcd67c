/** The files of a report, read: what cannot be used becomes a problem of the page, and the rest is kept. */
import type { RecoveryTable } from '../../experiments/recovery-table.js';
import type { RunRecord } from '../../experiments/record.js';
import { type AblationFile, readAblation } from '../../ledger/ablation-file.js';
import { type CheckFile, readCheck } from '../../ledger/check-file.js';
import { type Ledger } from '../../ledger/gate/entry.js';
import { readLedger } from '../../ledger/ledger-file.js';
import { BadInput } from '../../ledger/problem.js';
import { readWitness } from '../../ledger/witness-file.js';
import type { NamedWitness, Problem } from './page.js';

/** A file by the name it goes by on the page, and how its text is got. */
export interface NamedText {
  readonly file: string;
  /** @throws {BadInput} where it cannot be read */
  readonly text: () => string;
}

/** A value with the file it was read from. */
export interface Read<T> {
  readonly file: string;
  readonly value: T;
}

/** Training that was read: a table, and the runs it was made of where they are at hand. */
export interface ReadTraining {
  readonly file: string;
  readonly table: RecoveryTable;
  readonly runs: readonly RunRecord[];
}

/** Everything a page is made of. */
export interface ReportInputs {
  readonly check?: Read<CheckFile>;
  readonly ablation?: Read<AblationFile>;
  readonly ledger?: Read<Ledger>;
  readonly witnesses: readonly NamedWitness[];
  readonly training: readonly ReadTraining[];
  readonly problems: readonly Problem[];
}

/** What is read, or the problem there is with it. */
export type Attempt<T> = { readonly value: T } | { readonly problem: Problem };

/** Reads a file; bad input is a problem, anything unforeseen is thrown. */
export const attempt = <T>(file: string, read: () => T): Attempt<T> => {
  try {
    return { value: read() };
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    return { problem: { file, message: error.message } };
  }
};

/** The files there are, by kind; nothing of a kind that was not found. */
export interface ReportFiles {
  readonly check?: NamedText;
  readonly ablation?: NamedText;
  readonly ledger?: NamedText;
  readonly witnesses: readonly NamedText[];
  /** Each a table or a folder of runs, read by whoever knows folders. */
  readonly training: readonly { readonly file: string; readonly read: () => Omit<ReadTraining, 'file'> }[];
}

/** Reads the files of a report. */
export const readInputs = (files: ReportFiles): ReportInputs => {
  const problems: Problem[] = [];
  const kept = <T>(file: string, read: () => T): Read<T> | undefined => {
    const found = attempt(file, read);
    if ('value' in found) return { file, value: found.value };
    problems.push(found.problem);
    return undefined;
  };
  const one = <T>(named: NamedText | undefined, read: (text: string, name: string) => T): Read<T> | undefined =>
    named && kept(named.file, () => read(named.text(), named.file));
  const check = one(files.check, readCheck);
  const ablation = one(files.ablation, readAblation);
  const ledger = one(files.ledger, readLedger);
  return {
    ...(check && { check }),
    ...(ablation && { ablation }),
    ...(ledger && { ledger }),
    witnesses: files.witnesses.flatMap((named) => {
      const found = one(named, readWitness);
      return found ? [{ file: found.file, witness: found.value }] : [];
    }),
    training: files.training.flatMap(({ file, read }) => {
      const found = kept(file, read);
      return found ? [{ file, ...found.value }] : [];
    }),
    problems,
  };
};
