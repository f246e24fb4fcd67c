import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLossHead } from './loss.js';
import { createStream, nextUnit, nextWord } from './random.js';
import type { LossSettings } from './types.js';

const HIDDEN = 3;
const STRIDE = 4;
const ROWS = 5;
const TUPLES = 4;

/** A head over random rows in [−1, 1], the last one 0, with tuples that share them. */
const scene = (settings: LossSettings, seed: number) => {
  const stream = createStream(seed, 'rows');
  const views = 2 + (settings.negatives ?? 1);
  const output = { values: new Float64Array(ROWS * STRIDE), stride: STRIDE };
  for (let p = 0; p < ROWS - 1; p++)
    for (let j = 0; j < HIDDEN; j++) output.values[p * STRIDE + j] = 2 * nextUnit(stream) - 1;
  const outputGradient = { values: new Float64Array(ROWS * STRIDE), stride: STRIDE };
  const root = Int32Array.from({ length: TUPLES * views }, () => nextWord(stream) % ROWS);
  const head = createLossHead({ hidden: HIDDEN, capacity: ROWS, output, outputGradient }, settings);
  return { output, outputGradient, root, head, views };
};

/** The loss as its definition reads, of rows given as lists. */
const defined = (settings: LossSettings, rows: readonly (readonly number[])[], root: Int32Array): number => {
  const {
    loss,
    tau = 0.1,
    margin = 0,
    negatives = 1,
    normalise,
    normaliseEpsilon,
    noHalf,
    batchMeanDistances,
  } = settings;
  const onSphere = rows.map((f) => {
    const n = Math.hypot(...f);
    if (normaliseEpsilon !== undefined) return f.map((a) => a / (n + normaliseEpsilon));
    return normalise === true && n > 0 ? f.map((a) => a / n) : f;
  });
  const r = (a: number, b: number): number =>
    (noHalf === true ? 1 : 0.5) * onSphere[a].reduce((s, f, j) => s + (f - onSphere[b][j]) ** 2, 0);
  const tuples = Array.from({ length: TUPLES }, (_, i) => {
    const view = (v: number): number => root[i * (2 + negatives) + v];
    return Array.from({ length: 1 + negatives }, (__, k) => r(view(0), view(1 + k)));
  });
  const one = ([plus, ...minus]: readonly number[]): number => {
    if (loss === 'simple') return plus - minus[0];
    if (loss === 'triplet') return tau * Math.log(1 + Math.exp((plus - minus[0] + margin) / tau));
    const p = Math.exp(-plus / tau) / [plus, ...minus].reduce((s, x) => s + Math.exp(-x / tau), 0);
    return settings.probabilityLoss === true ? -p : -Math.log(p);
  };
  if (batchMeanDistances !== true) return tuples.reduce((s, t) => s + one(t), 0) / TUPLES;
  return one(tuples[0].map((_, k) => tuples.reduce((s, t) => s + t[k], 0) / (TUPLES * HIDDEN)));
};

const options: fc.Arbitrary<LossSettings> = fc
  .record({
    loss: fc.constantFrom<LossSettings['loss']>('simple', 'triplet', 'infonce'),
    tau: fc.constantFrom(0.25, 0.5, 1),
    margin: fc.constantFrom(0, 0.5),
    negatives: fc.integer({ min: 1, max: 3 }),
    normalise: fc.boolean(),
    normaliseEpsilon: fc.option(fc.constant(0.125), { nil: undefined }),
    batchMeanDistances: fc.boolean(),
    probabilityLoss: fc.boolean(),
    noHalf: fc.boolean(),
  })
  .map((s) => (s.loss === 'infonce' ? s : { ...s, negatives: 1, probabilityLoss: false }));

const rowsOf = (values: Float64Array): number[][] =>
  Array.from({ length: ROWS }, (_, p) => Array.from(values.subarray(p * STRIDE, p * STRIDE + HIDDEN)));

test('the loss is its definition', () => {
  fc.assert(
    fc.property(options, fc.nat(), (settings, seed) => {
      const { output, root, head } = scene(settings, seed);
      const value = head.apply(root, TUPLES, ROWS);
      // |ℓ| ≤ 2⁶ (r ≤ 12, τ ≥ ¼), from fewer than 2⁶ operations an exponent of at most 48: error below 2⁻⁵³⁺⁶⁺⁶⁺⁶ = 2⁻³⁵.
      return Math.abs(value - defined(settings, rowsOf(output.values), root)) <= 2 ** -35;
    }),
  );
});

