import { FORMAT, type EpochRecord, type RunRecord, type RunStatus } from '../src/experiments/record.js';
import { type RunKey, trainingSettings, type TrainingSettings } from '../src/experiments/settings.js';

/** Settings of a table of 2 × 2 cells with 2 runs each, small enough for any test. */
export const smallSettings = (given: Partial<TrainingSettings> = {}): TrainingSettings =>
  trainingSettings({
    depth: 2,
    hidden: [1, 2],
    polarity: [0.5, 1],
    epochs: 2,
    samples: 20,
    batch: 10,
    seeds: 2,
    evaluation: 50,
    ...given,
  });

const constants = (value: number) => ({ '': value, '0': value / 2, '1': value / 4 });

/** As many units as there are, the first with the value. */
const units = (hidden: number, value: number): readonly number[] =>
  Array.from({ length: hidden }, (_, j) => (j === 0 ? value : 0));

const epochOf = (hidden: number, epoch: number, correlation: number): EpochRecord => ({
  epoch,
  loss: epoch === 0 ? null : correlation / 3,
  correlation: constants(correlation),
  constant: { '': 0, '0': 0, '1': 0 },
  weightNorm: constants(1),
  unitCorrelation: {
    '': units(hidden, -correlation),
    '0': units(hidden, correlation / 2),
    '1': units(hidden, correlation / 4),
  },
  operatorSpectrum: { '': [0.1, 0], '0': [0.05, 0], '1': [0.025, 0] },
});

/** A made-up record of three epochs whose root has the given correlations. */
export const madeUpRecord = (
  key: RunKey,
  correlations: readonly number[] = [0.1, key.polarity / 2, key.polarity + key.seed / 1000],
  status: RunStatus = 'finished',
): RunRecord => ({
  format: FORMAT,
  modelHash: 'some code',
  ...key,
  edges: { '0': 0.75, '1': -0.5, '00': 0.6, '01': 1, '10': -0.7, '11': 0.5 },
  status,
  across: {
    untrained: {
      '': { '': 0.1, '0': 0.05, '1': 0 },
      '0': { '': 0, '0': 0.2, '1': 0 },
      '1': { '': 0, '0': 0, '1': 0.3 },
    },
    trained: {
      '': { '': 0.9, '0': 0.5, '1': 0.4 },
      '0': { '': 0.4, '0': 0.8, '1': 0 },
      '1': { '': 0, '0': 0, '1': 0.7 },
    },
  },
  epochs: correlations.map((correlation, epoch) => epochOf(key.hidden, epoch, correlation)),
});
