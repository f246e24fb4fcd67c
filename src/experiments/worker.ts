import { BroadcastChannel } from 'node:worker_threads';
import type { RunRecord } from './record.js';
import { trainRun } from './run.js';
import type { RunKey, TrainingSettings } from './settings.js';

/** One run of a campaign, as a message. */
export interface Task {
  readonly settings: TrainingSettings;
  readonly key: RunKey;
  readonly modelHash: string;
  /** The channel that counts steps. */
  readonly channel: string;
}

/** Milliseconds between two messages of progress. */
const PAUSE = 100;

/** Makes one run in a worker thread. */
export const trainTask = ({ settings, key, modelHash, channel }: Task): RunRecord => {
  const progress = new BroadcastChannel(channel);
  let steps = 0;
  let last = performance.now();
  const record = trainRun(settings, key, modelHash, (taken) => {
    steps += taken;
    const now = performance.now();
    if (now - last < PAUSE) return;
    progress.postMessage(steps);
    steps = 0;
    last = now;
  });
  progress.postMessage(steps);
  progress.close();
  return record;
};
