import { type Copy, type Gated, gated, type GateRun } from './edited-copy.js';
import type { Trial } from './edits.js';

/** How a trial came out: of its last claim. */
export interface TrialResult {
  readonly run: GateRun;
  readonly claim: Gated | undefined;
  /** What differs from what the trial expects; nothing where it is as expected. */
  readonly problems: readonly string[];
}

const differs = (what: string, expected: unknown, got: unknown): readonly string[] => {
  const [a, b] = [JSON.stringify(expected), JSON.stringify(got)];
  return a === b ? [] : [`${what}: expected ${a}, got ${b}`];
};

const problemsOf = (trial: Trial, run: GateRun, claim: Gated | undefined): readonly string[] => [
  ...differs('exit code', trial.class === 'bit-identical' ? 0 : 1, run.code),
  ...differs('class', trial.class, claim?.class),
  ...differs('first broken step', trial.firstBrokenSteps, claim?.firstBrokenSteps),
  ...(trial.says === undefined || claim?.changes.some(({ text }) => text.includes(trial.says ?? ''))
    ? []
    : differs(
        'difference',
        trial.says,
        claim?.changes.map(({ text }) => text),
      )),
];

/** Edits a copy that has a ledger and runs its gate on the trial's claims. */
export const tryOut = async (base: Copy, trial: Trial, runs: number): Promise<TrialResult> => {
  const copy = base.edited(trial.edits);
  try {
    const run = await copy.gate([...trial.claims, '--runs', String(runs), '--json']);
    const claim = gated(run).get(trial.claims[trial.claims.length - 1]);
    return { run, claim, problems: problemsOf(trial, run, claim) };
  } finally {
    copy.remove();
  }
};
