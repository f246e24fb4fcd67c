/** One claim's section. */
import type { Ablation, ClaimAblation } from '../../ledger/ablation-report.js';
import type { ReadReport } from '../../ledger/check-file.js';
import { type ClaimEntry, mutantScore } from '../../ledger/gate/entry.js';
import type { MutantReport } from '../../ledger/claim-report.js';
import { cite } from '../../theory/cite.js';
import { isMeasured, type RegisteredClaim } from '../../theory/index.js';
import { claimAnchor } from './anchors.js';
import { ablateCommand, checkCommand, evalCommand } from './commands.js';
import { evidenceItems } from './evidence.js';
import type { AssumptionPage, ClaimPage, Command, Covered, MutantPage, NamedWitness, Origin, PartPage, Standing } from './page.js'; // prettier-ignore
import { type PlacedWitnesses, witnessesOf } from './witnesses.js';

/** What the files say of one claim. */
export interface ClaimSources {
  readonly report?: ReadReport | undefined;
  readonly ablated?: ClaimAblation | undefined;
  readonly entry?: ClaimEntry | undefined;
  readonly witnesses: readonly NamedWitness[];
  readonly check?: Origin | undefined;
  readonly ablation?: Origin | undefined;
  readonly stands: Standing;
  readonly usedBy: readonly string[];
}

const partsOf = ({ report, entry }: ClaimSources): readonly PartPage[] => {
  if (report === undefined) {
    return (entry?.parts ?? []).map(({ name, evidence }) => ({ name, evidence: evidenceItems(evidence) }));
  }
  return Object.entries(report.evidence).map(([name, evidence]) => {
    const margins = report.margins?.[name];
    return { name, evidence: evidenceItems(evidence), ...(margins && { margins }) };
  });
};

const coveredOf = ({ instances, discarded, shapes, degree, worstMargin, scope }: ReadReport): Covered => ({
  instances,
  discarded,
  shapes,
  degree,
  worstMargin,
  ...(scope !== undefined && { scope }),
});

const ablationWords = ({ verdict, reason, witness, bestMargin, cases }: Ablation): string => {
  switch (verdict) {
    case 'necessary':
      return witness?.evidence === 'statistical'
        ? `Necessary: without it draws on an instance of ${witness.size} numbers reject the statement.`
        : `Necessary: without it the statement is false${witness ? `, on an instance of ${witness.size} numbers` : ''}. Found at case ${cases}.`;
    case 'not-shown-necessary':
      return `Not shown necessary: ${cases} cases without it, none violated (least margin ${bestMargin ?? '–'}). That it is not needed is possible, not shown.`;
    case 'vacuous':
      return `Not tried: no case could be judged in which it is violated${reason === undefined ? '' : ` (${reason})`}.`;
    case 'claim-fails':
      return 'The claim itself fails: the witness meets this assumption too.';
  }
};

const assumptionsOf = (
  claim: RegisteredClaim,
  ablated: ClaimAblation | undefined,
  { bySlug }: PlacedWitnesses,
): readonly AssumptionPage[] =>
  isMeasured(claim)
    ? []
    : claim.assumptions.map(({ slug, text }) => {
        const found = ablated?.single.find(({ dropped }) => dropped.length === 1 && dropped[0] === slug);
        const witness = bySlug.get(slug);
        const moot = ablated?.moot === undefined ? undefined : `Moot: ${ablated.moot}.`;
        return {
          slug,
          text,
          statistical: found?.witness?.evidence === 'statistical',
          words: moot ?? (found ? ablationWords(found) : 'Not ablated.'),
          ...(found && { verdict: moot === undefined ? found.verdict : ('moot' as const) }),
          ...(witness !== undefined && { witness }),
        };
      });

const outcomeOf = ({ refuted, agreesOn }: MutantReport): MutantPage['outcome'] =>
  !refuted ? 'survives' : agreesOn?.holds === false ? 'falls on its subclass' : 'refuted';

const recordedOutcome = (entry: ClaimEntry | undefined, name: string): MutantPage['outcome'] => {
  const found = entry?.mutants.find((each) => each.name === name);
  if (found === undefined) return 'not attacked';
  return !found.refuted ? 'survives' : found.agrees === false ? 'falls on its subclass' : 'refuted';
};

const mutantsOf = (
  claim: RegisteredClaim,
  report: ReadReport | undefined,
  entry: ClaimEntry | undefined,
): readonly MutantPage[] =>
  claim.mutants.map((mutant) => {
    const { name, text } = mutant;
    const found = report?.mutants?.find((each) => each.name === name);
    const agreesOn = 'agreesOn' in mutant ? mutant.agreesOn?.text : undefined;
    return {
      name,
      text,
      outcome: found ? outcomeOf(found) : recordedOutcome(entry, name),
      ...(found && { cases: found.cases }),
      ...(agreesOn !== undefined && { agreesOn }),
    };
  });

const commandsOf = (claim: RegisteredClaim, { check, ablation }: ClaimSources): readonly Command[] => [
  { what: 'its verdict', command: checkCommand(claim.id, check) },
  { what: 'its false siblings too', command: checkCommand(claim.id, check, ' --mutants') },
  ...(isMeasured(claim)
    ? []
    : [
        ...(claim.assumptions.length === 0
          ? []
          : [{ what: 'its assumptions, dropped one by one', command: ablateCommand(claim.id, ablation, ' --doses') }]),
        { what: 'what an instance looks like', command: `npx contrapose schema ${claim.id}` },
        { what: 'the claim on an instance of yours', command: evalCommand(claim.id) },
      ]),
];

/** The section of a claim. */
export const claimPage = (claim: RegisteredClaim, sources: ClaimSources): ClaimPage => {
  const { report, ablated, entry, witnesses: files, check, ablation, stands, usedBy } = sources;
  const single = ablated?.single ?? [];
  const placed = witnessesOf(claim, { report, check, single, ablation, files });
  return {
    id: claim.id,
    anchor: claimAnchor(claim.id),
    title: claim.title,
    statement: claim.statement,
    source: claim.source,
    reading: claim.reading,
    quantifier: isMeasured(claim) ? 'measured' : claim.quantifier,
    stands,
    parts: partsOf(sources),
    ...(report && { covered: coveredOf(report) }),
    assumptions: assumptionsOf(claim, ablated, placed),
    droppable: (ablated?.droppable ?? []).map(({ dropped, cases }) => ({ dropped, cases })),
    doses: ablated?.doses ?? [],
    mutants: mutantsOf(claim, report, entry),
    witnesses: placed.witnesses,
    listed: placed.listed,
    commands: commandsOf(claim, sources),
    restsOn: claim.dependsOn,
    usedBy,
    ...(entry && {
      recorded: { verdict: entry.verdict, mutantScore: mutantScore(entry.mutants), probes: entry.probes.length },
    }),
    bibtex: cite(claim).trimEnd(),
  };
};
