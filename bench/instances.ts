import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { type Rational, rational } from '../src/arithmetic/rational.js';
import type { Network } from '../src/model/network.js';
import type { World } from '../src/model/world.js';

/** An instance of the claim `dual-networks/covariance-operator`. */
export interface Instance {
  readonly network: Network<Rational>;
  readonly world: World<Rational>;
  readonly layer: number;
}

/**
 * Two layers of one width, three points with three views each, layer 1. Weights are odd quarters, the first coordinate of a view as well and
 * its others even quarters: no pre-activation of layer 1 can be 0, so that there is no kink.
 */
export const smallInstance = (width: number, laws: 'dyadic' | 'thirds'): Instance => {
  const generator = xoroshiro128plus(width);
  const quarters = (offset: number): Rational => rational(2 * uniformInt(generator, -8, 7) + offset, 4);
  const vector = (offset: (i: number) => number): Rational[] =>
    Array.from({ length: width }, (_, i) => quarters(offset(i)));
  const matrix = (): Rational[][] => Array.from({ length: width }, () => vector(() => 1));
  const law = laws === 'dyadic' ? [rational(1, 2), rational(1, 4), rational(1, 4)] : new Array(3).fill(rational(1, 3));
  const views = (): World<Rational>['points'][number]['views'] =>
    law.map((probability: Rational) => ({ probability, x: vector((i) => (i === 0 ? 1 : 0)) }));
  return {
    network: { activation: 'relu', weights: [matrix(), matrix()], top: 'linear' },
    world: { points: law.map((probability: Rational) => ({ probability, views: views() })) },
    layer: 1,
  };
};

/** A ReLU network of three layers and a world of float64 numbers in (−1, 1), all points and views equally likely. */
export const largeInstance = (
  widths: readonly number[],
  points: number,
  views: number,
): { readonly network: Network<number>; readonly world: World<number> } => {
  const generator = xoroshiro128plus(points);
  const vector = (length: number): number[] =>
    Array.from({ length }, () => (uniformInt(generator, 0, 2 ** 30) + 0.5) / 2 ** 29 - 1);
  return {
    network: {
      activation: 'relu',
      weights: widths.slice(1).map((rows, l) => Array.from({ length: rows }, () => vector(widths[l]))),
    },
    world: {
      points: Array.from({ length: points }, () => ({
        probability: 1 / points,
        views: Array.from({ length: views }, () => ({ probability: 1 / views, x: vector(widths[0]) })),
      })),
    },
  };
};
