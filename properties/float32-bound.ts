/**
 * How far a gradient computed in float32 may lie from the true one: a running error analysis of reverse-mode differentiation.
 *
 * With unit roundoff u = 2⁻²⁴ a sum of products in which no number passes through more than n roundings is computed, in any order, within
 * γ_n = nu/(1 − nu) times the sum of the absolute values of its terms. Beside each true value (float64, whose own roundings, 2²⁹ times
 * smaller, are covered by counting one rounding more) its error is carried, for N views and widths n_0 … n_L:
 *
 * - f̃_l = W_l f_{l−1}:  Δf_l = |W_l| Δf_{l−1} + γ_{n_{l−1}+1} |W_l| (|f_{l−1}| + Δf_{l−1}), where the gate is open; a gate is right if |f̃| > Δf̃;
 * - d = f_i − f_j:  Δd = Δf_i + Δf_j + γ_2 (|d| + Δf_i + Δf_j);
 * - r = ½ Σ_c d_c²:  Δr = Σ_c (|d_c| Δd_c + ½ Δd_c²) + γ_{n_L+3} ½ Σ_c (|d_c| + Δd_c)²;
 * - ξ = σ(t), t = (r_ij − r_ik + r_0)/τ: |Δ log σ| ≤ |Δt|, and so relatively e^{|Δt|} − 1, then 20 roundings: 8 for σ itself (the platform's exp
 *   and log1p are assumed right to 4 units in the last place) and 12 for the factors P_ij, p_k, τ, 1/τ and ½;
 * - G_ij = ∂L/∂r_ij, a sum of at most 2N of these;  ∂L/∂f_i = Σ_j (G_ij + G_ji) d_ij, at most 2N terms;
 * - backwards, g_{l−1} = W_lᵀ g_l where the gate is open: as forwards, with n_l;  ∂L/∂W_l = Σ_i g_l f_{l−1}ᵀ, N terms.
 *
 * Weights, inputs, probabilities, τ and r_0 must be float32 themselves.
 */
import type { BranchCount } from '../src/model/dual-networks.js';
import type { Loss } from '../src/model/losses.js';
import type { Network } from '../src/model/network.js';
import type { World } from '../src/model/world.js';
import { pairWeights } from './tensorflow.js';

const UNIT_ROUNDOFF = 2 ** -24;
const gamma = (n: number): number => (n * UNIT_ROUNDOFF) / (1 - n * UNIT_ROUNDOFF);
const sum = (values: readonly number[]): number => values.reduce((s, v) => s + v, 0);

/** A vector and a bound on the error of each entry in float32. */
interface Vector {
  readonly value: readonly number[];
  readonly error: readonly number[];
}

/** M v for a matrix of exact entries, `row`s of which are read by `entry`. */
const image = (rows: number, entry: (row: number, column: number) => number, v: Vector): Vector => {
  const per = (f: (a: number, k: number) => number): number[] =>
    Array.from({ length: rows }, (_, i) => sum(v.value.map((__, k) => f(entry(i, k), k))));
  const g = gamma(v.value.length + 1);
  return {
    value: per((a, k) => a * v.value[k]),
    error: per((a, k) => Math.abs(a) * (v.error[k] + g * (Math.abs(v.value[k]) + v.error[k]))),
  };
};

const gated = (gates: readonly number[], v: Vector): Vector => ({
  value: v.value.map((a, k) => a * gates[k]),
  error: v.error.map((a, k) => a * gates[k]),
});

interface Trace {
  /** f_0 … f_L. */
  readonly layers: readonly Vector[];
  readonly gates: readonly (readonly number[])[];
}

/** @throws where float32 might take another gate */
const trace = ({ weights }: Network<number>, x: readonly number[]): Trace => {
  const layers: Vector[] = [{ value: x, error: x.map(() => 0) }];
  const gates = weights.map((W, i) => {
    const u = image(W.length, (row, column) => W[row][column], layers[i]);
    const top = i + 1 === weights.length;
    if (!top && u.value.some((a, k) => Math.abs(a) <= u.error[k])) {
      throw new Error(`layer ${i + 1}: expected pre-activations away from 0, got one within the rounding of float32`);
    }
    const gate = u.value.map((a) => (top || a > 0 ? 1 : 0));
    layers.push(gated(gate, u));
    return gate;
  });
  return { layers, gates };
};

const difference = (f: Vector, g: Vector): Vector => {
  const value = f.value.map((a, c) => a - g.value[c]);
  const inherited = f.error.map((e, c) => e + g.error[c]);
  return { value, error: value.map((d, c) => inherited[c] + gamma(2) * (Math.abs(d) + inherited[c])) };
};

