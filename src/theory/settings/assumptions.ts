import type { Rational } from '../../arithmetic/rational.js';
import type { Network } from '../../model/network.js';
import type { World } from '../../model/world.js';
import { type Assumption, at } from '../claim.js';
import { absent, choice } from '../space.js';

/** An instance with a network. */
export interface WithNetwork {
  readonly network: Network<Rational>;
}
/** An instance with a world. */
export interface WithWorld {
  readonly world: World<Rational>;
}

/** b_l = 0. */
export const noBias: Assumption<WithNetwork> = {
  slug: 'no-bias',
  text: 'no layer has a bias',
  narrow: at('network.biases', absent),
  holds: ({ network }) => network.biases === undefined,
};

/** h(u) = h′(u)·u. */
export const homogeneousActivation: Assumption<WithNetwork> = {
  slug: 'positively-homogeneous-activation',
  text: 'h(u) = h′(u)·u: ReLU, leaky ReLU or linear',
  narrow: at('network.activation', (node) =>
    node.kind === 'choice' ? choice(...node.options.filter((option) => option !== 'softplus')) : node,
  ),
  holds: ({ network }) => network.activation !== 'softplus',
};

/** h(u) = u. */
export const linearActivation: Assumption<WithNetwork> = {
  slug: 'linear-activation',
  text: 'h(u) = u: the network is linear',
  narrow: at('network.activation', choice('linear')),
  holds: ({ network }) => network.activation === 'linear',
};

/** f_L = f̃_L. */
export const linearTop: Assumption<WithNetwork> = {
  slug: 'linear-top',
  text: 'the last layer has no activation',
  narrow: at('network.top', choice('linear')),
  holds: ({ network }) => network.top !== 'activated',
};

/** Negatives are drawn from p itself. */
export const negativesFromData: Assumption<WithWorld> = {
  slug: 'negatives-from-data',
  text: 'negatives are drawn, independently of the anchor, from the same law as the anchors',
  narrow: at('world.negatives', absent),
  holds: ({ world }) => world.negatives === undefined,
};

/** x₁ and x₊ are i.i.d. p_aug(·|x). */
export const sameAugmentation: Assumption<WithWorld> = {
  slug: 'same-augmentation-law',
  text: 'anchor and positive are independent draws from one augmentation law',
  narrow: at('world.points.*.positives', absent),
  holds: ({ world }) => world.points.every((point) => point.positives === undefined),
};
