import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { contrapose } from './run-contrapose.js';

const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

/** A true statement, a false one, one with laws, and an existence claim. */
const ids = [
  'dual-networks/homogeneity',
  'as-released/batch-mean-weight',
  'latent-tree/lucky-node-sign',
  'latent-tree/gap-is-not-selectivity',
];
const check = ['check', ...ids, '--runs', '60', '--seed', '9', '--mutants'];

const freshFolder = (): string => mkdtempSync(join(tmpdir(), 'contrapose-shards-'));
const shard = (folder: string, i: number, n: number, command = check) =>
  contrapose(...command, '--shard', `${i}/${n}`, '--out', folder);
const sharded = (n: number, command = check): string => {
  const folder = freshFolder();
  for (let i = n; i >= 1; i--) expect(shard(folder, i, n, command).code).toBe(0);
  return folder;
};

/** One line on stderr, exit code 2, that names these. */
const isRefused = (folder: string, ...words: string[]): void => {
  const { code, stdout, stderr } = contrapose('merge', folder);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(/expected .+, got .+/);
  for (const word of words) expect(stderr).toContain(word);
};

describe('a check in several processes', () => {
  let whole = '';
  let code: number | null = null;
  beforeAll(() => {
    const run = contrapose(...check, '--json');
    whole = run.stdout.replace(/^ *"seconds": .*\n/gm, '');
    code = run.code;
  });

  it.each([1, 2, 3, 7])('of %i shards is, merged, the same bytes as one process, but for the seconds', (n) => {
    const merged = contrapose('merge', sharded(n), '--json');
    expect(merged.code).toBe(code);
    expect(merged.stdout).toBe(whole);
  });

  it('goes on where a process was killed, to the same bytes', async () => {
    // With a claim at its end that takes long enough to be killed in.
    const long = ['check', ...ids, 'latent-tree/gap-growth', '--runs', '100'];
    const folder = sharded(2, long);
    const merged = contrapose('merge', folder, '--json').stdout;
    const finished = join(folder, 'shard-1-of-2.jsonl');
    const draft = `${finished}.part`;
    const clean = readFileSync(finished, 'utf8');
    rmSync(finished);
    const killed = spawn(process.execPath, [main, ...long, '--shard', '1/2', '--out', folder], { stdio: 'ignore' });
    const linesOf = (file: string): number =>
      existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 1 : 0;
    const ended = new Promise((resolve) => killed.once('exit', resolve));
    while (linesOf(draft) < 3 && killed.exitCode === null) await pause(2);
    killed.kill('SIGKILL');
    await ended;
    expect(existsSync(finished)).toBe(false);
    const kept = linesOf(draft);
    expect(kept).toBeGreaterThanOrEqual(3);
    isRefused(folder, 'got no 1');
    // A line that the kill cut off.
    writeFileSync(draft, `${readFileSync(draft, 'utf8')}{"island":"dual-networks/homogene`);
    const restarted = shard(folder, 1, 2, long);
    expect(restarted.code).toBe(0);
    const done = restarted.stderr.split('\n').filter((line) => /^\d+\/\d+ /.test(line)).length;
    expect(done).toBe(clean.trim().split('\n').length - 2 - (kept - 1));
    expect(readFileSync(finished, 'utf8')).toBe(clean);
    expect(existsSync(draft)).toBe(false);
    expect(contrapose('merge', folder, '--json').stdout).toBe(merged);
  });
});

describe('shards of a small check', () => {
  let complete = '';
  const copied = (): string => {
    const folder = freshFolder();
    for (const name of readdirSync(complete)) copyFileSync(join(complete, name), join(folder, name));
    return folder;
  };
  const small = ['check', 'dual-networks/hinge-limit', 'dual-networks/loss-convexity', '--runs', '20'];
  beforeAll(() => {
    complete = freshFolder();
    for (const i of [1, 2, 3]) contrapose(...small, '--shard', `${i}/3`, '--out', complete);
  });

  it('are printed where no folder is given, and take their number from a scheduler’s variable', () => {
    const kept = readFileSync(join(complete, 'shard-2-of-3.jsonl'), 'utf8');
    process.env.JOB_COMPLETION_INDEX = '1';
    try {
      const printed = contrapose(...small, '--shards', '3');
      expect(printed.code).toBe(0);
      expect(printed.stdout).toBe(kept);
    } finally {
      delete process.env.JOB_COMPLETION_INDEX;
    }
  });
  it('merge to the same whenever, whatever the shards are called and though one is there twice', () => {
    const folder = copied();
    const once = contrapose('merge', folder, '--json');
    copyFileSync(join(folder, 'shard-2-of-3.jsonl'), join(folder, 'again.jsonl'));
    expect(contrapose('merge', folder, '--json')).toEqual(once);
    expect(once.code).toBe(0);
  });
  it('are named where they are missing', () => {
    const folder = copied();
    rmSync(join(folder, 'shard-3-of-3.jsonl'));
    rmSync(join(folder, 'shard-1-of-3.jsonl'));
    isRefused(folder, 'expected shards 1 to 3, got no 1, 3');
    isRefused(freshFolder(), 'got none');
  });
  it('are named where two differ in their results', () => {
    const folder = copied();
    const lines = readFileSync(join(folder, 'shard-2-of-3.jsonl'), 'utf8').trim().split('\n').slice(0, -1);
    const body = lines.map((line) => `${line.replace(/"instances":\d+/, '"instances":1')}\n`).join('');
    const digest = createHash('sha256').update(body).digest('hex');
    writeFileSync(join(folder, 'other.jsonl'), `${body}${JSON.stringify({ sha256: digest })}\n`);
    isRefused(folder, 'other.jsonl', 'shard-2-of-3.jsonl');
  });
  it('are named where one is of another check, with what differs', () => {
    const folder = copied();
    contrapose(...small, '--seed', '4', '--shard', '2/3', '--out', folder);
    isRefused(folder, 'shard-2-of-3.jsonl', 'seed');
  });
  it('are refused where they are cut off or changed, and so is what is none', () => {
    const folder = copied();
    const file = join(folder, 'shard-1-of-3.jsonl');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.slice(0, text.length / 2));
    isRefused(folder, 'shard-1-of-3.jsonl');
    writeFileSync(file, text.replace('"instances":20', '"instances":21'));
    isRefused(folder, 'shard-1-of-3.jsonl', 'digest');
    writeFileSync(file, '{"format":"another"}\n');
    isRefused(folder, 'contrapose/shard@1');
    isRefused('/no/such/folder', '/no/such/folder');
  });
});
