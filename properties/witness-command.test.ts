import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readWitness, WITNESS_FOLDER, type WitnessFile, writeWitness } from '../src/ledger/witness-file.js';
import { contrapose, fileOf, json } from './run-contrapose.js';

const names = readdirSync(WITNESS_FOLDER).filter((name) => name.endsWith('.json'));
const biased = join(WITNESS_FOLDER, names.find((name) => name.startsWith('homogeneity--without-no-bias')) ?? '');
const witness = readWitness(readFileSync(biased, 'utf8'), biased);
const withChange = (change: Record<string, unknown>): string => fileOf({ ...witness, ...change });
const folder = (): string => mkdtempSync(join(tmpdir(), 'witnesses-'));

describe('replay', () => {
  it('judges the stored witnesses, all of which still refute', async () => {
    const run = await contrapose('replay', '--json');
    expect(run.code).toBe(0);
    const { counts, witnesses } = json(run) as { counts: Record<string, number>; witnesses: Record<string, unknown>[] };
    expect(counts).toMatchObject({ refutes: names.length, fixed: 0, undecided: 0, stale: 0 });
    expect(counts.genuine + counts.quasiGenuine + counts.potential).toBe(names.length);
    expect(witnesses).toHaveLength(names.length);
    expect(witnesses[0]).toMatchObject({ status: 'refutes', file: expect.stringContaining(WITNESS_FOLDER) as string });
  });

  it('takes files and folders', async () => {
    const dir = folder();
    copyFileSync(biased, join(dir, 'a.json'));
    writeFileSync(join(dir, 'b.json.7.tmp'), 'half a');
    const run = await contrapose('replay', dir, biased);
    expect(run.stdout).toMatch(/^genuine {7}dual-networks\/homogeneity without no-bias$/m);
    expect(run.stdout).toMatch(
      /^2 still refute \(2 genuine, 0 quasi-genuine, 0 potential\)\n0 fixed, 0 undecided, 0 stale$/m,
    );
  });

  it('reports a fixed witness, with exit code 0', async () => {
    const instance = {
      ...(witness.instance as object),
      network: { activation: 'linear', weights: [[['1', '0']]], top: 'linear' },
    };
    const run = await contrapose('replay', withChange({ instance }));
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/^fixed .*\n +the part holds on it\n +\d+\.json\n0 still refute/);
  });

  it('ends with exit code 1 where a witness is stale', async () => {
    const run = await contrapose('replay', biased, withChange({ dropped: ['gone'] }));
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/no assumption "gone" any more/);
    expect(run.stdout).toMatch(/1 stale$/m);
    expect((await contrapose('replay', withChange({ claim: 'a/b' }), '--json')).code).toBe(1);
  });

  it('judges none where one cannot be used', async () => {
    const texts = ['{"format":', JSON.stringify({ ...witness, format: 'contrapose/witness@9' }), '['.repeat(1e6), '{}'];
    for (const text of texts) {
      const run = await contrapose('replay', biased, fileOf(text));
      expect({ code: run.code, stdout: run.stdout }).toEqual({ code: 2, stdout: '' });
      expect(run.stderr.trim().split('\n')).toHaveLength(1);
      expect(run.stderr).toMatch(/^contrapose: .*expected .*, got /);
    }
    expect((await contrapose('replay', join(folder(), 'gone'))).code).toBe(2);
  });
});

describe('witness', () => {
  it('prints one for a person within 80 columns', async () => {
    for (const name of [names[0], names[names.length - 1]]) {
      const run = await contrapose('witness', join(WITNESS_FOLDER, name));
      expect(run.code, run.stderr).toBe(0);
      expect(Math.max(...run.stdout.split('\n').map((line) => Array.from(line).length))).toBeLessThanOrEqual(80);
      for (const words of ['violated: ', 'does not refute: ', 'grade: ', 'check again:'])
        expect(run.stdout).toContain(words);
    }
  });

  it('gives the same as JSON, and says of a stale one why it is', async () => {
    expect(json(await contrapose('witness', biased, '--json'))).toMatchObject({
      status: 'refutes',
      grade: 'genuine',
      witness,
    });
    const stale = await contrapose('witness', withChange({ part: 'gone' }));
    expect(stale.code).toBe(1);
    expect(stale.stdout).toContain('stale: its claim has no part "gone" any more');
    expect((await contrapose('witness', fileOf('[]'))).code).toBe(2);
  });

  it('refuses what a terminal would obey, and writes it out where it says so', async () => {
    const { code, stdout, stderr } = await contrapose('witness', withChange({ part: '\u001b[31m\u009bred\u202e' }));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/part: expected text of characters that are seen, got the character \\u\{1b\}\n$/);
  });
});

/** Runs a script that writes witnesses without end, until it is killed. */
const writer = (dir: string): ChildProcess => {
  const module = new URL('../dist/ledger/witness-file.js', import.meta.url).href;
  const script = `
    const { writeWitness } = await import(${JSON.stringify(module)});
    const witness = ${JSON.stringify(witness)};
    for (let i = 0; ; i++) {
      const reasons = [String(i), 'x'.repeat(1000)];
      for (let k = 0; k < 3; k++) writeWitness(${JSON.stringify(dir)}, { ...witness, part: String(k), reasons });
      if (i === 0) process.stdout.write('started');
    }`;
  return spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
};

describe('writing', () => {
  it('that is killed leaves every file whole, and those of before as they were', async () => {
    const dir = folder();
    const earlier = writeWitness(dir, witness);
    const text = readFileSync(earlier, 'utf8');
    for (const delay of [0, 3, 7, 11, 20]) {
      const child = writer(dir);
      await new Promise((resolve) => child.stdout?.once('data', resolve));
      await new Promise((resolve) => setTimeout(resolve, delay));
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('exit', resolve));
      const files = readdirSync(dir).filter((name) => name.endsWith('.json'));
      const read = files.map((name): WitnessFile => readWitness(readFileSync(join(dir, name), 'utf8'), name));
      expect(read).toHaveLength(4);
    }
    expect(readFileSync(earlier, 'utf8')).toBe(text);
  });
});
