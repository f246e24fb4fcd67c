import type { Field } from '../../arithmetic/field.js';
import type { Rational } from '../../arithmetic/rational.js';
import { losses } from '../../model/losses.js';
import { at, claim, type Over } from '../claim.js';
import { atMost, equal, lessThan, type Relation } from '../relation.js';
import { derivedHere, read } from '../sources.js';
import { number, record, space } from '../space.js';

interface Instance {
  readonly tau: Rational;
  readonly margin: Rational;
  readonly plus: Rational;
  readonly minus: Rational;
}

interface Variant {
  /** Half the bound: L_tri − max(0, u) ≤ ½ τ log 2. */
  readonly halved?: boolean;
  /** A bound without τ: L_tri − max(0, u) ≤ 1. */
  readonly fixed?: boolean;
  /** The bound of the derivatives with e^{−2|u|/τ}. */
  readonly twiceAsFast?: boolean;
}

/**
 * The bounds are stated for e^{L_tri/τ} = 1 + e^{u/τ}, exp being increasing: no logarithm is left, and a bound on τ log(…) has
 * become one between exponentials, exact wherever those are powers of 2. The bound e^{e^{−|u|/τ}} has no factor τ to scale with:
 * 2 in place of e is decided at u = 0 alone, where it says more than e would.
 */
const parts =
  ({ halved, fixed, twiceAsFast }: Variant) =>
  <S>(F: Field<S>, { tau, margin, plus, minus }: Over<Instance, S>): Record<string, Relation<S>> => {
    const { value, derivatives } = losses(F);
    const square = (s: S): S => F.mul(s, s);
    const u = F.add(F.sub(plus, minus), margin);
    const hinge = value({ kind: 'hinge', margin }, plus, [minus]);
    const triplet = F.add(F.one, F.exp(F.div(u, tau)));
    const least = F.exp(F.div(hinge, tau));
    const decay = F.exp(F.neg(F.div(F.abs(u), tau)));
    const apart = F.sub(
      derivatives({ kind: 'triplet', tau, margin }, plus, [minus]).plus,
      derivatives({ kind: 'hinge', margin }, plus, [minus]).plus,
    );
    const two = F.of(2);
    return {
      'L_tri = τ log(1 + e^{u/τ})': equal(
        [value({ kind: 'triplet', tau, margin }, plus, [minus])],
        [F.mul(tau, F.log(triplet))],
      ),
      'max(0, u) < L_tri': lessThan([least], [triplet]),
      'L_tri ≤ max(0, u) + τ log 2': halved
        ? atMost([square(triplet)], [F.mul(two, square(least))])
        : fixed
          ? atMost([triplet], [F.mul(F.exp(F.div(F.one, tau)), least)])
          : atMost([triplet], [F.mul(two, least)]),
      'L_tri ≤ max(0, u) + τ e^{−|u|/τ}': atMost([triplet], [F.mul(F.exp(decay), least)]),
      '|∂L_tri − ∂ max(0, u)| < e^{−|u|/τ}': lessThan([F.abs(apart)], [twiceAsFast ? square(decay) : decay]),
    };
  };

/** 0 < L_tri − max(0, u) ≤ τ log 2, ≤ τ e^{−|u|/τ}, u = r₊ − r₋ + r₀. */
export const hingeLimit = claim<Instance>({
  id: 'dual-networks/hinge-limit',
  title: 'The triplet loss tends to the hinge at rate τ',
  statement: String.raw`0<L^\tau_{\mathrm{tri}}-\max(0,u)\le\min\bigl(\tau\log2,\ \tau e^{-|u|/\tau}\bigr),\qquad \Bigl|\frac{\partial L^\tau_{\mathrm{tri}}}{\partial r_+}-\mathbf 1[u>0]\Bigr|<e^{-|u|/\tau},\qquad u=r_+-r_-+r_0`,
  source: derivedHere('rate of the limit τ → 0 of the triplet loss'),
  reading: read(
    'derived',
    'the paper names the hinge as the limit; the rate is derived, with equality in τ log 2 at u = 0',
  ),
  space: space<Instance>(
    record({ tau: number(3, 2, 'positive'), margin: number(2, 2), plus: number(2, 2), minus: number(2, 2) }),
  ),
  assumptions: [],
  quantifier: 'for all',
  exponential: 'true',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['dual-networks/loss-common-property'],
  mutants: [
    {
      name: 'half-the-bound',
      text: 'L_tri − max(0, u) ≤ ½ τ log 2',
      conclusion: parts({ halved: true }),
    },
    {
      name: 'bound-without-temperature',
      text: 'L_tri − max(0, u) ≤ 1, whatever τ',
      conclusion: parts({ fixed: true }),
      agreesOn: { text: 'temperatures at most 1', narrow: at('tau', number(1, 4, 'positive')) },
    },
    {
      name: 'derivatives-twice-as-fast',
      text: 'the derivatives differ by less than e^{−2|u|/τ}',
      conclusion: parts({ twiceAsFast: true }),
    },
  ],
});
