/**
 * The linear root without its joint patterns: f_L = b + Σ_ν W_ν f_ν, and given z_0 the children are independent, so that
 * E[f_L | z_0] = b + Σ_ν W_ν E[f_ν | z_0] and V[f_Lj | z_0] = Σ_ν V[(W_ν f_ν)_j | z_0].
 */
import { stateMoments, type UnitMoments } from './moments.js';
import type { PooledNetwork } from './pooled-network.js';

export interface LinearRoot {
  /** E[f_L | z_0 = z], one row a state, after a `forward`. */
  readonly means: () => number[][];
  /** Leaves in the network's gradient that of Σ_z ⟨D_z, E[f_L | z_0 = z]⟩. */
  readonly pullBack: (D: readonly (readonly number[])[]) => void;
  /** Those of z_0 and f_L, p the law of z_0. */
  readonly moments: (p: readonly number[]) => UnitMoments;
}

/** `laws[k][q·states + z]` = P(pattern q of child k | z_0 = z), for the patterns of the network's last `forward`. */
export const linearRoot = (network: PooledNetwork, laws: readonly Float64Array[]): LinearRoot => {
  const { shape, hidden, stride, layout, parameters, gradient, activations, activationGradients } = network;
  const { children, states } = shape.nodes[0];
  const bias = layout.biases[0];
  const zeros = (): number[] => new Array<number>(hidden).fill(0);

  /** [z][i] = E[f_νi | z_0 = z] of child k. */
  const childMeans = (k: number): Float64Array[] => {
    const { values, stride: width } = activations[children[k]];
    const law = laws[k];
    const means = Array.from({ length: states }, () => new Float64Array(width));
    for (let q = 0, n = law.length / states; q < n; q++) {
      for (let z = 0; z < states; z++) {
        const w = law[q * states + z];
        const mean = means[z];
        for (let i = 0; i < width; i++) mean[i] += w * values[q * width + i];
      }
    }
    return means;
  };
  /** y + W_ν f. */
  const addProduct = (y: number[], k: number, f: ArrayLike<number>, from = 0, width = f.length): number[] => {
    const start = layout.blocks[children[k]];
    for (let i = 0; i < width; i++) {
      for (let j = 0; j < hidden; j++) y[j] += parameters[(start + i) * stride + j] * f[from + i];
    }
    return y;
  };
  const biasRow = (): number[] =>
    bias < 0 ? zeros() : Array.from(parameters.subarray(bias * stride, bias * stride + hidden));

  const means = (): number[][] => {
    const below = children.map((_, k) => childMeans(k));
    return Array.from({ length: states }, (_, z) => below.reduce((y, mean, k) => addProduct(y, k, mean[z]), biasRow()));
  };

  const pullBack: LinearRoot['pullBack'] = (D) => {
    if (bias >= 0) for (let j = 0; j < hidden; j++) gradient[bias * stride + j] = D.reduce((s, row) => s + row[j], 0);
    children.forEach((child, k) => {
      const start = layout.blocks[child];
      const mean = childMeans(k);
      const width = mean[0].length;
      // ∂/∂W_ν = Σ_z D_z E[f_ν | z]ᵀ.
      for (let i = 0; i < width; i++) {
        for (let j = 0; j < hidden; j++) {
          gradient[(start + i) * stride + j] = D.reduce((s, row, z) => s + row[j] * mean[z][i], 0);
        }
      }
      const rows = activationGradients[child];
      if (rows === undefined) return;
      // ∂/∂f_ν of pattern q = Σ_z P(q | z) W_νᵀ D_z.
      const signals = D.map((row) =>
        Array.from({ length: width }, (_, i) =>
          row.reduce((s, d, j) => s + d * parameters[(start + i) * stride + j], 0),
        ),
      );
      const law = laws[k];
      for (let q = 0, n = law.length / states; q < n; q++) {
        for (let i = 0; i < width; i++) {
          let g = 0;
          for (let z = 0; z < states; z++) g += law[q * states + z] * signals[z][i];
          rows.values[q * width + i] = g;
        }
      }
    });
    network.backwardBelowRoot();
  };

  const moments: LinearRoot['moments'] = (p) => {
    const state = stateMoments(p);
    const rows = means();
    const total = zeros().map((_, j) => rows.reduce((s, row, z) => s + p[z] * row[j], 0));
    const covariances = total.map((t, j) => rows.reduce((s, row, z) => s + p[z] * (z - state.mean) * (row[j] - t), 0));
    const variances = total.map((t, j) => rows.reduce((s, row, z) => s + p[z] * (row[j] - t) ** 2, 0));
    const constant = new Array<boolean>(hidden).fill(true);
    children.forEach((child, k) => {
      const { values, stride: width } = activations[child];
      const given = childMeans(k).map((mean) => addProduct(zeros(), k, mean));
      const law = laws[k];
      let first: number[] | undefined;
      for (let q = 0, n = law.length / states; q < n; q++) {
        let weight = 0;
        for (let z = 0; z < states; z++) weight += p[z] * law[q * states + z];
        if (weight === 0) continue;
        const y = addProduct(zeros(), k, values, q * width, width);
        first ??= y;
        for (let j = 0; j < hidden; j++) {
          if (y[j] !== first[j]) constant[j] = false;
          for (let z = 0; z < states; z++) variances[j] += p[z] * law[q * states + z] * (y[j] - given[z][j]) ** 2;
        }
      }
    });
    return { covariances, variances, stateVariance: state.variance, constant, constantState: state.constant };
  };

  return { means, pullBack, moments };
};
