import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ReportPage } from '../src/report/model/page.js';
import { claims } from '../src/theory/index.js';
import { contraposeIn, type Run } from './run-contrapose.js';

const root = fileURLToPath(new URL('..', import.meta.url));

const freshFolder = (): string => mkdtempSync(join(tmpdir(), 'contrapose-report-'));

const contrapose = (cwd: string, ...args: string[]): Promise<Run> => contraposeIn({ cwd }, ...args);

const pageOf = ({ stdout }: Run): ReportPage => JSON.parse(stdout) as ReportPage;
const sections = (html: string): number => html.split('<article class="claim" id="claim-').length - 1;

const isRefused = ({ code, stdout, stderr }: Run, words: string): void => {
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(/expected .+, got .+/);
  expect(stderr).toContain(words);
  expect(stderr).not.toMatch(/\n\s+at /);
};

describe('contrapose report', () => {
  it('writes a page from the files of the repository, as HTML, Markdown and JSON of the same claims', async () => {
    const folder = freshFolder();
    const [html, markdown] = [join(folder, 'r.html'), join(folder, 'r.md')];
    const run = await contrapose(root, 'report', '--out', html, '--markdown', markdown, '--json');
    expect(run.code).toBe(0);
    const page = pageOf(run);
    expect(page.format).toBe('contrapose/report@1');
    expect(page.claims.map(({ id }) => id)).toEqual(claims.map(({ id }) => id));
    expect(sections(readFileSync(html, 'utf8'))).toBe(claims.length);
    const text = readFileSync(markdown, 'utf8');
    for (const { id } of claims) expect(text).toContain(`\`${id}\` · `);
    expect(readdirSync(folder).sort()).toEqual(['r.html', 'r.md']);
  });

  it('finds stored verdicts, ablations, witnesses, training and a ledger of every claim', async () => {
    const {
      check,
      ablation,
      ledger,
      training,
      claims: pages,
      problems,
    } = pageOf(await contrapose(root, 'report', '--json'));
    expect(problems).toEqual([]);
    expect([check, ablation, ledger].every((origin) => origin !== undefined)).toBe(true);
    expect(training.map(({ file }) => file)).toEqual(['fixtures/recovery.json', 'fixtures/recovery-as-released.json', 'fixtures/training']); // prettier-ignore
    expect(pages.filter(({ stands }) => stands.from !== 'check').map(({ id }) => id)).toEqual([]);
    expect(pages.flatMap(({ assumptions }) => assumptions).filter(({ verdict }) => verdict === undefined)).toEqual([]);
    const shown = pages.flatMap(({ witnesses }) => witnesses.flatMap(({ file }) => file ?? []));
    expect([...new Set(shown)].sort()).toEqual(readdirSync(join(root, 'fixtures/witnesses')).map((name) => `fixtures/witnesses/${name}`).sort()); // prettier-ignore
  });

  it('takes what came with the package in a folder that has no files, and writes contrapose-report.html there', async () => {
    const folder = freshFolder();
    expect((await contrapose(folder, 'report')).code).toBe(0);
    expect(readdirSync(folder)).toEqual(['contrapose-report.html']);
    expect(sections(readFileSync(join(folder, 'contrapose-report.html'), 'utf8'))).toBe(claims.length);
  });

  it('takes the files of this folder first', async () => {
    const folder = freshFolder();
    mkdirSync(join(folder, 'fixtures'));
    const empty = { format: 'contrapose/check@1', version: '7.7.7', seed: 1, runs: 2, mutants: false, claims: [] };
    writeFileSync(join(folder, 'fixtures/check.json'), JSON.stringify(empty));
    expect(pageOf(await contrapose(folder, 'report', '--json')).check?.version).toBe('7.7.7');
  });

  it.each([
    ['--check', 'c.json', '{"format": "contrapose/check@1", '],
    ['--check', 'c.json', '{"format": "contrapose/ablation@1"}'],
    ['--ablation', 'a.json', 'not JSON'],
    ['--ledger', 'l.json', '{}'],
    ['--training', 't.json', '{"format": "contrapose/recovery@1"}'],
    ['--witnesses', 'w.json', '[]'],
  ])('shows %s %s that cannot be used as a box with its name, and the rest of the page, and exits with 1', async (option, name, content) => {
    const folder = freshFolder();
    writeFileSync(join(folder, name), content);
    const run = await contrapose(folder, 'report', option, name, '--out', 'r.html');
    expect(run.code).toBe(1);
    expect(run.stderr).toContain(`contrapose: ${name}`);
    expect(run.stderr).not.toMatch(/\n\s+at /);
    const html = readFileSync(join(folder, 'r.html'), 'utf8');
    expect(html).toMatch(new RegExp(`A file could not be used: <code>${name}</code>`));
    expect(sections(html)).toBe(claims.length);
  }); // prettier-ignore

  it('shows a file that is not there, and the others of a folder of witnesses of which one is bad', async () => {
    const folder = freshFolder();
    const witnesses = join(root, 'fixtures/witnesses');
    const [good] = readdirSync(witnesses);
    writeFileSync(join(folder, good), readFileSync(join(witnesses, good)));
    writeFileSync(join(folder, '<script>alert(1)<!--.json'), '{}');
    const run = await contrapose(
      folder,
      'report',
      '--witnesses',
      '.',
      '--check',
      'none.json',
      '--json',
      '--out',
      'r.html',
    );
    expect(run.code).toBe(1);
    const page = pageOf(run);
    expect(page.problems.map(({ file }) => file).sort()).toEqual(['<script>alert(1)<!--.json', 'none.json']);
    expect(page.problems.find(({ file }) => file === 'none.json')?.message).toBe('none.json: expected a file that can be read, got no such file'); // prettier-ignore
    expect(page.claims.flatMap(({ witnesses: shown }) => shown.flatMap(({ file }) => file ?? []))).toEqual([good]);
    const html = readFileSync(join(folder, 'r.html'), 'utf8');
    expect(html).toContain('&lt;script&gt;alert(1)');
    expect(html.split('<script').length).toBe(2);
  });

  it('tells of a witness whose instance is none of its claim, and shows what it holds', async () => {
    const folder = freshFolder();
    const [name] = readdirSync(join(root, 'fixtures/witnesses'));
    const witness = JSON.parse(readFileSync(join(root, 'fixtures/witnesses', name), 'utf8')) as object;
    writeFileSync(join(folder, 'w.json'), JSON.stringify({ ...witness, instance: { nonsense: '1' } }));
    const run = await contrapose(folder, 'report', '--witnesses', '.', '--json');
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/w\.json: instance.*: expected .+, got .+\n$/);
    expect(pageOf(run).claims.flatMap(({ witnesses }) => witnesses.flatMap(({ file }) => file ?? []))).toEqual([
      'w.json',
    ]);
  });

  it('refuses a place that cannot be written, in one line, before it reads anything', async () => {
    const folder = freshFolder();
    isRefused(await contrapose(folder, 'report', '--out', 'none/r.html'), '--out "none/r.html"');
    isRefused(await contrapose(folder, 'report', '--markdown', 'none/r.md'), '--markdown "none/r.md"');
    isRefused(await contrapose(folder, 'check', 'byol/update', '--report', 'none/r.html'), '--report "none/r.html"');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves the page that was there where it cannot write the new one', async () => {
    const folder = freshFolder();
    mkdirSync(join(folder, 'r.html'));
    const { code, stderr } = await contrapose(folder, 'report', '--out', 'r.html');
    expect(code).toBe(2);
    expect(stderr).toMatch(/expected a file that can be written, got a folder in the way\n$/);
    expect(readdirSync(folder)).toEqual(['r.html']);
  });

  it('draws the runs of a folder of training: a tree of every latent and the norms', async () => {
    const folder = freshFolder();
    const trained = await contrapose(folder, 'train', 'latent-tree', '--depth', '2', '--hidden', '2', '--polarity', '0.8', '--epochs', '2', '--samples', '256', '--seeds', '2', '--evaluation', '500', '--out', 'runs'); // prettier-ignore
    expect(trained.code).toBe(0);
    const run = await contrapose(folder, 'report', '--training', 'runs', '--json', '--out', 'r.html');
    expect(run.code).toBe(0);
    const [training] = pageOf(run).training;
    expect(training.runs).toHaveLength(2);
    const html = readFileSync(join(folder, 'r.html'), 'utf8');
    expect(html).toContain('Correlation of every unit with its latent after 2 epochs');
    expect(html).toContain('Operator norms over epochs, 2 units');
    // The command is the one that trained, but for the place.
    const again = await contrapose(folder, ...training.command.replace('npx contrapose ', '').split(' '), '--out', 'runs', '--json'); // prettier-ignore
    expect(again.stderr).toContain('2/2 h2-p0.8-2 kept');
  });
});

describe('check --report', () => {
  it('writes the page with the verdicts of this check, its seed, runs and version', async () => {
    const folder = freshFolder();
    const run = await contrapose(folder, 'check', 'byol/update', '--runs', '20', '--seed', '3', '--report', 'r.html');
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('1 of 1 claims as expected');
    const html = readFileSync(join(folder, 'r.html'), 'utf8');
    expect(html).toMatch(/Verdicts from\s+<code>this check<\/code>: seed 3, 20 runs, version \d/);
    expect(existsSync(join(folder, 'r.html'))).toBe(true);
  });
  it('does not go with claims of a file, with a share, or with a program', async () => {
    const folder = freshFolder();
    isRefused(await contrapose(folder, 'check', '--report', 'r.html', '--claims', 'x.mjs'), '--report');
    isRefused(await contrapose(folder, 'check', '--report', 'r.html', '--shard', '1/2'), '--report');
    isRefused(await contrapose(folder, 'check', '--report', 'r.html', '--against', 'true'), '--report');
    expect(readdirSync(folder)).toEqual([]);
  });
});
