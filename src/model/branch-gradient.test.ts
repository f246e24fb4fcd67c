import { describe, expect, it } from 'vitest';
import { rational, rationals } from '../arithmetic/rational.js';
import { branchesOf, branchGradients, type Functional } from './branch-gradient.js';
import type { Network } from './network.js';
import { populations } from './population.js';
import type { Point, World } from './world.js';

const r = rational;
const one = r(1);

/** f = w x with w = 1. */
const network: Network<typeof one> = { activation: 'linear', weights: [[[one]]] };
const view = (x: number, probability = one) => ({ probability, x: [r(x)] });
const shared: Point<typeof one> = { probability: r(1, 2), views: [view(1)] };
const own: Point<typeof one> = { probability: r(1, 2), views: [view(3)], positives: [view(7)] };

/** E r₊ alone: ½ w² (x₁ − x₊)². */
const attraction: Functional<typeof one> = (D, world, { anchors, positives }) => {
  const { distance, expectation } = populations(D);
  return expectation(world, 0, (x, a, b) => distance(anchors[x][a], positives[x][b]));
};

describe('the outputs in the three roles of a view', () => {
  it('are one array where anchors, positives and negatives have one law', () => {
    const { anchors, positives, negatives } = branchesOf(rationals, network, { points: [shared, shared] });
    expect(anchors).toEqual([[[r(1)]], [[r(1)]]]);
    expect(positives).toBe(anchors);
    expect(negatives).toBe(anchors);
  });

  it('are the positives’ own where one point has positives of its own', () => {
    const { anchors, positives, negatives } = branchesOf(rationals, network, { points: [shared, own] });
    expect(anchors).toEqual([[[r(1)]], [[r(3)]]]);
    expect(positives).toEqual([[[r(1)]], [[r(7)]]]);
    expect(negatives).toBe(anchors);
  });
});

describe('the gradient of a functional of the outputs', () => {
  const { negativeGradient } = branchGradients(rationals);
  const world: World<typeof one> = { points: [{ ...own, probability: one }] };

  it('holds the positives at their own outputs where it goes through the anchor alone: −x₁(wx₁ − wx₊)', () => {
    expect(negativeGradient(network, world, 1, 'one', attraction)).toEqual([r(12)]);
  });

  it('moves them as well where it goes through both branches: −w(x₁ − x₊)²', () => {
    expect(negativeGradient(network, world, 1, 'both', attraction)).toEqual([r(-16)]);
  });

  it('holds shared positives constant too: one point with two views', () => {
    const views = [view(1, r(1, 2)), view(3, r(1, 2))];
    const augmented: World<typeof one> = { points: [{ probability: one, views }] };
    // E −x₁(x₁ − x₊) over the four pairs: (0 + 2 − 6 + 0)/4.
    expect(negativeGradient(network, augmented, 1, 'one', attraction)).toEqual([r(-1)]);
    expect(negativeGradient(network, augmented, 1, 'both', attraction)).toEqual([r(-2)]);
  });
});
