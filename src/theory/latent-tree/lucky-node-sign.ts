/** Glossary: a_μ = [ρ_{μν(k)} s_k], gap_j = ṽ_j(1) − ṽ_j(0), n = |N_μ|, p(t) = P(w_jᵀa_μ > t) in closed form. */
import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import { type Rational, rational } from '../../arithmetic/rational.js';
import { latentTrees } from '../../model/latent-tree/tree.js';
import { uniformSums } from '../../model/latent-tree/uniform-sums.js';
import { claim, type Laws, type Over } from '../claim.js';
import { equal, type Relation } from '../relation.js';
import {
  childrenFixed,
  crossingNonzero,
  crossingOf,
  drawHalfGaps,
  equalByOrder,
  halfWidths,
  type LuckyNode,
  luckyNodeFields,
  oneUnit,
  rowsIndependent,
  rowsOf,
  symmetricInit,
} from '../settings/lucky-nodes.js';
import { meansByStates } from '../settings/relu-units.js';
import { derivedHere, read } from '../sources.js';
import { record, space } from '../space.js';

interface Variant {
  /** gap_j = factor · w_jᵀa_μ. */
  readonly factor?: number;
  /** P(∃ j: gap_j > 0) and P(both signs) as 1 − 2^{−e}, e from n. */
  readonly some?: (n: number) => number;
  readonly both?: (n: number) => number;
}

const own = { some: (n: number) => n, both: (n: number) => n - 1 };

const parts =
  (variant: Variant) =>
  <S>(F: Field<S>, instance: Over<LuckyNode, S>): Record<string, Relation<S>> => {
    const { apply, minus, scale } = linearAlgebra(F);
    const { some, both, factor = 2 } = { ...own, ...variant };
    const { tail, some: oneOf, power } = uniformSums(F);
    const { network } = instance;
    const tree = latentTrees(F).symmetric(instance.tree);
    const [zero, one] = meansByStates(F, { tree, network }, (u) => u);
    const n = rowsOf(instance);
    const p = tail(halfWidths(F, instance), F.zero);
    const short = (e: number): S => F.sub(F.one, F.of(1, 2 ** e));
    return {
      'gap_j = 2 w_jᵀa_μ': equal(
        minus(one, zero),
        scale(F.of(factor), apply(network.weights[''], crossingOf(F, instance))),
      ),
      'p(0) = ½': equalByOrder([p], [F.of(1, 2)]),
      '1 − (1 − p(0))^n = 1 − 2^{−n}': equalByOrder([oneOf(p, n)], [short(some(n))]),
      '1 − 2 p(0)^n = 1 − 2^{1−n}': equalByOrder([F.sub(F.one, F.mul(F.of(2), power(p, n)))], [short(both(n))]),
    };
  };

const lawsWith = (variant: Variant): Laws<LuckyNode> => {
  const { some, both } = { ...own, ...variant };
  const short = (e: number): Rational => rational(2 ** e - 1, 2 ** e);
  return {
    'P(∃ j: gap_j > 0) = 1 − 2^{−n}': {
      text: 'some unit of the latent has a positive gap',
      relation: 'equal',
      probability: (instance) => short(some(rowsOf(instance))),
      draw: (instance, uniform) => drawHalfGaps(instance, uniform).some((gap) => gap > 0),
    },
    'P(both signs) = 1 − 2^{1−n}': {
      text: 'some unit of the latent has a positive gap and some unit a negative one',
      relation: 'equal',
      probability: (instance) => short(both(rowsOf(instance))),
      draw: (instance, uniform) => {
        const gaps = drawHalfGaps(instance, uniform);
        return gaps.some((gap) => gap > 0) && gaps.some((gap) => gap < 0);
      },
    },
  };
};

const mutant = (variant: Variant) => ({ conclusion: parts(variant), laws: lawsWith(variant) });

/** a_μ ≠ 0 ⇒ P(∃ j: gap_j > 0) = 1 − 2^{−n} and P(both signs occur) = 1 − 2^{1−n}. */
export const luckyNodeSign = claim<LuckyNode>({
  id: 'latent-tree/lucky-node-sign',
  title: 'Some unit starts with a positive gap, with probability 1 − 2^{−n}',
  statement: String.raw`a_\mu\ne0\ \Rightarrow\ \mathbb P(\exists j:\ \tilde v_j(1)>\tilde v_j(0))=1-2^{-n},\qquad \mathbb P(\text{both signs occur})=1-2^{1-n},\qquad \tilde v_j(1)-\tilde v_j(0)=2w_j^{\mathsf T}a_\mu`,
  source: derivedHere('lucky nodes: the sign of the gap'),
  reading: read(
    'derived',
    'the paper speaks of many units and of high probability; this is the exact value. Any density symmetric about 0 has it; the closed form at t = 0 is that of uniform weights',
  ),
  space: space<LuckyNode>(record(luckyNodeFields)),
  assumptions: [symmetricInit, rowsIndependent, crossingNonzero, childrenFixed],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  laws: lawsWith({}),
  expect: 'holds',
  dependsOn: ['latent-tree/lucky-node-tail'],
  mutants: [
    {
      name: 'one-unit-is-enough',
      text: 'P(∃ j: gap_j > 0) = ½, whatever the number of units',
      ...mutant({ some: () => 1 }),
      agreesOn: oneUnit,
    },
    {
      name: 'both-signs-as-one',
      text: 'P(both signs occur) = 1 − 2^{−n}',
      ...mutant({ both: (n) => n }),
    },
    {
      name: 'gap-without-two',
      text: 'gap_j = w_jᵀa_μ',
      ...mutant({ factor: 1 }),
    },
  ],
});
