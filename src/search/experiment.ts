import { trainEpochs, type Training } from '../experiments/run.js';
import { trainingSettings } from '../experiments/settings.js';
import type { Arm, Trajectory } from '../theory/measured.js';

/** What a claim sees of a run. */
const trajectoryOf = (seed: number, { status, epochs }: Training): Trajectory => ({
  seed,
  collapsed: status !== 'finished',
  recovery: epochs.map(({ correlation }) => correlation[''] ?? 0),
});

/** Runs one arm of a measured claim, seed by seed. The seeds are the experiment's own: they do not depend on the check's. */
export const runArm = (arm: Arm, seeds: number, onRun?: () => void): readonly Trajectory[] => {
  const settings = trainingSettings({ ...arm, hidden: [arm.hidden], polarity: [arm.polarity], seeds, seed: 1 });
  return Array.from({ length: seeds }, (_, k) => {
    const key = { hidden: arm.hidden, polarity: arm.polarity, seed: 1 + k };
    const training = trainEpochs(settings, key);
    onRun?.();
    return trajectoryOf(key.seed, training);
  });
};
