import { BroadcastChannel } from 'node:worker_threads';
import { claimById } from '../theory/index.js';
import { attackClaim, type ClaimReport } from './attack-claim.js';

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

/** Attacks one claim in a worker thread. */
export const attackTask = ({ id, runs, seed, mutants, channel }: Task): ClaimReport => {
  const progress = new BroadcastChannel(channel);
  let done = 0;
  const report = attackClaim(claimById(id), {
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
