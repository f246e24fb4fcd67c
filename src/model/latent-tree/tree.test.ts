import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fractions, instancesOf, sumOf } from '../../../properties/instances.js';
import { rational as r, type Rational, rationals as Q } from '../../arithmetic/rational.js';
import { numbersOf } from '../../theory/layout.js';
import { latentTreeNode, smallTree, symmetricTreeNode } from '../../theory/settings/tree-space.js';
import {
  latentsOf,
  type LatentTree,
  latentTrees,
  leavesOf,
  mapTree,
  parentOf,
  regularTree,
  type SymmetricTree,
  treeNodes,
} from './tree.js';
import { treeLaws } from './law.js';
import { type TreeLaw, treeStates } from './states.js';

const { symmetric, symmetricTransition, polarity } = latentTrees(Q);
const { fromRoot, marginals, polarityToRoot, rootSpread } = treeLaws(Q);
const { points } = treeStates(Q);

const trees = instancesOf<LatentTree<Rational>>(latentTreeNode(smallTree));
const symmetricTrees = instancesOf<SymmetricTree<Rational>>(symmetricTreeNode(smallTree));
const keeps = fc.constantFrom<TreeLaw<Rational>['keeps']>('root', 'root and children');

const text = (numbers: readonly Rational[]): string => numbers.map((a) => a.toFraction()).join(' ');

/** A root of three states; its first child has two states and two leaves below it, its second is a leaf of one state. */
const tree: LatentTree<number> = {
  probability: [0, 1, 2],
  children: [
    {
      transition: [
        [3, 4],
        [5, 6],
        [7, 8],
      ],
      children: [
        { transition: [[9], [10]] },
        {
          transition: [
            [11, 12],
            [13, 14],
          ],
        },
      ],
    },
    { transition: [[15], [16], [17]] },
  ],
};

describe('the nodes of a tree', () => {
  it('come parents first, each with its path, its depth, its states and its children', () => {
    expect(treeNodes(tree).map(({ path, depth, states, children }) => [path, depth, states, children])).toEqual([
      ['', 0, 3, ['0', '1']],
      ['0', 1, 2, ['00', '01']],
      ['00', 2, 1, []],
      ['01', 2, 2, []],
      ['1', 1, 1, []],
    ]);
  });

  it('have the transition of the edge above them, the root none', () =>
    expect(treeNodes(tree).map(({ transition }) => transition?.[0][0])).toEqual([undefined, 3, 9, 11, 15]));

  it('are latents where they have children and leaves where they have none', () => {
    expect(latentsOf(tree).map(({ path }) => path)).toEqual(['', '0']);
    expect(leavesOf(tree).map(({ path }) => path)).toEqual(['00', '01', '1']);
  });

  it('have the parent whose path is one step shorter', () => {
    expect(['', '0', '1', '01', '010'].map(parentOf)).toEqual([undefined, '', '', '0', '01']);
    const isChild = (nodes: LatentTree<Rational>): boolean =>
      treeNodes(nodes).every(({ path, children }) => children.every((child) => parentOf(child) === path));
    fc.assert(fc.property(trees, isChild));
  });
});

describe('a tree with its numbers replaced', () => {
  it('has every number changed once, in its place', () => {
    const doubled = mapTree(tree, (a) => 2 * a);
    expect(doubled.probability).toEqual([0, 2, 4]);
    expect(doubled.children[0].children?.[1].transition).toEqual([
      [22, 24],
      [26, 28],
    ]);
    expect(JSON.stringify(mapTree(doubled, (a) => a / 2))).toBe(JSON.stringify(tree));
  });

  it('has no children where there were none', () => {
    const mapped = mapTree(tree, String);
    expect(Object.keys(mapped.children[1])).toEqual(['transition']);
  });

  it('gives the numbers in the order of the tree', () => {
    fc.assert(
      fc.property(trees, (original) => {
        const seen: Rational[] = [];
        mapTree(original, (a) => seen.push(a));
        return text(seen) === text(numbersOf(original));
      }),
    );
  });
});

describe('a symmetric edge', () => {
  it('copies its parent at polarity 1, flips it at −1 and ignores it at 0', () => {
    const at = (rho: number): string => text(symmetricTransition(r(rho)).flat());
    expect([1, -1, 0].map(at)).toEqual(['1 0 0 1', '0 1 1 0', '1/2 1/2 1/2 1/2']);
  });

  it('has the polarity it was made from', () => {
    fc.assert(fc.property(fractions, (rho) => polarity(symmetricTransition(rho)).equals(rho)));
  });

  it('has the polarity P(1|1) − P(1|0), not P(1|1)', () => {
    const transition = [
      [r(1, 4), r(3, 4)],
      [r(1, 2), r(1, 2)],
    ];
    expect(polarity(transition).toFraction()).toBe('-1/4');
  });

  it('gives the root the law whose difference is its polarity', () => {
    expect(text(symmetric({ polarity: r(1, 2), children: [] }).probability)).toBe('1/4 3/4');
    fc.assert(
      fc.property(symmetricTrees, (short) => {
        const [zero, one] = symmetric(short).probability;
        return one.sub(zero).equals(short.polarity) && one.add(zero).equals(1);
      }),
    );
  });
});

