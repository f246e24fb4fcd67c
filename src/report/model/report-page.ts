/** The whole page from the files that were read. */
import { decode } from '../../ledger/codec.js';
import { claims, type RegisteredClaim, statements } from '../../theory/index.js';
import { claimPage } from './claim-page.js';
import { attempt, type ReportInputs } from './inputs.js';
import { matrixOf } from './matrix.js';
import { type ChainStep, type Origin, type PaperPage, type Problem, REPORT_FORMAT, type ReportPage } from './page.js'; // prettier-ignore
import { standingOf } from './standing.js';
import { trainingPages } from './training.js';

const grouped = <T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
};

const papersOf = (registered: readonly RegisteredClaim[]): readonly PaperPage[] =>
  [...grouped(registered, ({ source }) => source.paper)].map(([paper, of]) => ({
    paper,
    claims: of.map(({ id }) => id),
  }));

/** The claims that a file speaks of and this version does not have. */
const strangers = (file: string, ids: readonly string[], known: ReadonlySet<string>): readonly Problem[] => {
  const strange = [...new Set(ids.filter((id) => !known.has(id)))];
  if (strange.length === 0) return [];
  const more = strange.length > 3 ? ` and ${strange.length - 3} more` : '';
  return [{ file, message: `${file}: expected claims of this version, got ${strange.slice(0, 3).join(', ')}${more}` }];
};

/** The witnesses whose instance is none of their claim's, each a problem; they are drawn as the values they hold. */
const undecodable = (witnesses: ReportInputs['witnesses']): readonly Problem[] =>
  witnesses.flatMap(({ file, witness }) => {
    const claim = statements.find(({ id }) => id === witness.claim);
    const found = claim && attempt(file, () => decode(claim.space.node, witness.instance, 'instance'));
    return found && 'problem' in found ? [{ file, message: `${file}: ${found.problem.message}` }] : [];
  });

const originOf = (file: string, of: { readonly version?: string; readonly seed: number; readonly runs: number }): Origin => ({
  file,
  ...(of.version !== undefined && { version: of.version }),
  seed: of.seed,
  runs: of.runs,
}); // prettier-ignore

const problemsOf = (
  { check, ablation, ledger, witnesses, problems }: ReportInputs,
  known: ReadonlySet<string>,
): readonly Problem[] => [
  ...problems,
  ...(check ? strangers(check.file, check.value.claims.map(({ id }) => id), known) : []),
  ...(ablation ? strangers(ablation.file, ablation.value.claims.map(({ claim }) => claim), known) : []),
  ...(ledger ? strangers(ledger.file, ledger.value.claims.map(({ id }) => id), known) : []),
  ...witnesses.flatMap(({ file, witness }) => strangers(file, [witness.claim], known)),
]; // prettier-ignore

/** The page of what was read, in the order of the registry. Nothing is attacked or judged here. */
export const reportPage = (
  inputs: ReportInputs,
  version: string,
  registered: readonly RegisteredClaim[] = claims,
): ReportPage => {
  const { witnesses, training } = inputs;
  const known = new Set(registered.map(({ id }) => id));
  const check = inputs.check && originOf(inputs.check.file, inputs.check.value);
  const ablation = inputs.ablation && originOf(inputs.ablation.file, inputs.ablation.value);
  const ledger = inputs.ledger && originOf(inputs.ledger.file, inputs.ledger.value);
  const reports = new Map(inputs.check?.value.claims.map((report) => [report.id, report]));
  const ablated = new Map(inputs.ablation?.value.claims.map((of) => [of.claim, of]));
  const entries = new Map(inputs.ledger?.value.claims.map((entry) => [entry.id, entry]));
  const files = grouped(witnesses, ({ witness }) => witness.claim);
  const broken = [...reports.values()].filter(({ asExpected }) => !asExpected).map(({ id }) => id);
  const dependencies = new Map(registered.map(({ id, dependsOn }) => [id, dependsOn]));
  const dependsOn = (id: string): readonly string[] => dependencies.get(id) ?? [];
  const pages = registered.map((claim) => {
    const [report, entry] = [reports.get(claim.id), entries.get(claim.id)];
    return claimPage(claim, {
      report,
      ablated: ablated.get(claim.id),
      entry,
      witnesses: files.get(claim.id) ?? [],
      check,
      ablation,
      stands: standingOf(claim, report, entry, broken, dependsOn),
      usedBy: registered.filter((other) => other.dependsOn.includes(claim.id)).map(({ id }) => id),
    });
  });
  const chain = pages.map(({ id, restsOn, stands: { verdict, asExpected, firstBroken } }): ChainStep => ({
    claim: id,
    restsOn: restsOn.filter((each) => known.has(each)),
    verdict,
    asExpected,
    firstBroken: firstBroken.includes(id),
  }));
  return {
    format: REPORT_FORMAT,
    version,
    problems: [...problemsOf(inputs, known), ...undecodable(witnesses)],
    ...(check && { check }),
    ...(ablation && { ablation }),
    ...(ledger && { ledger }),
    papers: papersOf(registered),
    chain,
    matrix: matrixOf(pages),
    claims: pages,
    training: trainingPages(training),
  };
};
