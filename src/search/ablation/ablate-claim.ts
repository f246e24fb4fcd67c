import { type RegisteredClaim, isMeasured } from '../../theory/index.js';
import { ablate, type AblationOptions, droppableSets, mootReason } from './ablate.js';
import type { ClaimAblation } from '../../ledger/ablation-report.js';
import { doseResponses } from './dose.js';
import { ablateParts } from './part-ablation.js';

/** What to find out besides the verdict of each assumption. */
export interface AblationScope {
  readonly parts?: boolean;
  readonly doses?: boolean;
}

/** Steps of work in the ablation of a claim, for a progress bar. */
export const ablationSteps = (claim: RegisteredClaim, { parts = false, doses = false }: AblationScope): number =>
  isMeasured(claim) ? 0 : claim.assumptions.length * (1 + (doses ? 1 : 0)) + (parts ? 1 : 0);

/**
 * Drops every assumption of a claim in turn, then sets of those droppable alone. A measured claim has no assumptions that could be dropped: its
 * settings are what was measured. `progress` is called after every step.
 */
export const ablateClaim = (
  claim: RegisteredClaim,
  options: AblationOptions & AblationScope,
  progress: () => void = () => undefined,
): ClaimAblation => {
  if (isMeasured(claim)) return { claim: claim.id, assumptions: [], single: [], droppable: [] };
  const step = <T>(value: T): T => {
    progress();
    return value;
  };
  const assumptions = claim.assumptions.map(({ slug }) => slug);
  const moot = mootReason(claim);
  const single = assumptions.map((slug) => step(ablate(claim, [slug], options)));
  return {
    claim: claim.id,
    assumptions,
    ...(moot !== undefined && { moot }),
    single,
    droppable: droppableSets(claim, single, options),
    ...(options.parts && { parts: step(ablateParts(claim, options)) }),
    ...(options.doses && { doses: assumptions.flatMap((slug) => step(doseResponses(claim, slug, options))) }),
  };
};
