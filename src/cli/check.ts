import { checkClaims } from '../search/check.js';
import { DEFAULT_RUNS, DEFAULT_SEED } from '../search/defaults.js';
import { islandsOf, workOf } from '../search/islands.js';
import { shardHeader } from '../search/shards.js';
import { claimWitnessFiles } from '../search/witness-files.js';
import { BadInput } from '../ledger/problem.js';
import { checkAgainstCommand, DEFAULT_TIMEOUT } from './check-against.js';
import { type Chosen, chosenClaims, ofOutsideCode, refuseTogether } from './check-claims.js';
import { checkJson, exitCodeOf, printReports } from './check-report.js';
import { ExitCode } from './exit-code.js';
import type { Define } from './define.js';
import { checkFolder, checkWritable, writeText } from './files.js';
import { seedNumber, wholeNumber } from './numbers.js';
import { interruptible, pathOf, type Surroundings, tell } from './surroundings.js';
import { progressBar } from './progress.js';
import { writeCheckReport } from './report/write.js';
import { runShard } from './shard.js';
import { shareAsked } from './shard-option.js';

interface Options {
  readonly runs: number;
  readonly seed: number;
  readonly mutants?: boolean;
  readonly json?: boolean;
  readonly shard?: string;
  readonly shards?: number;
  readonly out?: string;
  readonly claims?: string;
  readonly against?: string;
  readonly timeout?: number;
  readonly observe?: string;
  readonly witnesses?: string;
  readonly report?: string;
}

const check = async (
  io: Surroundings,
  { claims: chosen, module }: Chosen,
  { runs, seed, mutants = false, json, claims: file, observe, witnesses, report }: Options,
  parts: boolean,
): Promise<void> => {
  const plan = { runs, seed, mutants };
  const work = chosen.flatMap((claim) => islandsOf(claim, plan)).reduce((n, island) => n + workOf(island, plan), 0);
  const bar = progressBar(io, work, chosen.length);
  const [reports, interrupted] = await interruptible(io, (signal) =>
    checkClaims(chosen, {
      ...plan,
      threads: io.threads,
      ...(module && { modules: [module.url] }),
      ...(observe !== undefined && { observations: { file: pathOf(io, observe), runStart: Date.now() / 1000 } }),
      onProgress: (instances) => bar.work(instances),
      onReport: (finished) => {
        // At once: what ends the run later loses no witness.
        if (witnesses !== undefined) claimWitnessFiles(pathOf(io, witnesses), finished, plan);
        bar.item(finished.id);
      },
      signal,
    }),
  )
    .catch((error: unknown) => {
      throw ofOutsideCode(error, file);
    })
    .finally(() => bar.stop());
  printReports(io, reports, plan, { json, parts, file });
  if (report !== undefined) await writeCheckReport(io, report, checkJson(reports, plan));
  if (interrupted) {
    tell(io, `interrupted: ${reports.length} of ${chosen.length} claims finished`);
    io.exitCode = ExitCode.interrupted;
  } else io.exitCode = exitCodeOf(reports);
};

/** `check`: attack claims and print the table of theorems, or do one process's share of it. */
export const checkCommand: Define = (command, io) =>
  command
    .argument('[id...]', 'claim ids')
    .option('--runs <n>', 'instances a claim', wholeNumber('--runs', 1, 10_000_000), DEFAULT_RUNS)
    .option('--seed <s>', 'seed of every random choice', seedNumber, DEFAULT_SEED)
    .option('--mutants', 'attack the false siblings of each claim too: every one must fall')
    .option(
      '--shard <i/n>',
      'do the i-th of n shares of the work and write it as JSON lines for "merge" (or as JOB_COMPLETION_INDEX or SLURM_ARRAY_TASK_ID say)',
    )
    .option('--shards <n>', 'number of shares, where the job does not say', wholeNumber('--shards', 1, 1_000_000))
    .option(
      '--out <folder>',
      'folder for the share, where a process that was killed goes on (stdout where none is given)',
    )
    .option('--claims <file>', 'attack the claims a JavaScript module exports instead')
    .option('--witnesses <dir>', 'write the counterexample to every refuted claim into a folder')
    .option('--observe <file>', 'write every case to the file as a line of JSON, for viewers of property-based tests')
    .option(
      '--against <command>',
      'compare what a program computes, step by step, with the exact values ("contrapose schema against")',
    )
    .option(
      '--timeout <s>',
      `seconds the program of --against may be silent (${DEFAULT_TIMEOUT})`,
      wholeNumber('--timeout', 1, 86_400),
    )
    .option('--report <file>', 'also write the page of "report", with these verdicts')
    .option('--json', 'the result as JSON')
    .action(async (ids: string[], options: Options) => {
      const { runs, seed, mutants = false, out, claims, against, observe, timeout, witnesses, json = false } = options;
      const { report } = options;
      if (against !== undefined) {
        if (against.trim() === '') throw new BadInput('--against: expected a command, got none');
        refuseTogether('--against', {
          '--claims': claims,
          '--mutants': mutants,
          '--observe': observe,
          '--witnesses': witnesses,
          '--report': report,
          '--shard': options.shard,
          '--out': out,
          'claim id': ids[0],
        });
        await checkAgainstCommand(io, against, { runs, seed, timeout: timeout ?? DEFAULT_TIMEOUT, json });
        return;
      }
      if (timeout !== undefined) throw new BadInput('--timeout: expected --against beside it, got none');
      const share = shareAsked(options, io.env) ?? (out === undefined ? undefined : { shard: 1, of: 1 });
      // A shard is finished by "merge", which knows our claims and no outcomes of single cases.
      if (share)
        refuseTogether('a share of the work', {
          '--claims': claims,
          '--observe': observe,
          '--witnesses': witnesses,
          '--report': report,
        });
      // A witness is judged again by its claim's id, which only our claims have; so are they alone on the page.
      if (claims !== undefined) refuseTogether('--claims', { '--witnesses': witnesses, '--report': report });
      const chosen = await chosenClaims(io, ids, claims);
      if (observe !== undefined) writeText(io, '--observe', observe, '');
      if (witnesses !== undefined) checkFolder(io, '--witnesses', witnesses);
      if (report !== undefined) checkWritable(io, '--report', report);
      if (share) await runShard(io, shardHeader(chosen.claims, { runs, seed, mutants }, share), out);
      else await check(io, chosen, options, ids.length > 0 || claims !== undefined);
    });