interface Scalar {
  readonly value: number;
  readonly error: number;
}

const halfSquare = ({ value, error }: Vector): Scalar => ({
  value: sum(value.map((d) => d * d)) / 2,
  error: sum(
    value.map(
      (d, c) =>
        Math.abs(d) * error[c] + error[c] ** 2 / 2 + (gamma(value.length + 3) * (Math.abs(d) + error[c]) ** 2) / 2,
    ),
  ),
});

/** ∂ℓ/∂r₊ = −∂ℓ/∂r₋ of one triple, and its relative error. */
const coefficient = (loss: Loss<number>, plus: Scalar, minus: Scalar): { xi: number; relative: number } => {
  if (loss.kind === 'simple') return { xi: 1, relative: gamma(20) };
  if (loss.kind === 'hinge') throw new Error('coefficient: expected a smooth loss, got the hinge');
  const margin = loss.kind === 'triplet' ? loss.margin : 0;
  const inherited = plus.error + minus.error;
  const size = plus.value + minus.value + Math.abs(margin) + inherited;
  const spread = Math.expm1((inherited + gamma(4) * size) / loss.tau);
  const sigma = 1 / (1 + Math.exp((minus.value - plus.value - margin) / loss.tau));
  return { xi: loss.kind === 'triplet' ? sigma : sigma / loss.tau, relative: spread + gamma(20) * (1 + spread) };
};

/** Σ_t |term| γ_n and what the terms inherit: a sum that is added to in place. */
const accumulate = (into: { value: number[]; error: number[] }, k: number, a: Scalar, g: number): void => {
  into.value[k] += a.value;
  into.error[k] += a.error + g * (Math.abs(a.value) + a.error);
};

const times = (a: Scalar, b: Scalar): Scalar => ({
  value: a.value * b.value,
  error: Math.abs(a.value) * b.error + a.error * (Math.abs(b.value) + b.error),
});

const entry = (v: Vector, k: number): Scalar => ({ value: v.value[k], error: v.error[k] });

const zeros = (n: number): { value: number[]; error: number[] } => ({
  value: new Array<number>(n).fill(0),
  error: new Array<number>(n).fill(0),
});

/** ∂L/∂W_l, row by row, with a bound on |computed − true| for every entry, for every l. */
export const float32Gradients = (
  network: Network<number>,
  world: World<number>,
  loss: Loss<number>,
  branches: BranchCount,
): Vector[] => {
  const { weights } = network;
  const traces = world.points.flatMap(({ views }) => views.map(({ x }) => trace(network, x)));
  const { single: p, positive: P } = pairWeights(world);
  const N = traces.length;
  const L = weights.length;
  const d = traces.map((a) => traces.map((b) => difference(a.layers[L], b.layers[L])));
  const r = d.map((row) => row.map(halfSquare));

  const G = traces.map(() => zeros(N));
  P.forEach((row, i) =>
    row.forEach((positive, j) => {
      if (positive === 0) return;
      p.forEach((negative, k) => {
        const { xi, relative } = coefficient(loss, r[i][j], r[i][k]);
        const value = positive * negative * xi;
        accumulate(G[i], j, { value, error: value * relative }, gamma(2 * N + 1));
        accumulate(G[i], k, { value: -value, error: value * relative }, gamma(2 * N + 1));
      });
    }),
  );

  const gradients = weights.map((W) => zeros(W.length * W[0].length));
  traces.forEach(({ layers, gates }, i) => {
    const top = zeros(weights[L - 1].length);
    traces.forEach((_, j) => {
      const pulls = branches === 'both' ? [entry(G[i], j), entry(G[j], i)] : [entry(G[i], j)];
      for (const pull of pulls) {
        top.value.forEach((__, c) => accumulate(top, c, times(pull, entry(d[i][j], c)), gamma(2 * N + 3)));
      }
    });
    let g: Vector = top;
    for (let l = L; l >= 1; l--) {
      const [W, below, signal] = [weights[l - 1], layers[l - 1], g];
      W.forEach((row, a) =>
        row.forEach((_, c) => {
          const product = times(entry(signal, a), entry(below, c));
          accumulate(gradients[l - 1], a * row.length + c, product, gamma(N + 1));
        }),
      );
      if (l > 1)
        g = gated(
          gates[l - 2],
          image(W[0].length, (row, column) => W[column][row], signal),
        );
    }
  });
  return gradients;
};
