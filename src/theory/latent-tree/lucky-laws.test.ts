import { describe, expect, it } from 'vitest';
import { rational } from '../../arithmetic/rational.js';
import type { AnyClaim } from '../claim.js';
import type { LuckyNode } from '../settings/lucky-nodes.js';
import { luckyNodeLowerBound } from './lucky-node-lower-bound.js';
import { luckyNodeSign } from './lucky-node-sign.js';
import { luckyNodeTail } from './lucky-node-tail.js';

const r = rational;

/** a_μ = (½, −¼), B = 2 and two units: half the gaps are at most 3/2. */
const latent: LuckyNode = {
  tree: { polarity: r(0), children: [{ polarity: r(1) }, { polarity: r(-1, 2) }] },
  network: {
    weights: {
      '': [
        [r(0), r(0)],
        [r(0), r(0)],
      ],
    },
  },
  bound: r(2),
  init: { entries: 'uniform', rows: 'independent', first: 'children' },
};

/** The uniform numbers of which half a gap of ¾, −½ and 0 is made. */
const UP = [0.75, 0.25];
const DOWN = [0.5, 1];
const FLAT = [0.5, 0.5];

/** Whether the event of each law of a claim occurs when two units are drawn. */
const events = (claim: AnyClaim, fields: object, first: readonly number[], second: readonly number[]) => {
  const instance = { ...latent, ...fields };
  return Object.values(claim.laws ?? {}).map(({ draw }) => {
    const left = [...first, ...second];
    return draw(instance, () => left.shift() ?? NaN);
  });
};

describe('the event of a law', () => {
  it('of the tail is that half the gap of the first unit, or of some unit, is above t', () => {
    expect(events(luckyNodeTail, { threshold: r(1, 2) }, UP, DOWN)).toEqual([true, true]);
    expect(events(luckyNodeTail, { threshold: r(1, 2) }, DOWN, UP)).toEqual([false, true]);
    expect(events(luckyNodeTail, { threshold: r(3, 4) }, UP, UP)).toEqual([false, false]);
  });

  it('of the lower bound is that it is above a share of the greatest', () => {
    expect(events(luckyNodeLowerBound, { share: r(1, 4) }, UP, DOWN)).toEqual([true, true]);
    expect(events(luckyNodeLowerBound, { share: r(1, 4) }, DOWN, UP)).toEqual([false, true]);
    expect(events(luckyNodeLowerBound, { share: r(1, 2) }, UP, UP)).toEqual([false, false]);
  });

  it('of the sign is that some gap is positive, or that there are gaps of both signs', () => {
    expect(events(luckyNodeSign, {}, UP, DOWN)).toEqual([true, true]);
    expect(events(luckyNodeSign, {}, UP, UP)).toEqual([true, false]);
    expect(events(luckyNodeSign, {}, DOWN, DOWN)).toEqual([false, false]);
    expect(events(luckyNodeSign, {}, FLAT, DOWN)).toEqual([false, false]);
    expect(events(luckyNodeSign, {}, UP, FLAT)).toEqual([true, false]);
  });
});
