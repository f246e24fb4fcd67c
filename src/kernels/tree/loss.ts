/** The loss over the outputs of a batch of tuples, and its gradient through every branch. */
import { createNormaliser } from './normalise.js';
import { tupleLoss } from './tuple-loss.js';
import type { LossSettings, Rows } from './types.js';

/** What the head reads and writes: a network has these. */
export interface HeadRows {
  readonly hidden: number;
  /** Most rows. */
  readonly capacity: number;
  readonly output: Rows;
  readonly outputGradient: Rows;
}

export interface LossHead {
  /**
   * L = (1/B) Σ_i ℓ(r_{i+}, r_{i1−} … r_{iH−}), or with `batchMeanDistances` L = ℓ(R₊, R_{1−} … R_{H−}), R = (1/(B hidden)) Σ_i r_i.
   * Sample i (2 + H) + v is view v of tuple i; root[sample] is its row of the output. Writes ∂L/∂f_L of the first `rows` rows.
   * Allocates nothing.
   */
  readonly apply: (root: Int32Array, tuples: number, rows: number) => number;
  /** Views of the last call with ‖f‖ = 0 that were to be normalised. */
  readonly collapsedRows: () => number;
}

/** @throws settings that contradict each other (see `tupleLoss`, `createNormaliser`) */
export const createLossHead = (network: HeadRows, settings: LossSettings): LossHead => {
  const { hidden, output, outputGradient } = network;
  const { negatives = 1, noHalf = false, batchMeanDistances = false } = settings;
  const loss = tupleLoss(settings);
  const normaliser = createNormaliser(output, hidden, network.capacity, settings);
  const { stride, values: f } = normaliser.rows;
  const G = outputGradient.values;
  const views = 2 + negatives;
  const [r, slopes] = [new Float64Array(1 + negatives), new Float64Array(1 + negatives)];
  /** r = half ‖f − g‖². */
  const half = noHalf ? 1 : 0.5;
  let collapsed = 0;

  const distances = (root: Int32Array, tuple: number): void => {
    const first = tuple * views;
    const a = root[first] * stride;
    for (let k = 0; k <= negatives; k++) {
      const b = root[first + 1 + k] * stride;
      let square = 0;
      for (let j = 0; j < hidden; j++) {
        const difference = f[a + j] - f[b + j];
        square += difference * difference;
      }
      r[k] = half * square;
    }
  };
  /** ∂L/∂f̂ += scale Σ_k slope_k ∂r_k of one tuple. */
  const pullBack = (root: Int32Array, tuple: number, scale: number): void => {
    const first = tuple * views;
    const a = root[first] * stride;
    for (let k = 0; k <= negatives; k++) {
      const b = root[first + 1 + k] * stride;
      const c = 2 * half * scale * slopes[k];
      for (let j = 0; j < hidden; j++) {
        const force = c * (f[a + j] - f[b + j]);
        G[a + j] += force;
        G[b + j] -= force;
      }
    }
  };

  const perTuple = (root: Int32Array, tuples: number): number => {
    let sum = 0;
    for (let i = 0; i < tuples; i++) {
      distances(root, i);
      sum += loss(r, slopes);
      pullBack(root, i, 1 / tuples);
    }
    return sum / tuples;
  };
  const means = new Float64Array(1 + negatives);
  const ofMeans = (root: Int32Array, tuples: number): number => {
    const each = 1 / (tuples * hidden);
    means.fill(0);
    for (let i = 0; i < tuples; i++) {
      distances(root, i);
      for (let k = 0; k <= negatives; k++) means[k] += r[k];
    }
    for (let k = 0; k <= negatives; k++) means[k] *= each;
    const value = loss(means, slopes);
    for (let i = 0; i < tuples; i++) pullBack(root, i, each);
    return value;
  };

  return {
    apply: (root, tuples, rows) => {
      normaliser.apply(rows);
      G.fill(0, 0, rows * stride);
      const value = batchMeanDistances ? ofMeans(root, tuples) : perTuple(root, tuples);
      normaliser.pullBack(outputGradient, rows);
      collapsed = 0;
      if (normaliser.norms.length > 0) {
        for (let s = 0; s < tuples * views; s++) if (normaliser.norms[root[s]] === 0) collapsed++;
      }
      return value;
    },
    collapsedRows: () => collapsed,
  };
};
