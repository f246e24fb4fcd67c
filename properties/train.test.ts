import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readRecord } from '../src/experiments/record-file.js';
import type { RunRecord } from '../src/experiments/record.js';
import type { Cell } from '../src/experiments/summary.js';
import type { TrainingSettings } from '../src/experiments/settings.js';
import { contrapose, contraposeIn, json, type Run } from './run-contrapose.js';

const root = mkdtempSync(join(tmpdir(), 'contrapose-train-'));
afterAll(() => rmSync(root, { recursive: true }));
let folders = 0;
const freshFolder = (): string => join(root, `${folders++}`);

interface Output {
  readonly settings: TrainingSettings;
  readonly modelHash: string;
  readonly cells: readonly Cell[];
}

const tiny = ['--depth', '2', '--hidden', '1,3', '--polarity', '0.7,1', '--samples', '200', '--batch', '20', '--epochs', '2', '--seeds', '2', '--evaluation', '300']; // prettier-ignore
const train = (...args: string[]): Promise<Run> => contrapose('train', 'latent-tree', ...tiny, ...args);
const outputOf = (run: Run): Output => json(run) as Output;

/** One line on stderr that says what was expected, exit code 2, nothing on stdout, no stack. */
const expectRefusal = (run: Run, ...words: string[]): void => {
  expect({ code: run.code, stdout: run.stdout }).toEqual({ code: 2, stdout: '' });
  expect(run.stderr).toMatch(/expected .+, got .+/);
  expect(run.stderr.trim().split('\n')).toHaveLength(1);
  for (const word of words) expect(run.stderr).toContain(word);
};

describe('train latent-tree', () => {
  it('gives the same bytes for 1 and 2 workers and other numbers for another seed', async () => {
    const one = await train('--json', '--workers', '1');
    expect(one.code).toBe(0);
    expect((await train('--json', '--workers', '2')).stdout).toBe(one.stdout);
    const { cells } = outputOf(one);
    const other = outputOf(await train('--json', '--seed', '3'));
    expect(JSON.stringify(other.cells[0].runs)).not.toBe(JSON.stringify(cells[0].runs));
  });

  it('says everything in its JSON: the settings, the code, each run with every epoch, the summary', async () => {
    const { settings, modelHash, cells } = outputOf(await train('--json'));
    expect(settings).toMatchObject({ depth: 2, samples: 200, loss: 'infonce', steps: 10, released: [] });
    expect(cells.map(({ polarity, hidden }) => [polarity, hidden])).toEqual([[0.7, 1], [0.7, 3], [1, 1], [1, 3]]); // prettier-ignore
    const runs = cells.flatMap((cell) => cell.runs);
    expect(runs).toHaveLength(8);
    for (const run of runs) {
      expect(run.modelHash).toBe(modelHash);
      expect(run.epochs.map(({ epoch }) => epoch)).toEqual([0, 1, 2]);
      expect(Object.keys(run.edges)).toHaveLength(6);
      expect(Object.keys(run.epochs[0].correlation).sort()).toEqual(['', '0', '1']);
    }
    expect(cells[0].summary).toMatchObject({ runs: 2, epochs: [{ epoch: 0 }, { epoch: 1 }, { epoch: 2 }] });
  });

  it('meets the same tree with every number of units', async () => {
    const { cells } = outputOf(await train('--json', '--epochs', '0'));
    const edges = cells.map(({ runs }) => runs.map((run) => run.edges));
    expect(edges[0]).toEqual(edges[1]);
    expect(edges[2]).toEqual(edges[3]);
    expect(edges[0]).not.toEqual(edges[2]);
  });

  it('prints tables within 80 columns', async () => {
    const run = await train();
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('topmost latent');
    expect(run.stdout).toMatch(/≥ 0\.7 {6}3 {2}\d\.\d{3}±\d\.\d{3}/);
    expect(Math.max(...run.stdout.split('\n').map((line) => Array.from(line).length))).toBeLessThanOrEqual(80);
  });

  it.each([
    ['as released', ['--as-released']],
    ['the triplet loss with a margin', ['--loss', 'triplet', '--margin', '0.5']],
    ['L_simp of a normalised output with decay', ['--loss', 'simple', '--normalise', '--decay', '0.01']],
    ['three negatives', ['--negatives', '3']],
    ['biases alone', ['--released', 'biases']],
    ['exact', ['--exact', '--steps', '3']],
    ['exact and normalised', ['--exact', '--normalise']],
  ])('trains %s', async (_, args) => {
    const run = await train('--json', ...args);
    expect(run.code).toBe(0);
    for (const { runs, hidden } of outputOf(run).cells) {
      for (const { epochs } of runs) {
        expect(epochs).toHaveLength(3);
        expect(epochs[2].loss).not.toBeNull();
        // A single normalised output is ±1, and its gradient 0.
        if (hidden > 1) expect(JSON.stringify(epochs[0].weightNorm)).not.toBe(JSON.stringify(epochs[2].weightNorm));
      }
    }
  });
});

