import * as fc from 'fast-check';
import { it } from 'vitest';
import { rational, type Rational, rationals } from '../arithmetic/rational.js';
import { infonce } from './infonce.js';
import { losses } from './losses.js';
import { populations, type ViewFeatures } from './population.js';
import type { World } from './world.js';

const scalar = fc.integer({ min: -2, max: 2 }).map((n) => rational(n, 2));
const output = fc.array(scalar, { minLength: 2, maxLength: 2 });
const outputs = fc.array(fc.array(output, { minLength: 2, maxLength: 2 }), { minLength: 2, maxLength: 2 });
const world: World<Rational> = {
  points: [rational(1, 4), rational(3, 4)].map((probability) => ({
    probability,
    views: [rational(1, 8), rational(7, 8)].map((p) => ({ probability: p, x: [] })),
  })),
};

it('the samples of a world have total probability 1, and the shares of a sample sum to 1', () => {
  fc.assert(
    fc.property(outputs, fc.integer({ min: 1, max: 2 }), (anchors, H) => {
      const { samples, mean } = infonce(rationals);
      const all = samples(world, { anchors }, rational(3), H);
      const whole = ({ rest, shares }: (typeof all)[number]) => shares.reduce((s, p) => s.add(p), rest);
      return (
        mean(all, () => rational(1)).equals(rational(1)) && all.every((sample) => whole(sample).equals(rational(1)))
      );
    }),
  );
});

it('G/τ = −E[r₊ ∂L/∂r₊ + Σ_k r_k ∂L/∂r_k]', () => {
  fc.assert(
    fc.property(outputs, outputs, fc.integer({ min: 1, max: 2 }), (anchors: ViewFeatures<Rational>, positives, H) => {
      const beta = rational(3, 2);
      const nce = infonce(rationals);
      const G = nce.growth(nce.samples(world, { anchors, positives }, beta, H));
      const { distance, expectation } = populations(rationals);
      const euler = expectation(world, H, (x, a, b, chosen) => {
        const plus = distance(anchors[x][a], positives[x][b]);
        const minus = chosen.map((n) => distance(anchors[x][a], anchors[n.x][n.view]));
        const slopes = losses(rationals).derivatives(
          { kind: 'infonce', tau: rational(2, 3), negatives: H },
          plus,
          minus,
        );
        return minus.reduce((s, r, k) => s.add(r.mul(slopes.minus[k])), plus.mul(slopes.plus));
      });
      return G.mul(beta).equals(euler.neg());
    }),
  );
});
