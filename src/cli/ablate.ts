import { ablationSteps } from '../search/ablation/ablate-claim.js';
import type { ClaimAblation } from '../ledger/ablation-report.js';
import { ablateClaims } from '../search/ablation/threads.js';
import { DEFAULT_SEED } from '../search/defaults.js';
import { ablationWitnessFiles } from '../search/witness-files.js';
import { claimText, dosesText, openText } from './ablate/details.js';
import { countsText, matrixText } from './ablate/matrix.js';
import { ablationRows, ablationText } from './ablate/record.js';
import { ExitCode } from './exit-code.js';
import { claimsOf } from './claims.js';
import type { Define } from './define.js';
import { checkFolder, checkWritable, writeText } from './files.js';
import { seedNumber, wholeNumber } from './numbers.js';
import { interruptible, pathOf, print, printJson, tell } from './surroundings.js';
import { progressBar } from './progress.js';

/** Instances an assumption is attacked with before it counts as not shown necessary. */
const DEFAULT_ABLATION_RUNS = 2000;

interface Options {
  readonly runs: number;
  readonly seed: number;
  readonly json?: boolean;
  readonly parts?: boolean;
  readonly doses?: boolean;
  readonly witnesses?: string;
  readonly out?: string;
}

/** Every assumption necessary, or nothing to say of any. */
const isSettled = ({ moot, single }: ClaimAblation): boolean =>
  moot !== undefined || single.every(({ verdict }) => verdict === 'necessary');

/** `ablate`: drop each assumption of claims and attack what remains. */
export const ablateCommand: Define = (command, io) =>
  command
    .argument('[id...]', 'claim ids')
    .option(
      '--runs <n>',
      'instances an assumption at most',
      wholeNumber('--runs', 1, 10_000_000),
      DEFAULT_ABLATION_RUNS,
    )
    .option('--seed <s>', 'seed of every random choice', seedNumber, DEFAULT_SEED)
    .option('--parts', 'also which assumptions each part of a claim was seen to need')
    .option('--doses', 'also how fast claims fail as assumptions are violated by ε')
    .option('--witnesses <dir>', 'write the witness of every necessary assumption into a folder')
    .option('--out <file>', 'keep the whole result in a file, for "report"')
    .option('--json', 'the result as a JSON array, with the doses')
    .action(async (ids: string[], options: Options) => {
      const { runs, seed, json = false, parts = false, witnesses, out, doses = json || out !== undefined } = options;
      const chosen = claimsOf(ids);
      if (witnesses !== undefined) checkFolder(io, '--witnesses', witnesses);
      if (out !== undefined) checkWritable(io, '--out', out);
      const scope = { parts, doses };
      const steps = chosen.reduce((n, claim) => n + ablationSteps(claim, scope), 0);
      const bar = progressBar(io, steps, chosen.length, 'steps');
      let files = 0;
      const [reports, interrupted] = await interruptible(io, (signal) =>
        ablateClaims(chosen, {
          runs,
          seed,
          ...scope,
          threads: io.threads,
          onStep: (taken) => bar.work(taken),
          onReport: (report) => {
            // At once: what ends the run later loses no witness.
            if (witnesses !== undefined) {
              files += ablationWitnessFiles(pathOf(io, witnesses), report, { runs, seed }).length;
            }
            bar.item(report.claim);
          },
          signal,
        }),
      ).finally(() => bar.stop());
      if (out !== undefined) writeText(io, '--out', out, ablationText(reports, { runs, seed }));
      if (json) printJson(io, ablationRows(reports));
      else {
        print(io, matrixText(reports));
        if (ids.length > 0) print(io, `\n${reports.map(claimText).join('\n\n')}`);
        else if (parts)
          print(
            io,
            `\n${reports
              .filter(({ single }) => single.length > 0)
              .map(claimText)
              .join('\n\n')}`,
          );
        if (options.doses) print(io, `\n${dosesText(reports)}`);
        const open = openText(reports);
        if (open !== '') print(io, `\n${open}`);
        print(io, `\n${countsText(reports)}`);
        if (witnesses !== undefined) print(io, `${files} witnesses in ${witnesses}`);
        print(io, `at most ${runs} instances an assumption, seed ${seed}`);
      }
      if (interrupted) {
        tell(io, `interrupted: ${reports.length} of ${chosen.length} claims finished`);
        io.exitCode = ExitCode.interrupted;
      } else {
        io.exitCode = reports.every(isSettled) ? ExitCode.asExpected : ExitCode.differs;
      }
    });
