import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allPatterns, lawGivenParent, patternLaws } from './all-patterns.js';
import { readBiases, readWeights } from './parameters.js';
import { createPooledNetwork, type PooledNetwork } from './pooled-network.js';
import { createPopulation } from './population.js';
import { linearRoot } from './root-moments.js';
import { compileTree } from './shape.js';
import {
  enumerated,
  evenTree,
  naiveBackward,
  type NaiveParameters,
  networkOf,
  parametersBy,
  smallIntegers,
  trees,
  zeroGradients,
} from './tree.properties.js';
import type { NumberTree } from './types.js';

const HIDDEN = 3;

/** E[½‖f − f₊‖² − ½‖f − f₋‖²] over all (z_0, x₁, x₊, z_0′, x₋) and its gradient through all branches. */
const byTuples = (
  tree: NumberTree,
  parameters: NaiveParameters,
  head: (f: readonly number[]) => number[],
  jacobian: (f: readonly number[], g: readonly number[]) => number[],
) => {
  const shape = compileTree(tree);
  const views = enumerated(tree, parameters);
  const hat = views.map(({ f }) => head(f));
  const G = views.map(({ f }) => f.map(() => 0));
  let loss = 0;
  views.forEach((x, a) =>
    views.forEach((y, b) => {
      const plus = tree.probability.reduce((s, p, z) => s + p * x.given[z] * y.given[z], 0);
      const [left, right] = [x, y].map(({ given }) => given.reduce((s, q, z) => s + q * tree.probability[z], 0));
      // The positive's weight less the negative's: the two share the distance.
      const w = plus - left * right;
      hat[a].forEach((value, j) => {
        const difference = value - hat[b][j];
        loss += (w * difference * difference) / 2;
        G[a][j] += w * difference;
        G[b][j] -= w * difference;
      });
    }),
  );
  const into = zeroGradients(parameters);
  views.forEach(({ states, pre, f }, a) => naiveBackward(shape, parameters, states, pre, jacobian(f, G[a]), into));
  return { loss, ...into };
};

/** The largest difference between a gradient in a network's places and one by path. */
const difference = (network: PooledNetwork, gradient: Float64Array, into: ReturnType<typeof zeroGradients>): number => {
  const weights = readWeights(network.shape, network.layout, gradient);
  const biases = readBiases(network.shape, network.layout, gradient);
  const parts = [
    ...Object.entries(into.weights).flatMap(([path, W]) =>
      W.flatMap((row, j) => row.map((a, k) => a - weights[path][j][k])),
    ),
    ...Object.entries(into.biases).flatMap(([path, b]) => b.map((a, j) => a - biases[path][j])),
  ];
  return parts.reduce((m, d) => Math.max(m, Math.abs(d)), 0);
};

const small = fc.record({ tree: trees(2), seed: fc.nat(), biases: fc.boolean() });

test('the population loss and gradient are the averages over all tuples: exactly, on quarters and integers', () => {
  fc.assert(
    fc.property(small, ({ tree, seed, biases }) => {
      const shape = compileTree(tree);
      // Laws in multiples of 4^−nodes, thrice in a tuple: beyond six nodes float64 would round.
      if (shape.nodes.length > 6) return true;
      const parameters = parametersBy(shape, HIDDEN, biases, smallIntegers(seed));
      const network = networkOf(tree, parameters);
      const expected = byTuples(
        tree,
        parameters,
        (f) => [...f],
        (_, g) => [...g],
      );
      const { loss, gradient } = createPopulation(tree, { hidden: HIDDEN, biases }).gradient(network);
      return loss === expected.loss && difference(network, gradient, expected) === 0;
    }),
  );
});

test('so they are with outputs on the sphere, to rounding', () => {
  fc.assert(
    fc.property(small, ({ tree, seed, biases }) => {
      const shape = compileTree(tree);
      if (shape.nodes[0].size > 32) return true;
      const parameters = parametersBy(shape, HIDDEN, biases, smallIntegers(seed));
      const network = networkOf(tree, parameters);
      const norm = (f: readonly number[]): number => Math.hypot(...f) || Infinity;
      const expected = byTuples(
        tree,
        parameters,
        (f) => f.map((a) => a / norm(f)),
        (f, g) => {
          const along = f.reduce((s, a, j) => s + a * g[j], 0) / norm(f) ** 2;
          return g.map((a, j) => (norm(f) === Infinity ? 0 : (a - f[j] * along) / norm(f)));
        },
      );
      const population = createPopulation(tree, { hidden: HIDDEN, biases, normalise: true });
      const { loss, gradient } = population.gradient(network);
      // ‖f‖ ≥ 1 on integers, paths multiply by at most (6·2)³ inputs, 2¹⁰ terms and roundings of 2⁻⁵³: below 2⁻⁵³⁺¹¹⁺¹⁰.
      return Math.abs(loss - expected.loss) <= 2 ** -40 && difference(network, gradient, expected) <= 2 ** -32;
    }),
  );
});

test('what is pulled back through the linear root is the gradient of Σ_z ⟨D_z, E[f_L | z_0 = z]⟩: exactly', () => {
  fc.assert(
    fc.property(small, ({ tree, seed, biases }) => {
      const shape = compileTree(tree);
      if (shape.nodes.length > 6) return true;
      const parameters = parametersBy(shape, HIDDEN, biases, smallIntegers(seed));
      const all = allPatterns(shape, shape.nodes[0].children);
      const network = createPooledNetwork(tree, { hidden: HIDDEN, biases, capacity: all.root.length });
      network.setWeights(parameters.weights, biases ? parameters.biases : undefined);
      network.forward(all);
      const laws = patternLaws(shape, all);
      const given = shape.nodes[0].children.map((child) => lawGivenParent(shape, laws[child], child));
      const D = tree.probability.map((_, z) => Array.from({ length: HIDDEN }, (__, j) => z - 2 * j + 1));
      linearRoot(network, given).pullBack(D);
      const into = zeroGradients(parameters);
      enumerated(tree, parameters).forEach((view) => {
        const g = D[0].map((_, j) => D.reduce((s, row, z) => s + row[j] * view.given[z], 0));
        naiveBackward(shape, parameters, view.states, view.pre, g, into);
      });
      return difference(network, network.gradient, into) === 0;
    }),
  );
});

test('a network of another shape is refused', () => {
  const other = createPooledNetwork(evenTree(2, 3), { hidden: HIDDEN, capacity: 1 });
  expect(() => createPopulation(evenTree(2, 2), { hidden: HIDDEN }).loss(other)).toThrow(
    'network: expected the same tree',
  );
  expect(() => createPopulation(evenTree(5, 2), { hidden: 2, normalise: true })).toThrow(
    'patterns of "": expected at most',
  );
});
