/** Runs in worker threads, one a thread at a time. */
import { setMaxListeners } from 'node:events';
import { BroadcastChannel } from 'node:worker_threads';
import { Tinypool } from 'tinypool';
import type { Runner } from './campaign.js';
import type { RunRecord } from './record.js';
import type { TrainingSettings } from './settings.js';
import type { Task } from './worker.js';

export interface PoolOptions {
  /** Worker threads. */
  readonly threads: number;
  readonly modelHash: string;
  /** Called with the number of steps taken since the last call, in any thread. */
  readonly onSteps?: (steps: number) => void;
}

let pools = 0;

/** A runner of so many threads. What it makes does not depend on their number: every run has its own random streams. */
export const threadRunner = (settings: TrainingSettings, { threads, modelHash, onSteps }: PoolOptions): Runner => {
  const name = `contrapose train ${process.pid} ${pools++}`;
  const channel = new BroadcastChannel(name);
  channel.onmessage = (event: unknown) => onSteps?.((event as { readonly data: number }).data);
  const pool = new Tinypool({
    filename: new URL('./worker.js', import.meta.url).href,
    runtime: 'worker_threads',
    minThreads: threads,
    maxThreads: threads,
  });
  return {
    run: async (key, signal) => {
      // Every waiting run listens to the one signal; Node would warn of a leak from the eleventh on.
      if (signal) setMaxListeners(0, signal);
      const task: Task = { settings, key, modelHash, channel: name };
      return (await pool.run(task, { name: 'trainTask', ...(signal && { signal }) })) as RunRecord;
    },
    close: async () => {
      channel.close();
      await pool.destroy();
    },
  };
};
