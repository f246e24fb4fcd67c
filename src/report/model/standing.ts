/** How a claim stands, in a sentence. */
import type { ReadReport } from '../../ledger/check-file.js';
import { type ClaimEntry, isAsExpected } from '../../ledger/gate/entry.js';
import { type Dependencies, firstBrokenSteps } from '../../ledger/gate/first-broken-step.js';
import type { VerdictWord } from '../../ledger/verdict.js';
import { isMeasured, type RegisteredClaim } from '../../theory/index.js';
import { evidenceItems } from './evidence.js';
import type { Standing } from './page.js';

const quantifierOf = (claim: RegisteredClaim): 'for all' | 'exists' | 'measured' =>
  isMeasured(claim) ? 'measured' : claim.quantifier;

/** How an instance is judged, from the strongest to the weakest; identities and scopes come on top of it. */
const JUDGED = ['exact', 'enclosed', 'statistical', 'sampled', 'measured'];

const WEAKNESS: Readonly<Record<string, string>> = {
  enclosed: 'only enclosed by intervals on some of them',
  statistical: 'a law that is tested by draws',
  sampled: 'only sampled in floating point',
  measured: 'measured',
};

/** A claim is as strong as its weakest part: how many parts that is, and why. */
const weakest = (evidence: readonly string[]): string => {
  const strengths = evidence.map((text) => Math.max(0, ...evidenceItems(text).map(({ kind }) => JUDGED.indexOf(kind))));
  const worst = Math.max(0, ...strengths);
  if (worst === 0) return 'decided exactly on each';
  const count = strengths.filter((strength) => strength === worst).length;
  return `${count} of ${evidence.length} ${evidence.length === 1 ? 'part' : 'parts'} ${WEAKNESS[JUDGED[worst]]}`;
};

const holds = (claim: RegisteredClaim, instances: string, evidence: readonly string[]): string => {
  switch (quantifierOf(claim)) {
    case 'exists':
      return 'An instance with the stated property was exhibited.';
    case 'measured':
      return `Every claimed effect has an interval above zero, over ${instances} runs. Measured, not proved.`;
    case 'for all': {
      const what = evidence.length === 1 ? 'Its one part' : `Each of its ${evidence.length} parts`;
      return `${what} stood on every instance that counted (${instances}; ${weakest(evidence)}). No sampling is a proof for all.`;
    }
  }
};

const refuted = (claim: RegisteredClaim): string => {
  const wanted = claim.expect === 'fails' ? ' As expected: it is stated as printed or released, and false.' : '';
  const how =
    quantifierOf(claim) === 'measured'
      ? 'A claimed effect has an interval below zero.'
      : 'There is a concrete instance that meets the assumptions and contradicts it.';
  return `${how}${wanted}`;
};

const sentence = (
  claim: RegisteredClaim,
  verdict: VerdictWord,
  instances: string,
  evidence: readonly string[],
): string => {
  switch (verdict) {
    case 'holds':
      return holds(claim, instances, evidence);
    case 'refuted':
      return refuted(claim);
    case 'vacuous':
      return 'No instance met the assumptions, so that it was never put to the test.';
    case 'undecided':
      return 'The question was not answered; nothing is said of the claim.';
  }
};

/** The standing of a claim by a check, else by the ledger. */
export const standingOf = (
  claim: RegisteredClaim,
  report: ReadReport | undefined,
  entry: ClaimEntry | undefined,
  broken: readonly string[],
  dependsOn: Dependencies,
): Standing => {
  const { expect } = claim;
  if (report) {
    const { verdict, asExpected, reason, instances, evidence } = report;
    return {
      verdict,
      expect,
      asExpected,
      from: 'check',
      words: sentence(claim, verdict, String(instances), Object.values(evidence)),
      ...(reason !== undefined && { reason }),
      firstBroken: asExpected ? [] : firstBrokenSteps(claim.id, broken, dependsOn),
    };
  }
  if (entry) {
    return {
      verdict: entry.verdict,
      expect,
      asExpected: isAsExpected(entry),
      from: 'ledger',
      words: `By the committed ledger; no check at hand speaks of it. ${sentence(
        claim,
        entry.verdict,
        'recorded',
        entry.parts.map((part) => part.evidence),
      )}`,
      firstBroken: [],
    };
  }
  return { verdict: 'none', expect, asExpected: true, from: 'none', words: 'No file says how it stands.', firstBroken: [] }; // prettier-ignore
};
