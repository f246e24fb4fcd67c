import { EigenvalueDecomposition, Matrix as DenseMatrix } from 'ml-matrix';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { type BoundGrid, BoundGridField, gridOf } from '../src/arithmetic/admission.js';
import type { Field } from '../src/arithmetic/field.js';
import { float64 } from '../src/arithmetic/float64.js';
import { linearAlgebra } from '../src/arithmetic/linear-algebra.js';
import { type BranchCount, dualNetworks } from '../src/model/dual-networks.js';
import { mapNetwork, type Network, networks } from '../src/model/network.js';
import { mapWorld, type World } from '../src/model/world.js';

/**
 * A ReLU network with weights drawn from [−1, 1] in steps of 1/32 in the first layer, 1/8 in the second and 1/2 above: coarse enough
 * for 53 bits to hold every number that follows, fine enough for pre-activations seldom to be 0. `widths` = n_0 … n_L.
 */
const dyadicNetwork = (widths: readonly number[], seed: number): Network<number> => {
  const generator = xoroshiro128plus(seed);
  return {
    activation: 'relu',
    weights: widths.slice(1).map((rows, l) => {
      const steps = [32, 8][l] ?? 2;
      const weight = (): number => uniformInt(generator, -steps, steps) / steps;
      return Array.from({ length: rows }, () => Array.from({ length: widths[l] }, weight));
    }),
  };
};

/** Whether some pre-activation f̃_l below the top, of any view, is 0: the output of the first l layers with a linear top. */
const meetsKink = (network: Network<number>, world: World<number>): boolean =>
  network.weights.slice(0, -1).some((_, i) => {
    const below = { ...network, weights: network.weights.slice(0, i + 1) };
    return world.points.some(({ views }) => views.some(({ x }) => networks(float64).output(below, x).includes(0)));
  });

/** The network of the first seed from 1 that has a derivative on the world: no pre-activation is 0. */
export const differentiableNetwork = (widths: readonly number[], world: World<number>): Network<number> => {
  for (let seed = 1; ; seed++) {
    const network = dyadicNetwork(widths, seed);
    if (!meetsKink(network, world)) return network;
  }
};

/** OP_l, OP_l vec(W_l) and −∂L_simp/∂vec(W_l) by dual numbers, the derivative through one branch and through both. */
export interface Sides<S> {
  readonly operator: readonly (readonly S[])[];
  readonly update: readonly S[];
  readonly gradients: Readonly<Record<BranchCount, readonly S[]>>;
}

/** Both sides of −∂L_simp/∂vec(W_l) = OP_l vec(W_l), for one layer, in any arithmetic. */
export const sides = <S>(F: Field<S>, network: Network<S>, world: World<S>, l: number): Sides<S> => {
  const { apply, vec } = linearAlgebra(F);
  const model = dualNetworks(F);
  const operator = model.covarianceOperator(network, world, l);
  const gradient = (branches: BranchCount): readonly S[] =>
    model.negativeGradient(network, world, { kind: 'simple' }, l, branches);
  return {
    operator,
    update: apply(operator, vec(network.weights[l - 1])),
    gradients: { one: gradient('one'), both: gradient('both') },
  };
};

const boundsAndGrids = new BoundGridField();

/** |v|, the grid of v, and v itself: what is known of a number of the instance. */
const known = (v: number): BoundGrid =>
  v === 0 ? boundsAndGrids.zero : { bound: Math.abs(v), grid: gridOf(v), constant: v };

/**
 * Whether float64 computes both sides without rounding: the same functions run on bounds and grids instead of numbers, where an
 * operation whose result might need more than 53 bits poisons everything that depends on it. What the bounds skip (products with
 * the constant 0) is 0 in float64 as well, so that no rounding goes unseen.
 */
export const isExact = (network: Network<number>, world: World<number>, l: number): boolean => {
  const { operator, update, gradients } = sides(boundsAndGrids, mapNetwork(network, known), mapWorld(world, known), l);
  return [...operator.flat(), ...update, ...gradients.one, ...gradients.both].every(({ bound }) => bound < Infinity);
};

/** What one layer of a network says on a world. */
export interface LayerReport {
  readonly layer: number;
  /** n_l · n_{l−1}: as many directions as the dual numbers have. */
  readonly weights: number;
  /** No operation rounded, so that the comparisons are of exact numbers. */
  readonly exact: boolean;
  readonly oneBranch: boolean;
  readonly bothBranches: boolean;
  /** max |OP_l vec(W_l)|: a comparison of zeros would show nothing. */
  readonly largest: number;
}

/** Whether −∂L_simp/∂vec(W_l) is OP_l vec(W_l) through one branch and 2 OP_l vec(W_l) through both, number for number. */
export const checkLayer = (network: Network<number>, world: World<number>, l: number): LayerReport => {
  const { update, gradients } = sides(float64, network, world, l);
  return {
    layer: l,
    weights: update.length,
    exact: isExact(network, world, l),
    oneBranch: update.every((u, i) => u === gradients.one[i]),
    bothBranches: update.every((u, i) => 2 * u === gradients.both[i]),
    largest: update.reduce((m, u) => Math.max(m, Math.abs(u)), 0),
  };
};

/** The greatest eigenvalue of OP_l with its share of the trace, and its unit eigenvector as weights: [unit][input]. */
export interface TopDirection {
  readonly value: number;
  readonly share: number;
  readonly rows: readonly (readonly number[])[];
}

/** What OP_l amplifies most. The sign of an eigenvector is free: its largest entry is made positive. */
export const topDirection = (network: Network<number>, world: World<number>, l: number): TopDirection => {
  const operator = dualNetworks(float64).covarianceOperator(network, world, l);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(new DenseMatrix(operator), {
    assumeSymmetric: true,
  });
  const top = realEigenvalues.indexOf(Math.max(...realEigenvalues));
  const vector = eigenvectorMatrix.getColumn(top);
  const largest = vector.reduce((m, v) => (Math.abs(v) > Math.abs(m) ? v : m), 0);
  const { unvec, scale, trace } = linearAlgebra(float64);
  return {
    value: realEigenvalues[top],
    share: realEigenvalues[top] / trace(operator),
    rows: unvec(scale(Math.sign(largest), vector), network.weights[l - 1].length),
  };
};
