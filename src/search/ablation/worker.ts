import { BroadcastChannel } from 'node:worker_threads';
import { claimById, statementById } from '../../theory/index.js';
import { ablateClaim, type AblationScope } from './ablate-claim.js';
import type { AblationOptions } from './ablate.js';
import type { ClaimAblation } from '../../ledger/ablation-report.js';
import { type ChunkResult, huntChunk, type Quarry } from './hunt.js';

/** One claim's share of an ablation, as a message. */
export interface AblationTask extends AblationOptions, AblationScope {
  readonly id: string;
  /** The channel that counts steps. */
  readonly channel: string;
}

/** One chunk of a hunt, as a message. */
export interface HuntTask extends Quarry {
  readonly chunk: number;
  readonly cases: number;
}

/** Ablates one claim in a worker thread. */
export const ablationTask = ({ id, channel, ...options }: AblationTask): ClaimAblation => {
  const progress = new BroadcastChannel(channel);
  const report = ablateClaim(claimById(id), options, () => progress.postMessage(1));
  progress.close();
  return report;
};

/** Hunts through one chunk in a worker thread. */
export const huntTask = ({ chunk, cases, ...quarry }: HuntTask): ChunkResult =>
  huntChunk(statementById(quarry.claim), quarry, chunk, cases);
