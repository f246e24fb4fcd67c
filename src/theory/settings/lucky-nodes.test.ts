import { describe, expect, it } from 'vitest';
import { rational } from '../../arithmetic/rational.js';
import { drawHalfGaps, type LuckyNode, reachOf } from './lucky-nodes.js';

const r = rational;

/** Two leaves with ρ = 1 and ρ = −½: a_μ = (½, −¼). B = 2. */
const latent = (init: Partial<LuckyNode['init']>, units = 2): LuckyNode => ({
  tree: { polarity: r(0), children: [{ polarity: r(1) }, { polarity: r(-1, 2) }] },
  network: { weights: { '': Array.from({ length: units }, () => [r(0), r(0)]) } },
  bound: r(2),
  init: { entries: 'uniform', rows: 'independent', first: 'children', ...init },
});

/** The given numbers one after the other. */
const stream = (...numbers: number[]) => {
  const left = [...numbers];
  return () => left.shift() ?? NaN;
};

describe('half the gaps w_jᵀa_μ of weights drawn anew', () => {
  it('take one number for each weight, uniform on [−B, B], unit by unit', () => {
    expect(drawHalfGaps(latent({}), stream(0.75, 0.25, 0.5, 1))).toEqual([0.5 + 0.25, -0.5]);
  });

  it('take two for each weight where it is the sum of two uniforms on [−B/2, B/2]', () => {
    expect(drawHalfGaps(latent({ entries: 'triangular' }, 1), stream(0.75, 0.5, 0.25, 0.25))).toEqual([0.25 + 0.25]);
  });

  it('are drawn on [0, B] where the weights are one-sided', () => {
    expect(drawHalfGaps(latent({ entries: 'one-sided' }, 1), stream(0.75, 0.25))).toEqual([0.75 - 0.125]);
  });

  it('are one and the same for tied rows', () => {
    expect(drawHalfGaps(latent({ rows: 'tied' }, 3), stream(0.75, 0.25))).toEqual([0.75, 0.75, 0.75]);
  });

  it('change sign all together where the states are named after the weights and the first gap is positive', () => {
    const after = latent({ first: 'weights' });
    expect(drawHalfGaps(after, stream(0.75, 0.25, 0.5, 1))).toEqual([-0.75, 0.5]);
    expect(drawHalfGaps(after, stream(0.25, 0.75, 0.5, 1))).toEqual([-0.75, -0.5]);
    expect(drawHalfGaps(after, stream(0.5, 0.5, 1, 1)).map((gap) => Object.is(gap, -0))).toEqual([false, false]);
  });

  it('reach ‖a_μ‖₁ B at most', () => {
    expect(reachOf(latent({}))).toBe(1.5);
  });
});
