import { execFile } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { examplesOf, type Shown, type Step } from './examples.js';
import { comparable, matches, renewed } from './matches.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A node, and the folders of the packages that it runs. */
export interface Installed {
  readonly node: string;
  readonly contrapose: string;
  readonly vitest: string;
}

const clone: Installed = { node: process.execPath, contrapose: root, vitest: join(root, 'node_modules/vitest') };

/** `npx` without its start-up time: the same programs. */
const npxOf = ({ node, contrapose, vitest }: Installed): string => `#!/bin/sh
name="$1"
shift
case "$name" in
  contrapose) exec '${node}' '${join(contrapose, 'dist/cli/main.js')}' "$@" ;;
  vitest) exec '${node}' '${join(vitest, 'vitest.mjs')}' "$@" ;;
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
const folderFor = (inClone: boolean, installed: Installed): string => {
  const folder = mkdtempSync(join(tmpdir(), 'contrapose-page-'));
  const bin = join(folder, 'node_modules/.bin');
  mkdirSync(bin, { recursive: true });
  symlinkSync(installed.contrapose, join(folder, 'node_modules/contrapose'));
  symlinkSync(installed.vitest, join(folder, 'node_modules/vitest'));
  symlinkSync(installed.node, join(bin, 'node'));
  writeFileSync(join(bin, 'npx'), npxOf(installed));
  chmodSync(join(bin, 'npx'), 0o755);
  if (inClone)
    for (const name of ['fixtures', 'properties/foreign']) {
      const from = join(installed.contrapose, name);
      // The package has its fixtures, and no programs in other languages.
      if (existsSync(from)) cpSync(from, join(folder, name), { recursive: true });
    }
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

/** How many of the lines that a page shows a command prints. */
const inCommon = (shown: readonly string[], { stdout }: Printed): number => {
  const printed = new Set(comparable(stdout));
  return shown.filter((line) => printed.has(line)).length;
};

interface Problem {
  readonly line: number;
  readonly text: string;
  /** The lines the page would have to show in the fence at the line. */
  readonly instead?: readonly string[];
}

/** What is shown and not printed, in the order of the commands: each text is the whole output of a later command than the text before it. */
const notPrinted = (shown: readonly Shown[], printed: readonly Printed[]): readonly Problem[] => {
  let from = 0;
  return shown.flatMap(({ line, text }) => {
    const expected = comparable(text);
    const found = printed.findIndex(({ stdout }, i) => i >= from && matches(expected, comparable(stdout)));
    if (found >= 0) {
      from = found + 1;
      return [];
    }
    const candidates = printed.slice(from);
    const alike = candidates.toSorted((a, b) => inCommon(expected, b) - inCommon(expected, a)).at(0);
    const got = candidates.map(({ command, stdout }) => `$ ${command}\n${stdout}`).join('\n');
    return {
      line,
      text: `expected what a command prints, got\n${got}\nwhere the page shows\n${text}`,
      ...(alike && { instead: renewed(text.split('\n'), alike.stdout.trimEnd().split('\n')) }),
    };
  });
};

const problemsOf = async (step: Step, folder: string): Promise<readonly Problem[]> => {
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
      const text = `${command}: expected exit code ${exit}, got ${done.code}\n${stdout}${stderr}`;
      return [{ line: step.line, text }];
    }
  }
  return notPrinted(step.shown, printed);
};

/** The page with the content of the fence at a line replaced. */
const withFence = (page: string, { line, instead }: Problem): string => {
  if (instead === undefined) return page;
  const lines = page.split('\n');
  const end = lines.indexOf('```', line);
  return [...lines.slice(0, line), ...instead, ...lines.slice(end)].join('\n');
};

/** What does not come out as a page says, and the page with what its commands print now. */
export interface PageRun {
  readonly problems: readonly string[];
  readonly renewed: string;
}

/** Does what a page says, in a new folder: with this node and this clone, where nothing else is installed. */
export const runPage = async (page: string, installed: Installed = clone): Promise<PageRun> => {
  const { inClone, steps, problems } = examplesOf(page);
  const folder = folderFor(inClone, installed);
  const found: Problem[] = [];
  for (const step of steps) found.push(...(await problemsOf(step, folder)));
  rmSync(folder, { recursive: true });
  return {
    problems: [...problems, ...found.map(({ line, text }) => `line ${line}: ${text}`)],
    // From the last to the first, so that lines keep their numbers until they are replaced.
    renewed: found.toReversed().reduce(withFence, page),
  };
};
