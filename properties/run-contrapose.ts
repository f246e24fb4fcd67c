import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

/** What one run of the command line gave. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command with the arguments, as a user's shell would. */
export const contrapose = (...args: string[]): Run => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
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
