import { basename } from 'node:path';
import { readWitness, WITNESS_FOLDER, type WitnessFile } from '../ledger/witness-file.js';
import { type Replay, replayAll } from '../search/replay-all.js';
import { problemName } from '../search/witness-of.js';
import { ExitCode } from './exit-code.js';
import type { Define } from './define.js';
import { filesIn, isFolder, readText } from './files.js';
import { interruptible, print, printJson, type Surroundings, tell } from './surroundings.js';
import { progressBar } from './progress.js';
import { printable } from '../ledger/printable.js';
import { wrapped } from './witness/lines.js';

interface Replayed {
  readonly file: string;
  readonly found: Replay;
}

const witnessesIn = (io: Surroundings, folder: string): readonly string[] =>
  filesIn(io, folder, '.json', 'a folder of witnesses');

const filesOf = (io: Surroundings, named: readonly string[]): readonly string[] =>
  named.length === 0
    ? witnessesIn(io, WITNESS_FOLDER)
    : named.flatMap((path) => (isFolder(io, path) ? witnessesIn(io, path) : [path]));

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
export const replayCommand: Define = (command, io) =>
  command
    .argument('[file...]', `witness files or folders (default: ${WITNESS_FOLDER})`)
    .option('--json', 'the result as JSON')
    .action(async (named: string[], { json }: { json?: boolean }) => {
      // All are read before any is judged: a file that cannot be used is refused at once.
      const witnesses = filesOf(io, named).map((file) => ({ file, witness: readWitness(readText(io, file), file) }));
      const bar = progressBar(io, witnesses.length, witnesses.length, 'witnesses', 'witnesses');
      const found = new Map<string, Replay>();
      const [, interrupted] = await interruptible(io, (signal) =>
        replayAll(
          witnesses.map(({ witness }) => witness),
          {
            threads: io.threads,
            signal,
            onReplay: (i, replayed) => {
              found.set(witnesses[i].file, replayed);
              bar.work(1);
              bar.item(basename(witnesses[i].file));
            },
          },
        ),
      ).finally(() => bar.stop());
      const all = witnesses.flatMap(({ file }) => {
        const replayed = found.get(file);
        return replayed ? [{ file, found: replayed }] : [];
      });
      const counts = counted(all);
      if (json) printJson(io, { counts, witnesses: all.map(jsonOf) });
      else print(io, [...all.map(lineOf), summary(counts)].join('\n'));
      if (interrupted) {
        tell(io, `interrupted: ${all.length} of ${witnesses.length} witnesses judged`);
        io.exitCode = ExitCode.interrupted;
      } else io.exitCode = counts.stale + counts.undecided > 0 ? ExitCode.differs : ExitCode.asExpected;
    });
