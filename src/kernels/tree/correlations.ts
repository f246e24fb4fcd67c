/** Evaluation of a network on fresh views: how well its units know the latents. */
import { conditionalMeans, correlationOf, type JointWeights, stateTotals, unitMoments } from './moments.js';
import { operatorSpectra } from './operator-spectra.js';
import { createPooler } from './patterns.js';
import { createPooledNetwork, type PooledNetwork } from './pooled-network.js';
import { createStateSampler } from './sampler.js';
import type { CrossCorrelation, Evaluation, NumberTree, OperationsChoice, OperatorSpectrum } from './types.js';

export interface EvaluatorSettings {
  readonly hidden: number;
  readonly biases?: boolean | undefined;
  /** Views of an evaluation; 20,000 unless given. */
  readonly samples?: number | undefined;
  readonly seed: number;
  /** Evaluators of one seed and different names draw independently; 'evaluation' unless given. */
  readonly name?: string | undefined;
  readonly operations?: OperationsChoice | undefined;
}

export interface Evaluator {
  /** corr(z_μ, f̃_j) and E[f_L | z_0] over views drawn afresh in every call (and independent of training). */
  readonly evaluate: (network: PooledNetwork) => Evaluation;
  /** The units of every latent against the states of every latent, over the views of the last `evaluate`. */
  readonly crossCorrelations: () => readonly CrossCorrelation[];
  /** Those of OP_μ with the law of the views of the last `evaluate`, for the network given to it. */
  readonly operatorSpectra: () => readonly OperatorSpectrum[];
}

/**
 * An evaluator of networks of one tree, `hidden` and `biases`; it copies their parameters.
 * @throws a network of another shape
 */
export const createEvaluator = (tree: NumberTree, settings: EvaluatorSettings): Evaluator => {
  const { hidden, biases, samples = 20_000, seed, name, operations } = settings;
  const network = createPooledNetwork(tree, { hidden, biases, capacity: samples, operations });
  const { shape, patterns } = network;
  const sampler = createStateSampler(shape, samples, seed, name);
  const pooler = createPooler(shape, samples, patterns);
  const at = shape.nodes.map(({ leaf, index }) => (leaf >= 0 || index === 0 ? patterns.root : new Int32Array(samples)));
  const counts = shape.nodes.map(({ leaf, states, index }) =>
    leaf >= 0
      ? new Float64Array(0)
      : new Float64Array(((network.preActivations[index]?.values.length ?? 0) / network.stride) * states),
  );
  const weightsOf = (index: number): JointWeights => ({
    states: shape.nodes[index].states,
    patterns: patterns.counts[index],
    w: counts[index],
  });

  /** How often each pattern of a latent comes with each of its states. */
  const count = (index: number): void => {
    const [into, from, z, { states, children }] = [counts[index], at[index], sampler.states[index], shape.nodes[index]];
    into.fill(0);
    for (let s = 0; s < samples; s++) into[from[s] * states + z[s]]++;
    children.forEach((child, k) => {
      if (shape.nodes[child].leaf >= 0) return;
      const [below, pattern] = [at[child], patterns.children[index][k]];
      for (let s = 0; s < samples; s++) below[s] = pattern[from[s]];
    });
  };

  /** Those of μ's patterns that come with each state of ν. */
  const together = (mu: number, nu: number): JointWeights => {
    const [from, z, { states: m }] = [at[mu], sampler.states[nu], shape.nodes[nu]];
    const w = new Float64Array(patterns.counts[mu] * m);
    for (let s = 0; s < samples; s++) w[from[s] * m + z[s]]++;
    return { states: m, patterns: patterns.counts[mu], w };
  };
  const rowsOf = (index: number) => network.preActivations[index] ?? network.output;

  return {
    crossCorrelations: () =>
      shape.latents.map((mu) => ({
        path: shape.nodes[mu].path,
        best: Object.fromEntries(
          shape.latents.map((nu) => {
            const { path } = shape.nodes[nu];
            return [path, correlationOf(path, unitMoments(together(mu, nu), rowsOf(mu), hidden)).best];
          }),
        ),
      })),
    evaluate: (given) => {
      copyParameters(given, network);
      sampler.draw(samples, pooler.codes);
      pooler.pool(samples);
      network.forward(patterns);
      const latents = shape.latents.map((index) => {
        count(index);
        return correlationOf(shape.nodes[index].path, unitMoments(weightsOf(index), rowsOf(index), hidden));
      });
      return { latents, meanOutput: conditionalMeans(weightsOf(0), network.output, hidden) };
    },
    operatorSpectra: () => {
      const root = weightsOf(0);
      const totals = stateTotals(root);
      const { values: G, stride } = network.outputGradient;
      return operatorSpectra(
        network,
        totals.map((n) => n / samples),
        (D) => {
          for (let p = 0; p < root.patterns; p++) {
            for (let j = 0; j < hidden; j++) {
              let g = 0;
              for (let z = 0; z < root.states; z++) {
                const n = root.w[p * root.states + z];
                if (n > 0) g += (n / totals[z]) * D[z][j];
              }
              G[p * stride + j] = g;
            }
          }
          network.backward();
        },
      );
    },
  };
};

/**
 * The parameters of one network into another of the same shape.
 * @throws another tree, `hidden` or `biases`
 */
export const copyParameters = (from: PooledNetwork, to: PooledNetwork): void => {
  const alike =
    from.hidden === to.hidden &&
    from.parameters.length === to.parameters.length &&
    from.shape.nodes.every(({ path }, i) => path === to.shape.nodes[i]?.path);
  if (!alike) throw new Error('network: expected the same tree, hidden units and biases');
  to.parameters.set(from.parameters);
  to.refresh();
};
