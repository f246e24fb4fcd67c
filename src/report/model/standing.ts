/** How a claim stands, in a sentence. */
import type { ReadReport } from '../../ledger/check-file.js';
import { type ClaimEntry, isAsExpected } from '../../ledger/gate/entry.js';
import { type Dependencies, firstBrokenSteps } from '../../ledger/gate/first-broken-step.js';
import type { VerdictWord } from '../../ledger/verdict.js';
import { isMeasured, type RegisteredClaim } from '../../theory/index.js';
import type { Standing } from './page.js';

const quantifierOf = (claim: RegisteredClaim): 'for all' | 'exists' | 'measured' =>
  isMeasured(claim) ? 'measured' : claim.quantifier;

const holds = (claim: RegisteredClaim, instances: string, parts: number): string => {
  switch (quantifierOf(claim)) {
    case 'exists':
      return 'An instance with the stated property was exhibited.';
    case 'measured':
      return `Every claimed effect has an interval above zero, over ${instances} runs. Measured, not proved.`;
    case 'for all': {
      const what = parts === 1 ? 'Its one part' : `Each of its ${parts} parts`;
      return `${what} stood on every one of the ${instances} instances it was judged on. No sampling is a proof for all.`;
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

const sentence = (claim: RegisteredClaim, verdict: VerdictWord, instances: string, parts: number): string => {
  switch (verdict) {
    case 'holds':
      return holds(claim, instances, parts);
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
      words: sentence(claim, verdict, String(instances), Object.keys(evidence).length),
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
      words: `By the committed ledger; no check at hand speaks of it. ${sentence(claim, entry.verdict, 'recorded', entry.parts.length)}`,
      firstBroken: [],
    };
  }
  return { verdict: 'none', expect, asExpected: true, from: 'none', words: 'No file says how it stands.', firstBroken: [] }; // prettier-ignore
};
