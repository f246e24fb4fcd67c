import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instancesOf, sameNumbers, sampleOf } from '../../../properties/instances.js';
import { type Rational, rationals } from '../../arithmetic/rational.js';
import { decode, encode } from '../../ledger/codec.js';
import { latentsOf, type LatentTree, leavesOf, treeNodes } from '../../model/latent-tree/tree.js';
import { type TreeNetwork, unitsOf } from '../../model/latent-tree/network.js';
import type { TreeLaw } from '../../model/latent-tree/states.js';
import { layeredTreeNode } from '../latent-tree/layer-setting.js';
import { type Node, record } from '../space.js';
import { binaryTreeNode, latentTreeOf, type BinaryTree, symmetricTransitions } from './binary-tree.js';
import { reluUnitsFields } from './relu-units.js';
import {
  binaryStates,
  everyBranch,
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
      { numRuns: 1000 },
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

describe('a tree that is drawn', () => {
  const drawn = (tree: Node): readonly LatentTree<Rational>[] => sampleOf<LatentTree<Rational>>(tree, 500);
  const sorted = (numbers: Iterable<number>): number[] => [...new Set(numbers)].sort();
  const depths = (trees: readonly LatentTree<Rational>[]): number[] =>
    sorted(trees.flatMap((tree) => leavesOf(tree).map(({ depth }) => depth)));
  /** How many children the node at a path has, of the trees that have it. */
  const children = (trees: readonly LatentTree<Rational>[], path: string): number[] =>
    sorted(
      trees.flatMap((tree) => treeNodes(tree).flatMap((node) => (node.path === path ? node.children.length : []))),
    );

  it('has one or two children a latent, one to three states a node and leaves at two edges or one, unless told otherwise', () => {
    const trees = drawn(latentTreeNode());
    expect([depths(trees), children(trees, ''), children(trees, '1'), children(trees, '00')]).toEqual([
      [1, 2],
      [1, 2],
      [0, 1, 2],
      [0],
    ]);
    expect(sorted(trees.flatMap((tree) => treeNodes(tree).map(({ states }) => states)))).toEqual([1, 2, 3]);
  });

  it('has states of probability 0, and deterministic transitions', () => {
    const trees = drawn(latentTreeNode());
    expect(trees.some(({ probability }) => probability.some((p) => p.n === 0n))).toBe(true);
    expect(trees.some(({ children: [{ transition }] }) => transition.some((row) => row.some((p) => p.n === 0n)))).toBe(
      true,
    );
  });

  it('has, where it is small, two children a latent on one path to depth 3, and no list of no children', () => {
    const trees = drawn(latentTreeNode(smallTree));
    const found = ['', '0', '1', '00', '01', '10', '000'].map((path) => children(trees, path));
    expect(found).toEqual([[1, 2], [0, 1, 2], [0, 1, 2], [0, 1], [0], [0], [0]]);
    expect(depths(trees)).toEqual([1, 2, 3]);
    expect(JSON.stringify(trees.map(encode))).not.toContain('"children":[]');
  });

  it('is changed at every branch, which is told its depth', () => {
    const depthsTold = new Set<number>();
    const changed = everyBranch((branch, depth) => {
      depthsTold.add(depth);
      return branch;
    })(latentTreeNode(smallTree));
    drawn(changed);
    expect(sorted(depthsTold)).toEqual([1, 2, 3]);
  });

  it('has, in a layer, up to two children of the root and of its first, and one of every other', () => {
    const trees = drawn(layeredTreeNode);
    expect(['', '0', '1', '00', '01'].map((path) => children(trees, path))).toEqual([
      [1, 2],
      [0, 1, 2],
      [0, 1],
      [0, 1],
      [0, 1],
    ]);
  });

  it('has, below a unit, up to two children of the root and of its first, and no other', () => {
    const trees = drawn(reluUnitsFields.tree);
    expect(['', '0', '1', '00'].map((path) => children(trees, path))).toEqual([[1, 2], [0, 1, 2], [0], [0]]);
    expect(JSON.stringify(trees.map(encode))).not.toContain('"children":[]');
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
