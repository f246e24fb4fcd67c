import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { parseAction } from '@actions/workflow-parser/actions/action-parser';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { examplesOf } from '../pages/examples.js';
import { type Outcome, readAction, runAction } from './run-action.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

/** The files that a page tells its reader to write. */
const filesOf = (page: string): ReadonlyMap<string, string> =>
  new Map(examplesOf(textOf(page)).steps.flatMap((step) => (step.kind === 'file' ? [[step.name, step.text]] : [])));
const gatePage = filesOf('docs/gate.md');
const claimPage = filesOf('docs/first-claim.md');

/** What GitHub's own parser says of an action or a workflow. */
const errorsOf = (read: typeof parseAction | typeof parseWorkflow, content: string): readonly string[] =>
  read({ name: 'file', content }, new NoOperationTraceWriter())
    .context.errors.getErrors()
    .map(({ message }) => message);

describe('the files of GitHub Actions', () => {
  const text = textOf('action.yml');
  const action = readAction(root);

  it('are such that its own parser takes them', () => {
    expect(errorsOf(parseAction, text)).toEqual([]);
    const folder = '.github/workflows';
    const workflows = [...readdirSync(join(root, folder)).map((name) => textOf(`${folder}/${name}`)), gatePage.get(`${folder}/claims.yml`) ?? '']; // prettier-ignore
    expect(workflows).toHaveLength(3);
    for (const workflow of workflows) expect(errorsOf(parseWorkflow, workflow)).toEqual([]);
    expect(errorsOf(parseAction, text.replace('shell:', 'shel:')).join()).toContain("Unexpected value 'shel'");
    expect(errorsOf(parseWorkflow, workflows[0].replace('runs-on', 'run-on')).join()).toContain("'run-on'");
  });

  it('have no input in the text of a script, use every input, and name a shell for every step', () => {
    expect(action.runs.using).toBe('composite');
    for (const { shell, run } of action.runs.steps) {
      expect(shell).toBe('bash');
      expect(run).not.toContain('${{');
    }
    const used = [...text.matchAll(/\$\{\{ inputs\.([\w-]+) \}\}/g)].map(([, name]) => name);
    expect([...new Set(used)].toSorted()).toEqual(Object.keys(action.inputs).toSorted());
    expect([...text.matchAll(/\$\{\{/g)]).toHaveLength(used.length);
  });

  it('are used on the page in five lines, with inputs there are', () => {
    const step = gatePage.get('step.yml') ?? '';
    expect(step.split('\n')).toHaveLength(5);
    const [{ with: given }] = parse(step) as readonly { readonly with: Readonly<Record<string, unknown>> }[];
    expect(Object.keys(given).filter((name) => !(name in action.inputs))).toEqual([]);
  });
});

describe('the action', () => {
  let checkout = '';
  const workspace = (files: Readonly<Record<string, string | undefined>>): string => {
    const folder = mkdtempSync(join(tmpdir(), 'contrapose-workspace-'));
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content ?? '');
    }
    return folder;
  };
  const run = (folder: string, given: Readonly<Record<string, string>>): Promise<Outcome> =>
    runAction(checkout, folder, given);

  beforeAll(() => {
    // As a runner checks it out: what git has, nothing installed, nothing built.
    checkout = mkdtempSync(join(tmpdir(), 'contrapose-action-'));
    const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' }); // prettier-ignore
    for (const name of listed.trim().split('\n')) if (existsSync(join(root, name))) cpSync(join(root, name), join(checkout, name)); // prettier-ignore
    expect(existsSync(join(checkout, 'dist'))).toBe(false);
  });
  afterAll(() => rm(checkout, { recursive: true, force: true }));

  it('installs itself, lets claims that stand pass, and writes the table into the summary and the file', async () => {
    const folder = workspace({ 'squares.mjs': gatePage.get('squares.mjs') });
    const { code, stdout, summary } = await run(folder, { claims: 'squares.mjs', runs: '60', markdown: 'claims.md' });
    expect([code, stdout]).toEqual([0, expect.stringContaining('1 of 1 claims as expected')]);
    expect(summary).toMatch(/^## Claims\n\n```text\nclaim .*\n[^]*1 of 1 mutants refuted[^]*\n```\n$/);
    expect(readFileSync(join(folder, 'claims.md'), 'utf8')).toBe(summary);
  });

  it('ends with 1 where a claim is refuted, and the summary has the counterexample', async () => {
    const folder = workspace({
      'theory/variance.mjs': claimPage.get('variance.mjs'),
      'theory/false.mjs': claimPage.get('false.mjs'),
    });
    const { code, summary } = await run(folder, { claims: 'false.mjs', 'working-directory': 'theory', runs: '60' });
    expect([code, summary]).toEqual([1, expect.stringContaining('mine/without-assumption: refuted')]);
  });

  it('takes what is in an input for data, and ends with 2 where it is none', async () => {
    const folder = workspace({});
    const sly = `x.mjs"; touch "${folder}/sly"; echo "$(touch ${folder}/sly)`;
    const refused: readonly Readonly<Record<string, string>>[] = [
      { claims: sly },
      { ids: sly },
      { base: sly },
      { ids: '--update' },
      { claims: 'a.mjs', base: 'b' },
      { runs: '0' },
    ];
    for (const given of refused) {
      const { code, summary } = await run(folder, given);
      expect([given, code, summary]).toEqual([given, 2, '']);
    }
    expect(existsSync(join(folder, 'sly'))).toBe(false);
  });

  it('compares claims with the ledger of the folder, and closes where one says other than before', async () => {
    const id = 'dual-networks/homogeneity';
    const stored = textOf('fixtures/ledger.json');
    const folder = workspace({ 'fixtures/ledger.json': stored });
    const open = await run(folder, { ids: `${id}\nbyol/update`, runs: '20' });
    expect([open.code, open.summary]).toEqual([0, expect.stringContaining('## Claims: the gate is open')]);
    expect(open.summary).toContain('2 bit-identical');
    rmSync(join(folder, 'summary.md'));
    const ledger = JSON.parse(stored) as { readonly claims: { readonly id: string; readonly mutants?: unknown }[] };
    writeFileSync(join(folder, 'other.json'), JSON.stringify({ ...ledger, claims: [] }));
    const extended = await run(folder, { ids: id, base: 'other.json', runs: '20' });
    expect([extended.code, extended.summary]).toEqual([0, expect.stringContaining('1 extended')]);
    rmSync(join(folder, 'summary.md'));
    writeFileSync(join(folder, 'other.json'), stored.replaceAll('"f_L = K_lᵀ vec(W_l)"', '"f_L = K_lᵀ"'));
    const closed = await run(folder, { ids: id, base: 'other.json', runs: '20', markdown: 'gate.md' });
    expect([closed.code, closed.summary]).toEqual([1, expect.stringContaining('## Claims: the gate is closed')]);
    expect(readFileSync(join(folder, 'gate.md'), 'utf8')).toBe(closed.summary);
  });

  it('uses the contrapose that the repository has', async () => {
    const said = "console.log('another version', process.argv.slice(2).join(' ')); process.exit(3);";
    const folder = workspace({ 'node_modules/contrapose/dist/cli/main.js': said });
    const { code, stdout } = await run(folder, { claims: 'a.mjs' });
    expect([code, stdout]).toEqual([3, 'another version check --claims a.mjs --mutants --runs 200\n']);
  });
});
