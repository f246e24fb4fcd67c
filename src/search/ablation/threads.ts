import type * as worker from './worker.js';
import type { RegisteredClaim } from '../../theory/index.js';
import { type JobModule, openPool } from '../../work/pool.js';
import type { AblationScope } from './ablate-claim.js';
import type { AblationOptions } from './ablate.js';
import type { ClaimAblation } from '../../ledger/ablation-report.js';
import { CHUNK, type ChunkResult } from './hunt.js';
import { huntOn, type HuntState } from './hunt-state.js';

const WORKER: JobModule<typeof worker> = {
  url: new URL('./worker.js', import.meta.url),
  load: () => import('./worker.js'),
};

export interface AblationRun extends AblationOptions, AblationScope {
  /** Called with the number of steps taken since the last call. */
  readonly onStep?: (steps: number) => void;
  /** Called with each claim's report as it is finished. */
  readonly onReport?: (report: ClaimAblation) => void;
  /** Ends the run early; the reports so far are kept. */
  readonly signal?: AbortSignal;
  /** Worker threads; as many as cores unless given, and 0 for the calling one. */
  readonly threads?: number | undefined;
}

/** Ablates claims, one a thread at a time. The reports come in the order of the claims, whatever the number of threads. */
export const ablateClaims = async (
  claims: readonly RegisteredClaim[],
  { onStep, onReport, signal, threads, ...options }: AblationRun,
): Promise<readonly ClaimAblation[]> => {
  const onProgress = (steps: number): void => onStep?.(steps);
  const pool = openPool(WORKER, { threads, tasks: claims.length, onProgress, signal });
  try {
    const reports = await Promise.all(
      claims.map(async ({ id }) => {
        const report = await pool.run('ablationTask', { ...options, id });
        if (report) onReport?.(report);
        return report;
      }),
    );
    return reports.filter((report) => report !== undefined);
  } finally {
    await pool.close();
  }
};

export interface HuntRun {
  /** Instances more. */
  readonly cases: number;
  /** Called with the state after every chunk, in their order. */
  readonly onState: (state: HuntState) => void;
  readonly signal?: AbortSignal;
  /** Worker threads; as many as cores unless given, and 0 for the calling one. */
  readonly threads?: number | undefined;
}

/**
 * Goes on with a hunt until it finds a witness or so many more instances are tried, as many chunks at once as cores. Chunks are counted in their order:
 * one that was finished before its predecessors when the run ended early is done again.
 */
export const hunt = async (from: HuntState, { cases, onState, signal, threads }: HuntRun): Promise<HuntState> => {
  const pool = openPool(WORKER, { threads, tasks: Math.ceil(cases / CHUNK), signal });
  const { claim, without, part, seed } = from;
  const lengths = Array.from({ length: Math.ceil(cases / CHUNK) }, (_, i) => Math.min(CHUNK, cases - i * CHUNK));
  let state = from;
  let next = 0;
  const ready = new Map<number, ChunkResult>();
  const work = async (): Promise<void> => {
    while (next < lengths.length && state.witness === null && signal?.aborted !== true) {
      const chunk = next++;
      const result = await pool.run('huntTask', {
        claim,
        without,
        ...(part !== undefined && { part }),
        seed,
        chunk: from.chunks + chunk,
        cases: lengths[chunk],
      });
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
    await Promise.all(Array.from({ length: pool.width }, work));
    return state;
  } finally {
    await pool.close();
  }
};
