import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { extendedLosses, type LossExtras, mapExtras } from '../../model/extended-loss.js';
import { derivatives } from '../../model/gradient.js';
import { type Loss, mapLoss } from '../../model/losses.js';
import { at, claim, type Over } from '../claim.js';
import { noConstantLogit, noExtraAttraction } from '../settings/loss-assumptions.js';
import { lossNode, negativesNode } from '../settings/loss-space.js';
import { atMost, equal, type Relation } from '../relation.js';
import { derivedHere, read } from '../sources.js';
import { absent, choice, given, number, optional, record, space } from '../space.js';

interface Instance extends LossExtras<Rational> {
  readonly loss: Loss<Rational>;
  readonly plus: Rational;
  readonly minus: readonly Rational[];
  readonly shift: Rational;
}

interface Variant {
  /** Only r₊ is shifted. */
  readonly positiveOnly?: boolean;
  /** InfoNCE with 1 added to its denominator. */
  readonly oneInDenominator?: boolean;
}

const parts =
  ({ positiveOnly, oneInDenominator }: Variant) =>
  <S>(F: Field<S>, { loss, plus, minus, shift, ...stated }: Over<Instance, S>): Record<string, Relation<S>> => {
    const { sum, scale } = linearAlgebra(F);
    const extras = oneInDenominator ? { ...stated, constantDistance: F.zero } : stated;
    const shifted = <T>(G: Field<T>, c: T, [p, ...m]: readonly T[]): readonly T[] => [
      G.add(p, c),
      ...m.map((r) => (positiveOnly ? r : G.add(r, c))),
    ];
    const r = [plus, ...minus];
    const value = ([p, ...m]: readonly S[]): S => extendedLosses(F).value(loss, extras, p, m);
    const gradient = derivatives(F).gradient(shifted(F, shift, r), (D, [p, ...m]) =>
      extendedLosses(D).value(
        mapLoss(loss, (s) => D.constant(s)),
        mapExtras(extras, (s) => D.constant(s)),
        p,
        m,
      ),
    );
    const alongOne = derivatives(F).gradient([shift], (D, [c]) => {
      const moved = shifted(
        D,
        c,
        r.map((s) => D.constant(s)),
      );
      return extendedLosses(D).value(
        mapLoss(loss, (s) => D.constant(s)),
        mapExtras(extras, (s) => D.constant(s)),
        moved[0],
        moved.slice(1),
      );
    });
    const before = value(r);
    const after = value(shifted(F, shift, r));
    /** With u = e^{−r/τ} and v = e^{−c/τ}, InfoNCE is −log u₀/Σu, and v u is as good as u. */
    const multiplicative = (tau: S): Record<string, Relation<S>> => {
      const exponential = (s: S): S => F.exp(F.neg(F.div(s, tau)));
      const constant = extras.constantDistance === undefined ? [] : [exponential(extras.constantDistance)];
      const likelihood = (u: readonly S[]): S => F.div(u[0], sum([...u, ...constant]));
      const u = r.map(exponential);
      const v = exponential(shift);
      const moved = positiveOnly ? [F.mul(v, u[0]), ...u.slice(1)] : scale(v, u);
      return {
        'e^{−L} of v·u is e^{−L} of u': equal([likelihood(moved)], [likelihood(u)]),
        'L(r) = −log of that at u = e^{−r/τ}': equal(
          [extras.beta === undefined ? before : F.sub(before, F.mul(extras.beta, plus))],
          [F.neg(F.log(likelihood(u)))],
        ),
      };
    };
    return {
      // Both inequalities instead of an equality: e^{a+b} = e^a e^b is no identity between free values of e. With 2 in place
      // of e the arguments of the two logarithms are compared exactly: whatever log is, it is equal where they are.
      'L(r + c·1) ≤ L(r) ≤ L(r + c·1)': atMost([after, before], [before, after]),
      'd/dc L(r + c·1) = Σ ∂L/∂r': equal(alongOne, [sum(gradient)]),
      'd/dc L(r + c·1) = 0': equal(alongOne, [F.zero]),
      ...(loss.kind === 'infonce' ? multiplicative(loss.tau) : {}),
    };
  };

/** L(r + c·1) = L(r) for all c; d/dc L(r + c·1) = Σ_i ∂L/∂r_i at r + c·1, so that this is the same as a sum of 0. */
export const lossTranslationInvariance = claim<Instance>({
  id: 'dual-networks/loss-translation-invariance',
  title: 'Only differences of distances matter to a contrastive loss',
  statement: String.raw`L(r+c\mathbf 1)=L(r)\ \text{ for all } c\quad\Longleftrightarrow\quad \frac{d}{dc}L(r+c\mathbf 1)=\sum_i\frac{\partial L}{\partial r_i}(r+c\mathbf 1)=0`,
  source: derivedHere('exact meaning of the derivatives summing to zero'),
  reading: read('derived', 'the paper states the sum of the derivatives; the invariance is the same fact, integrated'),
  space: space<Instance>(
    record({
      loss: lossNode({ negatives: [0, 3], tau: number(1, 2, 'positive') }),
      plus: number(3, 1),
      minus: negativesNode(number(3, 1)),
      shift: number(3, 1),
      constantDistance: given('a number or absent, where the loss is infonce', ({ loss }) =>
        (loss as Loss<unknown>).kind === 'infonce' ? optional(number(2, 1)) : absent,
      ),
      beta: optional(number(2, 2)),
    }),
  ),
  assumptions: [noConstantLogit, noExtraAttraction],
  quantifier: 'for all',
  exponential: 'true',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['dual-networks/loss-common-property'],
  mutants: [
    {
      name: 'positive-shifted-alone',
      text: 'L(r₊ + c, r_1 … r_H) = L(r)',
      conclusion: parts({ positiveOnly: true }),
    },
    {
      name: 'one-in-denominator',
      text: 'the same of InfoNCE with 1 added to its denominator',
      conclusion: parts({ oneInDenominator: true }),
      agreesOn: {
        text: 'losses without a denominator',
        narrow: at('loss.kind', choice('simple', 'triplet', 'hinge')),
      },
    },
  ],
});
