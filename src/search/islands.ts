import { hashText, mix } from '../arithmetic/hash.js';
import { type AnyClaim } from '../theory/claim.js';
import { isMeasured, type RegisteredClaim } from '../theory/index.js';
import type { MeasuredClaim } from '../theory/measured.js';
import { type Attack, attackName, problemOf } from './attacks.js';

/**
 * A unit of work: it depends on nothing but what is written in it, so that it may be done anywhere and in any order. The k-th run of cases of an
 * attack; its laws by draws; a small scope gone through; the runs of one arm of a measured claim.
 */
export type Island =
  | {
      readonly kind: 'cases';
      readonly claim: string;
      readonly attack: Attack;
      readonly k: number;
      readonly runs: number;
      readonly seed: number;
    }
  | {
      readonly kind: 'laws';
      readonly claim: string;
      readonly attack: Attack;
      readonly runs: number;
      readonly seed: number;
    }
  | { readonly kind: 'scope'; readonly claim: string; readonly attack: Attack }
  | { readonly kind: 'arm'; readonly claim: string; readonly arm: string };

/** What is to be checked, and how long. */
export interface CheckPlan {
  /** Cases each attack takes in all. */
  readonly runs: number;
  readonly seed: number;
  readonly mutants: boolean;
}

/** The most cases of one island: enough to climb far, few enough that many threads share an attack. */
export const ISLAND_CASES = 500;

/** The name of an island, unique within a plan. */
export const islandName = (island: Island): string => {
  switch (island.kind) {
    case 'cases':
      return `${island.claim}: ${attackName(island.attack)}, cases ${island.k}`;
    case 'laws':
    case 'scope':
      return `${island.claim}: ${attackName(island.attack)}, ${island.kind}`;
    case 'arm':
      return `${island.claim}: arm ${island.arm}`;
  }
};

/** Each island has a stream of its own, so that what it finds does not depend on what else is done. */
const streamOf = (seed: number, ...names: readonly (string | number)[]): number =>
  mix(seed, hashText(names.join(' '))) | 0;

/** The islands of one attack on a claim. */
export const islandsOfAttack = (claim: AnyClaim, attack: Attack, { runs, seed }: CheckPlan): readonly Island[] => {
  const of = { claim: claim.id, attack };
  const own = streamOf(seed, claim.id, attackName(attack));
  const cases = Array.from({ length: Math.ceil(runs / ISLAND_CASES) }, (_, k): Island => ({
    kind: 'cases',
    ...of,
    k,
    runs: Math.min(ISLAND_CASES, runs - k * ISLAND_CASES),
    seed: streamOf(own, k),
  }));
  if (claim.quantifier === 'exists') return cases;
  const { laws } = problemOf(claim, attack).statement;
  // The claim's own laws are drawn for the claim; for a mutant only what it changes is.
  const isNew = laws !== undefined && (attack.kind === 'claim' || attack.kind === 'without' || laws !== claim.laws);
  return [
    ...cases,
    ...(attack.kind === 'claim' ? [{ kind: 'scope' as const, ...of }] : []),
    ...(isNew ? [{ kind: 'laws' as const, ...of, runs, seed: streamOf(own, 'laws') }] : []),
  ];
};

const islandsOfStatement = (claim: AnyClaim, plan: CheckPlan): readonly Island[] => [
  ...islandsOfAttack(claim, { kind: 'claim' }, plan),
  ...(plan.mutants ? claim.mutants : []).flatMap(({ name, agreesOn }) => [
    ...islandsOfAttack(claim, { kind: 'mutant', name }, plan),
    ...(agreesOn ? islandsOfAttack(claim, { kind: 'agreement', name }, plan) : []),
  ]),
];

const islandsOfMeasured = ({ id, arms }: MeasuredClaim): readonly Island[] =>
  Object.keys(arms).map((arm) => ({ kind: 'arm', claim: id, arm }));

/** The islands of a check of one claim. */
export const islandsOf = (claim: RegisteredClaim, plan: CheckPlan): readonly Island[] =>
  isMeasured(claim) ? islandsOfMeasured(claim) : islandsOfStatement(claim, plan);

/** How much of the work of a plan an island is, in cases. */
export const workOf = (island: Island, { runs }: CheckPlan): number =>
  island.kind === 'cases' ? island.runs : island.kind === 'arm' ? runs : 0;
