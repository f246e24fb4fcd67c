/**
 * Glossary: W_l weights of layer l (n_l rows, n_{l−1} columns), f_0 = x, f̃_l = W_l f_{l−1} (+ b_l), f_l = h(f̃_l) for l < L,
 * f_L = f̃_L; D_l = diag h′(f̃_l); J_l = ∂f_L/∂f̃_l; K_l = f_{l−1} ⊗ J_lᵀ the connection.
 */
import type { Field } from '../arithmetic/field.js';
import { linearAlgebra, type Matrix } from '../arithmetic/linear-algebra.js';

/** h: max(0, u);  max(0, u) + slope · min(0, u);  u;  log(1 + e^u), which is not homogeneous. */
export type Activation = 'relu' | 'leaky-relu' | 'linear' | 'softplus';

/**
 * A feed-forward network. `weights[l−1]` is W_l. Optional: `slope` of the leaky ReLU on negative inputs; `biases`;
 * `top` = `activated` puts the activation on f_L too; `strides[l−1]` = s > 0 makes layer l a one-dimensional
 * convolution (W_l applied to every window of its column count, s apart, outputs concatenated), 0 keeps it dense.
 */
export interface Network<S> {
  readonly activation: Activation;
  readonly slope?: S | undefined;
  readonly weights: readonly Matrix<S>[];
  readonly biases?: readonly (readonly S[])[] | undefined;
  readonly top?: 'linear' | 'activated' | undefined;
  readonly strides?: readonly number[] | undefined;
}

/** What one forward pass leaves behind, by layer (index l−1). */
export interface Trace<S> {
  /** The windows of f_{l−1} that W_l is applied to: one, f_{l−1} itself, in a dense layer. */
  readonly windows: readonly (readonly (readonly S[])[])[];
  /** h′(f̃_l), the diagonal of D_l. */
  readonly derivatives: readonly (readonly S[])[];
  /** f_L. */
  readonly output: readonly S[];
}

/** The first entry of every window of `width` numbers of a vector of the given length. */
export const windowStarts = (length: number, width: number, stride: number): number[] =>
  stride === 0 ? [0] : Array.from({ length: Math.floor((length - width) / stride) + 1 }, (_, p) => p * stride);

/** The network with every number replaced. */
export const mapNetwork = <S, T>(network: Network<S>, f: (s: S) => T): Network<T> => ({
  activation: network.activation,
  slope: network.slope === undefined ? undefined : f(network.slope),
  weights: network.weights.map((W) => W.map((row) => row.map(f))),
  biases: network.biases?.map((b) => b.map(f)),
  top: network.top,
  strides: network.strides,
});

/** The network with W_l replaced. */
export const withWeights = <S>(network: Network<S>, l: number, W: Matrix<S>): Network<S> => ({
  ...network,
  weights: network.weights.map((old, i) => (i === l - 1 ? W : old)),
});

/**
 * f_l = h(W_l f_{l−1} + b_l), J_l = ∂f_L/∂f̃_l and K_l = f_{l−1} ⊗ J_lᵀ over a field. x has n_0 entries, W_l is n_l × n_{l−1}, K_l is n_l n_{l−1} × n_L.
 * Shapes are the caller's promise. Source: arXiv:2010.00578.
 *
 * @throws {Undecided} where a derivative passes through a kink
 */
