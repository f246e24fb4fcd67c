/** How one part of a statement came out on one instance. */
export interface Outcome {
  readonly status: 'holds' | 'violated' | 'unknown';
  /** The arithmetic that decided: exact numbers, or intervals that enclose them. */
  readonly evidence: 'exact' | 'enclosed';
  /**
   * Signed slack: −max|left − right| of an equality (0 where it holds exactly), min(right − left) of an inequality, and for M ⪰ 0
   * the least pivot, or vᵀMv/‖v‖² in a direction v where it is negative. In the unit of the part's sides.
   */
  readonly margin: number;
}

export const unknown = (evidence: Outcome['evidence']): Outcome => ({ status: 'unknown', evidence, margin: NaN });

/** `holds` or `violated`, with its margin. */
export const decided = (holds: boolean, evidence: Outcome['evidence'], margin: number): Outcome => ({
  status: holds ? 'holds' : 'violated',
  evidence,
  margin,
});
