/** The surroundings of the process itself. */
import { ExitCode } from './exit-code.js';
import { refused } from '../ledger/files.js';
import { run } from './run.js';
import type { Surroundings } from './surroundings.js';

/** The output that could not be written, as the system's error; nothing where all could. */
interface Lost {
  error?: NodeJS.ErrnoException;
}

/**
 * A stream whose reader may go away: then what is written is dropped and the work goes on, since files and the exit code count without it. What else
 * keeps the stream from being written is kept in `lost`.
 */
const outlet = (stream: NodeJS.WriteStream, lost?: Lost): ((text: string) => void) => {
  let open = true;
  const onError = (error: NodeJS.ErrnoException): void => {
    open = false;
    if (error.code !== 'EPIPE' && lost) lost.error ??= error;
  };
  stream.on('error', onError);
  return (text) => {
    if (open) stream.write(text, (error) => error && onError(error));
  };
};

const onInterrupt = (listener: () => void): (() => void) => {
  process.on('SIGINT', listener).on('SIGTERM', listener);
  return () => process.off('SIGINT', listener).off('SIGTERM', listener);
};

/** Runs a command in the surroundings of the process and sets its exit code. */
export const runInProcess = async (args: readonly string[]): Promise<void> => {
  const lost: Lost = {};
  const stderr = outlet(process.stderr);
  const io: Surroundings = {
    stdout: outlet(process.stdout, lost),
    stderr,
    ...(process.stderr.isTTY && { terminal: process.stderr }),
    cwd: process.cwd(),
    env: process.env,
    onInterrupt,
    exitCode: ExitCode.asExpected,
  };
  try {
    await run(args, io);
    process.exitCode = io.exitCode;
  } catch (error) {
    process.exitCode = ExitCode.internal;
    stderr(
      `contrapose: an error of the program itself\n${error instanceof Error ? (error.stack ?? '') : String(error)}\n`,
    );
  }
  process.once('exit', () => {
    if (lost.error === undefined) return;
    process.exitCode = ExitCode.badUse;
    stderr(`contrapose: ${refused('stdout', 'an output that can be written', lost.error).message}\n`);
  });
};
