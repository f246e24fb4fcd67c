import type { MarginCounts } from './margins.js';
import type { VerdictWord } from './verdict.js';

/** How one mutant fared: refuted everywhere, and standing where it agrees with the truth. */
export interface MutantReport {
  readonly name: string;
  /** Seconds of computing until then, over all threads; none where the report was put together from files. */
  readonly seconds?: number;
  readonly text: string;
  readonly refuted: boolean;
  /** Instances until the refutation. */
  readonly cases: number;
  /** On the subclass where the mutant is true: whether the attack left it standing. */
  readonly agreesOn?: { readonly text: string; readonly holds: boolean };
  readonly witness?: unknown;
}

/** An instance and what it shows of a part. */
export interface ShownOn {
  readonly part: string;
  readonly margin: number;
  readonly instance: unknown;
}

/** The outcome of an attack on one claim, as plain values that do not depend on when or where it was run. */
export interface UntimedReport {
  readonly id: string;
  readonly verdict: VerdictWord;
  readonly reason?: string;
  readonly asExpected: boolean;
  readonly evidence: Readonly<Record<string, string>>;
  readonly instances: number;
  readonly discarded: number;
  readonly shapes: number;
  readonly degree: number | null;
  readonly worstMargin: number | null;
  /** The spread of the margins of every part that was judged on instances. */
  readonly margins?: Readonly<Record<string, MarginCounts>>;
  /** The small scope that was gone through to its end. */
  readonly scope?: string;
  /** The smallest instance found that decides it. */
  readonly witness?: ShownOn;
  /** The largest violation found, where it is another. */
  readonly largest?: ShownOn;
  readonly mutants?: readonly MutantReport[];
}

/** The outcome with the seconds of computing it took, over all threads; none where it was put together from files. */
export interface ClaimReport extends UntimedReport {
  readonly seconds?: number;
}
