/** What dropping assumptions showed, as plain values. */

/**
 * - `necessary`: without them the statement is false, by a witness.
 * - `not-shown-necessary`: no violation in all the cases tried. That they are not needed is possible, not shown.
 * - `vacuous`: there is nothing to try; `reason` says why: no case could be judged in which they are violated, or dropping them can not change how
 *   the claim stands.
 * - `claim-fails`: the witness satisfies the dropped assumptions too, so that the claim itself is false.
 */
export type AblationVerdict = 'necessary' | 'not-shown-necessary' | 'vacuous' | 'claim-fails';

/** An instance on which the statement fails; all assumptions but the dropped ones hold there. */
export interface AblationWitness {
  readonly part: string;
  readonly margin: number;
  /** `statistical`: a law that the draws reject. */
  readonly evidence: 'exact' | 'enclosed' | 'statistical';
  /** How many numbers the instance has, and how many of them are not 0. */
  readonly size: number;
  readonly nonZero: number;
  /** Which of the dropped assumptions it violates. */
  readonly violates: readonly string[];
  /** As in files: numbers as fractions. */
  readonly instance: unknown;
}

/** One set of assumptions dropped from one claim. */
export interface Ablation {
  readonly claim: string;
  readonly dropped: readonly string[];
  readonly verdict: AblationVerdict;
  readonly reason?: string;
  readonly witness?: AblationWitness;
  /** The least slack met, negative where violated; null where no instance was judged. */
  readonly bestMargin: number | null;
  /** Instances tried, those that could not be judged among them. */
  readonly cases: number;
}

/** What one part of a statement was seen to need. */
export interface PartAblation {
  readonly part: string;
  /** The assumptions without which it was seen to fail. */
  readonly needs: readonly string[];
  /** The largest sets of assumptions without which it was never seen to fail, potentially not needed, and the instances that decided it. */
  readonly droppable: readonly { readonly dropped: readonly string[]; readonly cases: number }[];
}

/** How fast one part fails when one assumption is violated by ε. */
export interface DoseResponse {
  readonly claim: string;
  readonly assumption: string;
  readonly part: string;
  /** Instances violated by every dose. */
  readonly instances: number;
  /** ε, from the smallest to 1, as fractions. */
  readonly doses: readonly string[];
  /** The largest violation over the instances, at each ε. */
  readonly residuals: readonly number[];
  /** k of residual ≈ C εᵏ: the slope of the least-squares line in log–log coordinates; null where some residual is 0. */
  readonly exponent: number | null;
  /** The slope between the two smallest doses. */
  readonly slopeAtZero: number | null;
}

/** Everything ablation says of one claim. */
export interface ClaimAblation {
  readonly claim: string;
  readonly assumptions: readonly string[];
  /** Why dropping an assumption can not change how this claim stands, where that is so. */
  readonly moot?: string;
  /** One for each assumption, in their order. */
  readonly single: readonly Ablation[];
  /** The largest sets of assumptions, each droppable alone, that were not shown necessary together. */
  readonly droppable: readonly Ablation[];
  readonly parts?: readonly PartAblation[];
  readonly doses?: readonly DoseResponse[];
}
