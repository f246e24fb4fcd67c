import { hashText, mix } from '../arithmetic/hash.js';
import { mutantStatement } from '../judge/statement.js';
import { decode, encode } from '../ledger/codec.js';
import { evidenceText, type Verdict, type VerdictWord, worstMargin } from '../ledger/verdict.js';
import { type AnyClaim, narrowed } from '../theory/claim.js';
import type { Node } from '../theory/space.js';
import { attack, type AttackOptions, search } from './attack.js';
import type { ClaimReport, MutantReport } from './claim-report.js';

/** Each claim has a stream of its own, so that its attack does not depend on what else is checked. */
const seedOf = (seed: number, name: string): number => mix(seed, hashText(name)) | 0;

const attackStatement = (
  claim: AnyClaim,
  mutant: AnyClaim['mutants'][number] | undefined,
  node: Node,
  options: AttackOptions,
): Verdict => {
  const statement = mutant ? mutantStatement(claim, mutant) : claim;
  if (claim.quantifier === 'for all') return attack(statement, node, options);
  const witnesses = (claim.witnesses ?? []).map((json, i) =>
    decode(claim.space.node, json, `${claim.id}: witnesses[${i}]`),
  );
  return search(statement, node, witnesses, options);
};

/** The word a claim's attack is expected to end with. */
export const expectedWord = (claim: AnyClaim): VerdictWord => (claim.expect === 'holds' ? 'holds' : 'refuted');

const attackMutant = (claim: AnyClaim, mutant: AnyClaim['mutants'][number], options: AttackOptions): MutantReport => {
  const node = narrowed(claim);
  const verdict = attackStatement(claim, mutant, node, options);
  const { agreesOn } = mutant;
  return {
    name: mutant.name,
    text: mutant.text,
    refuted: verdict.word === 'refuted',
    cases: verdict.instances + verdict.discarded,
    ...(agreesOn && {
      agreesOn: {
        text: agreesOn.text,
        holds: attackStatement(claim, mutant, agreesOn.narrow(node), options).word === 'holds',
      },
    }),
    ...(verdict.witness && { witness: encode(verdict.witness.instance) }),
  };
};

/** Attacks one claim and, where asked, each of its mutants. */
export const attackClaim = (claim: AnyClaim, options: AttackOptions & { readonly mutants?: boolean }): ClaimReport => {
  const started = performance.now();
  const own = { ...options, seed: seedOf(options.seed, claim.id) };
  const verdict = attackStatement(claim, undefined, narrowed(claim), own);
  const mutants = options.mutants
    ? claim.mutants.map((mutant) =>
        attackMutant(claim, mutant, { runs: options.runs, seed: seedOf(options.seed, `${claim.id} ${mutant.name}`) }),
      )
    : undefined;
  const { word, reason, witness, instances, discarded, shapes, degree } = verdict;
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
    seconds: (performance.now() - started) / 1000,
    ...(witness && { witness: { ...witness, instance: encode(witness.instance) } }),
    ...(mutants && { mutants }),
  };
};
