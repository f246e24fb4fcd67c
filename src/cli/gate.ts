import { dirname } from 'node:path';
import { ablationWitnesses } from '../ledger/gate/ablation-witnesses.js';
import { LEDGER_FILE, LEDGER_FORMAT, type Ledger } from '../ledger/gate/entry.js';
import { ledgerText } from '../ledger/ledger-file.js';
import { BadInput } from '../ledger/problem.js';
import { WITNESS_FOLDER } from '../ledger/witness-file.js';
import { DEFAULT_RUNS, DEFAULT_SEED } from '../search/defaults.js';
import { type Afresh, computeAfresh, goneFrom, mergedEntries } from '../search/gate.js';
import { islandsOf, workOf } from '../search/islands.js';
import type { RegisteredClaim } from '../theory/index.js';
import { ExitCode } from './exit-code.js';
import { annotations } from './gate/annotations.js';
import { baseOf, ownLedger } from './gate/base.js';
import { gateMarkdown } from './gate/markdown.js';
import { gateText } from './gate/text.js';
import { approvalFor, gateReport, type GateReport } from './gate/verdict.js';
import { claimsOf } from './claims.js';
import type { Define } from './define.js';
import { checkFolder, checkWritable, writeText } from './files.js';
import { wholeNumber } from './numbers.js';
import { interruptible, pathOf, print, printJson, type Surroundings, tell } from './surroundings.js';
import { progressBar } from './progress.js';

interface Options {
  readonly base?: string;
  readonly runs: number;
  readonly update?: boolean;
  readonly approve?: string;
  readonly json?: boolean;
  readonly markdown?: string;
}

/** Attacks the claims with a progress display; what is finished at an interruption is kept. */
const attacked = (
  io: Surroundings,
  chosen: readonly RegisteredClaim[],
  runs: number,
): Promise<readonly [Afresh, boolean]> => {
  const plan = { runs, seed: DEFAULT_SEED, mutants: true };
  const work = chosen.flatMap((claim) => islandsOf(claim, plan)).reduce((n, island) => n + workOf(island, plan), 0);
  const bar = progressBar(io, work, chosen.length);
  const witnesses = ablationWitnesses(pathOf(io, WITNESS_FOLDER));
  return interruptible(io, (signal) =>
    computeAfresh(chosen, {
      ...plan,
      threads: io.threads,
      witnesses,
      onProgress: (instances) => bar.work(instances),
      onReport: ({ id }) => bar.item(id),
      signal,
    }),
  ).finally(() => bar.stop());
};

/**
 * The claims of which the ledger that is to take the base's place says something else than there is; none where it is written now. Nothing
 * can be written of a broken claim.
 */
const staleIn = (own: Ledger | undefined, afresh: Afresh, whole: boolean): readonly string[] =>
  [...afresh.against(own), ...(whole ? goneFrom(own) : [])]
    .filter((change) => change.class !== 'bit-identical' && change.class !== 'broken')
    .map(({ id }) => id);

/** Writes what is asked for into the folder's own ledger: claims, approvals. @throws {BadInput} where a claim is broken */
const record = (
  io: Surroundings,
  own: Ledger | undefined,
  afresh: Afresh,
  report: GateReport,
  whole: boolean,
  options: Options,
): void => {
  const { update = false, approve, runs } = options;
  if (!update && approve === undefined) return;
  if (!update && own === undefined) {
    throw new BadInput(`--approve: expected a ledger ${LEDGER_FILE}, got none (write one with --update)`);
  }
  if (update && report.counts.broken > 0) {
    tell(io, `${LEDGER_FILE} stays as it is: a ledger records no broken claim`);
    return;
  }
  const approvals = approve === undefined ? [] : report.claims.flatMap((claim) => approvalFor(claim, approve) ?? []);
  const old = whole ? [] : (own?.claims ?? []);
  const ledger: Ledger = {
    format: LEDGER_FORMAT,
    runs: update && (whole || own === undefined) ? runs : (own?.runs ?? runs),
    seed: DEFAULT_SEED,
    claims: update ? mergedEntries(old, afresh.entries()) : (own?.claims ?? []),
    approvals: [...(own?.approvals ?? []), ...approvals],
  };
  writeText(io, update ? '--update' : '--approve', LEDGER_FILE, ledgerText(ledger));
};

const gate = async (io: Surroundings, ids: readonly string[], options: Options): Promise<void> => {
  const { update = false, approve, json = false, markdown, runs } = options;
  if (approve?.trim() === '') throw new BadInput('--approve: expected a reason, got none');
  const chosen = [...new Set(claimsOf(ids))];
  const base = baseOf(io, options.base);
  if (base.ledger === undefined && options.base === undefined && !update) {
    throw new BadInput(`--base: expected ${LEDGER_FILE}, got no such file (write one with --update)`);
  }
  const own = ownLedger(io);
  if (markdown !== undefined) checkWritable(io, '--markdown', markdown);
  if (update) checkFolder(io, '--update', dirname(LEDGER_FILE));
  if (update || approve !== undefined) checkWritable(io, update ? '--update' : '--approve', LEDGER_FILE);
  const [afresh, interrupted] = await attacked(io, chosen, runs);
  const whole = ids.length === 0 && !interrupted;
  const changes = [...afresh.against(base.ledger), ...(whole ? goneFrom(base.ledger) : [])];
  const stale = base.ofRef && !update ? staleIn(own, afresh, whole) : [];
  const found = (approvals: Ledger['approvals']): GateReport => gateReport(base.name, changes, approvals, stale);
  const before = found(own?.approvals ?? base.ledger?.approvals ?? []);
  if (!interrupted) record(io, own, afresh, before, whole, options);
  const given = approve === undefined ? [] : before.claims.flatMap((claim) => approvalFor(claim, approve) ?? []);
  const report = given.length === 0 ? before : found([...(own?.approvals ?? []), ...given]);
  if (json) printJson(io, report);
  else print(io, gateText(report));
  if (markdown !== undefined) writeText(io, '--markdown', markdown, gateMarkdown(report));
  if (io.env.GITHUB_ACTIONS === 'true') {
    for (const line of annotations(report)) io.stderr(`${line}\n`);
  }
  if (interrupted) {
    tell(io, `interrupted: ${afresh.ids.length} of ${chosen.length} claims finished`);
    io.exitCode = ExitCode.interrupted;
  } else io.exitCode = report.passes ? ExitCode.asExpected : ExitCode.differs;
};

/** `gate`: how every claim differs from a ledger of before. */
export const gateCommand: Define = (command, io) =>
  command
    .argument('[id...]', 'claim ids (all where none is named)')
    .option(
      '--base <ref|file>',
      `the ledger to compare with: a file, or ${LEDGER_FILE} of a git ref (default: the file)`,
    )
    .option('--runs <n>', 'instances a claim', wholeNumber('--runs', 1, 10_000_000), DEFAULT_RUNS)
    .option('--update', `write ${LEDGER_FILE} as there is now; a broken claim is not written`)
    .option('--approve <reason>', 'let the changes pass that are not broken: a line a claim, for these very values')
    .option('--markdown <file>', 'the result for a pull request')
    .option('--json', 'the result as JSON')
    .action((ids: string[], options: Options) => gate(io, ids, options));
