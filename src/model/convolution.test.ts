import { expect, it } from 'vitest';
import { type Rational, rational, rationals } from '../arithmetic/rational.js';
import { type Network, networks } from './network.js';

it('a layer of two rows on two windows has the Jacobian of the dense layer it stands for, row by row of every window', () => {
  const matrix = (...rows: number[][]) => rows.map((row) => row.map((a) => rational(a)));
  const network: Network<Rational> = {
    activation: 'linear',
    weights: [matrix([1, 2], [3, 5], [7, 11]), matrix([2, 3], [5, 7])],
    strides: [0, 1],
  };
  const net = networks(rationals);
  const trace = net.forward(network, matrix([1, 1])[0]);
  // f_1 = (3, 8, 18), and the windows are (3, 8) and (8, 18).
  expect(trace.output).toEqual(matrix([30, 71, 70, 166])[0]);
  expect(net.jacobians(network, trace)[0]).toEqual(matrix([2, 3, 0], [5, 7, 0], [0, 2, 3], [0, 5, 7]));
});
