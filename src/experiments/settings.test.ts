import { describe, expect, it } from 'vitest';
import { BadInput } from '../ledger/problem.js';
import {
  canonicalSettings,
  DEFAULTS,
  RELEASED,
  runKeys,
  runName,
  trainingSettings,
  type TrainingSettings,
} from './settings.js';

const refusalOf = (given: Partial<TrainingSettings>): string => {
  try {
    trainingSettings(given);
    return 'accepted';
  } catch (error) {
    if (error instanceof BadInput) return error.message;
    throw error;
  }
};

describe('settings that cannot be used are refused by the option that sets them', () => {
  const table: [string, Partial<TrainingSettings>, string][] = [
    ['no level', { depth: 0 }, '--depth: expected a whole number from 1'],
    ['half a level', { depth: 1.5 }, '--depth: expected a whole number'],
    ['40 levels', { depth: 40 }, '--depth: expected at most 4096 leaves (children^depth), got 2^40'],
    ['13 levels', { depth: 13 }, '--depth: expected at most 4096 leaves (children^depth), got 2^13 = 8192'],
    ['a chain of 65', { depth: 65, children: 1 }, '--depth: expected at most 64 levels, got 65'],
    ['11 children', { children: 11 }, '--children: expected a whole number from 1 to 10, got 11'],
    ['no units', { hidden: [0] }, '--hidden: expected a whole number from 1 to 1024, got 0'],
    ['half a unit', { hidden: [2, 2.5] }, '--hidden: expected a whole number'],
    ['no numbers of units', { hidden: [] }, '--hidden: expected at least one number, got none'],
    ['a number of units twice', { hidden: [2, 2] }, '--hidden: expected different numbers, got 2 twice'],
    ['too many weights', { depth: 12, hidden: [1024] }, '--hidden: expected at most'],
    ['a polarity above 1', { polarity: [1.5] }, '--polarity: expected numbers in [0, 1], got 1.5'],
    ['a negative polarity', { polarity: [0.5, -0.1] }, '--polarity: expected numbers in [0, 1], got -0.1'],
    ['NaN', { polarity: [NaN] }, '--polarity: expected numbers in [0, 1], got NaN'],
    ['an unknown loss', { loss: 'nce' as 'infonce' }, '--loss: expected infonce, simple, triplet, got "nce"'],
    ['zero temperature', { tau: 0 }, '--tau: expected a number > 0, got 0'],
    ['infinite temperature', { tau: Infinity }, '--tau: expected a number > 0, got Infinity'],
    ['a negative margin', { loss: 'triplet', margin: -1 }, '--margin: expected a number ≥ 0, got -1'],
    ['a margin of InfoNCE', { margin: 1 }, '--margin: expected 0 (only the triplet loss has one), got 1'],
    ['no negative', { negatives: 0 }, '--negatives: expected a whole number from 1'],
    ['two negatives of L_simp', { loss: 'simple', negatives: 2 }, '--negatives: expected 1'],
    ['negative epochs', { epochs: -1 }, '--epochs: expected a whole number from 0'],
    ['a batch above the samples', { samples: 10, batch: 20 }, '--batch: expected a whole number from 1 to 10, got 20'],
    ['a part of a batch', { samples: 30, batch: 20 }, '--samples: expected a multiple of the batch 20, got 30'],
    ['a huge batch', { samples: 2 ** 22, batch: 2 ** 22 }, '--batch: expected at most 16777216 pre-activations'],
    ['a huge evaluation', { depth: 12, negatives: 1 }, '--evaluation: expected at most 16777216 pre-activations'],
    ['steps of sampled training', { steps: 7 }, '--steps: expected --exact'],
    ['no step', { exact: true, steps: 0 }, '--steps: expected a whole number from 1'],
    ['a negative rate', { rate: -0.1 }, '--rate: expected a number ≥ 0, got -0.1'],
    ['a negative decay', { decay: -1 }, '--decay: expected a number ≥ 0, got -1'],
    ['no run', { seeds: 0 }, '--seeds: expected a whole number from 1'],
    ['half a seed', { seed: 0.5 }, '--seed: expected a whole number'],
    ['one view to correlate', { evaluation: 1 }, '--evaluation: expected a whole number from 2'],
    ['an unknown switch', { released: ['bias' as 'biases'] }, '--released: expected biases, '],
    ['a switch of InfoNCE', { loss: 'simple', released: ['probability-loss'] }, '--released probability-loss: expected --loss infonce, got simple'],
    ['ε without normalisation', { normalise: false, released: ['normalise-epsilon'] }, '--released normalise-epsilon: expected --normalise'],
    ['the batch mean of two negatives', { negatives: 2, released: ['batch-mean-distances'] }, '--released batch-mean-distances: expected --negatives 1'],
    ['an exact InfoNCE', { exact: true, loss: 'infonce' }, '--exact: expected --loss simple, got infonce'],
    ['exact as released', { exact: true, released: ['no-half'] }, '--exact: expected no released switch but biases and normalise-epsilon, got no-half'],
    ['exact at depth 6', { exact: true, depth: 6 }, '--exact: expected at most 131072 different views below a child of the root (2^leaves), got 2^32'],
    ['exact, normalised, at depth 5', { exact: true, depth: 5, normalise: true }, '--exact: expected at most 131072 different views of a normalised output (2^leaves), got 2^32'],
    ['exact and wide', { exact: true, hidden: [200] }, '--hidden: expected at most 16777216 pre-activations'],
    ['an unknown name', { rats: 3 } as object, 'settings: expected depth, '],
  ]; // prettier-ignore
  it.each(table)('%s', (_, given, message) => {
    expect(refusalOf(given)).toContain(message);
  });
});

describe('settings', () => {
  it('are the defaults where nothing is said, an undefined entry saying nothing', () => {
    expect(trainingSettings({})).toEqual(DEFAULTS);
    expect(trainingSettings({ tau: undefined })).toEqual(DEFAULTS);
  });

  it('take samples/batch steps an epoch, L_simp for an exact run, and a normalised output for its ε', () => {
    expect(trainingSettings({ samples: 300, batch: 10 }).steps).toBe(30);
    expect(trainingSettings({ exact: true, depth: 5 })).toMatchObject({ loss: 'simple', steps: 500 });
    expect(trainingSettings({ released: ['normalise-epsilon'] }).normalise).toBe(true);
  });

  it('have one text, whatever the order of their keys and of the switches', () => {
    const released = [...RELEASED].reverse();
    const one = trainingSettings({ released, tau: 0.2, seeds: 3 });
    const other = trainingSettings({ seeds: 3, tau: 0.2, released: RELEASED });
    expect(canonicalSettings(one)).toBe(canonicalSettings(other));
    const backwards = Object.fromEntries(Object.entries(one).reverse()) as unknown as TrainingSettings;
    expect(canonicalSettings(backwards)).toBe(canonicalSettings(one));
    expect(canonicalSettings({ ...one, tau: 0.3 })).not.toBe(canonicalSettings(one));
  });

  it('make cells × seeds runs, each with a name of its own', () => {
    const keys = runKeys(trainingSettings({ hidden: [2, 5], polarity: [0.7, 1], seeds: 3, seed: 8 }));
    expect(keys).toHaveLength(12);
    expect(keys.slice(0, 4).map(runName)).toEqual(['h2-p0.7-8', 'h2-p0.7-9', 'h2-p0.7-10', 'h5-p0.7-8']);
    expect(new Set(keys.map(runName)).size).toBe(12);
  });
});
