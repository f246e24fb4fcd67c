import fc from 'fast-check';
import { describe, it } from 'vitest';
import { fractions, instancesOf, sameNumbers } from '../../properties/instances.js';
import { DualField } from '../arithmetic/dual.js';
import { linearAlgebra } from '../arithmetic/linear-algebra.js';
import { rational, type Rational, rationals } from '../arithmetic/rational.js';
import { networkNode } from '../theory/settings/spaces.js';
import { derivatives, variableLayer } from './gradient.js';
import type { Network } from './network.js';

const Q = rationals;
const { gradient, jacobian, layerGradient } = derivatives(Q);
const algebra = linearAlgebra(Q);

/** n, a matrix of n columns and a vector of n numbers. */
const linear = fc.integer({ min: 1, max: 4 }).chain((n) =>
  fc.record({
    M: fc.array(fc.array(fractions, { minLength: n, maxLength: n }), { minLength: 1, maxLength: 4 }),
    v: fc.array(fractions, { minLength: n, maxLength: n }),
  }),
);

describe('derivatives by definition', () => {
  it('∂(Mv)/∂v = M, one row for every output', () => {
    fc.assert(
      fc.property(linear, ({ M, v }) =>
        sameNumbers(
          jacobian(v, (D, moving) =>
            linearAlgebra(D).apply(
              M.map((row) => row.map((s) => D.constant(s))),
              moving,
            ),
          ),
          M,
        ),
      ),
    );
  });

  it('∇‖Mv‖² = 2MᵀMv', () => {
    fc.assert(
      fc.property(linear, ({ M, v }) => {
        const byDefinition = gradient(v, (D, moving) => {
          const over = linearAlgebra(D);
          return over.squaredNorm(
            over.apply(
              M.map((row) => row.map((s) => D.constant(s))),
              moving,
            ),
          );
        });
        const closed = algebra.scale(rational(2), algebra.applyTransposed(M, algebra.apply(M, v)));
        return sameNumbers(byDefinition, closed);
      }),
    );
  });

  it('of a number that no variable enters is 0 in every direction', () => {
    fc.assert(
      fc.property(linear, ({ v }) =>
        sameNumbers(
          gradient(v, (D) => D.of(7)),
          v.map(() => Q.zero),
        ),
      ),
    );
  });
});

describe('one layer as the variable', () => {
  const drawn = instancesOf<Network<Rational>>(networkNode()).chain((network) =>
    fc.record({ network: fc.constant(network), l: fc.integer({ min: 1, max: network.weights.length }) }),
  );

  it('∂(Σ_ij c_ij W_l[i][j])/∂vec(W_l) lists c column by column', () => {
    fc.assert(
      fc.property(drawn, ({ network, l }) => {
        const W = network.weights[l - 1];
        const c = W.map((row, i) => row.map((_, j) => rational(7 * i + j + 1)));
        const byDefinition = layerGradient(network, l, (D, { weights }) =>
          linearAlgebra(D).sum(weights[l - 1].flatMap((row, i) => row.map((w, j) => D.mul(D.constant(c[i][j]), w)))),
        );
        const columns = W[0].flatMap((_, j) => c.map((row) => row[j]));
        return sameNumbers(byDefinition, columns);
      }),
    );
  });

  it('leaves every value as it was and every other number without a derivative', () => {
    fc.assert(
      fc.property(drawn, ({ network, l }) => {
        const w = algebra.vec(network.weights[l - 1]);
        const D = new DualField(Q, w.length);
        const moving = variableLayer(
          D,
          network,
          l,
          w.map((s, i) => D.variable(s, i)),
        );
        const others = [...moving.weights.filter((_, i) => i !== l - 1).flat(2), ...(moving.biases?.flat() ?? [])];
        return (
          sameNumbers(
            moving.weights.map((W) => W.map((row) => row.map(({ value }) => value))),
            network.weights,
          ) &&
          moving.activation === network.activation &&
          moving.top === network.top &&
          others.every(({ tangents }) => tangents === null)
        );
      }),
    );
  });
});
