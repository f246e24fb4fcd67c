import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Command } from 'commander';
import { BadInput, quoted } from '../ledger/problem.js';
import { readWitness, WITNESS_FOLDER, type WitnessFile } from '../ledger/witness-file.js';
import { type Replay, replay } from '../search/replay.js';
import { problemName } from '../search/witness-of.js';
import { ExitCode } from './exit-code.js';
import { print, printJson, readText } from './output.js';
import { progressBar } from './progress.js';
import { printable, wrapped } from './witness/printable.js';

interface Replayed {
  readonly file: string;
  readonly found: Replay;
}

/** The witness files of a folder, in the order of their names. @throws {BadInput} where it is none */
const filesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    throw new BadInput(`${quoted(folder)}: expected a folder of witnesses, got none that can be read`);
  }
};

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

const filesOf = (named: readonly string[]): readonly string[] =>
  named.length === 0 ? filesIn(WITNESS_FOLDER) : named.flatMap((path) => (isFolder(path) ? filesIn(path) : [path]));

const counted = (all: readonly Replayed[]) => {
  const count = (test: (found: Replay) => boolean): number => all.filter(({ found }) => test(found)).length;
  const graded = (grade: WitnessFile['grade']): number =>
    count((found) => found.status === 'refutes' && found.grade === grade);
  return {
    refutes: count(({ status }) => status === 'refutes'),
    genuine: graded('genuine'),
    quasiGenuine: graded('quasi-genuine'),
    potential: graded('potential'),
    fixed: count(({ status }) => status === 'fixed'),
    undecided: count(({ status }) => status === 'undecided'),
    stale: count(({ status }) => status === 'stale'),
  };
};

const jsonOf = ({ file, found }: Replayed): unknown => {
  const { witness, ...rest } = found;
  const { claim, attack, dropped, mutant, part } = witness;
  return { file, claim, attack, dropped, ...(mutant !== undefined && { mutant }), part, ...rest };
};

const remarks = (found: Replay): readonly string[] =>
  found.status !== 'refutes'
    ? [found.reason]
    : [
        ...found.reasons,
        ...(found.changed ? ['the file records other numbers'] : []),
        ...(found.withinAll ? ['it meets every assumption, so it refutes the claim with them too'] : []),
        ...(found.grade === found.witness.grade ? [] : [`the file says ${found.witness.grade}`]),
      ];

const lineOf = ({ file, found }: Replayed): string => {
  const word = found.status === 'refutes' ? found.grade : found.status;
  const first = wrapped(`${word.padEnd(14)}${printable(problemName(found.witness))}`, ' '.repeat(14));
  const more = remarks(found).map((remark) => wrapped(`${' '.repeat(14)}${printable(remark)}`, ' '.repeat(14)));
  return [
    first,
    ...more,
    ...(found.status === 'refutes' ? [] : [`${' '.repeat(14)}${printable(basename(file))}`]),
  ].join('\n');
};

const summary = (counts: ReturnType<typeof counted>): string => {
  const { refutes, genuine, quasiGenuine, potential, fixed, undecided, stale } = counts;
  return [
    `${refutes} still refute (${genuine} genuine, ${quasiGenuine} quasi-genuine, ${potential} potential)`,
    `${fixed} fixed, ${undecided} undecided, ${stale} stale`,
  ].join('\n');
};

/** `replay`: stored counterexamples judged again. */
export const replayCommand = (): Command =>
  new Command('replay')
    .description('judge stored counterexamples again: which still refute, which are fixed, which are stale')
    .argument('[file...]', `witness files or folders (default: ${WITNESS_FOLDER})`)
    .option('--json', 'the result as JSON')
    .action(async (named: string[], { json }: { json?: boolean }) => {
      // All are read before any is judged: a file that cannot be used is refused at once.
      const witnesses = filesOf(named).map((file) => ({ file, witness: readWitness(readText(file), file) }));
      const bar = progressBar(witnesses.length, witnesses.length, 'witnesses', 'witnesses');
      const interrupt = new AbortController();
      const onInterrupt = (): void => interrupt.abort();
      process.once('SIGINT', onInterrupt);
      const all: Replayed[] = [];
      for (const { file, witness } of witnesses) {
        await setImmediate(); // lets an interrupt in
        if (interrupt.signal.aborted) break;
        all.push({ file, found: replay(witness) });
        bar.work(1);
        bar.item(basename(file));
      }
      process.off('SIGINT', onInterrupt);
      bar.stop();
      const counts = counted(all);
      if (json) printJson({ counts, witnesses: all.map(jsonOf) });
      else print([...all.map(lineOf), summary(counts)].join('\n'));
      if (interrupt.signal.aborted) {
        process.stderr.write(`interrupted: ${all.length} of ${witnesses.length} witnesses judged\n`);
        process.exitCode = ExitCode.interrupted;
      } else process.exitCode = counts.stale + counts.undecided > 0 ? ExitCode.differs : ExitCode.asExpected;
    });
