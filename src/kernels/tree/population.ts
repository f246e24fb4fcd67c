/**
 * The exact population in place of samples. Glossary: F̄(z) = E[f_L | z_0 = z] (of f̂_L where outputs are normalised), p the law of z_0,
 * D(z) = ∂L/∂F̄(z).
 */
import { allPatterns, lawGivenParent, patternLaws, stateLaws } from './all-patterns.js';
import { copyParameters } from './correlations.js';
import { correlationOf, unitMoments } from './moments.js';
import { createNormaliser } from './normalise.js';
import { operatorSpectra } from './operator-spectra.js';
import { createPooledNetwork, type PooledNetwork } from './pooled-network.js';
import { linearRoot } from './root-moments.js';
import type { Evaluation, LossSettings, NumberTree, OperationsChoice, OperatorSpectrum } from './types.js';

export interface PopulationSettings extends Pick<LossSettings, 'normalise' | 'normaliseEpsilon'> {
  readonly hidden: number;
  readonly biases?: boolean | undefined;
  readonly operations?: OperationsChoice | undefined;
}

export interface Population {
  /** L = −tr V_{z_0}[F̄] = −Σ_z p_z ‖F̄(z) − Σ_y p_y F̄(y)‖², which is E[r₊ − r₋]. */
  readonly loss: (network: PooledNetwork) => number;
  /** L with ∇L through both branches (twice that of one), placed as the network's parameters; the array is used again. */
  readonly gradient: (network: PooledNetwork) => { readonly loss: number; readonly gradient: Float64Array };
  /** corr(z_μ, f̃_j) and F̄ of the output before normalisation. */
  readonly evaluate: (network: PooledNetwork) => Evaluation;
  /** Those of OP_μ for the output before normalisation. */
  readonly operatorSpectra: (network: PooledNetwork) => readonly OperatorSpectrum[];
}

/**
 * Expectations by enumeration of all patterns. The root is linear, so without normalisation the patterns below its children suffice.
 * @throws more than 2¹⁷ patterns of a node: of a child of the root, and with normalisation of the root itself
 */
export const createPopulation = (tree: NumberTree, settings: PopulationSettings): Population => {
  const { hidden, biases, operations } = settings;
  const joint = settings.normalise === true || settings.normaliseEpsilon !== undefined;
  const probe = createPooledNetwork(tree, { hidden: 1, capacity: 1, operations: 'typescript' });
  const { shape } = probe;
  const all = allPatterns(shape, joint ? [0] : shape.nodes[0].children);
  const network = createPooledNetwork(tree, { hidden, biases, capacity: all.root.length, operations });
  const laws = patternLaws(shape, all);
  const states = stateLaws(shape);
  const [p] = states;
  const root = linearRoot(
    network,
    shape.nodes[0].children.map((c) => lawGivenParent(shape, laws[c], c)),
  );
  const normaliser = createNormaliser(network.output, hidden, joint ? all.counts[0] : 0, settings);
  const { stride, values: G } = network.outputGradient;
  let loaded = false;

  const load = (from: PooledNetwork): void => {
    copyParameters(from, network);
    network.forward(loaded ? network.patterns : all);
    loaded = true;
  };

  /** F̄ by enumeration of the root's patterns. */
  const jointMeans = (): number[][] => {
    normaliser.apply(all.counts[0]);
    const { values } = normaliser.rows;
    const means = p.map(() => new Array<number>(hidden).fill(0));
    for (let q = 0; q < all.counts[0]; q++) {
      for (let z = 0; z < p.length; z++) {
        const w = laws[0][q * p.length + z];
        for (let j = 0; j < hidden; j++) means[z][j] += w * values[q * stride + j];
      }
    }
    return means;
  };
  const pullBackJoint = (D: readonly (readonly number[])[]): void => {
    for (let q = 0; q < all.counts[0]; q++) {
      for (let j = 0; j < hidden; j++) {
        let g = 0;
        for (let z = 0; z < p.length; z++) g += laws[0][q * p.length + z] * D[z][j];
        G[q * stride + j] = g;
      }
    }
    normaliser.pullBack(network.outputGradient, all.counts[0]);
    network.backward();
  };

  /** F̄(z) − Σ_y p_y F̄(y). */
  const centred = (): number[][] => {
    const means = joint ? jointMeans() : root.means();
    const total = means[0].map((_, j) => means.reduce((s, row, z) => s + p[z] * row[j], 0));
    return means.map((row) => row.map((a, j) => a - total[j]));
  };
  const lossOf = (rows: readonly (readonly number[])[]): number =>
    -rows.reduce((s, row, z) => s + p[z] * row.reduce((t, a) => t + a * a, 0), 0);

  return {
    loss: (from) => {
      load(from);
      return lossOf(centred());
    },
    gradient: (from) => {
      load(from);
      const rows = centred();
      // The mean's own share drops out: Σ_z p_z (F̄(z) − mean) = 0.
      const D = rows.map((row, z) => row.map((a) => -2 * p[z] * a));
      if (joint) pullBackJoint(D);
      else root.pullBack(D);
      return { loss: lossOf(rows), gradient: network.gradient };
    },
    evaluate: (from) => {
      load(from);
      const latents = shape.latents.map((index) => {
        const { path } = shape.nodes[index];
        if (index === 0) return correlationOf(path, root.moments(p));
        const m = states[index].length;
        const w = laws[index].map((a, i) => a * states[index][i % m]);
        const rows = network.preActivations[index] ?? network.output;
        return correlationOf(path, unitMoments({ states: m, patterns: all.counts[index], w }, rows, hidden));
      });
      return { latents, meanOutput: root.means() };
    },
    operatorSpectra: (from) => {
      load(from);
      return operatorSpectra(network, p, root.pullBack);
    },
  };
};
