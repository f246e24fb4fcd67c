import { windowStarts } from '../../model/network.js';
import {
  absent,
  type Axis,
  axis,
  choice,
  given,
  integer,
  law,
  list,
  type Node,
  number,
  optional,
  record,
  simplex,
} from '../space.js';

/** The ranges of a family of networks. */
export interface NetworkRanges {
  /** Number of layers, [least, most]. */
  readonly layers?: readonly [number, number];
  /** Units of any layer, [least, most]. */
  readonly width?: readonly [number, number];
  readonly activations?: readonly string[];
  /** Axes of its own, for a network that stands beside another or on top of it: of its layers, and of n_l. */
  readonly axes?: {
    readonly layers: Axis;
    /** The axis of n_l. */
    readonly width: (l: number) => Axis;
  };
  /** Whether the first layer may be a convolution. The input is then laid out before the network and has two entries or more. */
  readonly tied?: boolean;
}

/** The columns of a convolution's W_1. */
const kernel = axis('kernel', 1, 2);

/** n_1 times the windows of the first layer: the columns of W_2 above a convolution. */
const aboveWindows = (stride: number): Axis => ({
  ...axis('columns 2', 1, 8),
  derived: (size) => size('width 1') * windowStarts(size('width 0'), size('kernel'), stride).length,
});

/** The axis of n_l. n_0 is the input. */
export const width = (l: number, [min, max]: readonly [number, number] = [1, 3]) => axis(`width ${l}`, min, max);

/**
 * Networks in the widest sense the model evaluates: any of the activations, with or without biases, with the activation on top or not.
 * The assumptions `no-bias`, `positively-homogeneous-activation` and `linear-top` narrow it to the paper's.
 */
export const networkNode = (ranges: NetworkRanges = {}): Node => {
  const {
    layers = [1, 3],
    width: widths = [1, 3],
    activations = ['relu', 'linear', 'leaky-relu', 'softplus'],
  } = ranges;
  const depth = ranges.axes?.layers ?? axis('layers', layers[0], layers[1]);
  const units = ranges.axes?.width ?? ((l: number) => width(l, widths));
  const columns = (i: number, stride: unknown): Axis =>
    typeof stride !== 'number' || stride === 0 || i > 1 ? units(i) : i === 0 ? kernel : aboveWindows(stride);
  const weights = (stride?: unknown): Node =>
    list(depth, (i) => list(units(i + 1), list(columns(i, stride), number(2, 2))));
  return record({
    ...(ranges.tied && { strides: optional(list(depth, (i) => integer(0, i === 0 ? 2 : 0))) }),
    activation: choice(...activations),
    slope: given('a number in [0, 1], where the activation is leaky-relu', ({ activation }) =>
      activation === 'leaky-relu' ? number(1, 4, 'non-negative') : absent,
    ),
    weights: ranges.tied
      ? given('W_1 acts on every window of its column count where strides[0] > 0', ({ strides }) =>
          weights((strides as readonly number[] | undefined)?.[0]),
        )
      : weights(),
    biases: optional(list(depth, (i) => list(units(i + 1), number(2, 2)))),
    top: choice('linear', 'activated'),
  });
};

/** The ranges of a family of worlds. */
export interface WorldRanges {
  readonly points?: readonly [number, number];
  readonly views?: readonly [number, number];
  readonly inputs?: readonly [number, number];
  /** Whether each point carries its un-augmented datum. */
  readonly datum?: boolean;
  /** Whether positives may have a law of their own, and negatives theirs. */
  readonly ownPositives?: boolean;
  readonly ownNegatives?: boolean;
  /** What the names of its axes start with, for a second world in one instance. */
  readonly prefix?: string;
  /** The largest magnitude of an input. */
  readonly bound?: number;
}

/** Finite worlds: points with probabilities, each with an augmentation law over its views. */
export const worldNode = (ranges: WorldRanges = {}): Node => {
  const {
    points = [1, 3],
    views = [1, 3],
    inputs = [1, 3],
    datum,
    ownPositives,
    ownNegatives,
    prefix = '',
    bound = 2,
  } = ranges;
  const vector = list(width(0, inputs), number(bound, 2));
  const samples = axis(`${prefix}points`, points[0], points[1]);
  const viewsOf = (name: string, i: number) =>
    law(axis(`${prefix}${name} ${i + 1}`, views[0], views[1]), () => record({ x: vector }));
  return record({
    points: law(samples, (i) =>
      record({
        ...(datum ? { x: vector } : {}),
        views: viewsOf('views', i),
        ...(ownPositives ? { positives: optional(viewsOf('positives', i)) } : {}),
      }),
    ),
    ...(ownNegatives ? { negatives: optional(simplex(samples)) } : {}),
  });
};