describe('a regular tree', () => {
  it('has every leaf at its depth and as many children at every latent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }), (depth, children) => {
        const full = symmetric(regularTree(r(0), depth, children, () => r(1)));
        return (
          leavesOf(full).length === children ** depth &&
          leavesOf(full).every((leaf) => leaf.depth === depth) &&
          latentsOf(full).every((latent) => latent.children.length === children)
        );
      }),
    );
  });

  it('asks once for the polarity of each edge, by the path below it', () => {
    const asked: string[] = [];
    const short = regularTree(r(0), 2, 2, (path) => {
      asked.push(path);
      return r(Number(path), 100);
    });
    expect(asked.toSorted()).toEqual(['0', '00', '01', '1', '10', '11']);
    expect(short.children[1].children?.map((branch) => branch.polarity.toFraction())).toEqual(['1/10', '11/100']);
  });
});

describe('the law of the states', () => {
  it('sums to 1 over samples and over the views of each, whatever an augmentation keeps', () => {
    fc.assert(
      fc.property(trees, keeps, (full, kept) => {
        const samples = points({ tree: full, keeps: kept });
        return (
          sumOf(samples.map(({ probability }) => probability)).equals(1) &&
          samples.every(({ views }) => sumOf(views.map(({ probability }) => probability)).equals(1))
        );
      }),
    );
  });

  it('is the same for a view, whatever an augmentation keeps', () => {
    const joint = (full: LatentTree<Rational>, kept: TreeLaw<Rational>['keeps']): Map<string, Rational> =>
      new Map(
        points({ tree: full, keeps: kept }).flatMap(({ probability, views }) =>
          views.map((view) => [
            treeNodes(full)
              .map(({ path }) => view.states[path])
              .join(),
            probability.mul(view.probability),
          ]),
        ),
      );
    fc.assert(
      fc.property(trees, (full) => {
        const [root, children] = [joint(full, 'root'), joint(full, 'root and children')];
        return root.size === children.size && [...root].every(([key, p]) => children.get(key)?.equals(p));
      }),
    );
  });

  it('lets an edge that skips follow the root in place of the parent', () => {
    const chain = symmetric({ polarity: r(0), children: [{ polarity: r(0), children: [{ polarity: r(1) }] }] });
    const follow = (z: number) => Array.from({ length: 2 }, () => [r(1 - z), r(z)]);
    const skips = { '00': [follow(0), follow(1)] };
    const ones = (law: TreeLaw<Rational>): string =>
      text(
        points(law).map(({ views }) =>
          sumOf(views.filter(({ states }) => states['00'] === 1).map(({ probability }) => probability)),
        ),
      );
    expect(ones({ tree: chain, keeps: 'root' })).toBe('1/2 1/2');
    expect(ones({ tree: chain, skips, keeps: 'root' })).toBe('0 1');
  });

  it('gives every node the law that products of transitions give it', () => {
    fc.assert(
      fc.property(trees, (full) => {
        const samples = points({ tree: full, keeps: 'root' });
        const products = fromRoot(full);
        const means = marginals(full);
        return treeNodes(full).every(({ path, states }) =>
          Array.from({ length: states }, (_, z) => {
            const given = samples.map(({ views }) =>
              sumOf(views.filter((view) => view.states[path] === z).map(({ probability }) => probability)),
            );
            const total = sumOf(given.map((p, root) => p.mul(samples[root].probability)));
            return given.every((p, root) => p.equals(products[path][root][z])) && total.equals(means[path][z]);
          }).every(Boolean),
        );
      }),
    );
  });
});

describe('degenerate polarities', () => {
  const chain = (root: number, ...polarities: Rational[]): LatentTree<Rational> => {
    const [first, second, third] = polarities;
    const branch = { polarity: first, children: [{ polarity: second, children: [{ polarity: third }] }] };
    return symmetric({ polarity: r(root), children: [branch] });
  };

  it('of ±1 carry the root’s state down unchanged up to sign', () => {
    const rho = polarityToRoot(chain(0, r(-1), r(1), r(-1)));
    expect(['', '0', '00', '000'].map((path) => rho[path].toFraction())).toEqual(['1', '-1', '-1', '1']);
  });

  it('of 0 leave nothing of the root below them', () => {
    const rho = polarityToRoot(chain(0, r(1, 2), r(0), r(1)));
    expect(['', '0', '00', '000'].map((path) => rho[path].toFraction())).toEqual(['1', '1/2', '0', '0']);
  });

  it('of a root that is certain leave no spread', () => {
    expect([-1, 0, 1].map((root) => rootSpread(chain(root, r(1), r(1), r(1))).toFraction())).toEqual(['0', '1', '0']);
  });
});
