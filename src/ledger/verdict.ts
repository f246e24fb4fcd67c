import type { MarginCounts } from './margins.js';
import type { Relation } from '../theory/relation.js';

/** `holds`: as strong as the weakest part's evidence. `refuted`: with a witness. */
export type VerdictWord = 'holds' | 'refuted' | 'vacuous' | 'undecided';

/** What the attack established of one part, each kind with the number of instances or points it covered. */
export interface PartRecord {
  readonly name: string;
  readonly relation: Relation<unknown>['kind'] | 'law';
  /** Instances on which the part was computed exactly and holds. */
  readonly exact: number;
  /** Instances on which the part was enclosed and holds. */
  readonly enclosed: number;
  /** Random points of the prime field at which the equality holds. */
  readonly identity: number;
  /** Instances of a small scope that was gone through to the end, on which the part holds. */
  readonly exhaustive: number;
  /** Draws that did not reject the part, a probability, within the error budget. */
  readonly statistical: number;
  /** Instances that left the part open. */
  readonly open: number;
  readonly worstMargin: number | null;
  /** The spread of its margins over these instances; absent for a law, which is drawn. */
  readonly margins?: MarginCounts;
}

/** A concrete instance, as values, that decides a statement. */
export interface Witness {
  readonly instance: unknown;
  readonly part: string;
  readonly margin: number;
}

/** What is known of one claim after an attack. */
export interface Verdict {
  readonly word: VerdictWord;
  /** Why, where the word alone does not say. */
  readonly reason?: string;
  readonly parts: readonly PartRecord[];
  readonly instances: number;
  readonly discarded: number;
  readonly shapes: number;
  /** d: a false identity passes one random point with probability ≤ d/p. */
  readonly degree: number | null;
  /** The small scope that was gone through to the end, in words. */
  readonly scope?: string;
  /** The smallest instance found that decides it. */
  readonly witness?: Witness;
  /** The instance of the largest violation found, where another than the smallest. */
  readonly largest?: Witness;
}

/** The evidence of a part in words, strongest first: "exact 200 · identity 200". */
export const evidenceText = (part: PartRecord): string =>
  (['exact', 'identity', 'exhaustive', 'enclosed', 'statistical'] as const)
    .filter((kind) => part[kind] > 0)
    .map((kind) => `${kind} ${part[kind]}`)
    .join(' · ') || 'none';

/** The least slack over all parts and instances, or null where no part has one. */
export const worstMargin = (verdict: Verdict): number | null =>
  verdict.parts.reduce<number | null>(
    (m, { worstMargin: margin }) => (margin === null ? m : m === null ? margin : Math.min(m, margin)),
    null,
  );
