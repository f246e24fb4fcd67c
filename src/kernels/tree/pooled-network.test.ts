import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPooler } from './patterns.js';
import { createPooledNetwork } from './pooled-network.js';
import { createStream, nextWord } from './random.js';
import { createStateSampler } from './sampler.js';
import { compileTree } from './shape.js';
import {
  evenTree,
  naiveBackward,
  naiveForward,
  parametersBy,
  smallIntegers,
  trees,
  zeroGradients,
} from './tree.properties.js';
import { readBiases, readWeights } from './parameters.js';
import type { NumberTree, OperationsChoice } from './types.js';

const CAPACITY = 12;

interface Case {
  readonly tree: NumberTree;
  readonly seed: number;
  readonly hidden: number;
  readonly biases: boolean;
  readonly operations: OperationsChoice;
}

const cases: fc.Arbitrary<Case> = fc.record({
  tree: trees(),
  seed: fc.nat(),
  hidden: fc.integer({ min: 1, max: 5 }),
  biases: fc.boolean(),
  operations: fc.constantFrom<OperationsChoice>('typescript', 'fastest'),
});

/** A network with integer parameters, evaluated on samples. */
const evaluated = ({ tree, seed, hidden, biases, operations }: Case) => {
  const shape = compileTree(tree);
  const parameters = parametersBy(shape, hidden, biases, smallIntegers(seed));
  const network = createPooledNetwork(tree, { hidden, biases, capacity: CAPACITY, operations });
  network.setWeights(parameters.weights, biases ? parameters.biases : undefined);
  const sampler = createStateSampler(shape, CAPACITY, seed);
  const pooler = createPooler(shape, CAPACITY);
  sampler.draw(CAPACITY, pooler.codes);
  pooler.pool(CAPACITY);
  network.forward(pooler.patterns);
  const samples = Array.from({ length: CAPACITY }, (_, s) => sampler.states.map((states) => states[s]));
  return { shape, parameters, network, samples };
};

test('the pooled network gives every sample the output of the network evaluated on it alone, bit for bit', () => {
  fc.assert(
    fc.property(cases, (given) => {
      const { shape, parameters, network, samples } = evaluated(given);
      const { values, stride } = network.output;
      return samples.every((states, s) => {
        const f = naiveForward(shape, parameters, states)[0];
        const at = network.patterns.root[s] * stride;
        return f.every((a, j) => values[at + j] === a) && (stride === f.length || values[at + f.length] === 0);
      });
    }),
  );
});

test('its gradient is the sum of the gradients of the samples: exactly, on integers', () => {
  fc.assert(
    fc.property(cases, (given) => {
      const { shape, parameters, network, samples } = evaluated(given);
      const { outputGradient, hidden } = network;
      const stream = createStream(given.seed, 'signals');
      const into = zeroGradients(parameters);
      outputGradient.values.fill(0);
      samples.forEach((states, s) => {
        const g = Array.from({ length: hidden }, () => (nextWord(stream) % 7) - 3);
        g.forEach((a, j) => (outputGradient.values[network.patterns.root[s] * outputGradient.stride + j] += a));
        naiveBackward(shape, parameters, states, naiveForward(shape, parameters, states), g, into);
      });
      network.backward();
      const found = readWeights(shape, network.layout, network.gradient);
      const foundBiases = readBiases(shape, network.layout, network.gradient);
      return (
        Object.entries(into.weights).every(([path, W]) =>
          W.every((row, j) => row.every((a, k) => found[path][j][k] === a)),
        ) && Object.entries(into.biases).every(([path, b]) => b.every((a, j) => foundBiases[path][j] === a))
      );
    }),
  );
});

test('its gradient is the difference quotient along any parameter', () => {
  // Integer weights and biases that end in ½ at depth 2 and in ¼ at depth 1 hold every |f̃| ≥ ¼ below the linear root. A parameter moves
  // by h = 2⁻²⁰, no gate does, f_L is linear in it, and all numbers are dyadic of fewer than 53 digits: equality.
  const h = 2 ** -20;
  const tree = evenTree(3, 2);
  const network = createPooledNetwork(tree, { hidden: 3, biases: true, capacity: 16 });
  const { shape, layout, parameters, output, outputGradient } = network;
  let moved = 0;
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (seed, which) => {
      const { weights, biases } = parametersBy(shape, 3, true, smallIntegers(seed));
      const ending = (path: string, b: readonly number[]): number[] => b.map((a) => a + 2 ** (path.length - 3));
      network.setWeights(
        weights,
        Object.fromEntries(Object.entries(biases).map(([path, b]) => [path, ending(path, b)])),
      );
      const sampler = createStateSampler(shape, 16, seed);
      const pooler = createPooler(shape, 16);
      sampler.draw(16, pooler.codes);
      pooler.pool(16);
      const value = (): number => {
        network.forward(pooler.patterns);
        return output.values
          .subarray(0, network.patterns.counts[0] * output.stride)
          .reduce((s, a, i) => s + a * (i % 4), 0);
      };
      value();
      outputGradient.values.forEach((_, i) => (outputGradient.values[i] = i % 4));
      network.backward();
      const at = (which % layout.rows) * layout.stride + (seed % 3);
      const [was, slope] = [parameters[at], network.gradient[at]];
      parameters[at] = was + h;
      const up = value();
      parameters[at] = was - h;
      const down = value();
      if (slope !== 0) moved++;
      // What pads a leaf's unit has neither slope nor effect.
      return (up - down) / (2 * h) === slope;
    }),
  );
  expect(moved).toBeGreaterThan(20);
});

test('a step is W − rate (∇ + decay W), for biases too', () => {
  const { network } = evaluated({ tree: evenTree(2, 2), seed: 3, hidden: 3, biases: true, operations: 'fastest' });
  network.outputGradient.values.fill(1);
  network.backward();
  const [before, gradient] = [network.parameters.slice(), network.gradient.slice()];
  network.step(0.25, 0.5);
  expect(gradient.some((a) => a !== 0)).toBe(true);
  expect([...network.parameters]).toEqual(Array.from(before, (w, i) => w - 0.25 * (gradient[i] + 0.5 * w)));
});

test('weights come back as they were set, and wrong ones are refused', () => {
  const { network, parameters } = evaluated({
    tree: evenTree(2, 3),
    seed: 5,
    hidden: 3,
    biases: true,
    operations: 'fastest',
  });
  expect(network.getWeights()).toEqual(parameters.weights);
  expect(network.getBiases()).toEqual(parameters.biases);
  expect(() => network.setWeights({ ...parameters.weights, '1': [[1]] })).toThrow('weights of "1": expected 3 × 3');
  expect(() => network.setWeights(parameters.weights, {})).toThrow('biases of "": expected 3');
  const plain = createPooledNetwork(evenTree(2, 3), { hidden: 3, capacity: 1 });
  expect(() => plain.setWeights(parameters.weights, parameters.biases)).toThrow('biases of "": expected none');
  expect(() => createPooledNetwork(evenTree(2, 3), { hidden: 0, capacity: 1 })).toThrow('hidden: expected');
  expect(() => createPooledNetwork(evenTree(2, 3), { hidden: 1, capacity: 0 })).toThrow('capacity: expected');
});
