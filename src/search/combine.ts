import { evidenceText, type Verdict, type VerdictWord, type Witness, worstMargin } from '../ledger/verdict.js';
import type { AnyClaim } from '../theory/claim.js';
import { isMeasured, type RegisteredClaim } from '../theory/index.js';
import { withLaws } from './attack.js';
import { type Attack } from './attacks.js';
import type { MutantReport, UntimedReport } from '../ledger/claim-report.js';
import { existenceVerdictOf, type Finding, together, verdictOf } from './finding.js';
import type { IslandResult } from './island.js';
import { type CheckPlan, islandName, islandsOf, islandsOfAttack } from './islands.js';
import { measure } from './measure.js';
import type { ScopeFinding } from './scope-attack.js';

/** Results of islands by their names. */
export type Results = ReadonlyMap<string, IslandResult>;

/** The word a claim's attack is expected to end with. */
export const expectedWord = (claim: AnyClaim): VerdictWord => (claim.expect === 'holds' ? 'holds' : 'refuted');

/** The margin of a file's witness: JSON has no NaN. */
const revived = ({ margin, ...witness }: Omit<Witness, 'margin'> & { readonly margin: number | null }): Witness => ({
  ...witness,
  margin: margin ?? NaN,
});

const revivedFinding = <T extends { readonly witness?: Witness; readonly largest?: Witness }>(finding: T): T => ({
  ...finding,
  ...(finding.witness && { witness: revived(finding.witness) }),
  ...(finding.largest && { largest: revived(finding.largest) }),
});

/** The findings up to the first that settles the matter: what comes after it might as well not have been done. */
const untilSettled = (findings: readonly Finding[]): readonly Finding[] => {
  const settled = findings.findIndex(({ witness }) => witness !== undefined);
  return settled < 0 ? findings : findings.slice(0, settled + 1);
};

/** A verdict together with what going through a small scope showed. */
const withScope = (verdict: Verdict, { text, parts, witness }: ScopeFinding): Verdict => {
  if (witness === undefined) {
    const records = verdict.parts.map((part) => ({ ...part, exhaustive: part.exhaustive + (parts[part.name] ?? 0) }));
    return { ...verdict, parts: records, scope: text };
  }
  if (verdict.word === 'refuted') return verdict;
  const { reason: _, ...rest } = verdict;
  return { ...rest, word: 'refuted', witness };
};

/** The verdict of an attack on a claim from its islands. @throws {RangeError} where one is missing */
export const combineAttack = (claim: AnyClaim, attack: Attack, plan: CheckPlan, results: Results): Verdict => {
  const own = islandsOfAttack(claim, attack, plan).map((island) => resultOf(results, islandName(island)));
  const cases = own.flatMap((result) => (result.kind === 'cases' ? [revivedFinding(result.finding)] : []));
  const finding = together(untilSettled(cases));
  let verdict = claim.quantifier === 'for all' ? verdictOf(finding) : existenceVerdictOf(finding);
  for (const result of own) {
    if (result.kind === 'scope' && result.finding) verdict = withScope(verdict, revivedFinding(result.finding));
    if (result.kind === 'laws') verdict = withLaws(verdict, () => revivedFinding(result.finding));
  }
  return verdict;
};

const resultOf = (results: Results, name: string): IslandResult => {
  const found = results.get(name);
  if (found === undefined) throw new RangeError(`island: expected the result of "${name}", got none`);
  return found;
};

const mutantReport = (
  claim: AnyClaim,
  { name, text, agreesOn }: AnyClaim['mutants'][number],
  plan: CheckPlan,
  results: Results,
): MutantReport => {
  const verdict = combineAttack(claim, { kind: 'mutant', name }, plan, results);
  return {
    name,
    text,
    refuted: verdict.word === 'refuted',
    cases: verdict.instances + verdict.discarded,
    ...(agreesOn && {
      agreesOn: {
        text: agreesOn.text,
        holds: combineAttack(claim, { kind: 'agreement', name }, plan, results).word === 'holds',
      },
    }),
    ...(verdict.witness && { witness: verdict.witness.instance }),
  };
};

const statementReport = (claim: AnyClaim, plan: CheckPlan, results: Results): UntimedReport => {
  const verdict = combineAttack(claim, { kind: 'claim' }, plan, results);
  const { word, reason, scope, witness, largest, instances, discarded, shapes, degree } = verdict;
  return {
    id: claim.id,
    verdict: word,
    ...(reason !== undefined && { reason }),
    asExpected: word === expectedWord(claim),
    evidence: Object.fromEntries(verdict.parts.map((part) => [part.name, evidenceText(part)])),
    instances,
    discarded,
    shapes,
    degree,
    worstMargin: worstMargin(verdict),
    margins: Object.fromEntries(verdict.parts.flatMap(({ name, margins }) => (margins ? [[name, margins]] : []))),
    ...(scope !== undefined && { scope }),
    ...(witness && { witness }),
    ...(largest && { largest }),
    ...(plan.mutants && { mutants: claim.mutants.map((mutant) => mutantReport(claim, mutant, plan, results)) }),
  };
};

/** The report on a claim from its islands, whatever order they were done in. @throws {RangeError} where one is missing */
export const combine = (claim: RegisteredClaim, plan: CheckPlan, results: Results): UntimedReport => {
  if (!isMeasured(claim)) return statementReport(claim, plan, results);
  const arms = islandsOf(claim, plan).flatMap((island) => {
    const result = resultOf(results, islandName(island));
    return result.kind === 'arm' ? [[result.arm, result.runs] as const] : [];
  });
  return measure(claim, Object.fromEntries(arms), plan.mutants);
};
