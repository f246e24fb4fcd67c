/** The scales and counts of `rounding.ts` that every step is made of. */
import { type Rational, rationals } from '../../arithmetic/rational.js';
import type { Loss } from '../../model/losses.js';
import { mapNetwork, type Network, networks } from '../../model/network.js';

/** The scale S of one number and the roundings n that reach it. */
export interface Bound {
  readonly scale: number;
  readonly roundings: number;
}

/** γ_n with every rounding counted twice. @throws {RangeError} where nu > ½: nothing is known of so long a computation */
export const gamma = (roundings: number, unitRoundoff: number): number => {
  const n = 2 * roundings * unitRoundoff;
  if (n > 1 / 2) throw new RangeError(`gamma: expected nu of at most 1/2, got ${n}`);
  return n / (1 - n);
};

export const sum = (values: readonly number[]): number => values.reduce((s, v) => s + v, 0);

/** Scales of one view: of f_0 … f_L, of f̃_l, and of ∂f_L/∂f̃_l (n_L × n_l). */
export interface ViewScales {
  readonly layers: readonly (readonly number[])[];
  readonly preactivations: readonly (readonly number[])[];
  readonly jacobians: readonly (readonly (readonly number[])[])[];
}

const absolute = (network: Network<Rational>): Network<number> => mapNetwork(network, (s) => Math.abs(s.valueOf()));

/** The scales of a forward pass from x. */
export const viewScales = (exact: Network<Rational>, x: readonly Rational[]): ViewScales => {
  const { weights } = absolute(exact);
  const D = networks(rationals)
    .forward(exact, x)
    .derivatives.map((row) => row.map((d) => Math.abs(d.valueOf())));
  const layers: number[][] = [x.map((s) => Math.abs(s.valueOf()))];
  const preactivations = weights.map((W, i) => {
    const u = W.map((row) => sum(row.map((w, k) => w * layers[i][k])));
    layers.push(u.map((v, k) => v * D[i][k]));
    return u;
  });
  const L = weights.length;
  const jacobians: number[][][] = [weights[L - 1].map((_, i) => weights[L - 1].map((__, j) => (i === j ? 1 : 0)))];
  for (let l = L - 1; l >= 1; l--) {
    const W = weights[l];
    const below = jacobians[0].map((row) => D[l - 1].map((d, k) => d * sum(row.map((g, i) => g * W[i][k]))));
    jacobians.unshift(below);
  }
  return { layers, preactivations, jacobians };
};

/** n(f_0) … n(f_L), and n(J_l) = n(∂f_L/∂f̃_l) with index l − 1. */
export const layerRoundings = (weights: readonly (readonly (readonly unknown[])[])[]): { f: number[]; J: number[] } => {
  const f = [0];
  weights.forEach((W) => f.push(f[f.length - 1] + W[0].length + 1));
  const J = [0];
  for (let l = weights.length - 1; l >= 1; l--) J.unshift(J[0] + weights[l].length + 1);
  return { f, J };
};

/** The scale of the distance of two vectors of scales. */
export const distanceScale = (f: readonly number[], g: readonly number[]): number =>
  sum(f.map((a, c) => (a + g[c]) ** 2)) / 2;

/** S(t) of a positive and its negatives at distances of these scales; 0 for the simple loss, which has no exponent. */
export const exponentScale = (loss: Loss<number>, plus: number, minus: readonly number[]): number => {
  if (loss.kind !== 'triplet' && loss.kind !== 'infonce') return 0;
  const margin = loss.kind === 'triplet' ? Math.abs(loss.margin) : 0;
  return (plus + Math.max(...minus) + margin) / loss.tau;
};

/** κ: the largest |∂ℓ/∂r|. */
export const steepest = (loss: Loss<number>): number => (loss.kind === 'infonce' ? 1 / loss.tau : 1);
