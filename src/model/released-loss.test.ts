import { describe, expect, it } from 'vitest';
import { rational, rationalsBaseTwo } from '../arithmetic/rational.js';
import { releasedLosses, type Triples } from './released-loss.js';

const vector = (...entries: number[]) => entries.map((a) => rational(a));
const { loss } = releasedLosses(rationalsBaseTwo);

/** ‖f_1 − f_+‖² = 0 and 2, ‖f_1 − f_−‖² = 4 and 2. */
const triples: Triples<ReturnType<typeof rational>> = [
  { anchor: vector(0, 0), positive: vector(0, 0), negative: vector(2, 0) },
  { anchor: vector(1, 0), positive: vector(2, 1), negative: vector(0, 1) },
];

describe('the released loss, with 2^a for e^a', () => {
  const one = rational(1);
  const half = rational(1, 2);

  it('takes s of the means over the batch: R₊ = 1, R₋ = 3 give s = ½/(½ + ⅛)', () => {
    expect(loss(triples, one, { logarithm: 'none', mean: 'batch', features: 'sum' })).toEqual(rational(-4, 5));
    expect(loss(triples, half, { logarithm: 'none', mean: 'batch', features: 'mean' })).toEqual(rational(-4, 5));
  });

  it('or the mean of the s of each member: of 16/17 and ½, and with means over the features of ⅘ and ½', () => {
    expect(loss(triples, one, { logarithm: 'none', mean: 'member', features: 'sum' })).toEqual(rational(-49, 68));
    expect(loss(triples, one, { logarithm: 'none', mean: 'member', features: 'mean' })).toEqual(rational(-13, 20));
  });

  it('with a logarithm is −log s', () => {
    const s = rational(4, 5);
    expect(loss(triples, one, { logarithm: '-log s', mean: 'batch', features: 'sum' })).toEqual(
      rationalsBaseTwo.neg(rationalsBaseTwo.log(s)),
    );
  });
});
