import { modelHash } from '../experiments/code-hash.js';
import type { RunRecord } from '../experiments/record.js';
import { trainRun } from '../experiments/run.js';
import { trainingSettings } from '../experiments/settings.js';
import type { Arm, MeasuredClaim, Trajectory } from '../theory/measured.js';
import type { ClaimReport } from './claim-report.js';
import { measure, type Runs } from './measure.js';

/** What a claim sees of a record. */
const trajectoryOf = ({ seed, status, epochs }: RunRecord): Trajectory => ({
  seed,
  collapsed: status !== 'finished',
  recovery: epochs.map(({ correlation }) => correlation[''] ?? 0),
});

const runArm = (arm: Arm, seeds: number, hash: string, onRun: () => void): readonly Trajectory[] => {
  const settings = trainingSettings({ ...arm, hidden: [arm.hidden], polarity: [arm.polarity], seeds, seed: 1 });
  return Array.from({ length: seeds }, (_, k) => {
    const record = trainRun(
      settings,
      { hidden: arm.hidden, polarity: arm.polarity, seed: 1 + k },
      hash,
      () => undefined,
    );
    onRun();
    return trajectoryOf(record);
  });
};

/** Runs the arms of a measured claim, seed by seed, and judges it. The seeds are the experiment's own: they do not depend on the check's. */
export const runExperiment = (claim: MeasuredClaim, mutants: boolean, onRun: () => void): ClaimReport => {
  const started = performance.now();
  const hash = modelHash();
  const runs: Runs = Object.fromEntries(
    Object.entries(claim.arms).map(([name, arm]) => [name, runArm(arm, claim.seeds, hash, onRun)]),
  );
  return measure(claim, runs, (performance.now() - started) / 1000, mutants);
};
