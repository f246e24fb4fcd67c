import { describe, expect, it } from 'vitest';
import { rational, rationals } from '../arithmetic/rational.js';
import { batchNorm } from './batch-norm.js';

const r = rational;
const numbers = (...entries: number[]) => entries.map((a) => r(a));
const { normalise, backward, projected, variance, deviation, mean, centred } = batchNorm(rationals);

/** m = 1 and σ = 1. */
const batch = numbers(0, 2, 0, 2);

describe('batch normalisation of one unit', () => {
  it('subtracts the mean and divides by σ, to whose square ε is added', () => {
    expect(mean(batch)).toEqual(r(1));
    expect(centred(batch)).toEqual(numbers(-1, 1, -1, 1));
    expect(normalise(batch, {})).toEqual(numbers(-1, 1, -1, 1));
    expect([variance(batch), variance(batch, r(3)), deviation(batch, r(3))]).toEqual(numbers(1, 4, 2));
    expect(normalise(batch, { epsilon: r(3) })).toEqual([r(-1, 2), r(1, 2), r(-1, 2), r(1, 2)]);
  });

  it('takes out of the gradient its mean and what lies along y: σ g_x = g − mean g − y⟨y, g⟩/N', () => {
    const g = numbers(1, 0, 0, 0);
    const expected = [r(1, 2), r(0), r(-1, 2), r(0)];
    expect(backward(batch, g, {})).toEqual(expected);
    expect(projected(batch, g)).toEqual(expected);
  });

  it('with ε leaves σ g_x = g − mean g − (x − m)⟨x − m, g⟩/(Nσ²), σ² = 4 for ε = 3', () => {
    const g = numbers(1, 0, 0, 0);
    const sigmaTimes = [r(11, 16), r(-3, 16), r(-5, 16), r(-3, 16)];
    expect(projected(batch, g, r(3))).toEqual(sigmaTimes);
    expect(backward(batch, g, { epsilon: r(3) })).toEqual(sigmaTimes.map((s) => rationals.div(s, r(2))));
  });

  it('with the mean held constant lets the mean of the gradient through', () => {
    // y = x − 1 over σ(x): g_x = g − y⟨y, g⟩/N with σ = 1.
    const g = numbers(1, 0, 0, 0);
    expect(backward(batch, g, { detachedMean: true })).toEqual([r(3, 4), r(1, 4), r(-1, 4), r(1, 4)]);
  });
});
