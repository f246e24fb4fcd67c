import { describe, expect, it } from 'vitest';
import { latentRecovery } from '../theory/latent-tree/latent-recovery.js';
import type { MeasuredClaim, Trajectory } from '../theory/measured.js';
import { measure } from './measure.js';
import { medianInterval } from '../experiments/median-interval.js';

const runs = (gains: readonly number[], start = 0.5): Trajectory[] =>
  gains.map((gain, seed) => ({ seed, collapsed: false, recovery: [start, start + gain] }));
const ten = (x: number): number[] => Array.from({ length: 10 }, (_, i) => x + i / 1000);

describe('the confidence interval of a median', () => {
  it('takes the second smallest and second largest of ten numbers, at 1 − 22/1024', () => {
    expect(medianInterval([3, 1, 4, 1.5, 9, 2.6, 5, 3.5, 8, 9.7])).toEqual({
      median: 3.75,
      low: 1.5,
      high: 9,
      level: 1 - 22 / 1024,
    });
  });
  it('takes the ends of six numbers, at 1 − 2/64, and has none for five', () => {
    expect(medianInterval([1, 2, 3, 4, 5, 6])).toEqual({ median: 3.5, low: 1, high: 6, level: 1 - 2 / 64 });
    expect(medianInterval([1, 2, 3, 4, 5])).toBeUndefined();
  });
});

describe('a measured claim', () => {
  const arms = (five: readonly number[], tenUnits: readonly number[]) => ({
    2: runs(ten(0), 0.2),
    5: runs(five, 0.4),
    10: runs(tenUnits, 0.5),
  });
  it('holds where the interval of every claimed effect lies above 0, and says so with level and seeds', () => {
    const report = measure(latentRecovery, arms(ten(0.2), ten(0.3)), true);
    expect(report).toMatchObject({ verdict: 'holds', asExpected: true, instances: 30, shapes: 3 });
    expect(report.evidence['trained − untrained, |N_μ| = 5']).toBe(
      'measured +0.205 [+0.201, +0.208] at 97.9 %, 10 seeds',
    );
    expect(report.mutants?.map(({ refuted }) => refuted)).toEqual([true, true]);
  });
  it('is undecided where an interval covers 0, and names the effect', () => {
    const wide = [-0.1, -0.1, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2];
    expect(measure(latentRecovery, arms(wide, ten(0.3)))).toMatchObject({
      verdict: 'undecided',
      asExpected: false,
      reason: 'not above 0: trained − untrained, |N_μ| = 5',
    });
  });
  it('is undecided, not refuted, where the median is below 0 and the interval covers it', () => {
    const down = [0.1, 0.1, -0.2, -0.2, -0.2, -0.2, -0.2, -0.2, -0.2, -0.2];
    expect(measure(latentRecovery, arms(down, ten(0.3))).verdict).toBe('undecided');
  });
  it('is refuted where an interval lies below 0', () => {
    expect(measure(latentRecovery, arms(ten(-0.2), ten(0.3))).verdict).toBe('refuted');
  });
  it('does not judge what is shown as found', () => {
    const lost = { ...arms(ten(0.2), ten(0.3)), 2: runs(ten(-0.1), 0.2) };
    const report = measure(latentRecovery, lost);
    expect(report.verdict).toBe('holds');
    expect(report.evidence['trained − untrained, |N_μ| = 2']).toMatch(/^measured −0\.09.* as found$/);
  });
  it('is undecided with too few seeds', () => {
    const few: MeasuredClaim = { ...latentRecovery, seeds: 5 };
    const five = Array.from({ length: 5 }, () => 0.3);
    const report = measure(few, { 2: runs(five), 5: runs(five), 10: runs(five) });
    expect(report.verdict).toBe('undecided');
    expect(report.evidence['trained − untrained, |N_μ| = 5']).toBe('measured: fewer than six seeds (5)');
  });
});
