import { describe, expect, it } from 'vitest';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import { type Rational, rational, rationals } from '../../arithmetic/rational.js';
import { type TreeNetwork, treeNetworks } from '../../model/latent-tree/network.js';
import type { LatentTree } from '../../model/latent-tree/tree.js';
import { conformalMatrix, withConformalAbove } from './conformal-layers.js';

const text = (M: readonly (readonly Rational[])[]): string[] => M.map((row) => row.map(String).join(' '));
const matrix = (...rows: string[]): Rational[][] => rows.map((row) => row.split(' ').map((a) => rational(a)));
const [p, q] = [rational(3), rational(4)];

const leaf = { transition: matrix('1 0', '0 1') };
const latent = (...children: LatentTree<Rational>['children']) => ({ ...leaf, children });

describe('p I + q R', () => {
  it('turns every pair of units, with a row more where a unit is left over', () => {
    expect(text(conformalMatrix(rationals, 2, p, q))).toEqual(['3 -4', '4 3']);
    expect(text(conformalMatrix(rationals, 3, p, q))).toEqual(['3 -4 0', '4 3 0', '0 0 3', '0 0 4']);
  });

  it('has orthogonal columns of the squared length p² + q²', () => {
    const { product, transpose } = linearAlgebra(rationals);
    for (const n of [1, 2, 3, 4, 5]) {
      const M = conformalMatrix(rationals, n, p, q);
      const gram = product(transpose(M), M);
      expect(gram.every((row, i) => row.every((g, j) => g.equals(i === j ? 25 : 0)))).toBe(true);
    }
  });
});

describe('a network with p I + q R above a latent', () => {
  // μ = 00 with one unit; its sibling 01 with two; 1 beside their parent.
  const tree: LatentTree<Rational> = {
    probability: [rational(1, 2), rational(1, 2)],
    children: [latent(latent(leaf), latent(leaf)), latent(leaf)],
  };
  const network: TreeNetwork<Rational> = {
    weights: {
      '00': matrix('7'),
      '01': matrix('5', '6'),
      '0': matrix('1 2 3'),
      '1': matrix('8'),
      '': matrix('1 1'),
    },
    biases: { '00': [rational(1)], '01': [rational(1), rational(1)], '0': [rational(2)], '1': [rational(3)], '': [p] },
    outside: { '0': { leaf: '10', weights: [q] }, '00': { leaf: '10', weights: [p] } },
  };
  const turned = () => withConformalAbove(rationals, tree, network, '00', { p, q });

  it('reads the units on the way through it, and the siblings as before, with 0 in the rows it adds', () => {
    const above = turned();
    expect(text(above.weights['0'])).toEqual(['3 2 3', '4 0 0']);
    expect(text(above.weights[''])).toEqual(['3 -4 1', '4 3 0']);
  });

  it('leaves the latent itself, what is below and what is beside as they are', () => {
    const above = turned();
    expect(['00', '01', '1'].map((path) => above.weights[path])).toEqual([matrix('7'), matrix('5', '6'), matrix('8')]);
    expect([above.biases?.['00'], above.biases?.['1']]).toEqual([network.biases?.['00'], network.biases?.['1']]);
    expect(above.outside).toEqual({ '00': network.outside?.['00'] });
  });

  it('adds nothing above the latent, and can be evaluated', () => {
    const above = turned();
    const zero = rational(0);
    expect([above.biases?.['0'], above.biases?.['']]).toEqual([
      [zero, zero],
      [zero, zero],
    ]);
    const states = { '': 0, '0': 0, '1': 1, '00': 0, '01': 1, '000': 1, '010': 0, '10': 1 };
    const { activations } = treeNetworks(rationals).forward(tree, above, states);
    // 00: 7 + 1 + 3·1 = 11; 01: 0 + (1, 1); 0: (3·11 + 5, 4·11); 1: 8 + 3; the root has no ReLU.
    expect(activations['0'].map(String)).toEqual(['38', '44']);
    expect(activations[''].map(String)).toEqual(['-51', '284']);
  });

  it('is the network where there is nothing above', () => {
    expect(withConformalAbove(rationals, tree, network, '', { p, q })).toBe(network);
  });
});
