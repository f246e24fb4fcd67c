/** What the claims of `byol/` about networks share: where their instances live, and their hypotheses. */
import type { Rational } from '../../arithmetic/rational.js';
import type { Sides } from '../../model/byol.js';
import type { Network } from '../../model/network.js';
import type { World } from '../../model/world.js';
import { type Assumption, at } from '../claim.js';
import { absent, axis, choice, given, integer, type Node, optional, record } from '../space.js';
import { networkNode, width, worldNode } from '../settings/spaces.js';
import { lengths } from '../settings/subclasses.js';

/** The two sides, the views they see, and the layer of the online side (predictor included) that moves. */
export interface ByolInstance extends Sides<Rational> {
  readonly world: World<Rational>;
  readonly layer: number;
}

const ranges = { layers: [1, 3], width: [1, 3] } as const;

const layersOf = (network: unknown): number => (network as Network<Rational> | undefined)?.weights.length ?? 0;

/** A predictor on top of an online network: all its layers have the n_L units of the network's output. */
const predictorNode = given('a network whose layers all have the units of the output of `network`', ({ network }) => {
  const output = width(layersOf(network));
  return networkNode({ axes: { layers: axis('predictor layers', 1, 2), width: () => output } });
});

/**
 * Two sides on a finite world. The target has the architecture of the online network, and activation, biases and weights of
 * its own; the target views may have a law of their own (`positives`).
 */
export const byolNode: Node = record({
  network: networkNode(ranges),
  predictor: optional(predictorNode),
  target: optional(networkNode(ranges)),
  world: worldNode({ points: [1, 3], views: [1, 3], ownPositives: true }),
  layer: given('a layer of `network` or, counted on from there, of `predictor`', ({ network, predictor }) =>
    integer(1, Math.max(1, layersOf(network) + layersOf(predictor))),
  ),
});

const smooth = (network: Network<Rational> | undefined): boolean => network?.activation === 'softplus';
const piecewise = (node: Node): Node =>
  node.kind === 'choice' ? choice(...node.options.filter((option) => option !== 'softplus')) : node;

/** b_l = 0 on the online side. */
export const noOnlineBias: Assumption<ByolInstance> = {
  slug: 'no-bias',
  text: 'no layer of the online side (network and predictor) has a bias',
  narrow: (node) => at('predictor.biases', absent)(at('network.biases', absent)(node)),
  holds: ({ network, predictor }) => network.biases === undefined && predictor?.biases === undefined,
};

/** h(u) = h′(u)·u on the online side. */
export const homogeneousOnline: Assumption<ByolInstance> = {
  slug: 'positively-homogeneous-activation',
  text: 'h(u) = h′(u)·u on the online side: ReLU, leaky ReLU or linear',
  narrow: (node) => at('predictor.activation', piecewise)(at('network.activation', piecewise)(node)),
  holds: ({ network, predictor }) => !smooth(network) && !smooth(predictor),
};

/** f = f_L. */
export const noPredictor: Assumption<ByolInstance> = {
  slug: 'no-predictor',
  text: 'the online side has no predictor',
  narrow: at('predictor', absent),
  holds: ({ predictor }) => predictor === undefined,
};

/** 𝒲′ = 𝒲. */
export const targetIsOnline: Assumption<ByolInstance> = {
  slug: 'target-is-online-network',
  text: 'the target network is the online network itself: no moving average, no lag',
  narrow: at('target', absent),
  holds: ({ target }) => target === undefined,
};

/** V_x = 0: one point. */
export const onePoint = lengths('world.points', 1, 1);
