import { describe, expect, it } from 'vitest';
import { madeUpRecord, smallSettings } from '../../properties/training-records.js';
import { BadInput } from '../ledger/problem.js';
import { runCampaign, type Runner } from './campaign.js';
import type { RunRecord } from './record.js';
import { type RunKey, runKeys, runName } from './settings.js';
import type { Store } from './store.js';

const settings = smallSettings();
const keys = runKeys(settings);

interface Made extends Runner {
  /** What was asked for, in order. */
  readonly asked: string[];
  readonly isClosed: () => boolean;
}

/** A runner that makes up records, one a turn of the event loop, the last asked for first. */
const backwards = (signal?: AbortSignal): Made => {
  const asked: string[] = [];
  const waiting: (() => void)[] = [];
  let closed = false;
  return {
    asked,
    isClosed: () => closed,
    run: async (key) => {
      asked.push(runName(key));
      await new Promise<void>((done) => {
        waiting.push(done);
        setImmediate(() => waiting.pop()?.());
      });
      return signal?.aborted ? undefined : madeUpRecord(key);
    },
    close: () => {
      closed = true;
      return Promise.resolve();
    },
  };
};

const memory = (kept: ReadonlyMap<string, RunRecord> = new Map()) => {
  const runs = new Map(kept);
  const store: Store = {
    read: (key: RunKey) => runs.get(runName(key)),
    write: (record) => void runs.set(runName(record), record),
  };
  return { runs, store };
};

describe('a campaign', () => {
  it('returns every run in the order of the keys, whichever was finished first', async () => {
    const finished: string[] = [];
    const runner = backwards();
    const records = await runCampaign(settings, { runner, onRun: (record) => finished.push(runName(record)) });
    expect(records).toEqual(keys.map((key) => madeUpRecord(key)));
    expect(finished).toEqual(keys.map(runName).reverse());
    expect(runner.isClosed()).toBe(true);
  });

  it('goes on from the runs kept: the result is the uninterrupted one, and no run is made twice', async () => {
    const whole = await runCampaign(settings, { runner: backwards() });
    const first = keys.slice(2, 5);
    const { store, runs } = memory(new Map(first.map((key) => [runName(key), madeUpRecord(key)])));
    const runner = backwards();
    const kept: string[] = [];
    const resumed = await runCampaign(settings, {
      runner,
      store,
      onRun: (record, wasKept) => (wasKept ? kept.push(runName(record)) : 0),
    });
    expect(resumed).toEqual(whole);
    expect(kept).toEqual(first.map(runName));
    expect(runner.asked).toEqual(keys.filter((key) => !first.includes(key)).map(runName));
    expect(runs.size).toBe(keys.length);
  });

  it('that is aborted keeps and returns exactly the finished runs', async () => {
    const interrupt = new AbortController();
    const { store, runs } = memory();
    let finished = 0;
    const records = await runCampaign(settings, {
      runner: backwards(interrupt.signal),
      store,
      onRun: () => {
        if (++finished === 3) interrupt.abort();
      },
      signal: interrupt.signal,
    });
    expect(records.map(runName)).toEqual(keys.slice(-3).map(runName));
    expect([...runs.keys()].sort()).toEqual(records.map(runName).sort());
  });

  it('that was aborted before it began makes nothing', async () => {
    const runner = backwards();
    expect(await runCampaign(settings, { runner, signal: AbortSignal.abort() })).toEqual([]);
    expect(runner.asked).toEqual([]);
  });

  it('ends with the reason where a run cannot be kept, those before it being kept', async () => {
    const { store, runs } = memory();
    const runner = backwards();
    const full: Store = {
      read: store.read,
      write: (record) => {
        if (runs.size === 2) throw new BadInput('--out: expected space, got a full disk');
        store.write(record);
      },
    };
    await expect(runCampaign(settings, { runner, store: full })).rejects.toThrow('a full disk');
    expect(runs.size).toBe(2);
    expect(runner.isClosed()).toBe(true);
  });

  it('reads all that is kept before it makes anything', async () => {
    const runner = backwards();
    const store: Store = {
      read: (key) => {
        if (runName(key) === runName(keys[keys.length - 1])) throw new BadInput('damaged');
        return undefined;
      },
      write: () => undefined,
    };
    await expect(runCampaign(settings, { runner, store })).rejects.toThrow('damaged');
    expect(runner.asked).toEqual([]);
    expect(runner.isClosed()).toBe(true);
  });
});
