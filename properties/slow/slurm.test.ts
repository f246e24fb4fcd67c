import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contraposeProcess } from '../run-contrapose.js';
import { type Cluster, startCluster, until, whyNoSlurm } from './slurm-cluster.js';

const script = fileURLToPath(new URL('../../deploy/slurm.sh', import.meta.url));
const reason = whyNoSlurm();
if (reason !== undefined) console.warn(`no Slurm is started, its tests are skipped: ${reason}`);

/** A few quick claims and a slower one, so that a task can be requeued while it works. */
const ids = ['dual-networks/homogeneity', 'as-released/batch-mean-weight', 'latent-tree/lucky-node-sign', 'latent-tree/gap-growth']; // prettier-ignore
const asked = [...ids, '--runs', '100', '--seed', '9', '--mutants'];

const textOf = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');
const linesOf = (file: string): number => textOf(file).split('\n').length - 1;

describe.skipIf(reason !== undefined)('a job array of Slurm', () => {
  let cluster: Cluster;
  let whole = '';
  beforeAll(async () => {
    whole = contraposeProcess('check', ...asked, '--json').stdout.replace(/^ *"seconds": .*\n/gm, '');
    cluster = await startCluster();
  });
  afterAll(async () => {
    await cluster?.stop();
  });

  const logOf = (task: string): string => join(cluster.jobs, `${task}.log`);
  const submit = (array: string, ...args: string[]): string =>
    cluster.run('sbatch', '--parsable', `--array=${array}`, `--output=${join(cluster.jobs, '%A_%a.log')}`, script, ...args); // prettier-ignore
  const field = (task: string, name: string): string | undefined =>
    new RegExp(`\\b${name}=(\\S+)`).exec(cluster.run('scontrol', 'show', 'job', task))?.[1];
  const finished = (job: string): Promise<void> =>
    until(`job ${job} ends`, () => cluster.run('squeue', '--noheader', `--jobs=${job}`, '--format=%A') === '', 300);

  it('is, merged, the same bytes as one process, though a task was requeued while it ran', async () => {
    const folder = join(cluster.jobs, 'shards');
    const job = submit('0-3', ...asked, '--out', folder);
    const task = `${job}_2`;
    const draft = join(folder, 'shard-3-of-4.jsonl.part');
    // The first line names the check; two islands are finished.
    await until('two results of the third task', () => linesOf(draft) >= 3);
    cluster.run('scontrol', 'requeue', task);
    const before = linesOf(draft) - 1;
    expect(before).toBeGreaterThanOrEqual(2);
    expect(existsSync(join(folder, 'shard-3-of-4.jsonl'))).toBe(false);
    await finished(job);
    for (const each of [0, 1, 2, 3].map((index) => `${job}_${index}`)) {
      expect([each, field(each, 'JobState'), field(each, 'ExitCode')]).toEqual([each, 'COMPLETED', '0:0']);
    }
    expect(field(task, 'Restarts')).toBe('1');
    // It went on: what it said from then on counts only what was still to be done.
    const [, after] = textOf(logOf(task)).split(/^.*DUE TO JOB REQUEUE.*\n/m);
    const islands = linesOf(join(folder, 'shard-3-of-4.jsonl')) - 2;
    const again = after.split('\n').filter((line) => /^\d+\/\d+ /.test(line)).length;
    expect(again).toBeGreaterThan(0);
    expect(again).toBeLessThanOrEqual(islands - before);
    const merged = contraposeProcess('merge', folder, '--json');
    expect(merged.code).toBe(0);
    expect(merged.stdout).toBe(whole);

    // One task alone, later.
    const lost = join(folder, 'shard-2-of-4.jsonl');
    const kept = textOf(lost);
    rmSync(lost);
    await finished(submit('1', '--shards', '4', ...asked, `--out=${folder}`));
    expect(textOf(lost)).toBe(kept);
  });

  it('ends with 2 and one line where it is asked for nonsense', async () => {
    const bad: [string[], string][] = [
      [['no-such-claim'], 'contrapose: claim: expected an id from "contrapose list", got "no-such-claim"'],
      [['--runs', 'many'], 'contrapose: --runs: expected a whole number from 1 to 10000000, got "many"'],
      [['--shard', '1/4'], 'slurm.sh: expected the share to follow from the array, got --shard'],
    ];
    const jobs = bad.map(([args]) => submit('0', ...args));
    for (const [at, job] of jobs.entries()) {
      await finished(job);
      expect(field(`${job}_0`, 'ExitCode')).toBe('2:0');
      expect(textOf(logOf(`${job}_0`))).toBe(`${bad[at][1]}\n`);
    }
  });
});
