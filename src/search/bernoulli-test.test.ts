import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { BernoulliTest, type Probability } from './bernoulli-test.js';
import { isRejected } from './law-frequency.js';

const coins = (seed: number, p: number): (() => boolean) => {
  const generator = xoroshiro128plus(seed);
  return () => uniformInt(generator, 0, 2 ** 30 - 1) / 2 ** 30 < p;
};

/** Draws until log E reaches the threshold, or so many. */
const drawsToReject = (claimed: Probability, p: number, seed: number, threshold: number, most: number): number => {
  const [test, coin] = [new BernoulliTest(), coins(seed, p)];
  while (test.draws < most && test.logEvidence(claimed) < threshold) test.observe(coin());
  return test.draws;
};

describe('the sequential test of a probability', () => {
  it('is the evidence of its definition: (1/2 · 3/4 · 1/6) / (1/4 · 1/4 · 3/4) after two events and none', () => {
    const test = new BernoulliTest();
    [true, true, false].forEach((event) => test.observe(event));
    // q_t(1) = (k + ½)/(t + 1): 1/2, then 3/4, then 1 − 5/6.
    expect(test.logEvidence({ relation: 'equal', value: 0.25 })).toBeCloseTo(
      Math.log((0.5 * 0.75 * (1 / 6)) / (0.25 * 0.25 * 0.75)),
      12,
    );
  });
  it('rejects what is no probability of an event at the first draw, and takes "at least −1" for what it says', () => {
    const impossible: Probability[] = [
      { relation: 'equal', value: 1.5 },
      { relation: 'equal', value: -0.5 },
      { relation: 'at least', value: 1.5 },
      { relation: 'equal', value: NaN },
    ];
    const test = new BernoulliTest();
    expect(impossible.map((claimed) => test.logEvidence(claimed))).toEqual([0, 0, 0, 0]);
    test.observe(true);
    expect(impossible.map((claimed) => test.logEvidence(claimed))).toEqual(impossible.map(() => Infinity));
    expect(test.logEvidence({ relation: 'at least', value: -1 })).toBeLessThanOrEqual(0);
    const frequency = { events: 1, draws: 2 };
    expect(impossible.map(({ relation, value }) => isRejected({ ...frequency, relation, claimed: value }))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(isRejected({ ...frequency, relation: 'at least', claimed: -1 })).toBe(false);
  });
  it('has mean exactly 1 under the claimed probability: Σ over all sequences of P · E = Σ of the predictions = 1', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 0.95, noNaN: true }), (p) => {
        let mean = 0;
        for (let bits = 0; bits < 256; bits++) {
          const test = new BernoulliTest();
          let probability = 1;
          for (let t = 0; t < 8; t++) {
            const event = ((bits >> t) & 1) === 1;
            test.observe(event);
            probability *= event ? p : 1 - p;
          }
          mean += probability * Math.exp(test.logEvidence({ relation: 'equal', value: p }));
        }
        return Math.abs(mean - 1) < 1e-12;
      }),
    );
  });
  it('has mean at most 1 under every probability that "at least" allows', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (a, b) => {
        const [claimed, p] = [Math.min(a, b), Math.max(a, b)];
        let mean = 0;
        for (let bits = 0; bits < 256; bits++) {
          const test = new BernoulliTest();
          let probability = 1;
          for (let t = 0; t < 8; t++) {
            const event = ((bits >> t) & 1) === 1;
            test.observe(event);
            probability *= event ? p : 1 - p;
          }
          if (probability > 0) {
            mean += probability * Math.exp(test.logEvidence({ relation: 'at least', value: claimed }));
          }
        }
        return mean <= 1 + 1e-12;
      }),
    );
  });
  it('rejects a false probability soon, at an error of 1e-12', () => {
    const threshold = Math.log(1e12);
    expect(drawsToReject({ relation: 'equal', value: 0.5 }, 0.75, 1, threshold, 10_000)).toBeLessThan(1000);
    expect(drawsToReject({ relation: 'equal', value: 0.5 }, 0.25, 2, threshold, 10_000)).toBeLessThan(1000);
    expect(drawsToReject({ relation: 'at least', value: 0.5 }, 0.25, 3, threshold, 10_000)).toBeLessThan(1000);
  });
  it('lets a true probability stand, and one above a claimed least', () => {
    const threshold = Math.log(1e12);
    expect(drawsToReject({ relation: 'equal', value: 0.375 }, 0.375, 1, threshold, 20_000)).toBe(20_000);
    expect(drawsToReject({ relation: 'at least', value: 0.25 }, 0.75, 2, threshold, 20_000)).toBe(20_000);
  });
  it('is certain when what has probability 0 or 1 does otherwise, and only then', () => {
    const test = new BernoulliTest();
    test.observe(true);
    expect(test.logEvidence({ relation: 'equal', value: 0 })).toBe(Infinity);
    expect(test.logEvidence({ relation: 'equal', value: 1 })).toBeLessThan(0);
    test.observe(false);
    expect(test.logEvidence({ relation: 'at least', value: 1 })).toBe(Infinity);
    expect(test.logEvidence({ relation: 'at least', value: 0 })).toBeLessThan(0);
  });
  it('says nothing before the first draw', () => {
    expect(new BernoulliTest().logEvidence({ relation: 'equal', value: 0 })).toBe(0);
  });
});
