import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import fc from 'fast-check';
import { test } from 'vitest';
import { createEvaluator } from './correlations.js';
import { contrasts } from './operator-spectra.js';
import { createPopulation } from './population.js';
import { createStateSampler } from './sampler.js';
import { compileTree, type TreeShape } from './shape.js';
import {
  enumerated,
  type EvaluatedView,
  naiveBackward,
  naiveForward,
  type NaiveParameters,
  networkOf,
  parametersBy,
  smallIntegers,
  trees,
  zeroGradients,
} from './tree.properties.js';

const HIDDEN = 3;

/** The eigenvalues of V_{z_0}[E[K_μ | z_0]] by path, largest first, written out over views: `given[z]` is the weight of a view within state z, p the states' law. */
const writtenOut = (
  shape: TreeShape,
  parameters: NaiveParameters,
  views: readonly EvaluatedView[],
  p: readonly number[],
): Record<string, readonly number[]> => {
  const units = Array.from({ length: HIDDEN }, (_, o) => o);
  // K̄_z by outputs: the gradient of E[f_{L,o} | z].
  const Kbar = p.map((_, z) =>
    units.map((o) => {
      const into = zeroGradients(parameters);
      views.forEach(({ states, pre, given }) => {
        if (given[z] === 0) return;
        const g = units.map((j) => (j === o ? given[z] : 0));
        naiveBackward(shape, parameters, states, pre, g, into);
      });
      return into.weights;
    }),
  );
  const spectrum = (path: string): readonly number[] => {
    const columns = Kbar.map((outputs) => outputs.map((W) => W[path].flat()));
    const size = columns[0][0].length;
    const mean = units.map((o) =>
      Array.from({ length: size }, (_, i) => columns.reduce((s, c, z) => s + p[z] * c[o][i], 0)),
    );
    const OP = Matrix.zeros(size, size);
    columns.forEach((c, z) => {
      const D = new Matrix(c.map((column, o) => column.map((a, i) => a - mean[o][i])));
      OP.add(D.transpose().mmul(D).mul(p[z]));
    });
    return new EigenvalueDecomposition(OP, { assumeSymmetric: true }).realEigenvalues.sort((a, b) => b - a);
  };
  return Object.fromEntries(Object.keys(parameters.weights).map((path) => [path, spectrum(path)]));
};

/**
 * Symmetric eigenvalues are found to about n·2⁻⁵² of the largest, and the entries of OP_μ, of views weighed by quarters or counts, to fewer
 * than 2¹² roundings.
 */
const near = (found: readonly number[], all: readonly number[]): boolean =>
  all.every((value, i) => Math.abs((found[i] ?? 0) - value) <= 2 ** -36 * Math.max(1, all[0])) &&
  found.slice(all.length).every((value) => value <= 2 ** -36 * Math.max(1, all[0]));

test('operator spectra are the eigenvalues of V_{z_0}[E[K_μ | z_0]] written out, largest first', () => {
  fc.assert(
    fc.property(trees(2), fc.nat(), fc.boolean(), (tree, seed, biases) => {
      const shape = compileTree(tree);
      if (shape.nodes[0].size > 200) return true;
      const parameters = parametersBy(shape, HIDDEN, biases, smallIntegers(seed));
      const spectra = createPopulation(tree, { hidden: HIDDEN, biases }).operatorSpectra(networkOf(tree, parameters));
      const expected = writtenOut(shape, parameters, enumerated(tree, parameters), tree.probability);
      return spectra.every(({ path, eigenvalues }) => near(eigenvalues, expected[path]));
    }),
  );
});

test('those of an evaluation are the same over its own samples', () => {
  fc.assert(
    fc.property(trees(2), fc.nat(), (tree, seed) => {
      const shape = compileTree(tree);
      const n = 60;
      const parameters = parametersBy(shape, HIDDEN, false, smallIntegers(seed));
      const evaluator = createEvaluator(tree, { hidden: HIDDEN, samples: n, seed });
      evaluator.evaluate(networkOf(tree, parameters));
      const sampler = createStateSampler(shape, n, seed);
      sampler.draw(n);
      const totals = Array.from({ length: shape.nodes[0].states }, (_, z) =>
        sampler.states[0].reduce((count, state) => count + (state === z ? 1 : 0), 0),
      );
      const views = Array.from({ length: n }, (_, s): EvaluatedView => {
        const states = sampler.states.map((values) => values[s]);
        const pre = naiveForward(shape, parameters, states);
        return { states, pre, f: pre[0], given: totals.map((total, z) => (states[0] === z ? 1 / total : 0)) };
      });
      const expected = writtenOut(
        shape,
        parameters,
        views,
        totals.map((total) => total / n),
      );
      return evaluator.operatorSpectra().every(({ path, eigenvalues }) => near(eigenvalues, expected[path]));
    }),
  );
});

test('contrasts factor diag(p) − p pᵀ', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 6 }), (counts) => {
      const total = counts.reduce((s, n) => s + n, 0) || 1;
      const p = counts.map((n) => n / total);
      const C = contrasts(p);
      return p.every((a, i) =>
        p.every((b, j) => Math.abs(C.reduce((s, c) => s + c[i] * c[j], 0) - ((i === j ? a : 0) - a * b)) <= 2 ** -48),
      );
    }),
  );
});
