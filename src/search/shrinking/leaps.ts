import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { type Rational, rational, rationals } from '../../arithmetic/rational.js';
import { withNumbers } from '../../theory/layout.js';
import type { Node } from '../../theory/space.js';
import { draw, type Draws } from '../draw.js';
import { fit } from '../fit.js';
import { shorterAxes } from './lengths.js';
import { admits, placesOf } from './places.js';
import { otherSettings } from './settings.js';
import { readable } from './simpler-numbers.js';

const uniformFrom = (seed: number): Draws => {
  const generator = xoroshiro128plus(seed);
  return { integer: (min, max) => uniformInt(generator, min, max) };
};

const oneOf = <T>(items: readonly T[], random: Draws): T => items[random.integer(0, items.length - 1)];

/** Draws whose non-negative integers, lengths and settings among them, are least every other time. */
const small = (random: Draws): Draws => ({
  integer: (min, max) => (min >= 0 && random.integer(0, 1) === 0 ? min : random.integer(min, max)),
});

/** 0 as often as all others together. */
const simple: readonly Rational[] = [...readable.slice(0, 7), ...new Array<Rational>(6).fill(rationals.zero)];

/** The instance with every other number replaced by a simple one and every other law by the uniform one. */
const scattered = (node: Node, instance: unknown, random: Draws): unknown => {
  const { numbers, laws } = placesOf(node, instance);
  const next = numbers.map(({ role, value }) => {
    if (typeof role === 'string' || random.integer(0, 1) === 0) return value;
    const choices = simple.filter((q) => admits(role, q));
    return choices.length > 0 ? oneOf(choices, random) : value;
  });
  for (const { numbers: places } of laws) {
    if (random.integer(0, 1) === 0) for (const i of places) next[i] = rational(1, places.length);
  }
  let k = 0;
  return withNumbers(instance, () => next[k++]);
};

/**
 * An endless stream of instances far from a given one, determined by a seed: small ones drawn afresh, and the instance with places left out or a
 * setting changed and many of its numbers replaced.
 */
export function* leaps(node: Node, instance: unknown, seed: number): Generator {
  const random = uniformFrom(seed);
  const near = [instance, ...shorterAxes(node, instance)];
  const cut = near.flatMap((changed) => {
    const member = fit(node, changed);
    return [member, ...otherSettings(node, member)];
  });
  for (;;) {
    yield draw(node, small(random));
    yield scattered(node, fit(node, oneOf(cut, random)), random);
    yield scattered(node, fit(node, oneOf(near, random)), random);
  }
}