describe('a folder of runs', () => {
  it('has a file a run, and a later start makes the missing ones alone, with the result of an uninterrupted one', async () => {
    const folder = freshFolder();
    const whole = await train('--json', '--out', folder);
    expect(whole.code).toBe(0);
    const files = readdirSync(folder).filter((name) => name.startsWith('run-'));
    expect(files).toHaveLength(8);
    const fromFiles = files.map((name) => readRecord(readFileSync(join(folder, name), 'utf8'), name));
    const fromOutput = outputOf(whole).cells.flatMap(({ runs }) => runs);
    const byName = (a: RunRecord, b: RunRecord) => JSON.stringify(a).localeCompare(JSON.stringify(b));
    expect(fromFiles.sort(byName)).toEqual([...fromOutput].sort(byName));
    for (const name of files.slice(0, 3)) rmSync(join(folder, name));
    const again = await train('--json', '--out', folder);
    expect(again.stdout).toBe(whole.stdout);
    expect(again.stderr.match(/ kept$/gm)).toHaveLength(5);
  });

  it('of other settings, or one that cannot be written, is refused', async () => {
    const folder = freshFolder();
    expect((await train('--epochs', '0', '--out', folder)).code).toBe(0);
    expectRefusal(await train('--epochs', '1', '--out', folder), '--out', 'epochs 1', 'epochs 0');
    const file = join(root, 'a-file');
    writeFileSync(file, '');
    expectRefusal(await train('--out', file), '--out', 'a file');
    expectRefusal(await train('--out', join(file, 'below')), '--out', 'a file in the way');
  });

  it('keeps what was finished before Ctrl-C, which ends with exit code 130 and a table', async () => {
    const folder = freshFolder();
    const args = ['train', 'latent-tree', ...tiny, '--seeds', '1000', '--out', folder];
    const onStderr = (_: string, interrupt: () => void): void => interrupt();
    const { code, stdout, stderr } = await contraposeIn({ onStderr }, ...args);
    const finished = Number(/interrupted: (\d+) of 4000 runs finished/.exec(stderr)?.[1]);
    expect(code).toBe(130);
    expect(finished).toBeGreaterThanOrEqual(1);
    expect(readdirSync(folder).filter((name) => /^run-.*\.json$/.test(name))).toHaveLength(finished);
    expect(stdout).toContain('topmost latent');
  });
});

describe('bad use of train is refused in one line', () => {
  it.each([
    ['--polarity', '1.5', '--polarity: expected numbers in [0, 1], got 1.5'],
    ['--polarity', '0.5,x', '--polarity: expected numbers with commas between them, got "x"'],
    ['--hidden', '2,,3', '--hidden: expected numbers with commas between them, got ""'],
    ['--hidden', '0', '--hidden: expected a whole number'],
    ['--depth', '40', '--depth: expected at most 4096 leaves (children^depth), got 2^40'],
    ['--tau', '0', '--tau: expected a number > 0, got 0'],
    ['--tau', 'Infinity', '--tau: expected a number, got "Infinity"'],
    ['--rate', '-1', '--rate: expected a number ≥ 0, got -1'],
    ['--negatives', '0', '--negatives: expected a whole number'],
    ['--batch', '201', '--batch: expected a whole number from 1 to 200, got 201'],
    ['--epochs', '-1', '--epochs: expected a whole number'],
    ['--loss', 'nce', '--loss: expected infonce, simple, triplet, got "nce"'],
    ['--released', 'biases,speed', '--released: expected names of biases,'],
    ['--workers', '0', '--workers: expected a whole number from 1'],
  ])('%s %s', async (name, value, message) => {
    expectRefusal(await train(name, value), message);
  });

  it('an exact run of another loss, or of more patterns than can be enumerated', async () => {
    expectRefusal(await train('--exact', '--loss', 'infonce'), '--exact: expected --loss simple');
    expectRefusal(await train('--exact', '--depth', '6'), '--exact');
    expectRefusal(await train('--exact', '--depth', '5', '--normalise'), '--exact');
  });

  it('both ways to say which switches', async () => {
    expectRefusal(await train('--as-released', '--released', 'biases'), '--released: expected it or --as-released');
  });
});
