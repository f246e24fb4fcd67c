import { reachableEvidence } from '../../search/reachable-evidence.js';
import type { AnyClaim } from '../../theory/claim.js';
import { isMeasured, type RegisteredClaim } from '../../theory/index.js';
import type { MeasuredClaim } from '../../theory/measured.js';

/** A claim as `list --json` describes it. */
export const described = (claim: RegisteredClaim) => ({
  id: claim.id,
  title: claim.title,
  statement: claim.statement,
  source: claim.source,
  reading: claim.reading,
  expect: claim.expect,
  dependsOn: claim.dependsOn,
  mutants: claim.mutants.map((mutant) => ({
    name: mutant.name,
    text: mutant.text,
    ...('agreesOn' in mutant && mutant.agreesOn && { agreesOn: mutant.agreesOn.text }),
  })),
  ...(isMeasured(claim) ? describedExperiment(claim) : describedStatement(claim)),
});

const describedExperiment = ({ arms, seeds, effects }: MeasuredClaim) => ({
  evidence: ['measured'],
  arms,
  seeds,
  effects: Object.entries(effects).map(([name, { text, asFound = false }]) => ({ name, text, asFound })),
});

const describedStatement = (claim: AnyClaim) => ({
  assumptions: claim.assumptions.map(({ slug, text }) => ({ slug, text })),
  evidence: reachableEvidence(claim),
  quantifier: claim.quantifier,
  exponential: claim.exponential,
  laws: Object.entries(claim.laws ?? {}).map(([name, { text, relation }]) => ({ name, text, relation })),
});
