import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { awayFromKinks, fractions, instancesOf, sameNumbers } from '../../properties/instances.js';
import { linearAlgebra, type Matrix } from '../arithmetic/linear-algebra.js';
import { rational, type Rational, rationals } from '../arithmetic/rational.js';
import { axis, list, number, record, simplex } from '../theory/space.js';
import { networkNode, worldNode } from '../theory/settings/spaces.js';
import { dualNetworks } from './dual-networks.js';
import { derivatives } from './gradient.js';
import { type Loss, mapLoss } from './losses.js';
import type { Network } from './network.js';
import { populations } from './population.js';
import { mapWorld, type World } from './world.js';

interface Instance {
  readonly network: Network<Rational>;
  readonly world: World<Rational>;
}

const Q = rationals;
const model = dualNetworks(Q);
const algebra = linearAlgebra(Q);
const small = { layers: [1, 2], width: [1, 2] } as const;
const general = instancesOf<Instance>(
  record({
    network: networkNode(small),
    world: worldNode({ inputs: [1, 2], views: [1, 2], ownPositives: true, ownNegatives: true }),
  }),
);
const kinds: fc.Arbitrary<Loss<Rational>> = fc.constantFrom<Loss<Rational>>(
  { kind: 'simple' },
  { kind: 'triplet', tau: rational(1, 2), margin: rational(1) },
  { kind: 'infonce', tau: rational(2), negatives: 1 },
);
const layersOf = ({ weights }: Network<Rational>): number[] => weights.map((_, i) => i + 1);
const isZero = (M: Matrix<Rational>): boolean => M.every((row) => row.every((a) => a.n === 0n));

/** A law over matrices of one shape. */
const laws = instancesOf<{ p: readonly Rational[]; Ms: readonly Matrix<Rational>[] }>(
  record({
    p: simplex(axis('places', 1, 4)),
    Ms: list(axis('places', 1, 4), list(axis('rows', 1, 3), list(axis('columns', 1, 2), number(2, 2)))),
  }),
);

describe('a matrix variance', () => {
  it('V[M] = ½ Σ p p′ (M − M′)(M − M′)ᵀ', () => {
    fc.assert(
      fc.property(laws, ({ p, Ms }) =>
        sameNumbers(
          model.variance(p, Ms),
          model.weightedOperator(p, Ms, () => Q.one),
        ),
      ),
    );
  });

  it('weighted by ξ is ½ Σ p p′ ξ (M − M′)(M − M′)ᵀ, summed pair by pair', () => {
    fc.assert(
      fc.property(laws, fractions, ({ p, Ms }, c) => {
        const xi = (x: number, y: number): Rational => c.add(rational(x * y));
        let total = algebra.zeros(Ms[0].length, Ms[0].length);
        Ms.forEach((M, x) => {
          for (let y = 0; y < x; y++) {
            const gap = algebra.subtract(M, Ms[y]);
            const weight = p[x].mul(p[y]).mul(xi(x, y));
            total = algebra.add(total, algebra.scaleMatrix(weight, algebra.product(gap, algebra.transpose(gap))));
          }
        });
        return sameNumbers(model.weightedOperator(p, Ms, xi), total);
      }),
    );
  });

  it('of one place is 0, and of a shifted law the same', () => {
    fc.assert(
      fc.property(laws, ({ p, Ms }) => {
        const shifted = Ms.map((M) => algebra.add(M, Ms[0]));
        return (
          isZero(model.variance([Q.one], [Ms[0]])) && sameNumbers(model.variance(p, Ms), model.variance(p, shifted))
        );
      }),
    );
  });
});

describe('the covariance operator', () => {
  it('is 0 where every point has one and the same augmentation law', () => {
    fc.assert(
      fc.property(general, ({ network, world }) => {
        const [{ views }] = world.points;
        const constant = { points: world.points.map(({ probability }) => ({ probability, views })) };
        return layersOf(network).every((l) => isZero(model.covarianceOperator(network, constant, l)));
      }),
    );
  });

  it('and E_x of the augmentation variances add up to the variance over all views', () => {
    fc.assert(
      fc.property(general, ({ network, world }) =>
        layersOf(network).every((l) => {
          const within = model
            .augmentationVariances(network, world, l)
            .map((V, x) => algebra.scaleMatrix(world.points[x].probability, V))
            .reduce((s, V) => algebra.add(s, V));
          const p = world.points.flatMap((point) => point.views.map((view) => point.probability.mul(view.probability)));
          return sameNumbers(
            algebra.add(model.covarianceOperator(network, world, l), within),
            model.variance(p, model.connections(network, world, l).flat()),
          );
        }),
      ),
    );
  });
});

