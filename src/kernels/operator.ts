/**
 * Glossary: s_x = E_aug[J_l W f_{l−1}] = K̄_l(x)ᵀ vec(W), the expected response of point x; t_x the signal sent back to it;
 * ξ the weight of a pair of points.
 */
import { kinkAt } from '../arithmetic/field.js';
import type { Network } from '../model/network.js';
import type { World } from '../model/world.js';

/** ξ(x, x′) ≥ 0 of two points, symmetric. */
export type PairWeight = (x: number, y: number) => number;

/** Layer l of a network on a world, in float64, without a matrix of the size of its weights squared. */
export interface LayerKernel {
  /** n_l n_{l−1}. */
  readonly size: number;
  /** n_L. */
  readonly outputs: number;
  /** Views, those of the first point first. */
  readonly views: number;
  /** f_L of every view, row by row. */
  readonly features: Float64Array;
  /** vec(W_l). */
  readonly weights: Float64Array;
  /** out = OP_l w: V_x[K̄_l] w, or ½V^ξ[K̄_l(x) − K̄_l(x′)] w with a weight of pairs. */
  readonly apply: (w: Float64Array, out: Float64Array, xi?: PairWeight) => void;
  /** out = Σ_views K_l·force, the gradient the forces on the features amount to. `force` is views × n_L. */
  readonly pullBack: (force: Float64Array, out: Float64Array) => void;
}

/** A network's layers in rows: W[m][i·columns + j], one array a layer. */
interface FlatLayer {
  readonly rows: number;
  readonly columns: number;
  readonly W: Float64Array;
}

const flatten = (rows: readonly (readonly number[])[]): FlatLayer => {
  const columns = rows[0].length;
  const W = new Float64Array(rows.length * columns);
  rows.forEach((row, i) => W.set(row, i * columns));
  return { rows: rows.length, columns, W };
};

/** y = W x. */
const multiply = ({ rows, columns, W }: FlatLayer, x: Float64Array, y: Float64Array): void => {
  for (let i = 0; i < rows; i++) {
    let s = 0;
    const row = i * columns;
    for (let j = 0; j < columns; j++) s += W[row + j] * x[j];
    y[i] = s;
  }
};

/** y = Wᵀ x. */
const multiplyTransposed = ({ rows, columns, W }: FlatLayer, x: Float64Array, y: Float64Array): void => {
  y.fill(0, 0, columns);
  for (let i = 0; i < rows; i++) {
    const a = x[i];
    if (a === 0) continue;
    const row = i * columns;
    for (let j = 0; j < columns; j++) y[j] += a * W[row + j];
  }
};

const slopeOf = (network: Network<number>): number => {
  if (network.activation === 'linear') return 1;
  if (network.activation === 'relu') return 0;
  if (network.activation === 'leaky-relu') return network.slope ?? 0;
  throw new RangeError(`layerKernel: expected relu, leaky-relu or linear, got ${network.activation}`);
};

/**
 * The kernel of layer l. One application takes O(views · (n_l n_{l−1} + Σ_{m>l} n_m n_{m−1})) time; kept are f_{l−1}, f_L and a
 * byte a gate for every view. For networks without biases, dense, with a linear top. A view of probability 0 counts.
 * @throws {Undecided} a kink: a pre-activation at 0 that moves with W_l
 */
