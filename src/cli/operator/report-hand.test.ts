import { describe, expect, test } from 'vitest';
import { one, world, instance, ends, near } from './report.properties.js';

describe('operator, worked out by hand', () => {
  // x ∈ {1, 3} with weights 1/4, 3/4: V[x] = 3/16 · 2² = 3/4.
  test('one linear unit on two numbers: the operator is their variance', () => {
    const report = one(instance([[['-1/2']]], world(['1/4', ['1']], ['3/4', ['3']])));
    expect(report).toEqual({
      layer: 1,
      operator: [['3/4']],
      weights: ['-1/2'],
      update: ['-3/8'],
      oneBranchNegativeGradient: ['-3/8'],
      negativeGradient: ['-3/4'],
      residue: ['0'],
      psd: true,
      symmetric: true,
      rank: 1,
    });
  });

  // f_1 = max(0, −x) = 0 on both points, and nothing is at a kink: W_1 x = −1, −3.
  test('a layer that is dead on every view has the operator 0, above it and below', () => {
    const of = world(['1/4', ['1']], ['3/4', ['3']]);
    for (const layer of [1, 2]) {
      const report = one(instance([[['-1']], [['2']]], of, { kind: 'simple' }, layer));
      expect([report.operator, report.update, report.negativeGradient, report.rank]).toEqual([
        [['0']],
        ['0'],
        ['0'],
        0,
      ]);
    }
  });

  // W_1 = (1, −1)ᵀ, W_2 = (1, 1): f_2 = |x|, K_1 = x·(gate₁, gate₂)ᵀ; views 1, −1 | 2: K̄ = (1/2, −1/2) | (2, 0).
  test('a ReLU layer with augmentation: the variance of the expected connections, entry by entry', () => {
    const report = one(instance([[['1'], ['-1']], [['1', '1']]], world(['1/2', ['1'], ['-1']], ['1/2', ['2']])));
    expect(report.operator).toEqual([
      ['9/16', '3/16'],
      ['3/16', '1/16'],
    ]);
    expect(report.update).toEqual(['3/8', '1/8']);
    expect([report.psd, report.symmetric, report.rank]).toEqual([true, true, 1]);
  });

  // x ∈ {0, 1}, r = 1/2: ½V^ξ = ¼ξ, ξ = σ(−1/(2τ))/τ.
  test('InfoNCE without augmentation: ¼ξ, enclosed, and nothing left over', () => {
    const report = one(
      instance([[['1']]], world(['1/2', ['0']], ['1/2', ['1']]), { kind: 'infonce', tau: '1/2', negatives: 1 }),
    );
    const value = 2 / (1 + Math.E) / 4;
    expect(near(report.operator?.[0][0] ?? '404', value)).toBe(true);
    expect(near(report.oneBranchNegativeGradient?.[0] ?? '404', value)).toBe(true);
    const [lo, hi] = ends(report.residue?.[0] ?? '404');
    expect(lo.valueOf() <= 0 && hi.valueOf() >= 0 && hi.sub(lo).valueOf() < 1e-100).toBe(true);
    expect([report.psd, report.symmetric, report.rank]).toEqual([true, true, null]);
  });

  // One point with views ±1: the main term is exactly 0, the gradient is −tanh(1/τ)/(2τ).
  test('InfoNCE on one point with views ±1: the main term is 0, and the residue is all there is', () => {
    const report = one(instance([[['1']]], world(['1', ['1'], ['-1']]), { kind: 'infonce', tau: 2, negatives: 1 }));
    expect([report.operator, report.update, report.psd, report.rank]).toEqual([[['0']], ['0'], true, 0]);
    expect(near(report.residue?.[0] ?? '404', -Math.tanh(1 / 2) / 4)).toBe(true);
  });

  test('an exponential of 0 leaves numbers exact: equal data weigh 1/(2τ)', () => {
    const same = {
      points: [0, 1].map((view) => ({ probability: '1/2', x: ['0'], views: [{ probability: 1, x: [view] }] })),
    };
    const report = one(instance([[['1']]], same, { kind: 'infonce', tau: '3/2', negatives: 1 }));
    expect(report.operator).toEqual([['1/12']]);
  });

  test('several negatives have gradients and no operator, with the reason', () => {
    const loss = { kind: 'infonce', tau: 1, negatives: 2 };
    const of = { points: world(['1/2', ['0']], ['1/2', ['1']]).points.map(({ x: _, ...point }) => point) };
    const report = one(instance([[['1']]], of, loss));
    const { operator, update, residue, psd, symmetric, rank } = report;
    expect([operator, update, residue, psd, symmetric, rank]).toEqual([null, null, null, null, null, null]);
    expect(report.reason).toMatch(/several negatives/);
    // By hand: f = x, −g = ½Σ ± with u = e^{−1/2}: anchors 0 and 1 are alike, each ½·(¼·2u/(2u+1) + ½·u/(u+2))… of 1.
    const u = Math.exp(-1 / 2);
    expect(near(report.negativeGradient?.[0] ?? '404', (2 * u) / (1 + 2 * u) / 4 + u / (2 + u) / 2)).toBe(true);
  });
});
