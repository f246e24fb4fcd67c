import { describe, expect, it } from 'vitest';
import { type Rational, rational, rationals } from '../../arithmetic/rational.js';
import { statements } from '../../theory/index.js';
import type { AnyClaim } from '../../theory/claim.js';
import { problemOf } from '../attacks.js';
import { outcomesAt } from '../outcomes.js';
import { mootReason } from './ablate.js';
import { doses } from './doses.js';
import { violating } from './violating.js';

/** What stays false at ε = 0: where one network is told from a copy of it, a derivative through both sides is. */
const isAboutSharing = (slug: string, part: string): boolean =>
  ['target-is-online-network', 'no-predictor'].includes(slug) && part.startsWith('through both sides');

/** The parts that are violated at a dose of a few instances. */
const violatedAt = (
  claim: AnyClaim,
  slug: string,
  epsilon: Rational,
): { judged: number; parts: ReadonlySet<string> } => {
  const parts = new Set<string>();
  let judged = 0;
  const problem = problemOf(claim, { kind: 'without', slugs: [slug] });
  for (const { instance } of violating(claim, problem, [slug], { draws: 60, seed: 11 })) {
    const dosed = doses[slug](instance, epsilon);
    const outcomes = dosed === undefined ? undefined : outcomesAt(claim, dosed);
    if (outcomes) judged++;
    for (const [part, { status }] of Object.entries(outcomes ?? {})) if (status === 'violated') parts.add(part);
    if (judged >= 12) break;
  }
  return { judged, parts };
};

const pairs = statements
  .filter((claim) => mootReason(claim) === undefined)
  .flatMap((claim) => claim.assumptions.flatMap(({ slug }) => (slug in doses ? [{ claim, slug }] : [])));

describe('a dose', () => {
  it('is given to an assumption that some claim has', () => {
    expect(Object.keys(doses).filter((slug) => pairs.every((pair) => pair.slug !== slug))).toEqual([]);
  });
  it('of 0 violates nothing, but for what sharing is about', () => {
    const wrong = pairs.flatMap(({ claim, slug }) =>
      [...violatedAt(claim, slug, rationals.zero).parts]
        .filter((part) => !isAboutSharing(slug, part))
        .map((part) => `${claim.id} ${slug}: ${part}`),
    );
    expect(wrong).toEqual([]);
  });
  it('of ¾ violates something of some claim, whatever the assumption', () => {
    const isFelt = (slug: string): boolean =>
      pairs.some((pair) => pair.slug === slug && violatedAt(pair.claim, slug, rational(3, 4)).parts.size > 0);
    expect(Object.keys(doses).filter((slug) => !isFelt(slug))).toEqual([]);
  });
});
