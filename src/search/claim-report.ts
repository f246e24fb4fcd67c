import type { VerdictWord } from '../ledger/verdict.js';

/** How one mutant fared: refuted everywhere, and standing where it agrees with the truth. */
export interface MutantReport {
  readonly name: string;
  readonly text: string;
  readonly refuted: boolean;
  /** Instances until the refutation. */
  readonly cases: number;
  /** On the subclass where the mutant is true: whether the attack left it standing. */
  readonly agreesOn?: { readonly text: string; readonly holds: boolean };
  readonly witness?: unknown;
}

/** The outcome of an attack on one claim, as plain values. */
export interface ClaimReport {
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
  readonly seconds: number;
  readonly witness?: { readonly part: string; readonly margin: number; readonly instance: unknown };
  readonly mutants?: readonly MutantReport[];
}
