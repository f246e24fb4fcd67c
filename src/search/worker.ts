import { BroadcastChannel } from 'node:worker_threads';
import { claimById, isMeasured } from '../theory/index.js';
import { attackClaim } from './attack-claim.js';
import type { ClaimReport } from './claim-report.js';
import { runExperiment } from './experiment.js';

/** One claim's share of a check, as a message. */
export interface Task {
  readonly id: string;
  readonly runs: number;
  readonly seed: number;
  readonly mutants: boolean;
  /** The channel that counts attacked instances. */
  readonly channel: string;
}

/** Instances between two messages of progress. */
const STEP = 20;

/** Attacks one claim in a worker thread, or runs its experiment. */
export const attackTask = ({ id, runs, seed, mutants, channel }: Task): ClaimReport => {
  const progress = new BroadcastChannel(channel);
  const claim = claimById(id);
  let done = 0;
  const report = isMeasured(claim)
    ? runExperiment(claim, mutants, () => progress.postMessage(runs / (Object.keys(claim.arms).length * claim.seeds)))
    : attackClaim(claim, {
        runs,
        seed,
        mutants,
        progress: () => {
          if (++done % STEP === 0) progress.postMessage(STEP);
        },
      });
  progress.close();
  return report;
};