test('its gradient is the derivative of the definition along every output', () => {
  // Central difference at h = 2⁻¹⁷ of rows with ‖f‖ ≥ ¼: h² sup|L‴|/6 with |L‴| ≤ 2¹⁶ (τ ≥ ¼ and 1/‖f‖ ≤ 4 enter thrice) is below
  // 2⁻²⁰, the rounding 2⁻³⁵/h = 2⁻¹⁸.
  const h = 2 ** -17;
  fc.assert(
    fc.property(options, fc.nat(), (settings, seed) => {
      const { output, outputGradient, root, head } = scene(settings, seed);
      head.apply(root, TUPLES, ROWS);
      const rows = rowsOf(output.values);
      return rows.every((f, p) => {
        if (Math.hypot(...f) < 0.25) return true;
        return f.every((a, j) => {
          const at = (x: number): number => defined(settings, rows.with(p, f.with(j, x)), root);
          return Math.abs((at(a + h) - at(a - h)) / (2 * h) - outputGradient.values[p * STRIDE + j]) <= 2 ** -16;
        });
      });
    }),
  );
});

test('a row of zeros, normalised, has no gradient and is counted for each view', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { outputGradient, root, head } = scene({ loss: 'infonce', normalise: true }, seed);
      head.apply(root, TUPLES, ROWS);
      const zeros = root.reduce((n, p) => n + (p === ROWS - 1 ? 1 : 0), 0);
      const gradient = outputGradient.values.subarray((ROWS - 1) * STRIDE);
      return head.collapsedRows() === zeros && gradient.every((g) => g === 0);
    }),
  );
});

test('the loss and its slopes stay finite where exponentials overflow: infonce with τ = 1e-6', () => {
  for (const loss of ['infonce', 'triplet'] as const) {
    const { outputGradient, root, head } = scene({ loss, tau: 1e-6 }, 1);
    expect(Number.isFinite(head.apply(root, TUPLES, ROWS))).toBe(true);
    expect(outputGradient.values.every(Number.isFinite)).toBe(true);
  }
});

test('distances averaged over the batch with −p₊: the gradient is that of the simple loss, times s(1 − s)/(τ hidden)', () => {
  fc.assert(
    fc.property(fc.nat(), fc.boolean(), fc.boolean(), (seed, noHalf, normalise) => {
      const tau = 0.25;
      const released = scene(
        { loss: 'infonce', tau, batchMeanDistances: true, probabilityLoss: true, noHalf, normalise },
        seed,
      );
      const simple = scene({ loss: 'simple', noHalf, normalise }, seed);
      const s = -released.head.apply(released.root, TUPLES, ROWS);
      simple.head.apply(simple.root, TUPLES, ROWS);
      const factor = (s * (1 - s)) / (tau * HIDDEN);
      // Each entry is a sum of at most 2⁵ terms below 2² (times 1/‖f‖ if normalised), fewer than 2⁷ roundings each; the factor's relative
      // error is below 2⁻⁴⁵, since s comes from an exponent below 2⁶.
      const largest = Math.max(1, ...rowsOf(released.output.values).map((f) => 1 / (Math.hypot(...f) || 1)));
      return released.outputGradient.values.every(
        (g, i) => Math.abs(g - factor * simple.outputGradient.values[i]) <= 2 ** -38 * largest,
      );
    }),
  );
});

test('settings that contradict each other are refused', () => {
  expect(() => scene({ loss: 'simple', negatives: 2 }, 0)).toThrow('negatives: expected 1 with the simple loss, got 2');
  expect(() => scene({ loss: 'triplet', probabilityLoss: true }, 0)).toThrow(
    'probabilityLoss: expected the infonce loss',
  );
  expect(() => scene({ loss: 'infonce', tau: 0 }, 0)).toThrow('tau: expected a positive number, got 0');
  expect(() => scene({ loss: 'infonce', negatives: 0 }, 0)).toThrow('negatives: expected a positive integer, got 0');
  expect(() => scene({ loss: 'infonce', normaliseEpsilon: 0 }, 0)).toThrow(
    'normaliseEpsilon: expected a positive number',
  );
});
