import { availableParallelism } from 'node:os';
import { setMaxListeners } from 'node:events';
import { BroadcastChannel } from 'node:worker_threads';
import { Tinypool } from 'tinypool';
import type { RegisteredClaim } from '../theory/index.js';
import type { ClaimReport } from './claim-report.js';
import type { Task } from './worker.js';

/** What a check of many claims takes. */
export interface CheckOptions {
  readonly runs: number;
  readonly seed: number;
  readonly mutants: boolean;
  /** Called with the number of instances attacked since the last call. */
  readonly onProgress?: (instances: number) => void;
  /** Called with each claim's report as it is finished. */
  readonly onReport?: (report: ClaimReport) => void;
  /** Ends the check early; the reports so far are kept. */
  readonly signal?: AbortSignal;
}

let checks = 0;

/**
 * Attacks the claims, one a worker thread at a time, as many threads as cores. The reports come back in the order of the claims and do
 * not depend on the number of threads: every claim has its own random stream.
 */
export const checkClaims = async (
  claims: readonly RegisteredClaim[],
  options: CheckOptions,
): Promise<ClaimReport[]> => {
  const name = `contrapose ${process.pid} ${checks++}`;
  const channel = new BroadcastChannel(name);
  channel.onmessage = (event: unknown) => options.onProgress?.((event as { data: number }).data);
  const threads = Math.max(1, Math.min(claims.length, availableParallelism()));
  const pool = new Tinypool({
    filename: new URL('./worker.js', import.meta.url).href,
    runtime: 'worker_threads',
    minThreads: threads,
    maxThreads: threads,
  });
  const { runs, seed, mutants, signal } = options;
  // Every waiting claim listens to the one signal; Node would warn of a leak from the eleventh on.
  if (signal) setMaxListeners(0, signal);
  try {
    const reports = await Promise.all(
      claims.map(async ({ id }) => {
        const task: Task = { id, runs, seed, mutants, channel: name };
        const report = (await pool
          .run(task, { name: 'attackTask', ...(signal && { signal }) })
          .catch((error: unknown) => {
            if (signal?.aborted) return undefined;
            throw error;
          })) as ClaimReport | undefined;
        if (report) options.onReport?.(report);
        return report;
      }),
    );
    return reports.filter((report) => report !== undefined);
  } finally {
    channel.close();
    await pool.destroy();
  }
};
