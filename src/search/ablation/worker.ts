import { claimById, statementById } from '../../theory/index.js';
import { ablateClaim, type AblationScope } from './ablate-claim.js';
import type { AblationOptions } from './ablate.js';
import type { ClaimAblation } from '../../ledger/ablation-report.js';
import { type ChunkResult, huntChunk, type Quarry } from './hunt.js';
import type { Job } from '../../work/job.js';

/** One claim's share of an ablation, as a message. */
export interface AblationTask extends AblationOptions, AblationScope {
  readonly id: string;
}

/** One chunk of a hunt, as a message. */
export interface HuntTask extends Quarry {
  readonly chunk: number;
  readonly cases: number;
}

/** Ablates one claim; progress is told of every step. */
export const ablationTask: Job<AblationTask, ClaimAblation> = ({ id, ...options }, progress) =>
  ablateClaim(claimById(id), options, () => progress(1));

/** Hunts through one chunk. */
export const huntTask: Job<HuntTask, ChunkResult> = ({ chunk, cases, ...quarry }) =>
  huntChunk(statementById(quarry.claim), quarry, chunk, cases);
