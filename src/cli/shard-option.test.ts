import { describe, expect, it } from 'vitest';
import { shareAsked } from './shard-option.js';

describe('the share of a process', () => {
  it('is what --shard says, counted from 1', () => {
    expect(shareAsked({ shard: '2/7' }, {})).toEqual({ shard: 2, of: 7 });
    expect(shareAsked({ shard: '1/1' }, { JOB_COMPLETION_INDEX: '5', JOB_COMPLETIONS: '9' })).toEqual({
      shard: 1,
      of: 1,
    });
  });
  it('is that of an indexed job, counted from 0, with the number of its pods from the job or from --shards', () => {
    expect(shareAsked({}, { JOB_COMPLETION_INDEX: '0', JOB_COMPLETIONS: '3' })).toEqual({ shard: 1, of: 3 });
    expect(shareAsked({ shards: 4 }, { JOB_COMPLETION_INDEX: '3' })).toEqual({ shard: 4, of: 4 });
  });
  it('is that of a job array, whatever its least id and step', () => {
    const array = { SLURM_ARRAY_TASK_COUNT: '3', SLURM_ARRAY_TASK_ID: '2' };
    expect(shareAsked({}, array)).toEqual({ shard: 3, of: 3 });
    expect(shareAsked({}, { ...array, SLURM_ARRAY_TASK_MIN: '1' })).toEqual({ shard: 2, of: 3 });
    expect(shareAsked({}, { ...array, SLURM_ARRAY_TASK_ID: '14', SLURM_ARRAY_TASK_MIN: '10', SLURM_ARRAY_TASK_STEP: '2' })).toEqual({ shard: 3, of: 3 }); // prettier-ignore
  });
  it('is that of the whole array where a part of it is submitted again, counted from 0', () => {
    const part = { SLURM_ARRAY_TASK_COUNT: '1', SLURM_ARRAY_TASK_ID: '2', SLURM_ARRAY_TASK_MIN: '2' };
    expect(shareAsked({ shards: 4 }, part)).toEqual({ shard: 3, of: 4 });
    expect(() => shareAsked({ shards: 2 }, part)).toThrow('below the number of shards, 2, got 2');
  });
  it('is none where nobody asks for one, or a job does not say of how many', () => {
    expect(shareAsked({}, {})).toBeUndefined();
    expect(shareAsked({}, { JOB_COMPLETION_INDEX: '1' })).toBeUndefined();
    expect(shareAsked({}, { SLURM_ARRAY_TASK_ID: '1' })).toBeUndefined();
  });
  it('is refused where it makes no sense', () => {
    for (const shard of ['0/3', '4/3', '1', 'a/b', '1/0', '-1/3', '1/3/5', '']) {
      expect(() => shareAsked({ shard }, {}), shard).toThrow('--shard: expected i/n');
    }
    expect(() => shareAsked({ shard: '1/3', shards: 4 }, {})).toThrow('--shards: expected 3');
    expect(() => shareAsked({ shards: 4 }, {})).toThrow('--shards: expected --shard i/n');
    expect(() => shareAsked({ shards: 3 }, { JOB_COMPLETION_INDEX: '3' })).toThrow(
      'below the number of shards, 3, got 3',
    );
    expect(() => shareAsked({}, { JOB_COMPLETION_INDEX: 'x', JOB_COMPLETIONS: '3' })).toThrow('JOB_COMPLETION_INDEX');
    expect(() => shareAsked({}, { SLURM_ARRAY_TASK_ID: '3', SLURM_ARRAY_TASK_COUNT: '3', SLURM_ARRAY_TASK_STEP: '2' })).toThrow('SLURM_ARRAY_TASK_ID'); // prettier-ignore
  });
});
