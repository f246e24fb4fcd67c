/** What a ledger keeps of every claim: what it says, how it stands, and both of its sides on a few instances. */
import type { ExplainedPart } from '../../judge/explain.js';
import type { VerdictWord } from '../verdict.js';
import type { Side } from './sides.js';

export const LEDGER_FORMAT = 'contrapose/ledger@1';

/** Where the ledger of a repository is, from its root. */
export const LEDGER_FILE = 'fixtures/ledger.json';

/** One part on one instance. */
export interface ProbedPart {
  readonly name: string;
  readonly relation: ExplainedPart['relation'];
  readonly status: ExplainedPart['status'];
  readonly evidence: ExplainedPart['evidence'];
  readonly left: Side;
  readonly right: Side;
}

/**
 * Where an instance comes from: drawn, the witness of the claim's own verdict, the witness that refutes a mutant, or one outside some of
 * the assumptions on which the claim fails.
 */
export type Origin =
  | { readonly kind: 'drawn' }
  | { readonly kind: 'witness' }
  | { readonly kind: 'mutant'; readonly name: string }
  | { readonly kind: 'without'; readonly slugs: readonly string[] };

/** What a claim says on one instance. */
export interface Reading {
  /** Whether it lies within the assumptions, and is of a size that is attacked. */
  readonly inside: boolean;
  /** Why nothing can be said there, such as a kink. */
  readonly undecided?: string;
  readonly parts: readonly ProbedPart[];
  /** Of the witness of a mutant: the parts of the mutant that are violated. */
  readonly fails?: readonly ProbedPart[];
}

export interface Probe extends Reading {
  readonly origin: Origin;
  /** As `encode` writes it and `decode` reads it. */
  readonly instance: unknown;
}

/** A part of a claim: what is compared, and the evidence an attack reached, such as "exact 200 · identity 200". */
export interface PartFacts {
  readonly name: string;
  readonly relation: ExplainedPart['relation'] | 'law' | 'measured';
  readonly evidence: string;
}

export interface MutantFacts {
  readonly name: string;
  readonly refuted: boolean;
  /** Whether it stands where it agrees with the truth; absent where it agrees nowhere. */
  readonly agrees?: boolean;
}

/** What is known of a claim apart from instances. */
export interface ClaimFacts {
  readonly id: string;
  readonly expect: 'holds' | 'fails';
  readonly verdict: VerdictWord;
  /** The hash of its TeX. */
  readonly text: string;
  readonly quantifier: 'for all' | 'exists' | 'measured';
  /** What e^a means; absent where nothing is computed. */
  readonly exponential?: 'formal' | 'true' | 'enclosed';
  readonly parts: readonly PartFacts[];
  readonly assumptions: readonly string[];
  /** Of the assumptions that were ablated: what came of it. */
  readonly ablated?: Readonly<Record<string, string>>;
  readonly mutants: readonly MutantFacts[];
}

export interface ClaimEntry extends ClaimFacts {
  readonly probes: readonly Probe[];
}

/** How a claim changed, mildest first. `extended`: nothing is different, but there is more of it. */
export const CLASSES = ['bit-identical', 'extended', 'value-changing', 'statement-changing', 'broken'] as const;
export type ChangeClass = (typeof CLASSES)[number];

/** A reviewer's consent to one change of one claim: the hash stands for what was there and what there is. */
export interface Approval {
  readonly claim: string;
  readonly class: 'value-changing' | 'statement-changing';
  readonly reason: string;
  readonly hash: string;
}

export interface Ledger {
  readonly format: typeof LEDGER_FORMAT;
  readonly runs: number;
  readonly seed: number;
  readonly claims: readonly ClaimEntry[];
  readonly approvals: readonly Approval[];
}

/** Mutants refuted, and standing where they agree with the truth, of all. */
export const mutantScore = (mutants: readonly MutantFacts[]): string =>
  `${mutants.filter(({ refuted, agrees }) => refuted && agrees !== false).length}/${mutants.length}`;

/** The word a claim's attack is expected to end with. */
export const isAsExpected = ({ expect, verdict }: Pick<ClaimFacts, 'expect' | 'verdict'>): boolean =>
  verdict === (expect === 'holds' ? 'holds' : 'refuted');

/** An origin in words. */
export const originText = (origin: Origin): string => {
  switch (origin.kind) {
    case 'drawn':
      return 'drawn instance';
    case 'witness':
      return 'witness';
    case 'mutant':
      return `witness against mutant ${origin.name}`;
    case 'without':
      return `witness without ${origin.slugs.join(' + ')}`;
  }
};
