import { modelHash } from '../experiments/code-hash.js';
import type { RunRecord } from '../experiments/record.js';
import { trainRun } from '../experiments/run.js';
import { trainingSettings } from '../experiments/settings.js';
import type { Arm, Trajectory } from '../theory/measured.js';

/** What a claim sees of a record. */
const trajectoryOf = ({ seed, status, epochs }: RunRecord): Trajectory => ({
  seed,
  collapsed: status !== 'finished',
  recovery: epochs.map(({ correlation }) => correlation[''] ?? 0),
});

/** Runs one arm of a measured claim, seed by seed. The seeds are the experiment's own: they do not depend on the check's. */
export const runArm = (arm: Arm, seeds: number, onRun?: () => void): readonly Trajectory[] => {
  const hash = modelHash();
  const settings = trainingSettings({ ...arm, hidden: [arm.hidden], polarity: [arm.polarity], seeds, seed: 1 });
  return Array.from({ length: seeds }, (_, k) => {
    const record = trainRun(
      settings,
      { hidden: arm.hidden, polarity: arm.polarity, seed: 1 + k },
      hash,
      () => undefined,
    );
    onRun?.();
    return trajectoryOf(record);
  });
};
