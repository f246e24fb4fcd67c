/** The command line as a function of its arguments and of what is around it. */
import { Command, CommanderError } from 'commander';
import { BadInput } from '../ledger/problem.js';
import { COMMANDS } from './commands.js';
import { ExitCode } from './exit-code.js';
import { legible } from './legible.js';
import { type Surroundings, tell } from './surroundings.js';
import { packageVersion } from './version.js';

/** Builds the program. Only the commands that the arguments may mean are loaded; of the others help needs the name and what they are for. */
const programOf = async (args: readonly string[], io: Surroundings): Promise<Command> => {
  const program = new Command('contrapose')
    .description(
      'The theory of self-supervised learning as executable claims: attacked, judged, and how strongly each stands.',
    )
    .version(packageVersion())
    .showHelpAfterError('(run with --help for the options)')
    .configureOutput({
      writeOut: (text) => io.stdout(legible(text)),
      writeErr: (text) => io.stderr(legible(text)),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .exitOverride();
  for (const { name, summary, load } of COMMANDS) {
    const command = program.command(name).description(summary);
    if (args.includes(name)) (await load())(command, io);
  }
  return program;
};

/** Runs a command. What it comes to is `io.exitCode`; everything unforeseen is thrown. */
export const run = async (args: readonly string[], io: Surroundings): Promise<void> => {
  io.exitCode = ExitCode.asExpected;
  try {
    const program = await programOf(args, io);
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      io.exitCode = error.exitCode === 0 ? ExitCode.asExpected : ExitCode.badUse;
    } else if (error instanceof BadInput) {
      tell(io, `contrapose: ${error.message}`);
      io.exitCode = ExitCode.badUse;
    } else throw error;
  }
};
