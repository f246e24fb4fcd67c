import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { awayFromKinks, fractions, sameNumbers } from '../../properties/instances.js';
import { DualField } from '../arithmetic/dual.js';
import { Undecided } from '../arithmetic/field.js';
import { float64Intervals as I } from '../arithmetic/interval.js';
import { type Rational, rational, rationals } from '../arithmetic/rational.js';
import { type Loss, losses, mapLoss, negativesOf } from './losses.js';

const Q = rationals;
const { value, derivatives, xi } = losses(Q);

const positive = fc.tuple(fc.integer({ min: 1, max: 8 }), fc.constantFrom(1, 2, 4)).map(([n, d]) => rational(n, d));
const smooth: fc.Arbitrary<Loss<Rational>> = fc.oneof(
  fc.constant<Loss<Rational>>({ kind: 'simple' }),
  fc.record({ kind: fc.constant('triplet' as const), tau: positive, margin: fractions }),
  fc.record({ kind: fc.constant('infonce' as const), tau: positive, negatives: fc.integer({ min: 1, max: 3 }) }),
);
const hinge: fc.Arbitrary<Loss<Rational>> = fc.record({ kind: fc.constant('hinge' as const), margin: fractions });

/** A loss with distances for it: r₊ and as many r_k as it takes. */
const atDistances = (of: fc.Arbitrary<Loss<Rational>>) =>
  of.chain((loss) =>
    fc.record({
      loss: fc.constant(loss),
      plus: fractions,
      minus: fc.array(fractions, { minLength: negativesOf(loss), maxLength: negativesOf(loss) }),
    }),
  );

/** (L, ∂L/∂r₊, ∂L/∂r_1 …) by dual numbers. */
const byDefinition = (loss: Loss<Rational>, plus: Rational, minus: readonly Rational[]): readonly Rational[] => {
  const D = new DualField(Q, 1 + minus.length);
  const L = losses(D).value(
    mapLoss(loss, (s) => D.constant(s)),
    D.variable(plus, 0),
    minus.map((r, k) => D.variable(r, k + 1)),
  );
  return [L.value, ...D.tangentsOf(L)];
};

describe('a contrastive loss', () => {
  it('has the derivatives its closed forms state, for any positive function in place of exp', () => {
    fc.assert(
      fc.property(atDistances(fc.oneof(smooth, hinge)), ({ loss, plus, minus }) =>
        awayFromKinks(() => {
          const closed = derivatives(loss, plus, minus);
          return sameNumbers([value(loss, plus, minus), closed.plus, closed.minus], byDefinition(loss, plus, minus));
        }),
      ),
    );
  });

  it('hinge is max(0, r₊ − r₋ + r₀), differentiable but where that meets 0', () => {
    fc.assert(
      fc.property(fractions, fractions, fractions, (plus, minus, margin) => {
        const t = plus.sub(minus).add(margin);
        const loss: Loss<Rational> = { kind: 'hinge', margin };
        return value(loss, plus, [minus]).equals(t.compare(0) > 0 ? t : Q.zero);
      }),
    );
    const kink: Loss<Rational> = { kind: 'hinge', margin: rational(1) };
    expect(() => byDefinition(kink, rational(2), [rational(3)])).toThrow(Undecided);
  });

  it('triplet exceeds its hinge by less than τ log 2', () => {
    for (const [t, tau] of [
      [6, 4],
      [-3, 2],
      [0, 8],
    ]) {
      const soft = losses(I).value({ kind: 'triplet', tau: I.of(1, tau), margin: I.of(t, 4) }, I.zero, [I.zero]);
      const excess = I.sub(soft, I.of(Math.max(0, t), 4));
      expect(excess.lo).toBeGreaterThan(0);
      if (t !== 0) expect(I.sub(I.mul(I.of(1, tau), I.log(I.of(2))), excess).lo).toBeGreaterThan(0);
    }
  });

  it('InfoNCE with one negative is the triplet loss with margin 0 over τ', () => {
    fc.assert(
      fc.property(fractions, fractions, positive, (r, s, t) => {
        const [plus, minus, tau] = [r, s, t].map((q) => I.enclose(q));
        const nce = losses(I).value({ kind: 'infonce', tau, negatives: 1 }, plus, [minus]);
        const triplet = losses(I).value({ kind: 'triplet', tau, margin: I.zero }, plus, [minus]);
        const difference = I.sub(nce, I.div(triplet, tau));
        return difference.lo <= 0 && difference.hi >= 0 && difference.hi - difference.lo < 2 ** -40;
      }),
    );
  });

  it('InfoNCE derivatives sum to 0: adding a constant to every distance changes nothing', () => {
    fc.assert(
      fc.property(atDistances(smooth), ({ loss, plus, minus }) => {
        const closed = derivatives(loss, plus, minus);
        return closed.minus.reduce((s, d) => s.add(d), closed.plus).equals(0);
      }),
    );
  });
});

describe('the weight ξ(r) of a pair', () => {
  it('is 1, σ((r₀ − r)/τ) and (1/τ)e^{−r/τ}/(1 + e^{−r/τ})', () => {
    fc.assert(
      fc.property(fractions, positive, fractions, (r, tau, margin) => {
        const e = Q.exp(margin.sub(r).div(tau));
        const u = Q.exp(r.neg().div(tau));
        return (
          xi({ kind: 'simple' }, r).equals(1) &&
          xi({ kind: 'triplet', tau, margin }, r).equals(e.div(e.add(1))) &&
          xi({ kind: 'infonce', tau, negatives: 1 }, r).equals(u.div(u.add(1)).div(tau))
        );
      }),
    );
  });
});
