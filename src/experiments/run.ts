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

/**
 * The record of a run: a function of the settings and the key alone (the hash is only written into it).
 * `onSteps` is told of steps as they are taken.
 */
export const trainRun = (
  settings: TrainingSettings,
  key: RunKey,
  modelHash: string,
  onSteps: (steps: number) => void = () => undefined,
): RunRecord => {
  const { tree, edges } = drawTree(settings, key);
  const learner: Learner = settings.exact ? exactLearner(tree, settings, key) : sampledLearner(tree, settings, key);
  let look = learner.look();
  const untrained = crossRecord(learner.cross(), look.weights);
  const epochs = [epochRecord(0, learner.startLoss, look)];
  for (let epoch = 1; epoch <= settings.epochs; epoch++) {
    const loss = learner.epoch(onSteps);
    look = learner.look();
    const record = epochRecord(epoch, measured(loss), look);
    epochs.push(record);
    if (hasDiverged(record)) break;
  }
  const across = { untrained, trained: crossRecord(learner.cross(), look.weights) };
  const { hidden, polarity, seed } = key;
  return { format: FORMAT, modelHash, hidden, polarity, seed, edges, status: statusOf(epochs, key), across, epochs };
};
