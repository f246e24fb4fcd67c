import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instancesOf, sameNumbers } from '../../../properties/instances.js';
import { type Rational, rationals } from '../../arithmetic/rational.js';
import { decode, encode } from '../../ledger/codec.js';
import { latentsOf, type LatentTree, leavesOf } from '../../model/latent-tree/tree.js';
import { type TreeNetwork, unitsOf } from '../../model/latent-tree/network.js';
import type { TreeLaw } from '../../model/latent-tree/states.js';
import { record } from '../space.js';
import { binaryTreeNode, latentTreeOf, type BinaryTree, symmetricTransitions } from './binary-tree.js';
import {
  binaryStates,
  isBinary,
  keepsNode,
  latentNode,
  latentTreeNode,
  skipsNode,
  smallTree,
  treeNetworkNode,
} from './tree-space.js';

interface Instance extends TreeLaw<Rational> {
  readonly network: TreeNetwork<Rational>;
  readonly latent: string;
}

const node = record({
  tree: latentTreeNode(smallTree),
  skips: skipsNode(),
  keeps: keepsNode,
  network: treeNetworkNode({ units: [1, 3], biases: true, outside: true }),
  latent: latentNode(),
});
const instances = instancesOf<Instance>(node);
const distributions = (rows: readonly (readonly Rational[])[]): boolean =>
  rows.every((row) => row.every((p) => p.s >= 0n) && row.reduce((s, p) => s.add(p)).equals(1));

describe('an instance on a latent tree', () => {
  it('has a column of weights for every unit of the children of a latent, at any depth', () => {
    fc.assert(
      fc.property(instances, ({ tree, network }) =>
        latentsOf(tree).every(({ path, children }) => {
          const inputs = children.reduce((n, child) => n + unitsOf(network, child), 0);
          return network.weights[path].every((row) => row.length === inputs);
        }),
      ),
      { numRuns: 500 },
    );
  });

  it('has transitions whose rows are distributions, a row for each state of the parent', () => {
    const matches = ({ probability, children }: LatentTree<Rational>): boolean => {
      const below = (states: number, branches: LatentTree<Rational>['children']): boolean =>
        branches.every(
          ({ transition, children: next = [] }) =>
            transition.length === states && distributions(transition) && below(transition[0].length, next),
        );
      return distributions([probability]) && below(probability.length, children);
    };
    fc.assert(fc.property(instances, ({ tree }) => matches(tree)));
  });

  it('skips edges only below the children of the root, with a law for each state of the root', () => {
    fc.assert(
      fc.property(instances, ({ tree, skips = {} }) =>
        Object.entries(skips).every(
          ([path, laws]) => path.length > 1 && laws.length === tree.probability.length && laws.every(distributions),
        ),
      ),
    );
  });

  it('reads from outside only leaves that are not below the latent', () => {
    fc.assert(
      fc.property(instances, ({ tree, network }) =>
        Object.entries(network.outside ?? {}).every(
          ([path, { leaf }]) => !leaf.startsWith(path) && leavesOf(tree).some((other) => other.path === leaf),
        ),
      ),
    );
  });

  it('is read from its file as it was written', () => {
    fc.assert(
      fc.property(instances, (instance) => {
        const read = decode(node, JSON.parse(JSON.stringify(encode(instance)))) as Instance;
        return sameNumbers(read, instance) && read.latent === instance.latent;
      }),
    );
  });

  it('names a latent, the deepest ones among them', () => {
    const named = new Set<number>();
    fc.assert(
      fc.property(instances, ({ tree, latent }) => {
        named.add(latent.length);
        return latentsOf(tree).some(({ path }) => path === latent);
      }),
      { numRuns: 500 },
    );
    expect([...named].sort()).toEqual([0, 1, 2]);
  });
});

describe('a narrowed tree', () => {
  it('has two states at every node', () => {
    const two = instancesOf<LatentTree<Rational>>(binaryStates(latentTreeNode(smallTree)));
    fc.assert(fc.property(two, isBinary));
  });

  it('has symmetric edges, which polarities stand for', () => {
    const symmetric = symmetricTransitions.narrow(record({ tree: binaryTreeNode(smallTree) }));
    fc.assert(
      fc.property(instancesOf<{ tree: BinaryTree<Rational> }>(symmetric), ({ tree }) => {
        const explicit = latentTreeOf(rationals, tree);
        return symmetricTransitions.holds({ tree }) && symmetricTransitions.holds({ tree: explicit });
      }),
    );
  });

  it('is not symmetric where one transition is not', () => {
    const trees = instancesOf<{ tree: BinaryTree<Rational> }>(record({ tree: binaryTreeNode(smallTree) }));
    const seen = fc.sample(trees, 100).map((instance) => symmetricTransitions.holds(instance));
    expect(new Set(seen).size).toBe(2);
  });
});
