/** Glossary: p(t) = P(w_jᵀa_μ > t), h_k = |a_k| B, N′ = #{k : a_k ≠ 0}, p^{(k)} the same tail without input k, N the number of inputs. */
import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import { type Rational, rationals } from '../../arithmetic/rational.js';
import { derivatives } from '../../model/gradient.js';
import { uniformSums } from '../../model/latent-tree/uniform-sums.js';
import { claim, type Laws, type Over } from '../claim.js';
import { equal, type Relation } from '../relation.js';
import {
  childrenFixed,
  drawHalfGaps,
  equalByOrder,
  exceeds,
  halfWidths,
  type LuckyNode,
  luckyNodeFields,
  oneInput,
  rowsIndependent,
  rowsOf,
  uniformIidInit,
} from '../settings/lucky-nodes.js';
import { derivedHere, read } from '../sources.js';
import { number, record, space } from '../space.js';

interface Instance extends LuckyNode {
  /** t. */
  readonly threshold: Rational;
}

interface Variant {
  /** Leave out N! of the divisor. */
  readonly withoutFactorial?: boolean;
  /** Weights on [−B/2, B/2]. */
  readonly halved?: boolean;
}

const parts =
  ({ withoutFactorial, halved }: Variant) =>
  <S>(F: Field<S>, instance: Over<Instance, S>): Record<string, Relation<S>> => {
    const { sum } = linearAlgebra(F);
    const { threshold: t, bound } = instance;
    const h = halfWidths(F, instance);
    const orders = (n: number): number =>
      (withoutFactorial ? Array.from({ length: n }, (_, i) => i + 1) : []).reduce((a, b) => a * b, 1);
    const tailOver = <T>(G: Field<T>, widths: readonly T[], at: T): T => {
      const narrow = halved ? widths.map((width) => G.mul(G.of(1, 2), width)) : widths;
      return G.mul(G.of(orders(widths.length)), uniformSums(G).tail(narrow, at));
    };
    const p = (at: S): S => tailOver(F, h, at);
    const [slope] = derivatives(F).gradient([t], (D, [at]) =>
      tailOver(
        D,
        h.map((width) => D.constant(width)),
        at,
      ),
    );
    const present = h.map((width) => F.mul(F.gate(width), width));
    const averaged = present.map((width, k) => {
      const others = h.filter((_, i) => i !== k);
      return F.sub(tailOver(F, others, F.add(t, width)), tailOver(F, others, F.sub(t, width)));
    });
    const reach = sum(h);
    const beyond = F.neg(F.add(reach, bound));
    return {
      'every k: 2h_k p′(t) = p^{(k)}(t + h_k) − p^{(k)}(t − h_k)': equal(
        present.map((width) => F.mul(F.add(width, width), slope)),
        averaged,
      ),
      'p = 1 below −Σ h_k': equalByOrder([p(beyond)], [F.one]),
      'p = 0 from Σ h_k on': equalByOrder([p(reach), p(F.add(reach, bound))], [F.zero, F.zero]),
      'p(t) + p(−t) = 1': equalByOrder([F.add(p(t), p(F.neg(t)))], [F.one]),
    };
  };

const oneExceeds = (instance: Instance): Rational => exceeds(instance, instance.threshold);

const lawsWith = (best: (p: Rational, rows: number) => Rational): Laws<Instance> => ({
  'P(w_jᵀa_μ > t) = p(t)': {
    text: 'half the gap of one unit exceeds t',
    relation: 'equal',
    probability: oneExceeds,
    draw: (instance, uniform) => drawHalfGaps(instance, uniform)[0] > instance.threshold.valueOf(),
  },
  'P(max_j w_jᵀa_μ > t) = 1 − (1 − p(t))^n': {
    text: 'half the gap of some unit exceeds t',
    relation: 'equal',
    probability: (instance) => best(oneExceeds(instance), rowsOf(instance)),
    draw: (instance, uniform) => Math.max(...drawHalfGaps(instance, uniform)) > instance.threshold.valueOf(),
  },
});

/** P(w·a > t) = [N′! ∏ 2|a_k|B]⁻¹ Σ_{ε ∈ {±1}^N′} (∏ ε_k)(Σ ε_k|a_k|B − t)_+^N′ for w_k i.i.d. Uniform[−B, B]. */
export const luckyNodeTail = claim<Instance>({
  id: 'latent-tree/lucky-node-tail',
  title: 'The exact law of a unit’s gap at initialisation',
  statement: String.raw`\mathbb P(w_j^{\mathsf T}a_\mu>t)=p(t)=\frac{1}{N'!\prod_{a_k\ne0}2|a_k|B}\sum_{\varepsilon\in\{\pm1\}^{N'}}\Bigl(\prod_k\varepsilon_k\Bigr)\Bigl(\sum_k\varepsilon_k|a_k|B-t\Bigr)_+^{N'},\qquad \mathbb P\bigl(\max_{j\le n} w_j^{\mathsf T}a_\mu>t\bigr)=1-(1-p(t))^n`,
  source: derivedHere('lucky nodes: the tail in closed form'),
  reading: read(
    'derived',
    'that p is the tail follows from p′ (each input averages the tail of the others over [t − h_k, t + h_k]) and p = 0 far out; inputs with a_k = 0 are left out, and where p has no derivative (N′ ≤ 1) the instance is passed over',
  ),
  space: space<Instance>(record({ ...luckyNodeFields, threshold: number(1 / 2, 16) })),
  assumptions: [uniformIidInit, rowsIndependent, childrenFixed],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  laws: lawsWith(uniformSums(rationals).some),
  expect: 'holds',
  dependsOn: [],
  mutants: [
    {
      name: 'without-factorial',
      text: 'the divisor ∏ 2|a_k|B, without N!',
      conclusion: parts({ withoutFactorial: true }),
      agreesOn: oneInput,
    },
    {
      name: 'half-as-wide',
      text: 'half-widths ½|a_k|B, as if the weights were uniform on [−B/2, B/2]',
      conclusion: parts({ halved: true }),
    },
    {
      name: 'not-all-for-some',
      text: 'P(max_j w_jᵀa_μ > t) = 1 − p(t)^n, which is P(not every w_jᵀa_μ > t)',
      conclusion: parts({}),
      laws: lawsWith((p, rows) => uniformSums(rationals).some(rationals.sub(rationals.one, p), rows)),
    },
  ],
});
