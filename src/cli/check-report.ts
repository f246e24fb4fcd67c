import { CHECK_FORMAT } from '../ledger/check-file.js';
import type { ClaimReport } from '../ledger/claim-report.js';
import { mutantTable, partsText, refutationText, theoremTable } from '../report/theorem-table.js';
import type { CheckPlan } from '../search/islands.js';
import { ExitCode } from './exit-code.js';
import { print, printJson, type Surroundings } from './surroundings.js';
import { packageVersion } from './version.js';

const mutantsFell = (report: ClaimReport): boolean =>
  (report.mutants ?? []).every(({ refuted, agreesOn }) => refuted && (agreesOn?.holds ?? true));

/** A check as its JSON. */
export const checkJson = (reports: readonly ClaimReport[], { runs, seed, mutants }: CheckPlan): unknown => ({
  format: CHECK_FORMAT,
  version: packageVersion(),
  seed,
  runs,
  mutants,
  claims: reports,
});

/** Prints the reports of a check as JSON or as the table of theorems, with the parts of every claim where `parts` asks for them. */
export const printReports = (
  io: Surroundings,
  reports: readonly ClaimReport[],
  plan: CheckPlan,
  {
    json = false,
    parts = false,
    file,
  }: {
    readonly json?: boolean | undefined;
    readonly parts?: boolean;
    /** Where the claims are from, outside the package. */
    readonly file?: string | undefined;
  },
): void => {
  if (json) {
    printJson(io, checkJson(reports, plan));
    return;
  }
  const { runs, seed, mutants } = plan;
  print(io, theoremTable(reports));
  const refuted = reports.filter(({ asExpected, verdict }) => !asExpected || verdict === 'refuted');
  if (parts) for (const report of reports.filter((one) => !refuted.includes(one))) print(io, partsText(report));
  for (const report of refuted) print(io, refutationText(report, runs, seed, file));
  if (mutants) print(io, mutantTable(reports));
  print(io, `seed ${seed}`);
};

/** 0 where every claim stands as expected and every mutant fell. */
export const exitCodeOf = (reports: readonly ClaimReport[]): number =>
  reports.every((report) => report.asExpected && mutantsFell(report)) ? ExitCode.asExpected : ExitCode.differs;
