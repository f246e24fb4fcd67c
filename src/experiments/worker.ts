import type { Job } from '../work/job.js';
import type { RunRecord } from './record.js';
import { trainRun } from './run.js';
import type { RunKey, TrainingSettings } from './settings.js';

/** One run of a campaign, as a message. */
export interface Task {
  readonly settings: TrainingSettings;
  readonly key: RunKey;
  readonly modelHash: string;
}

/** Makes one run; progress is told of every step. */
export const trainTask: Job<Task, RunRecord> = ({ settings, key, modelHash }, progress) =>
  trainRun(settings, key, modelHash, progress);
