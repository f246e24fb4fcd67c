import type { WitnessFile } from '../ledger/witness-file.js';
import type { Job } from '../work/job.js';
import { type Replay, replay } from './replay.js';

/** Judges one stored witness again. */
export const replayTask: Job<WitnessFile, Replay> = (witness) => replay(witness);
