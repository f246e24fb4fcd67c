import { setMaxListeners } from 'node:events';
import { availableParallelism } from 'node:os';
import { BroadcastChannel } from 'node:worker_threads';
import { Tinypool } from 'tinypool';
import type { RegisteredClaim } from '../../theory/index.js';
import type { AblationScope } from './ablate-claim.js';
import type { AblationOptions } from './ablate.js';
import type { ClaimAblation } from '../../ledger/ablation-report.js';
import { CHUNK, type ChunkResult } from './hunt.js';
import { huntOn, type HuntState } from './hunt-state.js';
import type { AblationTask, HuntTask } from './worker.js';

const poolOf = (most: number): { readonly pool: Tinypool; readonly threads: number } => {
  const threads = Math.max(1, Math.min(most, availableParallelism()));
  const filename = new URL('./worker.js', import.meta.url).href;
  return {
    threads,
    pool: new Tinypool({ filename, runtime: 'worker_threads', minThreads: threads, maxThreads: threads }),
  };
};

/** The result of a task, or nothing where the signal ended it. */
const settled = async <R>(
  pool: Tinypool,
  task: unknown,
  name: string,
  signal?: AbortSignal,
): Promise<R | undefined> => {
  try {
    return (await pool.run(task, { name, ...(signal && { signal }) })) as R;
  } catch (error) {
    if (signal?.aborted) return undefined;
    throw error;
  }
};

export interface AblationRun extends AblationOptions, AblationScope {
  /** Called at every step of a claim. */
  readonly onStep?: () => void;
  /** Called with each claim's report as it is finished. */
  readonly onReport?: (report: ClaimAblation) => void;
  /** Ends the run early; the reports so far are kept. */
  readonly signal?: AbortSignal;
}

let runs = 0;

/** Ablates claims in worker threads, one a thread at a time. The reports come in the order of the claims, whatever the number of threads. */
export const ablateClaims = async (
  claims: readonly RegisteredClaim[],
  { onStep, onReport, signal, ...options }: AblationRun,
): Promise<readonly ClaimAblation[]> => {
  const name = `contrapose ablate ${process.pid} ${runs++}`;
  const channel = new BroadcastChannel(name);
  channel.onmessage = () => onStep?.();
  const { pool } = poolOf(claims.length);
  // Every waiting claim listens to the one signal; Node would warn of a leak from the eleventh on.
  if (signal) setMaxListeners(0, signal);
  try {
    const reports = await Promise.all(
      claims.map(async ({ id }) => {
        const task: AblationTask = { ...options, id, channel: name };
        const report = await settled<ClaimAblation>(pool, task, 'ablationTask', signal);
        if (report) onReport?.(report);
        return report;
      }),
    );
    return reports.filter((report) => report !== undefined);
  } finally {
    channel.close();
    await pool.destroy();
  }
};

export interface HuntRun {
  /** Instances more. */
  readonly cases: number;
  /** Called with the state after every chunk, in their order. */
  readonly onState: (state: HuntState) => void;
  readonly signal?: AbortSignal;
}

/**
 * Goes on with a hunt until it finds a witness or so many more instances are tried, as many chunks at once as cores. Chunks are counted in their order:
 * one that was finished before its predecessors when the run ended early is done again.
 */
export const hunt = async (from: HuntState, { cases, onState, signal }: HuntRun): Promise<HuntState> => {
  const { pool, threads } = poolOf(Math.ceil(cases / CHUNK));
  if (signal) setMaxListeners(0, signal);
  const { claim, without, part, seed } = from;
  const lengths = Array.from({ length: Math.ceil(cases / CHUNK) }, (_, i) => Math.min(CHUNK, cases - i * CHUNK));
  let state = from;
  let next = 0;
  const ready = new Map<number, ChunkResult>();
  const work = async (): Promise<void> => {
    while (next < lengths.length && state.witness === null && signal?.aborted !== true) {
      const chunk = next++;
      const task: HuntTask = {
        claim,
        without,
        ...(part !== undefined && { part }),
        seed,
        chunk: from.chunks + chunk,
        cases: lengths[chunk],
      };
      const result = await settled<ChunkResult>(pool, task, 'huntTask', signal);
      if (result === undefined) return;
      ready.set(chunk, result);
      for (let done = ready.get(state.chunks - from.chunks); done && state.witness === null;) {
        state = huntOn(state, done);
        onState(state);
        done = ready.get(state.chunks - from.chunks);
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: threads }, work));
    return state;
  } finally {
    await pool.destroy();
  }
};
