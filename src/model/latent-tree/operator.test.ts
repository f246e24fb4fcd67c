import * as fc from 'fast-check';
import { describe, it } from 'vitest';
import { linearAlgebra, type Matrix } from '../../arithmetic/linear-algebra.js';
import { type Rational, rationals } from '../../arithmetic/rational.js';
import { SpaceArbitrary } from '../../search/space-arbitrary.js';
import { latentTreeNode, latentNode, treeNetworkNode } from '../../theory/settings/tree-space.js';
import { record } from '../../theory/space.js';
import { type LatentTree, latentsOf } from './tree.js';
import { type States, type TreeNetwork, treeNetworks } from './network.js';
import { treeOperators } from './operator.js';
import { treeStates } from './states.js';

interface Instance {
  readonly tree: LatentTree<Rational>;
  readonly network: TreeNetwork<Rational>;
  readonly latent: string;
}

const { kronecker, transpose, scaleMatrix, add, subtract, outer } = linearAlgebra(rationals);
const total = (Ms: readonly Matrix<Rational>[]): Matrix<Rational> => Ms.reduce((s, M) => add(s, M));

/** V_{z_0}[E[K_μ | z_0]] from every state of every node. */
const operatorByListing = ({ tree, network, latent }: Instance): Matrix<Rational> => {
  const net = treeNetworks(rationals);
  const children = latentsOf(tree).find(({ path }) => path === latent)?.children ?? [];
  const K = (states: States): Matrix<Rational> => {
    const trace = net.forward(tree, network, states);
    const f = children.flatMap((child) => trace.activations[child]);
    return kronecker(transpose([f]), transpose(net.jacobians(tree, network, trace)[latent]));
  };
  const points = treeStates(rationals).points({ tree, keeps: 'root' });
  const means = points.map(({ views }) => total(views.map((view) => scaleMatrix(view.probability, K(view.states)))));
  const mean = total(means.map((M, z) => scaleMatrix(points[z].probability, M)));
  const second = total(means.map((M, z) => scaleMatrix(points[z].probability, outer(M, M))));
  return subtract(second, outer(mean, mean));
};

const same = (A: Matrix<Rational>, B: Matrix<Rational>): boolean =>
  A.length === B.length && A.every((row, i) => row.every((a, j) => a.equals(B[i][j])));

describe('the covariance operator of one group of a tree network', () => {
  it('is V_{z_0}[E K_μ], of which one subtree is listed where the definition lists the whole tree', () => {
    const node = record({ tree: latentTreeNode(), network: treeNetworkNode({ biases: true }), latent: latentNode() });
    fc.assert(
      fc.property(new SpaceArbitrary(node), (drawn) => {
        const instance = drawn as Instance;
        const { tree, network, latent } = instance;
        return same(treeOperators(rationals).groupOperator(tree, network, latent), operatorByListing(instance));
      }),
      { numRuns: 100 },
    );
  });
});
