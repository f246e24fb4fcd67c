import { Command } from 'commander';
import { reachableEvidence } from '../search/reachable-evidence.js';
import type { AnyClaim } from '../theory/claim.js';
import { claims } from '../theory/index.js';
import { print, printJson } from './output.js';

/** A claim as `list --json` describes it. */
const described = (claim: AnyClaim) => ({
  id: claim.id,
  title: claim.title,
  statement: claim.statement,
  source: claim.source,
  reading: claim.reading,
  assumptions: claim.assumptions.map(({ slug, text }) => ({ slug, text })),
  evidence: reachableEvidence(claim),
  quantifier: claim.quantifier,
  exponential: claim.exponential,
  expect: claim.expect,
  dependsOn: claim.dependsOn,
  mutants: claim.mutants.map(({ name, text, agreesOn }) => ({
    name,
    text,
    ...(agreesOn && { agreesOn: agreesOn.text }),
  })),
});

/** `list`: every claim with its source, assumptions and mutants. */
export const listCommand = (): Command =>
  new Command('list')
    .description('every claim: what it states, where it is from, what it assumes')
    .option('--json', 'the full descriptions as a JSON array')
    .action(({ json }: { json?: boolean }) => {
      if (json) printJson(claims.map(described));
      else {
        const width = Math.max(...claims.map(({ id }) => id.length));
        for (const { id, title, expect } of claims) {
          print(`${id.padEnd(width)}  ${title}${expect === 'fails' ? '  [expected to fail]' : ''}`);
        }
      }
    });
