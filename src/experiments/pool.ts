/** Runs in worker threads, one a thread at a time. */
import type * as worker from './worker.js';
import { openPool } from '../work/pool.js';
import type { Runner } from './campaign.js';
import type { TrainingSettings } from './settings.js';

export interface RunnerOptions {
  /** Worker threads, and 0 for the calling one. */
  readonly threads: number;
  readonly modelHash: string;
  /** Called with the number of steps taken since the last call, in any thread. */
  readonly onSteps?: (steps: number) => void;
  /** Ends the work early. */
  readonly signal?: AbortSignal;
}

/** A runner of so many threads. What it makes does not depend on their number: every run has its own random streams. */
export const threadRunner = (
  settings: TrainingSettings,
  { threads, modelHash, onSteps, signal }: RunnerOptions,
): Runner => {
  const pool = openPool<typeof worker>(
    { url: new URL('./worker.js', import.meta.url), load: () => import('./worker.js') },
    { threads, tasks: threads, onProgress: onSteps, signal },
  );
  return { run: (key) => pool.run('trainTask', { settings, key, modelHash }), close: pool.close };
};
