import { execFile } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { examplesOf, type Shown, type Step } from './examples.js';
import { comparable, matches } from './matches.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** `npx` without its start-up time: the same programs, run by this node. */
const NPX = `#!/bin/sh
name="$1"
shift
case "$name" in
  contrapose) exec '${process.execPath}' '${root}dist/cli/main.js' "$@" ;;
  vitest) exec '${process.execPath}' '${root}node_modules/vitest/vitest.mjs' "$@" ;;
  *) echo "npx: expected contrapose or vitest, got $name" >&2; exit 2 ;;
esac
`;

interface Printed {
  readonly command: string;
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder with the package installed; for a clone, also with what a clone holds that commands read. */
const folderFor = (inClone: boolean): string => {
  const folder = mkdtempSync(join(tmpdir(), 'contrapose-page-'));
  const bin = join(folder, 'node_modules/.bin');
  mkdirSync(bin, { recursive: true });
  symlinkSync(root, join(folder, 'node_modules/contrapose'));
  symlinkSync(join(root, 'node_modules/vitest'), join(folder, 'node_modules/vitest'));
  writeFileSync(join(bin, 'npx'), NPX);
  chmodSync(join(bin, 'npx'), 0o755);
  if (inClone)
    for (const name of ['fixtures', 'properties/foreign'])
      cpSync(join(root, name), join(folder, name), { recursive: true });
  return folder;
};

const run = (command: string, folder: string): Promise<Printed> =>
  new Promise((resolve) => {
    const env = {
      ...process.env,
      PATH: `${join(folder, 'node_modules/.bin')}:${process.env.PATH ?? ''}`,
      NO_COLOR: '1',
      FORCE_COLOR: undefined,
      GITHUB_ACTIONS: undefined,
    };
    // What vitest tells its own processes is not for a vitest that a page runs.
    for (const name of Object.keys(env)) if (name.startsWith('VITEST')) Reflect.deleteProperty(env, name);
    execFile(
      'bash',
      ['-euo', 'pipefail', '-c', command],
      { cwd: folder, env, maxBuffer: 2 ** 28 },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ command, code, stdout, stderr });
      },
    );
  });

/** What is shown and not printed, in the order of the commands: each text is the whole output of a later command than the text before it. */
const notPrinted = (shown: readonly Shown[], printed: readonly Printed[]): readonly string[] => {
  let from = 0;
  return shown.flatMap(({ line, text }) => {
    const expected = comparable(text);
    const found = printed.findIndex(({ stdout }, i) => i >= from && matches(expected, comparable(stdout)));
    if (found >= 0) {
      from = found + 1;
      return [];
    }
    const got = printed.slice(from).map(({ command, stdout }) => `$ ${command}\n${stdout}`);
    return [`line ${line}: expected what a command prints, got\n${got.join('\n')}\nwhere the page shows\n${text}`];
  });
};

const problemsOf = async (step: Step, folder: string): Promise<readonly string[]> => {
  if (step.kind === 'file') {
    mkdirSync(dirname(join(folder, step.name)), { recursive: true });
    writeFileSync(join(folder, step.name), `${step.text}\n`);
  }
  if (step.kind !== 'run') return [];
  const printed: Printed[] = [];
  for (const [i, command] of step.commands.entries()) {
    const done = await run(command, folder);
    printed.push(done);
    const exit = i === step.commands.length - 1 ? step.exit : 0;
    if (done.code !== exit) {
      const { stdout, stderr } = done;
      return [`line ${step.line}: ${command}: expected exit code ${exit}, got ${done.code}\n${stdout}${stderr}`];
    }
  }
  return notPrinted(step.shown, printed);
};

/** Does what a page says, in a new folder, and tells what does not come out as the page says. */
export const problemsOfPage = async (page: string): Promise<readonly string[]> => {
  const { inClone, steps, problems } = examplesOf(page);
  const folder = folderFor(inClone);
  const found = [...problems];
  for (const step of steps) found.push(...(await problemsOf(step, folder)));
  rmSync(folder, { recursive: true });
  return found;
};
