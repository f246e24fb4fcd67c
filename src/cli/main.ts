#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { BadInput } from '../ledger/problem.js';
import { ablateCommand } from './ablate.js';
import { checkCommand } from './check.js';
import { citeCommand } from './cite.js';
import { evalCommand } from './eval.js';
import { ExitCode } from './exit-code.js';
import { gateCommand } from './gate.js';
import { huntCommand } from './hunt.js';
import { latentTreeCommand } from './latent-tree-command.js';
import { listCommand } from './list.js';
import { mergeCommand } from './merge.js';
import { operatorCommand } from './operator-command.js';
import { replayCommand } from './replay.js';
import { reportCommand } from './report.js';
import { schemaCommand } from './schema.js';
import { trainCommand } from './train.js';
import { packageVersion } from './version.js';
import { witnessCommand } from './witness.js';

const program = new Command('contrapose')
  .description(
    'The theory of self-supervised learning as executable claims: attacked, judged, and how strongly each stands.',
  )
  .version(packageVersion())
  .showHelpAfterError('(run with --help for the options)')
  .exitOverride();

for (const command of [
  listCommand(),
  checkCommand(),
  mergeCommand(),
  ablateCommand(),
  huntCommand(),
  replayCommand(),
  witnessCommand(),
  gateCommand(),
  reportCommand(),
  evalCommand(),
  operatorCommand(),
  latentTreeCommand(),
  trainCommand(),
  schemaCommand(),
  citeCommand(),
]) {
  program.addCommand(command.exitOverride());
}

/** One line on stderr and exit code 2 for bad use; everything unforeseen keeps its stack. */
const fail = (error: unknown): void => {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? ExitCode.asExpected : ExitCode.badUse;
  } else if (error instanceof BadInput) {
    process.stderr.write(`contrapose: ${error.message}\n`);
    process.exitCode = ExitCode.badUse;
  } else {
    throw error;
  }
};

// A reader that stops early (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

try {
  await program.parseAsync(process.argv);
} catch (error) {
  fail(error);
}
