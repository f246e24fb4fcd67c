import { describe, expect, it } from 'vitest';
import type { EpochRecord } from './record.js';
import { epochRecord, trainRun } from './run.js';
import { trainingSettings, type TrainingSettings } from './settings.js';

const key = { hidden: 4, polarity: 0.7, seed: 5 };
const settingsOf = (given: Partial<TrainingSettings>): TrainingSettings =>
  trainingSettings({ depth: 3, samples: 2000, batch: 20, epochs: 3, evaluation: 20_000, ...given });
const run = (given: Partial<TrainingSettings>, more: Partial<typeof key> = {}) =>
  trainRun(settingsOf(given), { ...key, ...more }, 'some code');

const numbers = ({ correlation }: EpochRecord): readonly number[] => Object.values(correlation).map((c) => c ?? NaN);

describe('a run', () => {
  it('is a function of its settings and key: the same twice, another for another seed or width', () => {
    const one = JSON.stringify(run({}));
    expect(JSON.stringify(run({}))).toBe(one);
    expect(JSON.stringify(run({}, { seed: 6 }).epochs[0])).not.toBe(JSON.stringify(run({}).epochs[0]));
  });

  it('has the tree of (seed, δ) whatever the width and the loss', () => {
    const { edges } = run({});
    expect(run({ loss: 'simple' }, { hidden: 7 }).edges).toEqual(edges);
    expect(run({ exact: true, steps: 1 }).edges).toEqual(edges);
    expect(run({}, { polarity: 0.8 }).edges).not.toEqual(edges);
  });

  it('starts from the same weights sampled and exact, and the sampled correlations are the exact ones but for 6 standard errors', () => {
    const [sampled] = run({ epochs: 0 }).epochs;
    const [exact] = run({ epochs: 0, exact: true }).epochs;
    expect(sampled.weightNorm).toEqual(exact.weightNorm);
    // The standard error of a correlation is at most about 1/√n, and so is that of the largest of a few.
    const limit = 6 / Math.sqrt(20_000);
    const off = numbers(sampled).map((c, i) => Math.abs(c - numbers(exact)[i]));
    expect(off).toHaveLength(7);
    expect(Math.max(...off)).toBeLessThan(limit);
  });

  it('descends: the population loss falls in every step of a small rate', () => {
    const { epochs } = run({ exact: true, epochs: 20, steps: 1, rate: 0.001 });
    const losses = epochs.map(({ loss }) => loss ?? NaN);
    expect(losses).toHaveLength(21);
    expect(losses.every((loss, i) => i === 0 || loss < losses[i - 1])).toBe(true);
  });

  it('knows every latent fully where all polarities are ±1, except where all units are constant', () => {
    const { epochs } = run({ exact: true, steps: 10 }, { polarity: 1, hidden: 6 });
    const full = epochs.flatMap(({ correlation, constant }) =>
      Object.entries(correlation).map(([path, c]) => (constant[path] === 6 ? c === 0 : Math.abs((c ?? 0) - 1) < 1e-12)),
    );
    expect(full).toHaveLength(4 * 7);
    expect(full.every((is) => is)).toBe(true);
  });

  it('that learns nothing (rate 0) keeps its weights', () => {
    const { epochs } = run({ rate: 0 });
    expect(epochs[3].weightNorm).toEqual(epochs[0].weightNorm);
    expect(epochs[3].loss).not.toBeNull();
    expect(epochs[0].loss).toBeNull();
  });

  it('with a huge weight decay collapses: every output is 0, its correlation 0', () => {
    const { status, epochs } = run({ decay: 10, rate: 0.1, loss: 'simple' });
    expect(status).toBe('collapsed');
    expect(epochs[3].constant['']).toBe(4);
    expect(epochs[3].correlation['']).toBe(0);
  });

  it('that grows beyond every bound diverges, stops there, and says null for what is no number', () => {
    const { status, epochs } = run({ loss: 'simple', rate: 1000, epochs: 10 });
    expect(status).toBe('diverged');
    expect(epochs.length).toBeLessThan(11);
    const end = epochs[epochs.length - 1];
    expect(end.weightNorm['']).toBeNull();
    expect(end.correlation['']).toBeNull();
    expect(epochs[0].correlation['']).toBeGreaterThan(0);
  });

  it('has no correlations where a weight is infinite, although its units are then one and the same: they are not called constant', () => {
    const latents = [{ path: '', correlations: [0], best: 0, constantUnits: [0], constantState: false }];
    const look = { latents, operatorSpectra: [{ path: '', eigenvalues: [0] }], weights: { '': [[Infinity, 1]] } };
    expect(epochRecord(1, 0.5, look)).toEqual({
      epoch: 1,
      loss: 0.5,
      correlation: { '': null },
      constant: { '': 0 },
      weightNorm: { '': null },
      unitCorrelation: { '': [null] },
      operatorSpectrum: { '': [null] },
    });
  });

  it('keeps how well the units of every latent know every latent: their own as in the epoch, to four digits', () => {
    for (const given of [{}, { exact: true, steps: 3 }]) {
      const { across, epochs } = run(given);
      const ends = { untrained: epochs[0], trained: epochs[epochs.length - 1] };
      for (const when of ['untrained', 'trained'] as const) {
        const paths = Object.keys(ends[when].correlation);
        expect(Object.keys(across[when])).toEqual(paths);
        for (const path of paths) {
          expect(Object.keys(across[when][path])).toEqual(paths);
          // An exact run's own correlations are those of all views, these are of some: within five standard errors.
          const tolerance = 'exact' in given ? 5 / Math.sqrt(settingsOf({}).evaluation) : 5e-4;
          const [own, found] = [ends[when].correlation[path] ?? NaN, across[when][path][path] ?? NaN];
          expect(Math.abs(own - found)).toBeLessThan(tolerance);
        }
      }
    }
  });

  it('tells of every step it takes', () => {
    let told = 0;
    trainRun(settingsOf({ samples: 620 }), key, 'some code', (steps) => (told += steps));
    expect(told).toBe(3 * 31);
    told = 0;
    trainRun(settingsOf({ exact: true, steps: 7 }), key, 'some code', (steps) => (told += steps));
    expect(told).toBe(21);
  });
});
