import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearAlgebra, type Matrix } from '../../arithmetic/linear-algebra.js';
import { type Rational, rational, rationals } from '../../arithmetic/rational.js';
import { SpaceArbitrary } from '../../search/space-arbitrary.js';
import { latentTreeNode, latentNode, treeNetworkNode } from '../../theory/settings/tree-space.js';
import { record } from '../../theory/space.js';
import { type LatentTree, latentsOf, latentTrees } from './tree.js';
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

  it('follows the weights along the whole path to the latent, three edges below the root', () => {
    const r = (n: number): Rational => rational(n, 4);
    const edge = (rho: number): Matrix<Rational> => latentTrees(rationals).symmetricTransition(r(rho));
    const leaf = (rho: number) => ({ transition: edge(rho) });
    const tree: LatentTree<Rational> = {
      probability: [r(1), r(3)],
      children: [
        leaf(2),
        { transition: edge(3), children: [{ transition: edge(-2), children: [leaf(1), leaf(3)] }, leaf(-3)] },
      ],
    };
    const W = (...rows: number[][]): Matrix<Rational> => rows.map((row) => row.map((w) => rational(w)));
    const network: TreeNetwork<Rational> = {
      weights: { '': W([1, -2, 3], [2, 1, 1]), '1': W([3, -1, 2], [-2, 1, 1]), '10': W([2, -1], [-1, 3]) },
    };
    for (const latent of ['', '1', '10']) {
      const operator = treeOperators(rationals).groupOperator(tree, network, latent);
      expect(same(operator, operatorByListing({ tree, network, latent })), latent).toBe(true);
      expect(
        operator.flat().some((a) => a.n !== 0n),
        latent,
      ).toBe(true);
    }
  });
});
