import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTrainer } from './trainer.js';
import { evenTree, trees } from './tree.properties.js';
import type { NumberTree, TrainerSettings } from './types.js';

const variants: fc.Arbitrary<TrainerSettings> = fc
  .record({
    seed: fc.nat(),
    hidden: fc.integer({ min: 1, max: 13 }),
    biases: fc.boolean(),
    batch: fc.integer({ min: 1, max: 24 }),
    decay: fc.constantFrom(0, 0.01),
    loss: fc.constantFrom<TrainerSettings['loss']>('simple', 'triplet', 'infonce'),
    negatives: fc.integer({ min: 1, max: 3 }),
    normalise: fc.boolean(),
    normaliseEpsilon: fc.option(fc.constant(1e-4), { nil: undefined }),
    batchMeanDistances: fc.boolean(),
    probabilityLoss: fc.boolean(),
    noHalf: fc.boolean(),
  })
  .map((s) => (s.loss === 'infonce' ? s : { ...s, negatives: 1, probabilityLoss: false }));

/** The bits of all parameters after some steps. */
const bitsAfter = (tree: NumberTree, settings: TrainerSettings, steps: number): string => {
  const trainer = createTrainer(tree, settings);
  for (let i = 0; i < steps; i++) trainer.step();
  const { buffer, byteOffset, byteLength } = trainer.network.parameters;
  return Buffer.from(buffer, byteOffset, byteLength).toString('hex');
};

test('WebAssembly and TypeScript agree bit for bit after 50 steps', () => {
  expect(createTrainer(evenTree(2, 2), { loss: 'infonce', hidden: 3, seed: 1 }).network.operations).toBe('webassembly');
  fc.assert(
    fc.property(trees(4), variants, (tree, settings) => {
      const [a, b] = (['webassembly', 'typescript'] as const).map((operations) =>
        bitsAfter(tree, { ...settings, operations }, 50),
      );
      return a === b;
    }),
    { numRuns: 60 },
  );
});

test('a seed decides a run, and another seed is another run', () => {
  const settings = { loss: 'infonce', hidden: 4, batch: 16 } as const;
  const tree = evenTree(3, 2);
  const run = bitsAfter(tree, { ...settings, seed: 1 }, 20);
  expect(bitsAfter(tree, { ...settings, seed: 1 }, 20)).toBe(run);
  expect(bitsAfter(tree, { ...settings, seed: 2 }, 20)).not.toBe(run);
  // The start by itself too.
  expect(bitsAfter(tree, { ...settings, seed: 2 }, 0)).not.toBe(bitsAfter(tree, { ...settings, seed: 1 }, 0));
});

test('the start is uniform in ±1/√inputs', () => {
  const { network } = createTrainer(evenTree(4, 2), { loss: 'infonce', hidden: 10, biases: true, seed: 4 });
  const { '': top, '000': low } = network.getWeights();
  const bound = 1 / Math.sqrt(20);
  const entries = top.flat().map((w) => w / bound);
  expect(entries.every((u) => Math.abs(u) <= 1)).toBe(true);
  // Σu² has mean 200/3 and variance 200·4/45; 6 standard deviations are 25.3. Of 20 entries one exceeds ½ but for 2⁻²⁰.
  expect(Math.abs(entries.reduce((s, u) => s + u * u, 0) - 200 / 3)).toBeLessThan(25.3);
  expect(low.flat().every((w) => Math.abs(w) <= Math.SQRT1_2)).toBe(true);
  expect(low.flat().some((w) => Math.abs(w) > Math.SQRT1_2 / 2)).toBe(true);
  expect(network.getBiases()[''].every((b) => Math.abs(b) <= bound && b !== 0)).toBe(true);
});

test('training lowers the loss, whole batches only, and weights from outside are the start', () => {
  const trainer = createTrainer(evenTree(3, 2, 0.1, 0.9), {
    loss: 'infonce',
    hidden: 6,
    seed: 2,
    normalise: true,
    biases: true,
  });
  const first = trainer.epoch(1300);
  expect([first.tuples, first.steps, first.collapsedRows]).toEqual([1280, 10, 0]);
  const last = [trainer.epoch(20_000), trainer.epoch(20_000)][1];
  expect(last.loss).toBeLessThan(first.loss);
  expect(trainer.collapsedRows()).toBe(0);
  const weights = trainer.network.getWeights();
  const again = createTrainer(evenTree(3, 2), { loss: 'infonce', hidden: 6, seed: 9, weights });
  expect(again.network.getWeights()).toEqual(weights);
  expect(again.epoch(1)).toEqual({ tuples: 0, steps: 0, loss: 0, collapsedRows: 0 });
});

test('a network of zeros is collapsed in every view', () => {
  const zeros = createTrainer(evenTree(2, 2), { loss: 'infonce', hidden: 2, seed: 1 }).network;
  const weights = Object.fromEntries(
    Object.entries(zeros.getWeights()).map(([p, W]) => [p, W.map((r) => r.map(() => 0))]),
  );
  const trainer = createTrainer(evenTree(2, 2), {
    loss: 'infonce',
    hidden: 2,
    seed: 1,
    weights,
    normalise: true,
    batch: 7,
  });
  expect(trainer.step()).toBe(Math.log1p(1));
  expect(trainer.collapsedRows()).toBe(21);
});

test('steps allocate no arrays, and nothing on the heap but numbers', () => {
  const trainer = createTrainer(evenTree(2, 2), { loss: 'infonce', hidden: 2, seed: 1 });
  trainer.epoch(128 * 4000);
  const grown = Array.from({ length: 5 }, () => {
    const before = process.memoryUsage();
    trainer.epoch(128 * 2000);
    const after = process.memoryUsage();
    return { arrays: after.arrayBuffers - before.arrayBuffers, heap: after.heapUsed - before.heapUsed };
  });
  // An array of eight bytes a step would be 16 kB, unless each run happened to be collected at its end.
  expect(Math.max(...grown.map(({ arrays }) => arrays))).toBeLessThan(2 ** 13);
  // The loss of each tuple may be boxed, 16 bytes: 4 MB in 2,000 steps of 128. A collection makes a difference negative.
  expect(Math.min(...grown.map(({ heap }) => heap))).toBeLessThan(2 ** 23);
});

test('settings out of range are refused', () => {
  const settings = { loss: 'infonce', hidden: 2, seed: 1 } as const;
  expect(() => createTrainer(evenTree(2, 2), { ...settings, batch: 0 })).toThrow(
    'batch: expected a positive integer, got 0',
  );
  expect(() => createTrainer(evenTree(2, 2), { ...settings, seed: -1 })).toThrow(
    'seed: expected an integer in [0, 2³²), got -1',
  );
  expect(() => createTrainer({ probability: [1], children: [] }, settings)).toThrow(
    'tree: expected children at the root',
  );
});
