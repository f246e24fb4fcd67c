import type { ClaimReport, UntimedReport } from '../ledger/claim-report.js';
import { claims, type RegisteredClaim } from '../theory/index.js';

/** What a test tells the reporter of a claim: plain values, without the seconds, so that the same suite ends with the same table. */
export interface HandedOver {
  readonly report: UntimedReport;
  readonly title: string;
  readonly runs: number;
  readonly seed: number;
  /** The module to name after `--claims` where the claim is to be attacked again. */
  readonly file?: string;
  /** The place of the claim among those of the package; none for a claim from outside. */
  readonly place?: number;
}

/** How a claim was attacked, so that it can be attacked again. */
export interface AttackPlan {
  /** Instances. */
  readonly runs: number;
  readonly seed: number;
  /** The module that exports the claim, as `check --claims` would load it; for a claim from outside the package. */
  readonly file?: string;
}

/** The report without the seconds it took. */
const untimed = ({ seconds: _, mutants, ...report }: ClaimReport): UntimedReport => ({
  ...report,
  ...(mutants && { mutants: mutants.map(({ seconds: __, ...mutant }) => mutant) }),
});

/**
 * Hands the report of a claim to the reporter `contrapose/reporter`, as the key `contrapose` of the test's `meta`: the claim then has a line in the
 * table of theorems, and a failure of the test is told as the claim's. `task` is that of the context vitest gives a test.
 *
 * @example
 * test('squares are not negative', ({ task }) => {
 *   const report = attackClaim(squares, { runs: 200, seed: 7 });
 *   handOver(task, squares, report, { runs: 200, seed: 7 });
 *   expect(report.asExpected).toBe(true);
 * });
 */
export const handOver = (
  task: { readonly meta: object },
  claim: RegisteredClaim,
  report: ClaimReport,
  { runs, seed, file }: AttackPlan,
): void => {
  const place = claims.indexOf(claim);
  const handed: HandedOver = {
    report: untimed(report),
    title: claim.title,
    runs,
    seed,
    ...(file !== undefined && { file }),
    ...(place >= 0 && { place }),
  };
  Object.assign(task.meta, { contrapose: handed });
};
