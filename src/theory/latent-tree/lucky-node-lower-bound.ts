/** Glossary: p(t) = P(w_jᵀa_μ > t) in closed form, N = |N_μ^ch|, n = |N_μ|, θ the share of the largest value B‖a_μ‖₁ that is asked for. */
import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import { type Rational, rationals } from '../../arithmetic/rational.js';
import { uniformSums } from '../../model/latent-tree/uniform-sums.js';
import { claim, type Laws, type Over } from '../claim.js';
import { atMost, type Relation } from '../relation.js';
import {
  childrenFixed,
  crossingNonzero,
  drawHalfGaps,
  equalByOrder,
  halfWidths,
  inputsOfLatent,
  type LuckyNode,
  luckyNodeFields,
  oneInput,
  reachOf,
  rowsIndependent,
  rowsOf,
  uniformIidInit,
} from '../settings/lucky-nodes.js';
import { derivedHere, read } from '../sources.js';
import { number, record, space } from '../space.js';

interface Instance extends LuckyNode {
  /** θ ∈ [0, 1]. */
  readonly share: Rational;
}

interface Variant {
  /** The factor before (1 − θ)^N. */
  readonly factor?: readonly [number, number];
  /** The exponent, from N. */
  readonly exponent?: (inputs: number) => number;
}

const own: Required<Variant> = { factor: [1, 2], exponent: (inputs) => inputs };

/** ½(1 − θ)^N. */
const bound = <S>(F: Field<S>, share: S, inputs: number, variant: Variant): S => {
  const { factor, exponent } = { ...own, ...variant };
  return F.mul(F.of(...factor), uniformSums(F).power(F.sub(F.one, share), exponent(inputs)));
};

const parts =
  (variant: Variant) =>
  <S>(F: Field<S>, instance: Over<Instance, S>): Record<string, Relation<S>> => {
    const { sum } = linearAlgebra(F);
    const { tail, power } = uniformSums(F);
    const { share } = instance;
    const h = halfWidths(F, instance);
    const N = h.length;
    const n = rowsOf(instance);
    const reached = (widths: readonly S[]): S => tail(widths, F.mul(share, sum(widths)));
    const none = power(F.sub(F.one, reached(h)), n);
    const least = (inputs: number): S => bound(F, share, inputs, variant);
    return {
      'p(θB‖a_μ‖₁) ≥ ½(1 − θ)^N': atMost([least(N)], [reached(h)]),
      'N = 1, and N = 2 with |a_1| = |a_2|: equal': equalByOrder(
        [reached([h[0]]), reached([h[0], h[0]])],
        [1, 2].map((inputs) => bound(F, share, inputs, {})),
      ),
      'no unit of n: (1 − p)^n ≤ exp(−½n(1 − θ)^N)': atMost([none], [F.exp(F.neg(F.mul(F.of(n), least(N))))]),
    };
  };

const lawsWith = (variant: Variant): Laws<Instance> => {
  const least = (instance: Instance): Rational => bound(rationals, instance.share, inputsOfLatent(instance), variant);
  return {
    'P(w_jᵀa_μ > θB‖a_μ‖₁) ≥ ½(1 − θ)^N': {
      text: 'half the gap of one unit exceeds θ times the largest there can be',
      relation: 'at least',
      probability: least,
      draw: (instance, uniform) => drawHalfGaps(instance, uniform)[0] > instance.share.valueOf() * reachOf(instance),
    },
    'P(max_j w_jᵀa_μ > θB‖a_μ‖₁) ≥ 1 − (1 − ½(1 − θ)^N)^n': {
      text: 'half the gap of some unit exceeds θ times the largest there can be',
      relation: 'at least',
      probability: (instance) => uniformSums(rationals).some(least(instance), rowsOf(instance)),
      draw: (instance, uniform) =>
        Math.max(...drawHalfGaps(instance, uniform)) > instance.share.valueOf() * reachOf(instance),
    },
  };
};

const mutant = (variant: Variant) => ({ conclusion: parts(variant), laws: lawsWith(variant) });

/** P(w·a > θB‖a‖₁) ≥ ½(1 − θ)^N; n ≥ 2e^c log(1/δ) units have a gap > 2(1 − e^{−c/N})B‖a‖₁ among them with probability ≥ 1 − δ. */
export const luckyNodeLowerBound = claim<Instance>({
  id: 'latent-tree/lucky-node-lower-bound',
  title: 'A large gap is there from the start once the latent has exponentially many units',
  statement: String.raw`\mathbb P\bigl(w_j^{\mathsf T}a_\mu>\theta B\|a_\mu\|_1\bigr)\ge\tfrac12(1-\theta)^N,\qquad \mathbb P\bigl(\max_{j\le n}w_j^{\mathsf T}a_\mu\le\theta B\|a_\mu\|_1\bigr)\le e^{-\frac n2(1-\theta)^N}\ (\le\delta\ \text{for}\ \theta=1-e^{-c/N},\ n\ge2e^c\log\tfrac1\delta)`,
  source: derivedHere('lucky nodes: a bound in the place of the one recalled'),
  reading: read(
    'derived',
    'given that every sign(a_k)w_k is at least −B + 2θB, which has probability (1 − θ)^N, w·a is symmetric about θB‖a‖₁',
  ),
  space: space<Instance>(record({ ...luckyNodeFields, share: number(1, 8, 'non-negative') })),
  assumptions: [uniformIidInit, rowsIndependent, crossingNonzero, childrenFixed],
  quantifier: 'for all',
  exponential: 'enclosed',
  conclusion: parts({}),
  laws: lawsWith({}),
  expect: 'holds',
  dependsOn: ['latent-tree/lucky-node-tail'],
  mutants: [
    {
      name: 'exponent-one',
      text: 'P(w_jᵀa_μ > θB‖a_μ‖₁) ≥ ½(1 − θ), whatever the number of inputs',
      ...mutant({ exponent: () => 1 }),
      agreesOn: oneInput,
    },
    {
      name: 'without-half',
      text: 'P(w_jᵀa_μ > θB‖a_μ‖₁) ≥ (1 − θ)^N',
      ...mutant({ factor: [1, 1] }),
    },
  ],
});