describe('the loss of two branches of one network', () => {
  it('with positives and negatives written out as the laws they default to is the same', () => {
    fc.assert(
      fc.property(general, kinds, ({ network, world }, kind) => {
        const plain: World<Rational> = {
          points: world.points.map(({ probability, views }) => ({ probability, views })),
        };
        const written: World<Rational> = {
          points: plain.points.map((point) => ({ ...point, positives: point.views })),
          negatives: plain.points.map(({ probability }) => probability),
        };
        return model.loss(network, plain, kind).equals(model.loss(network, written, kind));
      }),
    );
  });

  const line = (views: readonly (readonly [p: number, x: number])[]) =>
    views.map(([p, x]) => ({ probability: rational(p, 4), x: [rational(x)] }));
  const identity: Network<Rational> = { activation: 'linear', weights: [[[Q.one]]] };

  it('draws positives from their own law', () => {
    // Anchor at 0, positives at 2 and 4 with law ¼, ¾; the negative is the anchor itself: L_simp = ¼·2 + ¾·8.
    const world = {
      points: [
        {
          probability: Q.one,
          views: line([[4, 0]]),
          positives: line([
            [1, 2],
            [3, 4],
          ]),
        },
      ],
    };
    expect(model.loss(identity, world, { kind: 'simple' }).toFraction()).toBe('13/2');
    expect(sameNumbers(model.features(identity, world, 'positives'), [[[rational(2)], [rational(4)]]])).toBe(true);
    // K = x for the one weight, so that K̄ over the positives is ¼·2 + ¾·4.
    expect(sameNumbers(model.expectedConnections(identity, world, 1, 'positives'), [[[rational(7, 2)]]])).toBe(true);
  });

  it('draws the points of negatives from their own law', () => {
    // Points 0 and 2 with law ½, ½; negatives always at 2: −L_simp = ½·2.
    const points = [0, 2].map((x) => ({ probability: rational(1, 2), views: line([[4, x]]) }));
    const world = { points, negatives: [Q.zero, Q.one] };
    expect(model.loss(identity, world, { kind: 'simple' }).toFraction()).toBe('-1');
  });
});

describe('the negative gradient', () => {
  it('through both branches is −∂L/∂vec(W_l) of the loss itself', () => {
    fc.assert(
      fc.property(general, kinds, ({ network, world }, kind) =>
        awayFromKinks(() =>
          layersOf(network).every((l) => {
            const gradient = derivatives(Q).layerGradient(network, l, (D, moving) => {
              const constant = (s: Rational) => D.constant(s);
              return dualNetworks(D).loss(moving, mapWorld(world, constant), mapLoss(kind, constant));
            });
            return sameNumbers(
              model.negativeGradient(network, world, kind, l, 'both'),
              gradient.map((g) => g.neg()),
            );
          }),
        ),
      ),
      { numRuns: 60 },
    );
  });

  it('through the anchor alone is E K_l(x₁)(f(x₊) − f(x₋)) for L_simp', () => {
    const { expectation } = populations(Q);
    fc.assert(
      fc.property(general, ({ network, world }) =>
        awayFromKinks(() => {
          const anchors = model.features(network, world);
          const positives = model.features(network, world, 'positives');
          return layersOf(network).every((l) => {
            const K = model.connections(network, world, l);
            const closed = K[0][0].map((_, row) =>
              expectation(world, 1, (x, a, b, [n]) =>
                algebra.dot(K[x][a][row], algebra.minus(positives[x][b], anchors[n.x][n.view])),
              ),
            );
            return sameNumbers(model.negativeGradient(network, world, { kind: 'simple' }, l, 'one'), closed);
          });
        }),
      ),
      { numRuns: 60 },
    );
  });
});
