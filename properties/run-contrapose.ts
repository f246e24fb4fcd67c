import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../src/cli/run.js';
import type { Surroundings } from '../src/cli/surroundings.js';

/** The built command. */
export const MAIN = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

/** The root of the repository, whose fixtures are found from there. */
const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What one run of the command line gave. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What may differ around a command from what a test has as a rule. */
export interface Around extends Partial<Pick<Surroundings, 'cwd' | 'env' | 'threads'>> {
  /** Called with all that is on stderr so far, and with what interrupts the command. */
  readonly onStderr?: (text: string, interrupt: () => void) => void;
}

/** Runs a command in this process, in this thread unless threads are asked for. */
export const contraposeIn = async (
  { cwd = ROOT, env = {}, threads = 0, onStderr }: Around,
  ...args: readonly string[]
): Promise<Run> => {
  let [stdout, stderr] = ['', ''];
  const listeners = new Set<() => void>();
  const interrupt = (): void => listeners.forEach((listener) => listener());
  const io: Surroundings = {
    stdout: (text) => (stdout += text),
    stderr: (text) => {
      stderr += text;
      onStderr?.(stderr, interrupt);
    },
    cwd,
    env,
    threads,
    onInterrupt: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    exitCode: 0,
  };
  await run(args, io);
  return { code: io.exitCode, stdout, stderr };
};

/** Runs a command in this process, from the root of the repository. */
export const contrapose = (...args: readonly string[]): Promise<Run> => contraposeIn({}, ...args);

/** Runs the built command in a process of its own, as a user's shell would. */
export const contraposeProcess = (...args: readonly string[]): Run => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
    maxBuffer: 2 ** 28,
  });
  return { code: status, stdout, stderr };
};

/** The JSON a run printed. */
export const json = (run: Run): unknown => JSON.parse(run.stdout);

const folder = mkdtempSync(join(tmpdir(), 'contrapose-'));
let files = 0;

/** A file with the text (or with the JSON of a value), in a temporary folder. */
export const fileOf = (content: unknown): string => {
  const file = join(folder, `${files++}.json`);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};
