import { describe, expect, it } from 'vitest';
import { trainingEffects, widthEffects } from './effects.js';
import { FORMAT, type RunRecord } from './record.js';
import type { Cell } from './summary.js';

const run = (hidden: number, seed: number, recovery: readonly (number | null)[]): RunRecord => ({
  format: FORMAT,
  modelHash: '',
  hidden,
  polarity: 0.8,
  seed,
  edges: {},
  status: 'finished',
  across: { untrained: {}, trained: {} },
  epochs: recovery.map((value, epoch) => ({
    epoch,
    loss: null,
    correlation: { '': value },
    constant: { '': 0 },
    weightNorm: {},
    unitCorrelation: {},
    operatorSpectrum: {},
  })),
});
const cell = (hidden: number, runs: readonly RunRecord[]): Cell => ({
  hidden,
  polarity: 0.8,
  runs,
  summary: { hidden, polarity: 0.8, runs: runs.length, collapsed: 0, lost: 0, diverged: 0, epochs: [] },
});
const seeds = [1, 2, 3, 4, 5, 6];

describe('paired effects over seeds', () => {
  const two = cell(
    2,
    seeds.map((seed) => run(2, seed, [0.5, 0.4, 0.5 - seed / 100])),
  );
  const five = cell(
    5,
    seeds.map((seed) => run(5, seed, [0.5, 0.9, 0.5 + seed / 100])),
  );

  it('compares the last epoch with the start, run by run', () => {
    const [falls, grows] = trainingEffects([two, five], 2);
    expect(grows).toMatchObject({
      hidden: 5,
      word: 'grows',
      interval: { low: 0.010000000000000009, level: 1 - 2 / 64 },
    });
    expect(falls.word).toBe('falls');
  });
  it('pairs runs of one seed, whatever their order', () => {
    const shuffled = cell(5, [...five.runs].reverse());
    const [effect] = widthEffects([two, shuffled], 2);
    expect(effect).toMatchObject({ hidden: 5, than: 2, word: 'grows' });
    expect([...effect.differences].sort()[0]).toBeCloseTo(0.02, 12);
  });
  it('leaves open what covers 0, and what has fewer than six seeds', () => {
    const mixed = cell(
      5,
      seeds.map((seed) => run(5, seed, [0.5, 0.5 + (seed - 3) / 100])),
    );
    expect(trainingEffects([mixed], 1)[0].word).toBe('open');
    expect(trainingEffects([cell(5, five.runs.slice(0, 5))], 2)[0]).toMatchObject({ word: 'open', interval: null });
  });
  it('counts a run that ended early as 0', () => {
    const diverged = cell(
      5,
      seeds.map((seed) => run(5, seed, [0.5, null])),
    );
    expect(trainingEffects([diverged], 2)[0].word).toBe('falls');
  });
});
