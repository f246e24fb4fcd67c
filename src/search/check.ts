import { availableParallelism } from 'node:os';
import { setMaxListeners } from 'node:events';
import { BroadcastChannel } from 'node:worker_threads';
import { Tinypool } from 'tinypool';
import type { RegisteredClaim } from '../theory/index.js';
import type { ClaimReport } from '../ledger/claim-report.js';
import { timed } from './timed-report.js';
import { combine } from './combine.js';
import type { IslandResult } from './island.js';
import { type CheckPlan, type Island, islandName, islandsOf, workOf } from './islands.js';
import type { Done, Observations, Task } from './worker.js';

/** What a check of many claims takes. */
export interface CheckOptions extends CheckPlan {
  /** Worker threads; as many as cores unless given. */
  readonly threads?: number;
  /** URLs of modules with claims from outside the package: every thread loads them. */
  readonly modules?: readonly string[];
  /** The file every case is appended to, as a line. */
  readonly observations?: Observations;
  /** Called with the number of instances attacked since the last call. */
  readonly onProgress?: (instances: number) => void;
  /** Called with each claim's report as it is finished. */
  readonly onReport?: (report: ClaimReport) => void;
  /** Ends the check early; the reports so far are kept. */
  readonly signal?: AbortSignal;
}

let checks = 0;

export interface IslandOptions extends Pick<
  CheckOptions,
  'threads' | 'modules' | 'observations' | 'onProgress' | 'signal'
> {
  readonly plan: CheckPlan;
  /** Called with each result as it comes, in any order. */
  readonly onDone: (result: IslandResult, seconds: number) => void;
}

/** Does the work of islands, one a worker thread at a time. What each comes to does not depend on the number of threads. */
export const runIslands = async (
  islands: readonly Island[],
  { plan, threads = availableParallelism(), modules, observations, onProgress, onDone, signal }: IslandOptions,
): Promise<void> => {
  if (islands.length === 0) return;
  const name = `contrapose ${process.pid} ${checks++}`;
  const channel = new BroadcastChannel(name);
  channel.onmessage = (event: unknown) => onProgress?.((event as { data: number }).data);
  const most = Math.max(1, Math.min(islands.length, threads));
  const pool = new Tinypool({
    filename: new URL('./worker.js', import.meta.url).href,
    runtime: 'worker_threads',
    minThreads: most,
    maxThreads: most,
  });
  // Every waiting island listens to the one signal; Node would warn of a leak from the eleventh on.
  if (signal) setMaxListeners(0, signal);
  try {
    await Promise.all(
      islands.map(async (island) => {
        const task: Task = {
          island,
          channel: name,
          ...(modules && { modules }),
          ...(observations && { observations }),
        };
        const done = (await pool
          .run(task, { name: 'islandTask', ...(signal && { signal }) })
          .catch((error: unknown) => {
            if (signal?.aborted) return undefined;
            throw error;
          })) as Done | undefined;
        if (done === undefined) return;
        onProgress?.(Math.max(0, workOf(island, plan) - done.counted));
        onDone(done.result, done.seconds);
      }),
    );
  } finally {
    channel.close();
    await pool.destroy();
  }
};

/**
 * Attacks the claims in worker threads. The reports come back in the order of the claims and, but for the seconds, do not depend on the
 * number of threads. Where the check is ended early, claims that were not finished have none.
 */
export const checkClaims = async (
  chosen: readonly RegisteredClaim[],
  options: CheckOptions,
): Promise<ClaimReport[]> => {
  const claims = [...new Set(chosen)];
  const plan: CheckPlan = { runs: options.runs, seed: options.seed, mutants: options.mutants };
  const owners = new Map<string, number>();
  const waiting = claims.map((claim, i) => {
    const islands = islandsOf(claim, plan);
    for (const island of islands) owners.set(islandName(island), i);
    return { islands, results: new Map<string, IslandResult>(), seconds: new Map<string, number>() };
  });
  const reports = new Map<number, ClaimReport>();
  await runIslands(
    waiting.flatMap(({ islands }) => islands),
    {
      ...options,
      plan,
      onDone: (result, seconds) => {
        const i = owners.get(result.island) ?? 0;
        const own = waiting[i];
        own.results.set(result.island, result);
        own.seconds.set(result.island, seconds);
        if (own.results.size < own.islands.length) return;
        const report = timed(combine(claims[i], plan, own.results), own.seconds);
        reports.set(i, report);
        options.onReport?.(report);
      },
    },
  );
  return claims.flatMap((_, i) => reports.get(i) ?? []);
};
