import { describe, expect, it } from 'vitest';
import { type Rational, rational, rationals } from '../../arithmetic/rational.js';
import { latentTrees, type LatentTree, treeNodes } from '../../model/latent-tree/tree.js';
import { closedCovariance, covarianceByDefinition } from './covariance-of-inputs.js';

const r = rational;
/** P(1 | 1) − P(1 | 0) = ρ. */
const symmetric = (rho: Rational): Rational[][] => {
  const [same, other] = [rationals.one.add(rho).div(2), rationals.one.sub(rho).div(2)];
  return [
    [same, other],
    [other, same],
  ];
};

describe('o_μ a_μ a_μᵀ below a path of two edges', () => {
  // Root → ½ → ⅓ → two leaves with ρ = 1 and −1.
  const tree: LatentTree<Rational> = {
    probability: [r(1, 4), r(3, 4)],
    children: [
      {
        transition: symmetric(r(1, 2)),
        children: [
          {
            transition: symmetric(r(1, 3)),
            children: [{ transition: symmetric(r(1)) }, { transition: symmetric(r(-1)) }],
          },
        ],
      },
    ],
  };
  const network = { weights: { '00': [[r(1), r(2)]], '0': [[r(1)]], '': [[r(1)]] } };
  const instance = { tree, network, keeps: 'root', latent: '00' } as const;
  const edges = new Map(treeNodes(tree).map(({ path, transition = [] }) => [path, transition]));
  const edge = (path: string): Rational => latentTrees(rationals).polarity(edges.get(path) ?? []);
  // 1 − ρ_0² = 4 p_0 p_1.
  const polarities = { edge, spread: r(3, 4) };

  it('is V_{z_0}[E[f | z_0]] = (ρ_01 ρ_12)² (1 − ρ_0²)·¼·(1 −1)ᵀ(1 −1)', () => {
    // (½·⅓)²·¾·¼ = 1/192
    const expected = [
      ['1/192', '-1/192'],
      ['-1/192', '1/192'],
    ];
    const show = (M: readonly (readonly Rational[])[]): string[][] => M.map((row) => row.map((a) => a.toFraction()));
    expect(show(closedCovariance(rationals, instance, polarities))).toEqual(expected);
    expect(show(covarianceByDefinition(rationals, instance))).toEqual(expected);
  });
});
