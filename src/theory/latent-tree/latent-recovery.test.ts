import { describe, expect, it } from 'vitest';
import { gain, outcome, type Trajectory } from '../measured.js';
import { latentRecovery } from './latent-recovery.js';

const run = (seed: number, ...recovery: number[]): Trajectory => ({ seed, collapsed: false, recovery });

/** Two seeds each, the correlations in eighths. */
const arms = {
  2: [run(1, 0.125, 0.5, 0.25), run(2, 0.25, 0.75, 0.5)],
  5: [run(1, 0.25, 0.5, 0.75), run(2, 0.5, 0.625, 0.625)],
  10: [run(1, 0.5, 0.75, 1), run(2, 0.5, 0.75, 0.875)],
};

describe('the recovery of the topmost latent', () => {
  it('of one run ends where it ends, and gains what it has more than before training', () => {
    expect(arms[2].map(outcome)).toEqual([0.25, 0.5]);
    expect(arms[2].map(gain)).toEqual([0.125, 0.25]);
  });

  it('is what training gains for each number of units, and what more units gain, seed by seed', () => {
    const found = Object.values(latentRecovery.effects).map(({ differences }) => differences(arms));
    expect(found).toEqual([
      [0.5, 0.125],
      [0.5, 0.375],
      [0.5, 0.125],
      [0.25, 0.25],
      [0.125, 0.25],
    ]);
  });

  it('has the differences the other way round in its false siblings', () => {
    const found = latentRecovery.mutants.flatMap(({ effects }) =>
      Object.values(effects).map(({ differences }) => differences(arms)),
    );
    expect(found).toEqual([
      [-0.5, -0.375],
      [-0.75, -0.375],
    ]);
  });
});
