import type { Rational } from '../../arithmetic/rational.js';
import { decode } from '../../ledger/codec.js';
import { parseJson } from '../../ledger/json.js';
import type { Loss } from '../../model/losses.js';
import type { Network } from '../../model/network.js';
import type { World } from '../../model/world.js';
import {
  absent,
  axis,
  choice,
  given,
  integer,
  law,
  list,
  type Node,
  number,
  optional,
  position,
  record,
} from '../../theory/space.js';
import { width } from '../../theory/settings/spaces.js';

/** A user's network, world and loss. `layer` counts from 1. */
export interface OperatorInstance {
  readonly network: Network<Rational>;
  readonly world: World<Rational>;
  readonly layer?: number;
  readonly loss: Exclude<Loss<Rational>, { kind: 'hinge' }>;
}

/** The most negatives a file may ask for; what can be enumerated is fewer, and depends on the world. */
const MOST_NEGATIVES = 64;

const vector = list(width(0), number());
const views = (i: number): Node => law(axis(`views ${i + 1}`, 1, 3), () => record({ x: vector }));
const whereLoss = (about: string, node: Node, ...kinds: string[]): Node =>
  given(about, ({ kind }) => (kinds.includes(String(kind)) ? node : absent));

/** The file format of `operator`. */
export const operatorSpace: Node = record({
  network: record({
    activation: choice('relu', 'leaky-relu', 'linear'),
    slope: given(
      'a number that is not negative, where the activation is leaky-relu and only there',
      ({ activation }) => (activation === 'leaky-relu' ? number(1, 4, 'non-negative') : absent),
    ),
    weights: list(axis('layers', 1, 3), (i) => list(width(i + 1), list(width(i), number()))),
  }),
  world: record({
    points: law(axis('points', 1, 3), (i) => record({ x: optional(vector), views: views(i) })),
  }),
  layer: optional(position('layers')),
  loss: record({
    kind: choice('simple', 'triplet', 'infonce'),
    tau: whereLoss('a number above 0, for triplet and infonce only', number(2, 2, 'positive'), 'triplet', 'infonce'),
    margin: whereLoss('a number, for triplet only', number(), 'triplet'),
    negatives: whereLoss('a whole number from 1, for infonce only', integer(1, MOST_NEGATIVES), 'infonce'),
  }),
});

/** The instance in a JSON text (or in an already parsed value). @throws {BadInput} */
export const readOperatorInstance = (source: unknown, name?: string): OperatorInstance =>
  decode(operatorSpace, typeof source === 'string' ? parseJson(source, name) : source) as OperatorInstance;
