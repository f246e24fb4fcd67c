import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instancesOf, sumOf } from '../../../properties/instances.js';
import type { Matrix } from '../../arithmetic/linear-algebra.js';
import { rational as r, type Rational, rationals as Q } from '../../arithmetic/rational.js';
import { record } from '../../theory/space.js';
import { latentTreeNode, smallTree, symmetricTreeNode, treeNetworkNode } from '../../theory/settings/tree-space.js';
import { activationLaws, MOST_PATTERNS } from './activation-law.js';
import { latentsOf, type LatentTree, latentTrees, type SymmetricTree, treeNodes } from './tree.js';
import type { TreeNetwork } from './network.js';
import { inputsOf, type OfView, treeSamples } from './samples.js';

interface TreeAndNetwork<T = LatentTree<Rational>> {
  readonly tree: T;
  readonly network: TreeNetwork<Rational>;
}

const { symmetric } = latentTrees(Q);
const { laws } = activationLaws(Q);
const instances = instancesOf<TreeAndNetwork>(
  record({ tree: latentTreeNode(smallTree), network: treeNetworkNode({ biases: true }) }),
);

const text = (rows: Matrix<Rational>): string[] => rows.map((row) => row.map((a) => a.toFraction()).join(' '));
const same = (a: Matrix<Rational>, b: Matrix<Rational>): boolean => text(a).join(';') === text(b).join(';');

/**
 * Root — latent — two leaves, edges of polarity ½ above the latent and −½ and −1 below it. One unit w = (12, −7) at the latent, one of weight 1 at
 * the root. Given z = 1 the leaves are x and 0, P(x=1) = ¼: f̃ = 12x. Given z = 0 they are x and 1, P(x=1) = ¾: f̃ = 12x − 7, which is 5 or −7.
 */
const byHand: TreeAndNetwork = {
  tree: symmetric({
    polarity: r(0),
    children: [{ polarity: r(1, 2), children: [{ polarity: r(-1, 2) }, { polarity: r(-1) }] }],
  }),
  network: { weights: { '': [[r(1)]], '0': [[r(12), r(-7)]] } },
};

describe('a latent with two leaves, by hand', () => {
  const law = laws(byHand.tree, byHand.network);
  const { preactivations, activations, given, below } = law.subtree('0');

  it('has the four patterns of its leaves, with f̃ and f on each and their laws', () => {
    expect(below).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
    expect(text(preactivations)).toEqual(['0', '-7', '12', '5']);
    expect(text(activations)).toEqual(['0', '0', '12', '5']);
    expect(text(given)).toEqual(['0 1/4 0 3/4', '3/4 0 1/4 0']);
  });

  it('has ṽ = (2, 3), whose gap is 1, and v = (15/4, 3), whose selectivity is −3/8', () => {
    expect(text(law.preactivationMeans('0'))).toEqual(['2', '3']);
    expect(text([law.gaps('0')])).toEqual(['1']);
    expect(text(law.means('0'))).toEqual(['15/4', '3']);
    expect(text([law.selectivities('0')])).toEqual(['-3/8']);
  });

  it('has a_μ = (−¼, −½), of which 2w is the gap', () => {
    expect(text([law.crossing('0')])).toEqual(['-1/4 -1/2']);
  });

  it('has the variances 25·3/16 and 144·3/16', () => {
    expect(text(law.variances('0', activations))).toEqual(['75/16', '27']);
  });

  it('has o_μ = ¼ and, with the root uniform, the covariance ¼ a_μ a_μᵀ', () => {
    expect(law.strength('0').toFraction()).toBe('1/4');
    expect(text(law.covariance('0'))).toEqual(['1/64 1/32', '1/32 1/16']);
  });

  it('shows the root half of its selectivity', () => {
    expect(law.strength('').toFraction()).toBe('1');
    expect(text([law.crossing('')])).toEqual(['-3/16']);
    expect(text(law.covariance(''))).toEqual(['9/256']);
  });

  it('has leaves of selectivity ½', () => {
    expect(text([law.selectivities('00'), law.selectivities('01')])).toEqual(['1/2', '1/2']);
  });
});

/** Whether a table with a row for each state of μ, times P(z_μ), is E[u 1{z_μ}] by enumeration, at every latent. */
const agrees =
  (of: (path: string) => OfView<Rational>, table: (law: ReturnType<typeof laws>, path: string) => Matrix<Rational>) =>
  ({ tree, network }: TreeAndNetwork): boolean => {
    const law = laws(tree, network);
    const samples = treeSamples(Q).enumerate({ tree, keeps: 'root' }, network);
    return latentsOf(tree).every(({ path }) => {
      const masses = samples.restricted(path, () => [Q.one]);
      const weighted = table(law, path).map((row, z) => row.map((a) => a.mul(masses[z][0])));
      return same(weighted, samples.restricted(path, of(path)));
    });
  };

