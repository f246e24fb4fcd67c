/** One training run, from its key to its record. */
import { exactLearner } from './exact-learner.js';
import { type Learner, type Look, sampledLearner } from './learner.js';
import {
  brief,
  type CrossCorrelations,
  type EpochRecord,
  FORMAT,
  measured,
  type Measured,
  type RunRecord,
  type RunStatus,
} from './record.js';
import type { CrossCorrelation } from '../kernels/tree/types.js';
import type { RunKey, TrainingSettings } from './settings.js';
import { drawTree } from './tree.js';

/** ‖W‖_F = √Σ w². */
const frobenius = (W: readonly (readonly number[])[]): number => Math.sqrt(W.flat().reduce((sum, w) => sum + w * w, 0));

const byPath = <T, U>(entries: readonly (readonly [string, T])[], value: (t: T) => U): Readonly<Record<string, U>> =>
  Object.fromEntries(entries.map(([path, t]) => [path, value(t)]));

/** Whether some weight is no number. */
const isBroken = (weights: Look['weights']): boolean =>
  Object.values(weights).some((W) => !W.every((row) => row.every((w) => Number.isFinite(w))));

/** A network with a weight that is no number has no correlations: they are left null rather than the 0 of a constant. */
export const epochRecord = (
  epoch: number,
  loss: Measured,
  { latents, operatorSpectra, weights }: Look,
): EpochRecord => {
  const broken = isBroken(weights);
  const entries = latents.map((latent) => [latent.path, latent] as const);
  return {
    epoch,
    loss,
    correlation: byPath(entries, ({ best }) => (broken ? null : measured(best))),
    unitCorrelation: byPath(entries, ({ correlations }) => correlations.map((rho) => (broken ? null : brief(rho)))),
    constant: byPath(entries, ({ constantUnits }) => (broken ? 0 : constantUnits.length)),
    weightNorm: byPath(Object.entries(weights), (W) => measured(frobenius(W))),
    operatorSpectrum: byPath(
      operatorSpectra.map(({ path, eigenvalues }) => [path, eigenvalues] as const),
      (eigenvalues) => eigenvalues.map((a) => (broken ? null : brief(a))),
    ),
  };
};

/** Correlations across latents; null where a weight is no number. */
export const crossRecord = (cross: readonly CrossCorrelation[], weights: Look['weights']): CrossCorrelations => {
  const broken = isBroken(weights);
  return byPath(
    cross.map(({ path, best }) => [path, best] as const),
    (best) => byPath(Object.entries(best), (rho) => (broken ? null : brief(rho))),
  );
};

/** Whether a number that an epoch's training made, or the root shows, is not finite. */
const hasDiverged = ({ loss, correlation, weightNorm }: EpochRecord): boolean =>
  loss === null || correlation[''] === null || Object.values(weightNorm).includes(null);

const statusOf = (epochs: readonly EpochRecord[], { hidden }: RunKey): RunStatus => {
  const end = epochs[epochs.length - 1];
  if (end.epoch > 0 && hasDiverged(end)) return 'diverged';
  return end.constant[''] === hidden ? 'collapsed' : 'finished';
};

/** The epochs of a run, and how it ended. */
export interface Training {
  readonly edges: RunRecord['edges'];
  readonly status: RunStatus;
  readonly epochs: readonly EpochRecord[];
}

/** Called with the learner where something more than the epochs is to be known of it: before training, and where it ended. */
export type Observe = (learner: Learner, look: Look) => void;

/** The training of a run: a function of the settings and the key alone. `onSteps` is told of steps as they are taken. */
export const trainEpochs = (
  settings: TrainingSettings,
  key: RunKey,
  onSteps: (steps: number) => void = () => undefined,
  observe: Observe = () => undefined,
): Training => {
  const { tree, edges } = drawTree(settings, key);
  const learner: Learner = settings.exact ? exactLearner(tree, settings, key) : sampledLearner(tree, settings, key);
  let look = learner.look();
  observe(learner, look);
  const epochs = [epochRecord(0, learner.startLoss, look)];
  for (let epoch = 1; epoch <= settings.epochs; epoch++) {
    const loss = learner.epoch(onSteps);
    look = learner.look();
    const record = epochRecord(epoch, measured(loss), look);
    epochs.push(record);
    if (hasDiverged(record)) break;
  }
  observe(learner, look);
  return { edges, status: statusOf(epochs, key), epochs };
};

/** The record of a run: its training, and the units of every latent against every latent. The hash is only written into it. */
export const trainRun = (
  settings: TrainingSettings,
  key: RunKey,
  modelHash: string,
  onSteps?: (steps: number) => void,
): RunRecord => {
  const across: CrossCorrelations[] = [];
  const { edges, status, epochs } = trainEpochs(settings, key, onSteps, (learner, { weights }) =>
    across.push(crossRecord(learner.cross(), weights)),
  );
  const [untrained, trained] = across;
  const { hidden, polarity, seed } = key;
  return { format: FORMAT, modelHash, hidden, polarity, seed, edges, status, across: { untrained, trained }, epochs };
};
