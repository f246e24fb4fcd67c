/** Many stored witnesses judged again, in threads. */
import type * as worker from './replay-worker.js';
import type { WitnessFile } from '../ledger/witness-file.js';
import { type JobModule, openPool } from '../work/pool.js';
import type { Replay } from './replay.js';

export type { Replay } from './replay.js';

const WORKER: JobModule<typeof worker> = {
  url: new URL('./replay-worker.js', import.meta.url),
  load: () => import('./replay-worker.js'),
};

/** Witnesses that a further thread is started for: to load the claims takes as long as to judge a hundred. */
const SHARE = 100;

export interface ReplayOptions {
  /** Worker threads; as many as cores unless given, and 0 for the calling one. */
  readonly threads?: number | undefined;
  /** Called with the place of each witness and what is left of it, in any order. */
  readonly onReplay: (i: number, replayed: Replay) => void;
  readonly signal?: AbortSignal;
}

/** Judges witnesses again. */
export const replayAll = async (
  witnesses: readonly WitnessFile[],
  { threads, onReplay, signal }: ReplayOptions,
): Promise<void> => {
  const pool = openPool(WORKER, { threads, tasks: Math.ceil(witnesses.length / SHARE), signal });
  try {
    await Promise.all(
      witnesses.map(async (witness, i) => {
        const replayed = await pool.run('replayTask', witness);
        if (replayed) onReplay(i, replayed);
      }),
    );
  } finally {
    await pool.close();
  }
};
