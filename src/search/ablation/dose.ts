import { fractionText, type Rational, rational } from '../../arithmetic/rational.js';
import type { AnyClaim } from '../../theory/claim.js';
import { problemOf } from '../attacks.js';
import { outcomesAt } from '../outcomes.js';
import { type AblationOptions, mootReason } from './ablate.js';
import type { DoseResponse } from '../../ledger/ablation-report.js';
import { doses } from './doses.js';
import { fittedExponent } from './log-log-fit.js';
import { streamSeed } from './streams.js';
import { violating } from './violating.js';

/** ε = 1/64, 1/32, … , 1. */
export const DOSES: readonly Rational[] = [6, 5, 4, 3, 2, 1, 0].map((k) => rational(1, 2 ** k));

/** Instances each dose is given to. */
export const DOSED_INSTANCES = 48;

/** The violation of every part at one instance, 0 where it holds or is open; nothing at a kink. */
const violations = (claim: AnyClaim, instance: unknown): ReadonlyMap<string, number> | undefined => {
  const outcomes = outcomesAt(claim, instance);
  return (
    outcomes &&
    new Map(
      Object.entries(outcomes).map(([part, { status, margin }]) => [
        part,
        status === 'violated' && margin < 0 ? -margin : 0,
      ]),
    )
  );
};

/** The violations at every dose of an instance, or nothing where one of them lies at a kink or the assumption has no degree there. */
const response = (
  claim: AnyClaim,
  slug: string,
  instance: unknown,
): readonly ReadonlyMap<string, number>[] | undefined => {
  const rows: ReadonlyMap<string, number>[] = [];
  for (const epsilon of DOSES) {
    const dosed = doses[slug](instance, epsilon);
    const row = dosed === undefined ? undefined : violations(claim, dosed);
    if (row === undefined) return undefined;
    rows.push(row);
  }
  return rows;
};

/**
 * How the parts of a claim fail as an assumption is violated by ε ∈ {1/64 … 1}: the largest violation over random instances, and the exponent of
 * residual ≈ C εᵏ. All other assumptions hold. Parts that hold at every dose are left out, and so are assumptions without degrees.
 */
export const doseResponses = (
  claim: AnyClaim,
  slug: string,
  { runs, seed }: AblationOptions,
): readonly DoseResponse[] => {
  if (!(slug in doses) || mootReason(claim) !== undefined) return [];
  const own = streamSeed(seed, `${claim.id} dose ${slug}`);
  const rows: (readonly ReadonlyMap<string, number>[])[] = [];
  const problem = problemOf(claim, { kind: 'without', slugs: [slug] });
  for (const { instance } of violating(claim, problem, [slug], { draws: runs, seed: own })) {
    const found = response(claim, slug, instance);
    if (found) rows.push(found);
    if (rows.length >= DOSED_INSTANCES) break;
  }
  const parts = [...new Set(rows.flatMap((row) => row.flatMap((at) => [...at.keys()])))];
  const epsilons = DOSES.map((epsilon) => epsilon.valueOf());
  return parts.flatMap((part) => {
    const residuals = DOSES.map((_, i) => rows.reduce((most, row) => Math.max(most, row[i].get(part) ?? 0), 0));
    if (residuals.every((residual) => residual === 0)) return [];
    return {
      claim: claim.id,
      assumption: slug,
      part,
      instances: rows.length,
      doses: DOSES.map(fractionText),
      residuals,
      exponent: fittedExponent(epsilons, residuals),
      slopeAtZero: fittedExponent(epsilons.slice(0, 2), residuals.slice(0, 2)),
    };
  });
};
