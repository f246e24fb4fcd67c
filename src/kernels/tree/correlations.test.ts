import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEvaluator } from './correlations.js';
import { createPopulation } from './population.js';
import { createStateSampler } from './sampler.js';
import { compileTree } from './shape.js';
import {
  enumerated,
  evenTree,
  naiveForward,
  type NaiveParameters,
  networkOf,
  parametersBy,
  smallIntegers,
  trees,
} from './tree.properties.js';
import type { NumberTree } from './types.js';

const HIDDEN = 3;
/**
 * |f̃| < 2¹¹ on integers in −2 … 2, and a variance that is not 0 is above 2⁻¹⁴ (of quarters, or of one among 3000 samples); so fewer than
 * 2¹² roundings of 2⁻⁵³ grow at most by √(2²²⁺¹⁴) = 2¹⁸ in a correlation.
 */
const ROUNDING = 2 ** -23;

const small = fc.record({ tree: trees(2), seed: fc.nat(), biases: fc.boolean() });

/** Pearson's correlation of weighted pairs. */
const pearson = (pairs: readonly { readonly w: number; readonly z: number; readonly f: number }[]): number => {
  const mean = (g: (pair: (typeof pairs)[number]) => number): number =>
    pairs.reduce((s, p) => s + p.w * g(p), 0) / pairs.reduce((s, p) => s + p.w, 0);
  const [z, f] = [mean((p) => p.z), mean((p) => p.f)];
  const [vz, vf] = [mean((p) => (p.z - z) ** 2), mean((p) => (p.f - f) ** 2)];
  return vz * vf < 1e-20 ? 0 : mean((p) => (p.z - z) * (p.f - f)) / Math.sqrt(vz * vf);
};

test("an evaluation's correlations are Pearson's over its own samples, and its mean outputs theirs", () => {
  const tree = evenTree(3, 2);
  const shape = compileTree(tree);
  const n = 3000;
  for (const seed of [1, 2, 3]) {
    const parameters = parametersBy(shape, HIDDEN, true, smallIntegers(seed));
    const evaluator = createEvaluator(tree, { hidden: HIDDEN, biases: true, samples: n, seed });
    const found = evaluator.evaluate(networkOf(tree, parameters));
    const sampler = createStateSampler(shape, n, seed);
    sampler.draw(n);
    const samples = Array.from({ length: n }, (_, s) => {
      const states = sampler.states.map((values) => values[s]);
      return { states, pre: naiveForward(shape, parameters, states) };
    });
    shape.latents.forEach((index, i) => {
      found.latents[i].correlations.forEach((c, j) => {
        const pairs = samples.map(({ states, pre }) => ({ w: 1, z: states[index], f: pre[index][j] }));
        expect(Math.abs(c - pearson(pairs))).toBeLessThan(ROUNDING);
        expect(found.latents[i].constantUnits.includes(j)).toBe(pairs.every(({ f }) => f === pairs[0].f));
      });
    });
    evaluator.crossCorrelations().forEach(({ path, best }, i) => {
      expect([path, best[path]]).toEqual([found.latents[i].path, found.latents[i].best]);
      const mu = shape.latents[i];
      for (const nu of shape.latents) {
        const each = samples[0].pre[mu].map((_, j) =>
          Math.abs(pearson(samples.map(({ states, pre }) => ({ w: 1, z: states[nu], f: pre[mu][j] })))),
        );
        expect(Math.abs(best[shape.nodes[nu].path] - Math.max(...each))).toBeLessThan(ROUNDING);
      }
    });
    const ones = samples.filter(({ states }) => states[0] === 1);
    found.meanOutput[1].forEach((a, j) =>
      expect(Math.abs(a - ones.reduce((s, { pre }) => s + pre[0][j], 0) / ones.length)).toBeLessThan(ROUNDING),
    );
  }
});

/** The tree below a child of the root, its own state's law on top, and the parameters of its network. */
const below = (tree: NumberTree, { weights, biases }: NaiveParameters, k: number) => {
  const { transition, children = [] } = tree.children[k];
  const probability = transition[0].map((_, y) => tree.probability.reduce((s, p, z) => s + p * transition[z][y], 0));
  const within = <T>(all: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(
      Object.entries(all).flatMap(([path, x]) => (path.startsWith(`${k}`) ? [[path.slice(1), x]] : [])),
    );
  return { tree: { probability, children }, parameters: { weights: within(weights), biases: within(biases) } };
};

test('exact correlations are those of all views with their probabilities, at the root and at its children', () => {
  fc.assert(
    fc.property(small, ({ tree, seed, biases }) => {
      const shape = compileTree(tree);
      const parameters = parametersBy(shape, HIDDEN, biases, smallIntegers(seed));
      const { latents } = createPopulation(tree, { hidden: HIDDEN, biases }).evaluate(networkOf(tree, parameters));
      /** Whether a latent's are those of the top of a tree, which is linear. */
      const agree = (path: string, top: NumberTree, own: NaiveParameters): boolean => {
        const views = enumerated(top, own);
        return latents
          .filter((latent) => latent.path === path)
          .every(({ correlations }) =>
            correlations.every((c, j) => {
              const pairs = views.flatMap(({ f, given }) =>
                given.map((q, z) => ({ w: q * top.probability[z], z, f: f[j] })),
              );
              return Math.abs(c - pearson(pairs)) < ROUNDING;
            }),
          );
      };
      return (
        agree('', tree, parameters) &&
        tree.children.every(({ children }, k) => {
          if (children === undefined) return true;
          const part = below(tree, parameters, k);
          return agree(`${k}`, part.tree, part.parameters);
        })
      );
    }),
  );
});

test("a dead unit's correlation is 0 and flagged, sampled and exact", () => {
  const tree = evenTree(3, 2);
  const drawn = parametersBy(compileTree(tree), HIDDEN, true, smallIntegers(11));
  const row = drawn.weights['0'][1].map(() => 0);
  const network = networkOf(tree, { ...drawn, weights: { ...drawn.weights, '0': drawn.weights['0'].with(1, row) } });
  const exact = createPopulation(tree, { hidden: HIDDEN, biases: true }).evaluate(network);
  const sampled = createEvaluator(tree, { hidden: HIDDEN, biases: true, samples: 500, seed: 1 }).evaluate(network);
  for (const { latents } of [exact, sampled]) {
    expect(latents[1].path).toBe('0');
    expect(latents[1].constantUnits).toContain(1);
    expect(latents[1].correlations[1]).toBe(0);
  }
});

test('a state that never changes is flagged, and its correlations are 0', () => {
  const tree = { ...evenTree(2, 2), probability: [0, 1] };
  const network = networkOf(tree, parametersBy(compileTree(tree), HIDDEN, false, smallIntegers(2)));
  const exact = createPopulation(tree, { hidden: HIDDEN }).evaluate(network);
  const sampled = createEvaluator(tree, { hidden: HIDDEN, samples: 100, seed: 1 }).evaluate(network);
  for (const { latents } of [exact, sampled]) {
    expect(latents[0].constantState).toBe(true);
    expect(latents[0].best).toBe(0);
    expect(latents[1].constantState).toBe(false);
  }
  expect(sampled.meanOutput[0]).toEqual([NaN, NaN, NaN]);
});
