import { readWitness, type WitnessFile } from '../ledger/witness-file.js';
import { replay } from '../search/replay.js';
import { statements } from '../theory/index.js';
import { ExitCode } from './exit-code.js';
import type { Define } from './define.js';
import { readText } from './files.js';
import { print, printJson } from './surroundings.js';
import { type ClaimWords, witnessReport } from './witness/text.js';

const wordsOf = ({ claim, mutant }: WitnessFile): ClaimWords | undefined => {
  const found = statements.find(({ id }) => id === claim);
  if (found === undefined) return undefined;
  const text = found.mutants.find(({ name }) => name === mutant)?.text;
  return { title: found.title, ...(text !== undefined && { mutant: text }) };
};

/** `witness`: one stored counterexample, for a pencil. */
export const witnessCommand: Define = (command, io) =>
  command
    .argument('<file>', 'a witness file')
    .option('--json', 'the result as JSON')
    .action((file: string, { json }: { json?: boolean }) => {
      const found = replay(readWitness(readText(io, file), file));
      if (json) printJson(io, found);
      else print(io, witnessReport(found, file, wordsOf(found.witness)));
      io.exitCode = found.status === 'stale' || found.status === 'undecided' ? ExitCode.differs : ExitCode.asExpected;
    });
