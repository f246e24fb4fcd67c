import { Command } from 'commander';
import { checkClaims } from '../search/check.js';
import type { ClaimReport } from '../search/claim-report.js';
import { DEFAULT_RUNS, DEFAULT_SEED } from '../search/defaults.js';
import { ExitCode } from './exit-code.js';
import { claimsOf, print, printJson, wholeNumber } from './output.js';
import { progressBar } from './progress.js';
import { mutantTable, partsText, refutationText, theoremTable } from './theorem-table.js';

interface Options {
  readonly runs: number;
  readonly seed: number;
  readonly mutants?: boolean;
  readonly json?: boolean;
}

const mutantsFell = (report: ClaimReport): boolean =>
  (report.mutants ?? []).every(({ refuted, agreesOn }) => refuted && (agreesOn?.holds ?? true));

/** `check`: attack claims and print the table of theorems. */
export const checkCommand = (): Command =>
  new Command('check')
    .description('attack claims (all where none is named) and print how each stands')
    .argument('[id...]', 'claim ids')
    .option('--runs <n>', 'instances a claim', wholeNumber('--runs', 1, 10_000_000), DEFAULT_RUNS)
    .option('--seed <s>', 'seed of every random choice', wholeNumber('--seed', -(2 ** 31), 2 ** 31 - 1), DEFAULT_SEED)
    .option('--mutants', 'attack the false siblings of each claim too: every one must fall')
    .option('--json', 'the result as JSON')
    .action(async (ids: string[], { runs, seed, mutants = false, json }: Options) => {
      const chosen = claimsOf(ids);
      const bar = progressBar(chosen.length * runs, chosen.length);
      const interrupt = new AbortController();
      const onInterrupt = (): void => interrupt.abort();
      process.once('SIGINT', onInterrupt);
      const reports = await checkClaims(chosen, {
        runs,
        seed,
        mutants,
        onProgress: (instances) => bar.work(instances),
        onReport: ({ id }) => bar.item(id),
        signal: interrupt.signal,
      });
      process.off('SIGINT', onInterrupt);
      bar.stop();
      if (json) printJson({ seed, runs, claims: reports });
      else {
        print(theoremTable(reports));
        const refuted = reports.filter(({ asExpected, verdict }) => !asExpected || verdict === 'refuted');
        if (ids.length > 0)
          for (const report of reports.filter((one) => !refuted.includes(one))) print(partsText(report));
        for (const report of refuted) print(refutationText(report, runs, seed));
        if (mutants) print(mutantTable(reports));
        print(`seed ${seed}`);
      }
      if (interrupt.signal.aborted) {
        process.stderr.write(`interrupted: ${reports.length} of ${chosen.length} claims finished\n`);
        process.exitCode = ExitCode.interrupted;
      } else {
        const good = reports.every((report) => report.asExpected && mutantsFell(report));
        process.exitCode = good ? ExitCode.asExpected : ExitCode.differs;
      }
    });
