import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { contraposeProcess, MAIN } from '../run-contrapose.js';

/** A true statement, a false one, one with laws, and an existence claim. */
const ids = [
  'dual-networks/homogeneity',
  'as-released/batch-mean-weight',
  'latent-tree/lucky-node-sign',
  'latent-tree/gap-is-not-selectivity',
];
const check = ['check', ...ids, '--runs', '60', '--seed', '9', '--mutants'];

const shard = (folder: string, i: number, n: number, command = check) =>
  contraposeProcess(...command, '--shard', `${i}/${n}`, '--out', folder);
const sharded = (n: number, command = check): string => {
  const folder = mkdtempSync(join(tmpdir(), 'contrapose-shards-'));
  for (let i = n; i >= 1; i--) expect(shard(folder, i, n, command).code).toBe(0);
  return folder;
};

describe('a check in several processes', () => {
  it.each([2, 7])('of %i shards is, merged, the same bytes as one process, but for the seconds', (n) => {
    const whole = contraposeProcess(...check, '--json');
    const merged = contraposeProcess('merge', sharded(n), '--json');
    expect(merged.code).toBe(whole.code);
    expect(merged.stdout).toBe(whole.stdout.replace(/^ *"seconds": .*\n/gm, ''));
  });

  it('goes on where a process was killed, to the same bytes', async () => {
    // With a claim at its end that takes long enough to be killed in.
    const long = ['check', ...ids, 'latent-tree/gap-growth', '--runs', '100'];
    const folder = sharded(2, long);
    const merged = contraposeProcess('merge', folder, '--json').stdout;
    const finished = join(folder, 'shard-1-of-2.jsonl');
    const draft = `${finished}.part`;
    const clean = readFileSync(finished, 'utf8');
    rmSync(finished);
    const killed = spawn(process.execPath, [MAIN, ...long, '--shard', '1/2', '--out', folder], { stdio: 'ignore' });
    const linesOf = (file: string): number =>
      existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 1 : 0;
    const ended = new Promise((resolve) => killed.once('exit', resolve));
    while (linesOf(draft) < 3 && killed.exitCode === null) await pause(2);
    killed.kill('SIGKILL');
    await ended;
    expect(existsSync(finished)).toBe(false);
    const kept = linesOf(draft);
    expect(kept).toBeGreaterThanOrEqual(3);
    expect(contraposeProcess('merge', folder).stderr).toContain('got no 1');
    // A line that the kill cut off.
    writeFileSync(draft, `${readFileSync(draft, 'utf8')}{"island":"dual-networks/homogene`);
    const restarted = shard(folder, 1, 2, long);
    expect(restarted.code).toBe(0);
    const done = restarted.stderr.split('\n').filter((line) => /^\d+\/\d+ /.test(line)).length;
    expect(done).toBe(clean.trim().split('\n').length - 2 - (kept - 1));
    expect(readFileSync(finished, 'utf8')).toBe(clean);
    expect(existsSync(draft)).toBe(false);
    expect(contraposeProcess('merge', folder, '--json').stdout).toBe(merged);
  });
});
