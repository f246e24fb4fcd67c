import type { AnyClaim } from '../../theory/claim.js';
import { attack } from '../attack.js';
import { problemOf } from '../attacks.js';
import { type AblationOptions, mootReason } from './ablate.js';
import type { PartAblation } from '../../ledger/ablation-report.js';
import { maximalSets } from './maximal-sets.js';
import { partOf } from './part-of.js';
import { streamSeed } from './streams.js';
import { violatedOf, violating } from './violating.js';

/** How one part fared without some assumptions. */
interface PartRecord {
  /** Instances that violate some of them and decide the part. */
  readonly cases: number;
  /** The fewest dropped assumptions violated where it fails, or nothing where it never did. */
  readonly conflict: readonly string[] | undefined;
}

/** For each part that was judged, how it fared. */
export type PartConflicts = ReadonlyMap<string, PartRecord>;

/** Instances in a row that break nothing new, once every part is broken, before the search for smaller conflicts ends. */
const PATIENCE = 40;

/** Which parts of a claim fail without some of its assumptions. */
export const partConflicts = (
  claim: AnyClaim,
  slugs: readonly string[],
  { runs, seed }: AblationOptions,
): PartConflicts => {
  const conflicts = new Map<string, PartRecord>();
  const own = streamSeed(seed, `${claim.id} parts without ${slugs.join(' + ')}`);
  let idle = 0;
  const problem = problemOf(claim, { kind: 'without', slugs });
  for (const { violates, outcomes } of violating(claim, problem, slugs, { draws: runs, seed: own })) {
    idle++;
    for (const [part, { status }] of Object.entries(outcomes)) {
      const { cases, conflict } = conflicts.get(part) ?? { cases: 0, conflict: undefined };
      const isSmaller = status === 'violated' && (conflict === undefined || violates.length < conflict.length);
      if (isSmaller) idle = 0;
      conflicts.set(part, { cases: cases + (status === 'unknown' ? 0 : 1), conflict: isSmaller ? violates : conflict });
    }
    if (idle >= PATIENCE && [...conflicts.values()].every(({ conflict }) => conflict !== undefined)) break;
  }
  return conflicts;
};

/** The share of the instances that the attack on one part alone takes. */
const ATTACK_SHARE = 4;

/**
 * What each part of a claim was seen to need, and the largest sets of assumptions it was never seen to need: by random instances judged for all parts
 * at once, then by an attack on the part alone. A part that is open counts as not failing.
 */
export const ablateParts = (claim: AnyClaim, options: AblationOptions): readonly PartAblation[] => {
  if (mootReason(claim) !== undefined) return [];
  const slugs = claim.assumptions.map(({ slug }) => slug);
  const tried = new Map<string, PartConflicts>();
  const without = (set: readonly string[]): PartConflicts => {
    const key = set.join(' ');
    const found = tried.get(key) ?? partConflicts(claim, set, options);
    tried.set(key, found);
    return found;
  };
  const attacked = (set: readonly string[], part: string): readonly string[] | undefined => {
    const { statement, node } = problemOf(claim, { kind: 'without', slugs: set });
    const runs = Math.ceil(options.runs / ATTACK_SHARE);
    const seed = streamSeed(options.seed, `${claim.id} ${part} without ${set.join(' + ')}`);
    const { witness } = attack(partOf(statement, part), node, { runs, seed });
    return witness && violatedOf(claim, set, witness.instance);
  };
  const names = [...new Set(slugs.flatMap((slug) => [...without([slug]).keys()]))];
  return names.map((part) => {
    const judged = slugs.filter((slug) => (without([slug]).get(part)?.cases ?? 0) > 0);
    const standing = judged.filter((slug) => without([slug]).get(part)?.conflict === undefined);
    const droppable = maximalSets(standing, (set) => without(set).get(part)?.conflict ?? attacked(set, part));
    return {
      part,
      needs: judged.filter((slug) => !droppable.some((set) => set.includes(slug))),
      droppable: droppable.map((dropped) => ({ dropped, cases: without(dropped).get(part)?.cases ?? 0 })),
    };
  });
};