describe('passing messages and listing all states agree, on any tree,', () => {
  it('on ṽ_j(z) = E[f̃_j | z_μ = z]', () => {
    const check = agrees(
      (path) =>
        ({ trace }) =>
          trace.preactivations[path],
      (law, path) => law.preactivationMeans(path),
    );
    fc.assert(fc.property(instances, check));
  });

  it('on v_j(z) = E[f_j | z_μ = z]', () => {
    const check = agrees(
      (path) =>
        ({ trace }) =>
          trace.activations[path],
      (law, path) => law.means(path),
    );
    fc.assert(fc.property(instances, check));
  });

  it('on V[f_j | z_μ = z]', () => {
    fc.assert(
      fc.property(instances, ({ tree, network }) => {
        const law = laws(tree, network);
        const { restricted } = treeSamples(Q).enumerate({ tree, keeps: 'root' }, network);
        return latentsOf(tree).every(({ path }) => {
          const masses = restricted(path, () => [Q.one]);
          const first = restricted(path, ({ trace }) => trace.activations[path]);
          const second = restricted(path, ({ trace }) => trace.activations[path].map((f) => f.mul(f)));
          return law.variances(path, law.subtree(path).activations).every((row, z) =>
            row.every((v, j) =>
              v
                .mul(masses[z][0])
                .mul(masses[z][0])
                .equals(masses[z][0].mul(second[z][j]).sub(first[z][j].mul(first[z][j]))),
            ),
          );
        });
      }),
    );
  });

  it('on the covariance of a latent’s inputs over the root', () => {
    fc.assert(
      fc.property(instances, ({ tree, network }) => {
        const law = laws(tree, network);
        const samples = treeSamples(Q).enumerate({ tree, keeps: 'root' }, network);
        return latentsOf(tree).every(({ path, children }) =>
          same(law.covariance(path), samples.covariance(inputsOf(children))),
        );
      }),
    );
  });

  it('and the patterns below every node have a law for each of its states', () => {
    fc.assert(
      fc.property(instances, ({ tree, network }) => {
        const law = laws(tree, network);
        return treeNodes(tree).every(({ path, states }) => {
          const { given, activations } = law.subtree(path);
          return given.length === states && given.every((p) => p.length === activations.length && sumOf(p).equals(1));
        });
      }),
    );
  });
});

describe('on degenerate symmetric trees', () => {
  const drawn = instancesOf<TreeAndNetwork<SymmetricTree<Rational>>>(
    record({ tree: symmetricTreeNode(smallTree), network: treeNetworkNode() }),
  );
  type Edge = Pick<SymmetricTree<Rational>, 'polarity'> & { readonly children?: readonly Edge[] | undefined };
  const everyEdge = (branches: readonly Edge[], rho: Rational): SymmetricTree<Rational>['children'] =>
    branches.map(({ children }) => ({ polarity: rho, ...(children && { children: everyEdge(children, rho) }) }));
  const isZero = (rows: Matrix<Rational>): boolean => rows.every((row) => row.every((a) => a.equals(0)));

  it('edges of polarity 0 let the root explain nothing and a_μ vanish', () => {
    fc.assert(
      fc.property(drawn, ({ tree: { polarity, children }, network }) => {
        const tree = symmetric({ polarity, children: everyEdge(children, r(0)) });
        const law = laws(tree, network);
        return latentsOf(tree).every(({ path }) => isZero([law.crossing(path)]) && isZero(law.covariance(path)));
      }),
    );
  });

  it('edges of polarity ±1 leave no variance given any latent', () => {
    const sign = fc.constantFrom(r(1), r(-1));
    fc.assert(
      fc.property(drawn, sign, ({ tree: { polarity, children }, network }, rho) => {
        const tree = symmetric({ polarity, children: everyEdge(children, rho) });
        const law = laws(tree, network);
        return latentsOf(tree).every(({ path }) => isZero(law.variances(path, law.subtree(path).activations)));
      }),
    );
  });

  it('a certain root explains nothing', () => {
    const certain = fc.constantFrom(r(1), r(-1));
    fc.assert(
      fc.property(drawn, certain, ({ tree: { children }, network }, polarity) => {
        const tree = symmetric({ polarity, children });
        const law = laws(tree, network);
        return latentsOf(tree).every(({ path }) => law.strength(path).equals(0) && isZero(law.covariance(path)));
      }),
    );
  });
});

describe('what is refused', () => {
  /** Ten leaves of four states each below the root: 4¹⁰ patterns. */
  const leaves = Array.from({ length: 10 }, () => ({ transition: [Array.from({ length: 4 }, () => r(1, 4))] }));
  const ones = [leaves.map(() => r(1))];
  const wideRoot = laws({ probability: [r(1)], children: leaves }, { weights: { '': ones } });
  /** The same below a latent of one unit. */
  const wideLatent = laws(
    { probability: [r(1)], children: [{ transition: [[r(1)]], children: leaves }] },
    { weights: { '': [[r(1)]], '0': ones } },
  );

  it('is a list of more patterns than are listed', () => {
    expect(() => wideLatent.means('0')).toThrow(
      `tree: expected at most ${MOST_PATTERNS} patterns of leaves below "0", got ${4 ** 10}`,
    );
  });

  it('is not the mean of a pre-activation or of a unit of the root, for which no patterns are listed', () => {
    expect(text(wideLatent.preactivationMeans('0'))).toEqual(['15']);
    expect(text(wideRoot.means(''))).toEqual(['15']);
  });

  it('is a path that leads nowhere', () => {
    expect(() => laws(byHand.tree, byHand.network).means('02')).toThrow('tree: expected the path of a node, got "02"');
  });
});
