import { BadInput, quoted } from '../ledger/problem.js';
import type { Share } from '../search/shards.js';
import { wholeNumber } from './numbers.js';

/** The most processes a check is shared by. */
const MOST = 1_000_000;

type Environment = Readonly<Record<string, string | undefined>>;

/** What was asked for on the command line. */
export interface ShardOptions {
  readonly shard?: string;
  readonly shards?: number;
}

const count = (name: string, text: string): number => wholeNumber(name, 1, MOST)(text);
const index = (name: string, text: string): number => wholeNumber(name, 0, MOST * 1000)(text);

const shareOf = (name: string, place: number, of: number): Share => {
  if (place >= of) throw new BadInput(`${name}: expected an index below the number of shards, ${of}, got ${place}`);
  return { shard: place + 1, of };
};

const ofText = (text: string, shards: number | undefined): Share => {
  const [, i, n] = /^(\d{1,9})\/(\d{1,9})$/.exec(text) ?? [];
  if (i === undefined || Number(i) < 1 || Number(i) > Number(n)) {
    throw new BadInput(`--shard: expected i/n with 1 ≤ i ≤ n, got ${quoted(text)}`);
  }
  if (shards !== undefined && shards !== Number(n))
    throw new BadInput(`--shards: expected ${n} as in --shard, got ${shards}`);
  return shareOf('--shard', Number(i) - 1, count('--shard', n));
};

/** An indexed job of Kubernetes: places count from 0. The number of them is not always told to the job. */
const ofIndexedJob = (env: Environment, shards: number | undefined): Share | undefined => {
  const { JOB_COMPLETION_INDEX: place, JOB_COMPLETIONS: completions } = env;
  if (!place) return undefined;
  const of = shards ?? (completions ? count('JOB_COMPLETIONS', completions) : undefined);
  return of === undefined ? undefined : shareOf('JOB_COMPLETION_INDEX', index('JOB_COMPLETION_INDEX', place), of);
};

/**
 * A job array of Slurm: places count from its least id in its steps. An array of fewer or more tasks than there are shards is a part of one that
 * is submitted again: its places count from 0.
 */
const ofJobArray = (env: Environment, shards: number | undefined): Share | undefined => {
  const { SLURM_ARRAY_TASK_ID: id, SLURM_ARRAY_TASK_COUNT: tasks, SLURM_ARRAY_TASK_MIN, SLURM_ARRAY_TASK_STEP } = env;
  if (!id || !(tasks || shards !== undefined)) return undefined;
  const of = shards ?? count('SLURM_ARRAY_TASK_COUNT', tasks ?? '');
  const whole = !tasks || count('SLURM_ARRAY_TASK_COUNT', tasks) === of;
  const least = whole ? index('SLURM_ARRAY_TASK_MIN', SLURM_ARRAY_TASK_MIN ?? '0') : 0;
  const step = whole ? count('SLURM_ARRAY_TASK_STEP', SLURM_ARRAY_TASK_STEP ?? '1') : 1;
  const place = (index('SLURM_ARRAY_TASK_ID', id) - least) / step;
  if (!Number.isInteger(place) || place < 0) {
    throw new BadInput(`SLURM_ARRAY_TASK_ID: expected one of ${least}, ${least + step} …, got ${quoted(id)}`);
  }
  return shareOf('SLURM_ARRAY_TASK_ID', place, of);
};

/**
 * The share of the work this process is to do: `--shard i/n`, or what a scheduler says of the job; nothing where neither says.
 * @throws {BadInput} where what is said makes no share
 */
export const shareAsked = ({ shard, shards }: ShardOptions, env: Environment): Share | undefined => {
  if (shard !== undefined) return ofText(shard, shards);
  const share = ofIndexedJob(env, shards) ?? ofJobArray(env, shards);
  if (share === undefined && shards !== undefined) {
    throw new BadInput(
      '--shards: expected --shard i/n, JOB_COMPLETION_INDEX or SLURM_ARRAY_TASK_ID beside it, got none',
    );
  }
  return share;
};
