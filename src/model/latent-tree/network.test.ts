import { describe, expect, it } from 'vitest';
import { type Rational, rational, rationals } from '../../arithmetic/rational.js';
import { mapTreeNetwork, type TreeNetwork, treeNetworks, unitsOf } from './network.js';
import { type LatentTree, latentTrees } from './tree.js';

const r = rational;
const edge = latentTrees(rationals).symmetricTransition(r(1, 2));

/** A root over a leaf and a latent of two units, which has two leaves. */
const tree: LatentTree<Rational> = {
  probability: [r(1, 2), r(1, 2)],
  children: [{ transition: edge }, { transition: edge, children: [{ transition: edge }, { transition: edge }] }],
};
const network: TreeNetwork<Rational> = {
  weights: {
    '': [[r(3), r(1), r(-1)]],
    '1': [
      [r(1), r(2)],
      [r(-1), r(1)],
    ],
  },
};
const { forward, jacobians } = treeNetworks(rationals);
const states = { '': 0, '0': 1, '1': 0, '10': 1, '11': 0 };

describe('a tree network', () => {
  it('has one unit for a leaf, and for a latent as many as its weights have rows', () => {
    expect(['', '0', '1', '10'].map((path) => unitsOf(network, path))).toEqual([1, 1, 2, 1]);
  });

  it('passes the states of the leaves up to the root, which is linear', () => {
    const { preactivations, activations } = forward(tree, network, states);
    expect(preactivations['1']).toEqual([r(1), r(-1)]);
    expect(activations['1']).toEqual([r(1), r(0)]);
    expect([preactivations[''], activations['']]).toEqual([[r(4)], [r(4)]]);
  });

  it('has a Jacobian for each latent, and none for a leaf: J_0 = I, and at the latent the weights of the units that are on', () => {
    expect(jacobians(tree, network, forward(tree, network, states))).toEqual({ '': [[r(1)]], '1': [[r(1), r(0)]] });
  });

  it('keeps what it has none of absent where its numbers are replaced', () => {
    const doubled = mapTreeNetwork(network, (a) => a.mul(2));
    expect(Object.keys(doubled)).toEqual(['weights']);
    expect(doubled.weights['1']).toEqual([
      [r(2), r(4)],
      [r(-2), r(2)],
    ]);
    const whole: TreeNetwork<Rational> = {
      ...network,
      biases: { '': [r(1)], '1': [r(2), r(3)] },
      outside: { '1': { leaf: '0', weights: [r(1), r(-1)] } },
      activations: { '1': 'linear' },
    };
    const { biases, outside, activations } = mapTreeNetwork(whole, (a) => a.mul(2));
    expect(biases).toEqual({ '': [r(2)], '1': [r(4), r(6)] });
    expect(outside).toEqual({ '1': { leaf: '0', weights: [r(2), r(-2)] } });
    expect(activations).toEqual({ '1': 'linear' });
    // f̃ = W f + b, and each unit of the latent reads the leaf 0 as well.
    expect(forward(tree, whole, states).preactivations['1']).toEqual([r(4), r(1)]);
  });
});
