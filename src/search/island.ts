import { encode, decode } from '../ledger/codec.js';
import type { Witness } from '../ledger/verdict.js';
import { type AnyClaim } from '../theory/claim.js';
import { claimById, isMeasured, type RegisteredClaim } from '../theory/index.js';
import type { Trajectory } from '../theory/measured.js';
import { attackInstances, searchInstances } from './attack.js';
import { attackName, problemOf } from './attacks.js';
import { runArm } from './experiment.js';
import type { Finding } from './finding.js';
import { type Island, islandName } from './islands.js';
import { attackLaws, type LawReport } from './laws.js';
import type { JudgedCase } from './observations.js';
import { attackScope, type ScopeFinding } from './scope-attack.js';

/** What an island came to, as plain JSON: no timings, each instance in the file format, no number that JSON lacks. */
export type IslandResult = { readonly island: string } & (
  | { readonly kind: 'cases'; readonly finding: Finding }
  | { readonly kind: 'laws'; readonly finding: LawReport }
  /** Nothing where the least scope has too many instances. */
  | { readonly kind: 'scope'; readonly finding: ScopeFinding | null }
  | { readonly kind: 'arm'; readonly arm: string; readonly runs: readonly Trajectory[] }
);

const encodedWitness = (witness: Witness): Witness => ({ ...witness, instance: encode(witness.instance) });

/** A finding with its instances in the file format. */
const encoded = <T extends { readonly witness?: Witness; readonly largest?: Witness }>(finding: T): T => ({
  ...finding,
  ...(finding.witness && { witness: encodedWitness(finding.witness) }),
  ...(finding.largest && { largest: encodedWitness(finding.largest) }),
});

/** The instances that an existence claim is given with. */
const givenWitnesses = (claim: AnyClaim): readonly unknown[] =>
  (claim.witnesses ?? []).map((json, i) => decode(claim.space.node, json, `${claim.id}: witnesses[${i}]`));

/** What is done beside the work of an island. */
export interface IslandContext {
  /** The claim, where it is not known by its id. */
  readonly claim?: RegisteredClaim;
  /** Called after every case. */
  readonly progress?: () => void;
  /** Called with every case of an attack. */
  readonly observe?: (judged: JudgedCase) => void;
}

const resultOf = (
  island: Island,
  { progress, observe, claim = claimById(island.claim) }: IslandContext,
): IslandResult => {
  const name = islandName(island);
  if (island.kind === 'arm') {
    if (!isMeasured(claim)) throw new RangeError(`${name}: expected a measured claim`);
    return { island: name, kind: 'arm', arm: island.arm, runs: runArm(claim.arms[island.arm], claim.seeds, progress) };
  }
  if (isMeasured(claim)) throw new RangeError(`${name}: expected a claim about instances`);
  const { statement, node } = problemOf(claim, island.attack);
  switch (island.kind) {
    case 'cases': {
      const property = `${island.claim}: ${attackName(island.attack)}`;
      const options = {
        runs: island.runs,
        seed: island.seed,
        ...(progress && { progress }),
        ...(observe && { observe: (judged: Omit<JudgedCase, 'property'>) => observe({ property, ...judged }) }),
      };
      const finding =
        claim.quantifier === 'for all'
          ? attackInstances(statement, node, options)
          : searchInstances(statement, node, island.k === 0 ? givenWitnesses(claim) : [], options);
      return { island: name, kind: 'cases', finding: encoded(finding) };
    }
    case 'laws':
      return { island: name, kind: 'laws', finding: encoded(attackLaws(statement.laws ?? {}, node, island)) };
    case 'scope': {
      const finding = attackScope(statement, node);
      return { island: name, kind: 'scope', finding: finding === undefined ? null : encoded(finding) };
    }
  }
};

/** A margin that JSON lacks. −∞ and NaN are told apart by nothing that is printed. */
const plain = (_: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isFinite(value) ? null : value;

/** Does the work of an island. The result depends on the island alone, and is what a file would give back. */
export const runIsland = (island: Island, context: IslandContext = {}): IslandResult =>
  JSON.parse(JSON.stringify(resultOf(island, context), plain)) as IslandResult;
