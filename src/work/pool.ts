/** Work in threads, or in this one: what a job comes to depends on its task alone, not on where it is done. */
import { setMaxListeners } from 'node:events';
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { BroadcastChannel } from 'node:worker_threads';
import { Tinypool } from 'tinypool';
import { BadInput } from '../ledger/problem.js';
import type { Job, Outcome, Sent } from './job.js';

/** A module whose exports are jobs: where a thread finds it, and how this one does. */
export interface JobModule<M> {
  readonly url: URL;
  readonly load: () => Promise<M>;
}

export interface PoolOptions {
  /** Threads; as many as cores where none is given, and 0 for this one. */
  readonly threads?: number | undefined;
  /** The most tasks there will be: no more threads are started. */
  readonly tasks: number;
  /** Called with the amount of work done since the last call, in any thread. */
  readonly onProgress?: ((amount: number) => void) | undefined;
  /** Ends the work early. */
  readonly signal?: AbortSignal | undefined;
}

type TaskOf<J> = J extends Job<infer T, unknown> ? T : never;
type ResultOf<J> = J extends (task: never, progress: never) => infer R ? Awaited<R> : never;

export interface Pool<M> {
  /** The result of a job, or nothing where the signal ended it. */
  readonly run: <K extends keyof M & string>(name: K, task: TaskOf<M[K]>) => Promise<ResultOf<M[K]> | undefined>;
  readonly close: () => Promise<void>;
  /** How many tasks are done at once. */
  readonly width: number;
}

const ignore = (): void => undefined;

/** Tasks one after another in this thread; between two of them signals are heard. */
const inThisThread = <M>({ load }: JobModule<M>, { onProgress = ignore, signal }: PoolOptions): Pool<M> => {
  let closed = false;
  let last: Promise<unknown> = Promise.resolve();
  return {
    width: 1,
    run: (name, task) => {
      const result = last.then(async () => {
        await setImmediate();
        if (closed || signal?.aborted) return undefined;
        const job = (await load())[name] as Job<typeof task, ResultOf<M[typeof name]>>;
        return job(task, onProgress);
      });
      last = result.catch(ignore);
      return result;
    },
    close: async () => {
      closed = true;
      await last;
    },
  };
};

let pools = 0;

const inThreads = <M>({ url }: JobModule<M>, width: number, { onProgress, signal }: PoolOptions): Pool<M> => {
  const name = `contrapose ${process.pid} ${pools++}`;
  const channel = new BroadcastChannel(name);
  channel.onmessage = (event: unknown) => onProgress?.((event as { readonly data: number }).data);
  const pool = new Tinypool({
    filename: new URL('./thread.js', import.meta.url).href,
    runtime: 'worker_threads',
    minThreads: width,
    maxThreads: width,
  });
  // Every waiting task listens to the one signal; Node would warn of a leak from the eleventh on.
  if (signal) setMaxListeners(0, signal);
  const outcomeOf = async (sent: Sent): Promise<Outcome | undefined> => {
    try {
      return (await pool.run(sent, { name: 'perform', ...(signal && { signal }) })) as Outcome;
    } catch (error) {
      if (signal?.aborted) return undefined;
      throw error;
    }
  };
  return {
    width,
    run: async (job, task) => {
      const outcome = await outcomeOf({ url: url.href, job, task, channel: name });
      if (outcome === undefined) return undefined;
      if ('refused' in outcome) throw new BadInput(outcome.refused, outcome.path);
      if (outcome.rest > 0) onProgress?.(outcome.rest);
      return outcome.value as ResultOf<M[typeof job]>;
    },
    close: async () => {
      channel.close();
      await pool.destroy();
    },
  };
};

/** A pool for the jobs of a module. It is to be closed, which ends what still runs. */
export const openPool = <M>(module: JobModule<M>, options: PoolOptions): Pool<M> => {
  const { threads = availableParallelism(), tasks } = options;
  return threads === 0
    ? inThisThread(module, options)
    : inThreads(module, Math.max(1, Math.min(tasks, threads)), options);
};
