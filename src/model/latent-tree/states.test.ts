import { describe, expect, it } from 'vitest';
import { type Rational, rational, rationals } from '../../arithmetic/rational.js';
import { treeStates } from './states.js';
import { type LatentTree, latentTrees } from './tree.js';

const edge = latentTrees(rationals).symmetricTransition(rational(1, 2));

/** A root over one latent over one leaf, each a copy of what is above it with probability ¾. */
const chain: LatentTree<Rational> = {
  probability: [rational(1, 4), rational(3, 4)],
  children: [{ transition: edge, children: [{ transition: edge }] }],
};
const shown = (keeps: 'root' | 'root and children') =>
  treeStates(rationals)
    .points({ tree: chain, keeps })
    .map(({ probability, states, views }) => ({
      kept: Object.keys(states).sort(),
      probability: probability.toFraction(),
      views: views.map((view) => view.probability.toFraction()),
    }));

describe('a sample of a latent tree', () => {
  it('is a state of the root, and its views all states below', () => {
    expect(shown('root')).toEqual([
      { kept: [''], probability: '1/4', views: ['9/16', '3/16', '1/16', '3/16'] },
      { kept: [''], probability: '3/4', views: ['3/16', '1/16', '3/16', '9/16'] },
    ]);
  });

  it('is a state of the root and of its children where these are kept, and its views all states below those', () => {
    expect(shown('root and children')).toEqual([
      { kept: ['', '0'], probability: '3/16', views: ['3/4', '1/4'] },
      { kept: ['', '0'], probability: '1/16', views: ['1/4', '3/4'] },
      { kept: ['', '0'], probability: '3/16', views: ['3/4', '1/4'] },
      { kept: ['', '0'], probability: '9/16', views: ['1/4', '3/4'] },
    ]);
  });
});