export const networks = <S>(F: Field<S>) => {
  const { dot, zeros } = linearAlgebra(F);

  /** h(u) and h′(u). For the homogeneous activations h(u) = h′(u)·u, at a kink whichever value h′ takes. */
  const activate = (network: Network<S>, u: S, layer: number): { value: S; derivative: S } => {
    switch (network.activation) {
      case 'linear':
        return { value: u, derivative: F.one };
      case 'relu': {
        const derivative = F.gate(u, layer);
        return { value: F.mul(derivative, u), derivative };
      }
      case 'leaky-relu': {
        const slope = network.slope ?? F.zero;
        const derivative = F.add(slope, F.mul(F.sub(F.one, slope), F.gate(u, layer)));
        return { value: F.mul(derivative, u), derivative };
      }
      case 'softplus': {
        const e = F.exp(u);
        const total = F.add(F.one, e);
        return { value: F.log(total), derivative: F.div(e, total) };
      }
    }
  };

  /** One forward pass from x. */
  const forward = (network: Network<S>, x: readonly S[]): Trace<S> => {
    const { weights, biases, strides } = network;
    const windows: (readonly S[])[][] = [];
    const derivatives: S[][] = [];
    let f: readonly S[] = x;
    weights.forEach((W, i) => {
      const l = i + 1;
      const width = W[0].length;
      const input = f;
      const patches = windowStarts(f.length, width, strides?.[i] ?? 0).map((start) =>
        input.slice(start, start + width),
      );
      const preactivations = patches.flatMap((patch) =>
        W.map((row, r) => (biases ? F.add(dot(row, patch), biases[i][r]) : dot(row, patch))),
      );
      const isTop = l === weights.length && network.top !== 'activated';
      const activated = preactivations.map((u) => (isTop ? { value: u, derivative: F.one } : activate(network, u, l)));
      windows.push(patches);
      derivatives.push(activated.map((a) => a.derivative));
      f = activated.map((a) => a.value);
    });
    return { windows, derivatives, output: f };
  };

  /** f_L(x). */
  const output = (network: Network<S>, x: readonly S[]): readonly S[] => forward(network, x).output;

  /**
   * J_l(x) = ∂f_L/∂f̃_l for l = 1 … L (index l−1), n_L × (units of layer l):
   * J_L = D_L (the identity for a linear top) and J_l = J_{l+1} W_{l+1} D_l.
   */
  const jacobians = (network: Network<S>, trace: Trace<S>): S[][][] => {
    const { weights, strides } = network;
    const L = weights.length;
    const nL = trace.output.length;
    const top = trace.derivatives[L - 1].map((d, i) => Array.from({ length: nL }, (_, j) => (i === j ? d : F.zero)));
    const result: S[][][] = [top];
    for (let l = L - 1; l >= 1; l--) {
      const W = weights[l];
      const D = trace.derivatives[l - 1];
      const starts = windowStarts(D.length, W[0].length, strides?.[l] ?? 0);
      const J = result[0].map((above) => {
        const below = zeros(1, D.length)[0];
        starts.forEach((start, p) => {
          W.forEach((row, r) => {
            const g = above[p * W.length + r];
            row.forEach((w, c) => (below[start + c] = F.add(below[start + c], F.mul(g, w))));
          });
        });
        return below.map((g, u) => F.mul(g, D[u]));
      });
      result.unshift(J);
    }
    return result;
  };

  /**
   * K_l(x) = f_{l−1}(x) ⊗ J_l(x)ᵀ ∈ (n_l n_{l−1}) × n_L, so that ∂f_L/∂vec(W_l) = K_lᵀ with column-major vec.
   * Where W_l acts on several windows, K_l = Σ_p window_p ⊗ J_{l,p}ᵀ.
   */
  const connection = (trace: Trace<S>, jacobian: Matrix<S>, l: number): S[][] => {
    const windows = trace.windows[l - 1];
    const units = jacobian[0].length / windows.length;
    const width = windows[0].length;
    return Array.from({ length: width * units }, (_, row) => {
      const j = Math.floor(row / units);
      const i = row % units;
      return jacobian.map((g) =>
        windows.reduce((s, window, p) => F.add(s, F.mul(window[j], g[p * units + i])), F.zero),
      );
    });
  };

  /** K_l(x) of one layer. */
  const connectionAt = (network: Network<S>, x: readonly S[], l: number): S[][] => {
    const trace = forward(network, x);
    return connection(trace, jacobians(network, trace)[l - 1], l);
  };

  return { forward, output, jacobians, connection, connectionAt };
};
