import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setImmediate } from 'node:timers/promises';
import { BadInput, quoted } from '../../ledger/problem.js';

/** A conversation with a program: a line in, a line out. */
export interface Conversation {
  /** What is written to its stdin, then the end. */
  readonly lines: Iterable<string>;
  /** How many lines it is to answer. */
  readonly answers: number;
  /** Called with each line it writes, counted from 0; what this throws ends the program. */
  readonly onLine: (line: string, index: number) => void;
  /** The longest silence, in seconds: before an answer, and from the last answer to the program's end. */
  readonly timeout: number;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
}

/** The longest line that is read, in characters. */
const LONGEST_LINE = 2 ** 24;
/** What is kept of stderr, in characters. */
const KEPT = 4096;
/** How long a program that is told to end may take before it is ended, in milliseconds. */
const GRACE = 1000;

const isWindows = process.platform === 'win32';

/** The signal goes to the whole process group: the shell is not the program. */
const send = (child: ChildProcessWithoutNullStreams, signal: NodeJS.Signals): void => {
  try {
    if (child.pid === undefined) return;
    if (isWindows) child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It has ended already.
  }
};

/** The last line on stderr, for a message. */
const lastWords = (stderr: string): string => {
  const last = stderr.trimEnd().split('\n').at(-1);
  return last === undefined || last === '' ? '' : `, its last words ${quoted(last.trim())}`;
};

/**
 * Runs a shell command, writes the lines to it and hands on what it answers. It has ended when this settles, whatever happens: a
 * wrong line, a timeout, an abort (which resolves with what was answered until then).
 * @returns how many lines were answered
 * @throws {BadInput} where the program cannot be started, crashes, is silent too long, or answers too little or too much
 */
export const converse = async (command: string, conversation: Conversation): Promise<number> => {
  const { lines, answers, onLine, timeout, cwd, env, signal } = conversation;
  const name = `--against ${quoted(command)}`;
  const child = spawn(command, {
    shell: true,
    detached: !isWindows,
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(cwd !== undefined && { cwd }),
    ...(env && { env }),
  });
  const endNow = (): void => send(child, 'SIGKILL');
  process.once('exit', endNow);
  let stderr = '';
  let answered = 0;
  let failure: Error | undefined;
  let ending: NodeJS.Timeout | undefined;

  const stop = (reason?: Error): void => {
    if (ending !== undefined) return;
    failure = reason;
    send(child, 'SIGTERM');
    ending = setTimeout(() => {
      endNow();
      // A descendant that left the group may hold the pipes open: nobody waits for it.
      child.stdout.destroy();
      child.stderr.destroy();
    }, GRACE);
  };
  const tooSilent = (): void => {
    const expected = answered < answers ? `answer ${answered}` : 'an end at the end of its input';
    stop(new BadInput(`${name}: expected ${expected}, got none within ${timeout} s${lastWords(stderr)}`));
  };
  let silence = setTimeout(tooSilent, timeout * 1000);
  const heard = (): void => {
    clearTimeout(silence);
    if (ending !== undefined) return;
    silence = setTimeout(tooSilent, timeout * 1000);
  };
  const onAbort = (): void => stop();
  signal?.addEventListener('abort', onAbort, { once: true });

  const take = (line: string): void => {
    if (ending !== undefined || line.trim() === '') return;
    try {
      if (answered === answers) throw new BadInput(`${name}: expected ${answers} answers, got ${quoted(line)} too`);
      onLine(line, answered);
      answered++;
    } catch (error) {
      stop(error as Error);
    }
    heard();
  };

  const exited = new Promise<{ code: number | null; killed: NodeJS.Signals | null }>((resolve, reject) => {
    child.once('error', (error) => reject(new BadInput(`${name}: expected a command, got ${error.message}`)));
    child.once('close', (code, killed) => resolve({ code, killed }));
  });
  let pending = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    const newline = chunk.lastIndexOf(10);
    pending = newline < 0 ? pending + chunk.length : chunk.length - newline;
    if (pending > LONGEST_LINE) {
      stop(new BadInput(`${name}: expected lines of at most ${LONGEST_LINE} characters, got a longer one`));
    }
  });
  createInterface({ input: child.stdout, crlfDelay: Infinity }).on('line', take);
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr = (stderr + text).slice(-KEPT)));
  // A program that ends early closes its stdin; its exit says more.
  child.stdin.on('error', () => undefined);
  void feed(child, lines, () => {
    heard();
    return ending === undefined;
  }).catch((error: unknown) => stop(error as Error));

  try {
    if (signal?.aborted) stop();
    const { code, killed } = await exited;
    if (failure !== undefined) throw failure;
    if (ending !== undefined) return answered;
    const how = killed === null ? `exit code ${code}` : `an end by ${killed}`;
    if (code !== 0 || answered < answers) {
      const got = `${how} after ${answered} of ${answers} answers`;
      throw new BadInput(`${name}: expected an answer a line and exit code 0, got ${got}${lastWords(stderr)}`);
    }
    return answered;
  } finally {
    endNow();
    clearTimeout(silence);
    clearTimeout(ending);
    signal?.removeEventListener('abort', onAbort);
    process.off('exit', endNow);
  }
};

/** Settles when the program has read on, or has closed its input. */
const drained = ({ stdin }: ChildProcessWithoutNullStreams): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      stdin.off('drain', done).off('close', done);
      resolve();
    };
    stdin.on('drain', done).on('close', done);
  });

/** Writes the lines as fast as they are read, then ends the input. `goOn` is asked before each line. */
const feed = async (
  child: ChildProcessWithoutNullStreams,
  lines: Iterable<string>,
  goOn: () => boolean,
): Promise<void> => {
  for (const line of lines) {
    if (!goOn() || child.stdin.destroyed) return;
    const flows = child.stdin.write(`${line}\n`);
    // Making a line takes a while: what the program has answered meanwhile is heard first.
    await (flows ? setImmediate() : drained(child));
  }
  child.stdin.end();
};
