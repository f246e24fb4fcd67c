/** Correlations from patterns. Glossary: w_pz the weight of pattern p together with state z of the same node; weights need not sum to 1. */
import type { LatentCorrelation, Rows } from './types.js';

/** The weights of one latent: w[p·states + z]. */
export interface JointWeights {
  readonly states: number;
  readonly patterns: number;
  readonly w: Float64Array;
}

/** What a correlation is made of. */
export interface UnitMoments {
  /** Σ w (z − z̄)(f_j − f̄_j), by unit. */
  readonly covariances: readonly number[];
  /** Σ w (f_j − f̄_j)², by unit. */
  readonly variances: readonly number[];
  /** Σ w (z − z̄)². */
  readonly stateVariance: number;
  /** By unit: one value throughout. */
  readonly constant: readonly boolean[];
  readonly constantState: boolean;
}

/** corr(z_μ, f̃_j) = cov/√(var var), 0 where a side is constant; rounding cannot carry it beyond ±1. */
export const correlationOf = (path: string, moments: UnitMoments): LatentCorrelation => {
  const { covariances, variances, stateVariance, constant, constantState } = moments;
  const correlations = covariances.map((covariance, j) => {
    const scale = Math.sqrt(stateVariance) * Math.sqrt(variances[j]);
    return constantState || constant[j] || scale === 0 ? 0 : Math.max(-1, Math.min(1, covariance / scale));
  });
  return {
    path,
    correlations,
    best: correlations.reduce((m, c) => Math.max(m, Math.abs(c)), 0),
    constantUnits: constant.flatMap((is, j) => (is ? [j] : [])),
    constantState,
  };
};

/** Σ w, z̄, Σ w (z − z̄)², and whether one state alone has weight. */
export interface StateMoments {
  readonly total: number;
  readonly mean: number;
  readonly variance: number;
  readonly constant: boolean;
}

/** The moments of states with these total weights. */
export const stateMoments = (totals: readonly number[]): StateMoments => {
  const total = totals.reduce((s, a) => s + a, 0);
  const mean = totals.reduce((s, a, z) => s + a * z, 0) / total;
  const variance = totals.reduce((s, a, z) => s + a * (z - mean) ** 2, 0);
  return { total, mean, variance, constant: totals.filter((a) => a > 0).length <= 1 };
};

/** The weights of the states. */
export const stateTotals = ({ states, patterns, w }: JointWeights): number[] => {
  const totals = new Array<number>(states).fill(0);
  for (let p = 0, i = 0; p < patterns; p++) for (let z = 0; z < states; z++) totals[z] += w[i++];
  return totals;
};

/** The moments of a latent's units from their rows, about the means (two passes). */
export const unitMoments = (weights: JointWeights, { values, stride }: Rows, hidden: number): UnitMoments => {
  const { states, patterns, w } = weights;
  const state = stateMoments(stateTotals(weights));
  const means = new Array<number>(hidden).fill(0);
  const [least, most] = [new Array<number>(hidden).fill(Infinity), new Array<number>(hidden).fill(-Infinity)];
  const weightOf = new Float64Array(patterns);
  const leaning = new Float64Array(patterns);
  for (let p = 0, i = 0; p < patterns; p++) {
    for (let z = 0; z < states; z++, i++) {
      weightOf[p] += w[i];
      leaning[p] += w[i] * (z - state.mean);
    }
    if (weightOf[p] === 0) continue;
    for (let j = 0; j < hidden; j++) {
      const f = values[p * stride + j];
      means[j] += weightOf[p] * f;
      if (f < least[j]) least[j] = f;
      if (f > most[j]) most[j] = f;
    }
  }
  for (let j = 0; j < hidden; j++) means[j] /= state.total;
  const [covariances, variances] = [new Array<number>(hidden).fill(0), new Array<number>(hidden).fill(0)];
  for (let p = 0; p < patterns; p++) {
    const [a, b] = [weightOf[p], leaning[p]];
    for (let j = 0; j < hidden; j++) {
      const from = values[p * stride + j] - means[j];
      variances[j] += a * from * from;
      covariances[j] += b * from;
    }
  }
  return {
    covariances,
    variances,
    stateVariance: state.variance,
    constant: means.map((_, j) => least[j] === most[j]),
    constantState: state.constant,
  };
};

/** E[f | z], one row a state; NaN for a state without weight. */
export const conditionalMeans = (weights: JointWeights, { values, stride }: Rows, hidden: number): number[][] => {
  const { states, patterns, w } = weights;
  const totals = stateTotals(weights);
  const sums = totals.map(() => new Array<number>(hidden).fill(0));
  for (let p = 0, i = 0; p < patterns; p++) {
    for (let z = 0; z < states; z++, i++) {
      if (w[i] !== 0) for (let j = 0; j < hidden; j++) sums[z][j] += w[i] * values[p * stride + j];
    }
  }
  return sums.map((row, z) => row.map((a) => a / totals[z]));
};
