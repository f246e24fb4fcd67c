/** The surroundings of the process itself. */
import { writeSync } from 'node:fs';
import { isatty } from 'node:tty';
import { ExitCode } from './exit-code.js';
import { refused } from '../ledger/files.js';
import { run } from './run.js';
import type { Surroundings } from './surroundings.js';

/** The output that could not be written, as the system's error; nothing where all could. */
interface Lost {
  error?: NodeJS.ErrnoException;
}

const PAUSE = 5;

const pause = (): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
};

/**
 * Writes to a descriptor, without a stream between: Node's streams drop what goes to a device they do not know, such as a full one. The reader may go away:
 * then what is written is dropped and the work goes on, since files and the exit code count without it. What else keeps it from being written is kept in
 * `lost`.
 */
const outlet = (descriptor: number, lost: Lost = {}): ((text: string) => void) => {
  let open = true;
  const write = (bytes: Buffer): number => {
    try {
      return writeSync(descriptor, bytes);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EAGAIN') throw error;
      pause(); // a pipe whose reader is slower
      return 0;
    }
  };
  return (text) => {
    let bytes = Buffer.from(text);
    try {
      while (open && bytes.length > 0) bytes = bytes.subarray(write(bytes));
    } catch (error) {
      open = false;
      if ((error as NodeJS.ErrnoException).code !== 'EPIPE') lost.error ??= error as NodeJS.ErrnoException;
    }
  };
};

const onInterrupt = (listener: () => void): (() => void) => {
  process.on('SIGINT', listener).on('SIGTERM', listener);
  return () => process.off('SIGINT', listener).off('SIGTERM', listener);
};

/** Runs a command in the surroundings of the process and sets its exit code. */
export const runInProcess = async (args: readonly string[]): Promise<void> => {
  const lost: Lost = {};
  const stderr = outlet(2);
  const io: Surroundings = {
    stdout: outlet(1, lost),
    stderr,
    ...(isatty(2) && { terminal: process.stderr }),
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
  if (lost.error !== undefined) {
    process.exitCode = ExitCode.badUse;
    stderr(`contrapose: ${refused('stdout', 'an output that can be written', lost.error).message}\n`);
  }
};
