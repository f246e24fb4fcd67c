import type * as worker from './worker.js';
import type { RegisteredClaim } from '../theory/index.js';
import type { ClaimReport } from '../ledger/claim-report.js';
import { timed } from './timed-report.js';
import { combine } from './combine.js';
import { Gathered } from './gathered.js';
import type { IslandResult } from './island.js';
import { type CheckPlan, type Island, islandName, islandsOf, workOf } from './islands.js';
import type { Observations } from './worker.js';
import { type JobModule, openPool } from '../work/pool.js';

const WORKER: JobModule<typeof worker> = {
  url: new URL('./worker.js', import.meta.url),
  load: () => import('./worker.js'),
};

/** What a check of many claims takes. */
export interface CheckOptions extends CheckPlan {
  /** Worker threads; as many as cores unless given, and 0 for the calling one. */
  readonly threads?: number | undefined;
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

export interface IslandOptions extends Pick<
  CheckOptions,
  'threads' | 'modules' | 'observations' | 'onProgress' | 'signal'
> {
  readonly plan: CheckPlan;
  /** Called with each result as it comes, in any order. */
  readonly onDone: (result: IslandResult, seconds: number) => void;
}

/** Does the work of islands, one a thread at a time. What each comes to does not depend on the number of threads. */
export const runIslands = async (
  islands: readonly Island[],
  { plan, threads, modules, observations, onProgress, onDone, signal }: IslandOptions,
): Promise<void> => {
  if (islands.length === 0) return;
  const pool = openPool(WORKER, { threads, tasks: islands.length, onProgress, signal });
  try {
    let next = 0;
    const work = async (): Promise<void> => {
      while (next < islands.length) {
        const island = islands[next++];
        const done = await pool.run('islandTask', { island, modules, observations });
        if (done === undefined) return;
        onProgress?.(Math.max(0, workOf(island, plan) - done.counted));
        onDone(done.result, done.seconds);
      }
    };
    // One task waits for each that is worked on: enough that no thread is idle, and few however many islands there are.
    await Promise.all(Array.from({ length: 2 * pool.width }, work));
  } finally {
    await pool.close();
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
    return { islands, gathered: new Gathered(islands), seconds: new Map<string, number>() };
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
        own.gathered.add(result);
        own.seconds.set(result.island, seconds);
        if (!own.gathered.isComplete) return;
        const report = timed(combine(claims[i], plan, own.gathered.results), own.seconds);
        reports.set(i, report);
        options.onReport?.(report);
      },
    },
  );
  return claims.flatMap((_, i) => reports.get(i) ?? []);
};
