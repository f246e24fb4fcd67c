import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { float64 } from '../../arithmetic/float64.js';
import { type Rational, rational, rationals } from '../../arithmetic/rational.js';
import { mapTreeNetwork, type TreeNetwork, treeNetworks } from './network.js';
import { treeOperators } from './operator.js';
import { latentsOf, latentTrees, mapTree, parentOf, regularTree, treeNodes } from './tree.js';

describe('the covariance operator of one group of a tree network', () => {
  it('is exact at depth 5 with two children, 2³² leaf states, and agrees with a Monte-Carlo estimate', () => {
    const random = xoroshiro128plus(11);
    const pick = (numbers: readonly number[]): number => numbers[uniformInt(random, 0, numbers.length - 1)];
    const tree = latentTrees(rationals).symmetric(
      regularTree(rationals.zero, 5, 2, () => rational(pick([-3, 3, 2, -2]), 4)),
    );
    const weights = Object.fromEntries(
      latentsOf(tree).map(({ path }) => [path, [[1, 2].map(() => rational(pick([1, 2, 3, -1]), 2))]]),
    );
    const network: TreeNetwork<Rational> = { weights };
    const latent = '0101';
    const exact = treeOperators(rationals).expectedConnections(tree, network, latent);
    const operator = treeOperators(rationals).groupOperator(tree, network, latent);

    const [floatTree, floatNetwork] = [mapTree(tree, Number), mapTreeNetwork(network, Number)];
    const net = treeNetworks(float64);
    const nodes = treeNodes(floatTree).filter(({ path }) => path !== '');
    const uniform = (): number => uniformInt(random, 0, 2 ** 30 - 1) / 2 ** 30;
    const N = 4000;
    const estimates = [0, 1].map((z0) => {
      const sums = exact[0].map(() => ({ first: 0, second: 0 }));
      for (let n = 0; n < N; n++) {
        const states: Record<string, number> = { '': z0 };
        for (const { path, transition = [] } of nodes) {
          states[path] = uniform() < transition[states[parentOf(path) ?? '']][1] ? 1 : 0;
        }
        const trace = net.forward(floatTree, floatNetwork, states);
        const [[J]] = net.jacobians(floatTree, floatNetwork, trace)[latent];
        [`${latent}0`, `${latent}1`].forEach((child, row) => {
          const K = trace.activations[child][0] * J;
          sums[row].first += K;
          sums[row].second += K * K;
        });
      }
      return sums.map(({ first, second }) => {
        const mean = first / N;
        return { mean, error: Math.sqrt((second / N - mean * mean) / N) };
      });
    });
    // Six standard errors: a normal mean exceeds them with probability 2e-9 (the seed is fixed besides).
    exact.forEach((K, z) =>
      K.forEach(([value], row) => {
        const { mean, error } = estimates[z][row];
        expect(Math.abs(mean - Number(value))).toBeLessThanOrEqual(6 * error);
      }),
    );
    // OP = ¼ ΔΔᵀ: an error e_i of Δ_i moves the entry by at most ¼(|Δ_i| e_j + |Δ_j| e_i + e_i e_j).
    const delta = exact[0].map((_, row) => estimates[1][row].mean - estimates[0][row].mean);
    const e = exact[0].map((_, row) => 6 * Math.hypot(estimates[0][row].error, estimates[1][row].error));
    operator.forEach((line, i) =>
      line.forEach((value, j) => {
        const bound = (Math.abs(delta[i]) * e[j] + Math.abs(delta[j]) * e[i] + e[i] * e[j]) / 4;
        expect(Math.abs(Number(value) - (delta[i] * delta[j]) / 4)).toBeLessThanOrEqual(bound);
      }),
    );
    expect(operator.flat().some((value) => Math.abs(Number(value)) > 1e-3)).toBe(true);
  });
});
