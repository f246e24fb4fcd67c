/** A number of a report: a fraction such as "-3/8", the enclosure [lo, hi] of a number, or a float64 of `--float`. */
export type ReportedNumber = string | readonly [lo: string, hi: string] | number;

/** One eigenpair of OP_l in float64: ‖OP v − λv‖ is `residual`, ‖v‖ = 1. */
export interface Eigenpair {
  readonly eigenvalue: number;
  readonly residual: number;
  readonly eigenvector: readonly number[];
}

/**
 * One layer. Vectors are over vec(W_l), column-major. `negativeGradient` goes through both branches,
 * `oneBranchNegativeGradient` through the anchor only; `update` = OP_l vec(W_l), `residue` = one-branch gradient − update.
 * What is not known is null; `reason` says why where it is not the limit of intervals or float64.
 */
export interface LayerReport {
  readonly layer: number;
  readonly operator: readonly (readonly ReportedNumber[])[] | null;
  readonly weights: readonly ReportedNumber[];
  readonly update: readonly ReportedNumber[] | null;
  readonly oneBranchNegativeGradient: readonly ReportedNumber[] | null;
  readonly negativeGradient: readonly ReportedNumber[] | null;
  readonly residue: readonly ReportedNumber[] | null;
  readonly psd: boolean | null;
  readonly symmetric: boolean | null;
  readonly rank: number | null;
  readonly reason?: string;
  readonly arithmetic?: 'float64';
  readonly spectrum?: readonly Eigenpair[];
}

/** A layer at which the question has no answer, such as a kink. */
export interface UndecidedLayer {
  readonly layer: number;
  readonly undecided: string;
}

/** The report of one layer, or of all in order. */
export type OperatorReport = LayerReport | UndecidedLayer | readonly (LayerReport | UndecidedLayer)[];
