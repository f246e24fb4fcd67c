import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Rational } from '../../arithmetic/rational.js';
import { isRational } from '../../arithmetic/rational.js';
import type { Loss } from '../../model/losses.js';
import type { Network } from '../../model/network.js';
import type { World } from '../../model/world.js';
import { width } from '../../theory/settings/spaces.js';
import { absent, axis, choice, given, integer, law, list, type Node, number, record } from '../../theory/space.js';
import { draw } from '../draw.js';

/** What an outside program is asked about: a network, a world with the un-augmented datum of each point, and a loss. */
export interface ForeignInstance {
  readonly network: Network<Rational>;
  readonly world: World<Rational>;
  readonly loss: Exclude<Loss<Rational>, { kind: 'hinge' }>;
}

export const INSTANCE_FORMAT = 'contrapose/against-instance@1';

const vector = list(width(0), number(2, 2));
const forLosses = (about: string, node: Node, ...kinds: readonly string[]): Node =>
  given(about, ({ kind }) => (kinds.includes(String(kind)) ? node : absent));

/** Every number is a small multiple of 1/8, 1/4 or 1/2: a float32, so that no program starts from rounded numbers. */
export const foreignSpace: Node = record({
  network: record({
    activation: choice('relu', 'leaky-relu', 'linear'),
    slope: given('h(u) = slope·u below 0, where the activation is leaky-relu', ({ activation }) =>
      activation === 'leaky-relu' ? number(1, 4, 'non-negative') : absent,
    ),
    weights: list(axis('layers', 1, 3), (i) => list(width(i + 1), list(width(i), number(1, 4)))),
  }),
  world: record({
    points: law(axis('points', 2, 3), (i) =>
      record({ x: vector, views: law(axis(`views ${i + 1}`, 1, 2), () => record({ x: vector })) }),
    ),
  }),
  loss: record({
    kind: choice('simple', 'triplet', 'infonce'),
    tau: forLosses('the temperature, for triplet and infonce', number(4, 2, 'positive'), 'triplet', 'infonce'),
    margin: forLosses('the margin r₀, for triplet', number(2, 2), 'triplet'),
    negatives: forLosses('H, for infonce', integer(1, 2), 'infonce'),
  }),
});

/** The instances of a seed, one after another without end. */
export const foreignInstances = function* (seed: number): Generator<ForeignInstance, never> {
  const generator = xoroshiro128plus(seed);
  const random = { integer: (min: number, max: number) => uniformInt(generator, min, max) };
  for (;;) yield draw(foreignSpace, random) as ForeignInstance;
};

const plain = (value: unknown): unknown => {
  if (isRational(value)) return value.valueOf();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, plain(child)]));
};

/** The instance as the one line a program reads: its numbers are JSON numbers, which say them exactly. */
export const instanceLine = (id: number, instance: ForeignInstance): string =>
  JSON.stringify({ format: INSTANCE_FORMAT, id, ...(plain(instance) as object) });
