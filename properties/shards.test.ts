import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { contrapose, contraposeIn } from './run-contrapose.js';

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
const sharded = async (n: number, command = check): Promise<string> => {
  const folder = freshFolder();
  for (let i = n; i >= 1; i--) expect((await shard(folder, i, n, command)).code).toBe(0);
  return folder;
};

/** One line on stderr, exit code 2, that names these. */
const isRefused = async (folder: string, ...words: string[]): Promise<void> => {
  const { code, stdout, stderr } = await contrapose('merge', folder);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(/expected .+, got .+/);
  for (const word of words) expect(stderr).toContain(word);
};

describe('a check in several processes', () => {
  let whole = '';
  let code: number | null = null;
  beforeAll(async () => {
    const run = await contrapose(...check, '--json');
    whole = run.stdout.replace(/^ *"seconds": .*\n/gm, '');
    code = run.code;
  });

  it.each([1, 3])('of %i shards is, merged, the same bytes as one process, but for the seconds', async (n) => {
    const merged = await contrapose('merge', await sharded(n), '--json');
    expect(merged.code).toBe(code);
    expect(merged.stdout).toBe(whole);
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
  beforeAll(async () => {
    complete = freshFolder();
    for (const i of [1, 2, 3]) await contrapose(...small, '--shard', `${i}/3`, '--out', complete);
  });

  it('are printed where no folder is given, and take their number from a scheduler’s variable', async () => {
    const kept = readFileSync(join(complete, 'shard-2-of-3.jsonl'), 'utf8');
    const printed = await contraposeIn({ env: { JOB_COMPLETION_INDEX: '1' } }, ...small, '--shards', '3');
    expect(printed.code).toBe(0);
    expect(printed.stdout).toBe(kept);
  });
  it('merge to the same whenever, whatever the shards are called and though one is there twice', async () => {
    const folder = copied();
    const once = await contrapose('merge', folder, '--json');
    copyFileSync(join(folder, 'shard-2-of-3.jsonl'), join(folder, 'again.jsonl'));
    expect(await contrapose('merge', folder, '--json')).toEqual(once);
    expect(once.code).toBe(0);
  });
  it('are named where they are missing', async () => {
    const folder = copied();
    rmSync(join(folder, 'shard-3-of-3.jsonl'));
    rmSync(join(folder, 'shard-1-of-3.jsonl'));
    await isRefused(folder, 'expected shards 1 to 3, got no 1, 3');
    await isRefused(freshFolder(), 'got none');
  });
  it('are named where two differ in their results', async () => {
    const folder = copied();
    const lines = readFileSync(join(folder, 'shard-2-of-3.jsonl'), 'utf8').trim().split('\n').slice(0, -1);
    const body = lines.map((line) => `${line.replace(/"instances":\d+/, '"instances":1')}\n`).join('');
    const digest = createHash('sha256').update(body).digest('hex');
    writeFileSync(join(folder, 'other.jsonl'), `${body}${JSON.stringify({ sha256: digest })}\n`);
    await isRefused(folder, 'other.jsonl', 'shard-2-of-3.jsonl');
  });
  it('are named where one is of another check, with what differs', async () => {
    const folder = copied();
    await contrapose(...small, '--seed', '4', '--shard', '2/3', '--out', folder);
    await isRefused(folder, 'shard-2-of-3.jsonl', 'seed');
  });
  it('are refused where they are cut off or changed, and so is what is none', async () => {
    const folder = copied();
    const file = join(folder, 'shard-1-of-3.jsonl');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.slice(0, text.length / 2));
    await isRefused(folder, 'shard-1-of-3.jsonl');
    writeFileSync(file, text.replace('"instances":20', '"instances":21'));
    await isRefused(folder, 'shard-1-of-3.jsonl', 'digest');
    writeFileSync(file, '{"format":"another"}\n');
    await isRefused(folder, 'contrapose/shard@1');
    await isRefused('/no/such/folder', '/no/such/folder');
  });
});
