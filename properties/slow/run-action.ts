import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { freshEnvironment, type Ran, runProgram } from './npm.js';

/** The parts of action.yml that are run. */
export interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly {
      readonly name: string;
      readonly shell: string;
      readonly run: string;
      readonly 'working-directory'?: string;
      readonly env?: Readonly<Record<string, string>>;
    }[];
  };
}

/** The action as its file has it. */
export const readAction = (folder: string): Action => parse(readFileSync(join(folder, 'action.yml'), 'utf8')) as Action;

/** What a job sees of an action. */
export interface Outcome extends Ran {
  readonly summary: string;
}

/**
 * Runs the steps of a composite action as a runner does: inputs put into all but the script, each script a file for bash, until one fails.
 * `folder` is the workspace, `action` where the action was checked out.
 */
export const runAction = async (
  action: string,
  folder: string,
  given: Readonly<Record<string, string>>,
): Promise<Outcome> => {
  const { inputs, runs } = readAction(action);
  const filled = (text: string): string =>
    text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => given[name] ?? inputs[name].default ?? '');
  const summary = join(folder, 'summary.md');
  let ran: Ran = { code: 0, stdout: '', stderr: '' };
  for (const { run, env = {}, 'working-directory': at = '.' } of runs.steps) {
    const script = join(folder, 'step.sh');
    writeFileSync(script, run);
    const around = freshEnvironment(process.execPath, {
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTION_PATH: action,
      GITHUB_STEP_SUMMARY: summary,
      ...Object.fromEntries(Object.entries(env).map(([name, text]) => [name, filled(text)])),
    });
    const bash = ['--noprofile', '--norc', '-eo', 'pipefail', script];
    const { code, stdout, stderr } = await runProgram('bash', bash, resolve(folder, filled(at)), around);
    ran = { code, stdout: ran.stdout + stdout, stderr: ran.stderr + stderr };
    if (code !== 0) break;
  }
  return { ...ran, summary: existsSync(summary) ? readFileSync(summary, 'utf8') : '' };
};