export const layerKernel = (network: Network<number>, world: World<number>, l: number): LayerKernel => {
  const layers = network.weights.map(flatten);
  const L = layers.length;
  const slope = slopeOf(network);
  const gated = network.activation !== 'linear';
  const above = layers.slice(l);
  const { rows, columns } = layers[l - 1];
  const size = rows * columns;
  const outputs = layers[L - 1].rows;
  const points = world.points.map((point) => ({ p: point.probability, views: point.views.length }));
  const inputs = world.points.flatMap((point) => point.views);
  const views = inputs.length;
  const q = Float64Array.from(inputs, (view) => view.probability);
  /** Units of the layers l … L − 1: those whose gates a response to W_l passes. */
  const gates = layers.slice(l - 1, L - 1).reduce((n, layer) => n + layer.rows, 0);
  const open = new Uint8Array(views * gates);
  const below = new Float64Array(views * columns);
  const features = new Float64Array(views * outputs);
  const widest = layers.reduce((n, layer) => Math.max(n, layer.rows, layer.columns), 0);
  const scratch = [new Float64Array(widest), new Float64Array(widest)] as const;

  /** Multiplies by h′ of one layer, its first gate at `from`. */
  const gate = (y: Float64Array, from: number, count: number): void => {
    if (!gated) return;
    for (let i = 0; i < count; i++) if (open[from + i] === 0) y[i] *= slope;
  };

  /** Whether unit i of layer m ≥ l of a view moves with W_l. */
  const moves = (view: number, m: number, i: number): boolean => {
    const f = below.subarray(view * columns, (view + 1) * columns);
    if (f.every((a) => a === 0)) return false;
    let row = new Float64Array(layers[m - 1].rows);
    row[i] = 1;
    let from = view * gates + layers.slice(l - 1, m - 1).reduce((n, layer) => n + layer.rows, 0);
    for (let k = m; k > l; k--) {
      const next = new Float64Array(layers[k - 1].columns);
      multiplyTransposed(layers[k - 1], row, next);
      from -= layers[k - 2].rows;
      gate(next, from, next.length);
      row = next;
    }
    return row.some((a) => a !== 0);
  };

  inputs.forEach(({ x }, view) => {
    let [f, y] = scratch;
    f.set(x);
    let from = view * gates;
    layers.forEach((layer, index) => {
      const m = index + 1;
      if (m === l) below.set(f.subarray(0, columns), view * columns);
      multiply(layer, f, y);
      for (let i = 0; m < L && gated && i < layer.rows; i++) {
        const isOpen = y[i] > 0;
        if (m >= l) {
          open[from + i] = isOpen ? 1 : 0;
          if (y[i] === 0 && moves(view, m, i)) throw kinkAt(m);
        }
        if (!isOpen) y[i] *= slope;
      }
      if (m >= l && m < L) from += layer.rows;
      [f, y] = [y, f];
    });
    features.set(f.subarray(0, outputs), view * outputs);
  });

  /** s += scale · K_lᵀ w of one view. */
  const respond = (view: number, w: Float64Array, scale: number, s: Float64Array, at: number): void => {
    let [y, spare] = scratch;
    y.fill(0, 0, rows);
    for (let j = 0; j < columns; j++) {
      const a = below[view * columns + j];
      if (a === 0) continue;
      const column = j * rows;
      for (let i = 0; i < rows; i++) y[i] += a * w[column + i];
    }
    let from = view * gates;
    let units = rows;
    for (const layer of above) {
      gate(y, from, units);
      from += units;
      multiply(layer, y, spare);
      [y, spare] = [spare, y];
      units = layer.rows;
    }
    for (let k = 0; k < outputs; k++) s[at + k] += scale * y[k];
  };

  /** out += scale · K_l t of one view. */
  const sendBack = (view: number, t: Float64Array, at: number, scale: number, out: Float64Array): void => {
    let [y, spare] = scratch;
    for (let k = 0; k < outputs; k++) y[k] = scale * t[at + k];
    let from = (view + 1) * gates;
    for (const layer of above.toReversed()) {
      multiplyTransposed(layer, y, spare);
      from -= layer.columns;
      gate(spare, from, layer.columns);
      [y, spare] = [spare, y];
    }
    for (let j = 0; j < columns; j++) {
      const a = below[view * columns + j];
      if (a === 0) continue;
      const column = j * rows;
      for (let i = 0; i < rows; i++) out[column + i] += a * y[i];
    }
  };

  /** t_x = p_x (s_x − s̄), and with weights t_x = p_x Σ_x′ p_x′ ξ(x, x′)(s_x − s_x′). */
  const signals = (s: Float64Array, xi: PairWeight | undefined): Float64Array => {
    const t = new Float64Array(s.length);
    const mean = new Float64Array(outputs);
    points.forEach(({ p }, x) => {
      for (let k = 0; k < outputs; k++) mean[k] += p * s[x * outputs + k];
    });
    points.forEach(({ p }, x) => {
      if (xi === undefined) {
        for (let k = 0; k < outputs; k++) t[x * outputs + k] = p * (s[x * outputs + k] - mean[k]);
        return;
      }
      points.forEach((other, y) => {
        const c = x === y ? 0 : p * other.p * xi(x, y);
        if (c === 0) return;
        for (let k = 0; k < outputs; k++) t[x * outputs + k] += c * (s[x * outputs + k] - s[y * outputs + k]);
      });
    });
    return t;
  };

  const apply: LayerKernel['apply'] = (w, out, xi) => {
    const s = new Float64Array(points.length * outputs);
    let view = 0;
    points.forEach((point, x) => {
      for (let v = 0; v < point.views; v++, view++) respond(view, w, q[view], s, x * outputs);
    });
    const t = signals(s, xi);
    out.fill(0);
    view = 0;
    points.forEach((point, x) => {
      for (let v = 0; v < point.views; v++, view++) sendBack(view, t, x * outputs, q[view], out);
    });
  };

  const pullBack: LayerKernel['pullBack'] = (force, out) => {
    out.fill(0);
    for (let view = 0; view < views; view++) sendBack(view, force, view * outputs, 1, out);
  };

  const weights = new Float64Array(size);
  network.weights[l - 1].forEach((row, i) => row.forEach((a, j) => (weights[j * rows + i] = a)));
  return { size, outputs, views, features, weights, apply, pullBack };
};
