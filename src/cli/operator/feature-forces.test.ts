import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Undecided } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import { type Rational, rationals } from '../../arithmetic/rational.js';
import { dualNetworks } from '../../model/dual-networks.js';
import { networks } from '../../model/network.js';
import { at } from '../../theory/claim.js';
import { integer } from '../../theory/space.js';
import { SpaceArbitrary } from '../../search/space-arbitrary.js';
import { featureForces } from '../../model/feature-forces.js';
import { termsOf } from '../../model/pair-derivatives.js';
import { operatorSpace, type OperatorInstance } from './instance.js';

const few = at('loss.negatives', integer(1, 2))(operatorSpace);
const algebra = linearAlgebra(rationals);

/** −∂L/∂vec(W_l) = Σ K·force. */
const gradient = (
  connections: readonly (readonly (readonly Rational[])[])[],
  forces: readonly (readonly Rational[])[],
): Rational[] => connections.map((K, a) => algebra.apply(K, forces[a])).reduce((s, v) => algebra.plus(s, v));

const same = (u: readonly Rational[], v: readonly Rational[]): boolean => u.every((a, i) => a.equals(v[i]));

describe('the derivative of the population loss by each view’s feature', () => {
  test('carried back through the connections it is the gradient by dual numbers, one branch and both, for every loss', () => {
    let compared = 0;
    fc.assert(
      fc.property(new SpaceArbitrary(few), (drawn) => {
        const { network, world, loss, layer = 1 } = drawn as OperatorInstance;
        if (termsOf(world, loss) > 2000) return true;
        const net = networks(rationals);
        const views = world.points.flatMap((point) => point.views);
        try {
          const model = dualNetworks(rationals);
          const definition = (branches: 'one' | 'both') =>
            model.negativeGradient(network, world, loss, layer, branches);
          const [one, both] = [definition('one'), definition('both')];
          const forces = featureForces(
            rationals,
            world,
            views.map((view) => net.output(network, view.x)),
            loss,
          );
          const Ks = views.map((view) => net.connectionAt(network, view.x, layer));
          compared++;
          return same(gradient(Ks, forces.oneBranch), one) && same(gradient(Ks, forces.bothBranches), both);
        } catch (error) {
          if (error instanceof Undecided) return true;
          throw error;
        }
      }),
      { numRuns: 150 },
    );
    expect(compared).toBeGreaterThan(60);
  });
});
