import { compiled } from '../judge/statement.js';
import type { ClaimEntry, ClaimFacts, MutantFacts, PartFacts } from '../ledger/gate/entry.js';
import { digest } from '../ledger/gate/sides.js';
import type { AnyClaim } from '../theory/claim.js';
import { isMeasured, type RegisteredClaim } from '../theory/index.js';
import type { ClaimReport, MutantReport } from '../ledger/claim-report.js';
import { type AblationWitness, drawsOf, probesOf } from './probes.js';

const mutantFacts = ({ name, refuted, agreesOn }: MutantReport): MutantFacts => ({
  name,
  refuted,
  ...(agreesOn && { agrees: agreesOn.holds }),
});

/** The parts of a claim on the draws its probes are chosen from, and its laws. A part may occur on some instances only. */
const relationsOf = (claim: AnyClaim): ReadonlyMap<string, PartFacts['relation']> => {
  const relations = new Map<string, PartFacts['relation']>();
  for (const instance of drawsOf(claim)) {
    for (const [name, relation] of Object.entries(compiled(claim, instance).parts)) {
      relations.set(name, relation.kind === 'atMost' && relation.strict ? 'lessThan' : relation.kind);
    }
  }
  for (const name of Object.keys(claim.laws ?? {})) relations.set(name, 'law');
  return relations;
};

/** What is known of a claim after an attack, apart from instances. */
export const factsOf = (
  claim: RegisteredClaim,
  report: ClaimReport,
  ablations: readonly AblationWitness[],
): ClaimFacts => {
  const common = { id: claim.id, expect: claim.expect, verdict: report.verdict, text: digest(claim.statement) };
  const mutants = (report.mutants ?? []).map(mutantFacts);
  if (isMeasured(claim)) {
    // The numbers of an experiment may differ from one processor to the next in their last places.
    const parts = Object.keys(report.evidence).map((name): PartFacts => ({
      name,
      relation: 'measured',
      evidence: 'measured',
    }));
    return { ...common, quantifier: 'measured', assumptions: [], mutants, parts };
  }
  const parts = [...relationsOf(claim)].map(([name, relation]): PartFacts => ({
    name,
    relation,
    evidence: report.evidence[name] ?? 'none',
  }));
  const needed = new Set(ablations.flatMap(({ dropped }) => (dropped.length === 1 ? dropped : [])));
  const ablated = Object.fromEntries([...needed].sort().map((slug) => [slug, 'needed']));
  return {
    ...common,
    quantifier: claim.quantifier,
    exponential: claim.exponential,
    assumptions: claim.assumptions.map(({ slug }) => slug),
    ...(needed.size > 0 && { ablated }),
    mutants,
    parts,
  };
};

/** A claim as a ledger keeps it. */
export const entryOf = (
  claim: RegisteredClaim,
  report: ClaimReport,
  ablations: readonly AblationWitness[],
): ClaimEntry => ({
  ...factsOf(claim, report, ablations),
  probes: isMeasured(claim) ? [] : probesOf(claim, report, ablations),
});
