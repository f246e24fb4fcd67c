import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { extendedLosses, type LossExtras, mapExtras } from '../../model/extended-loss.js';
import { derivatives } from '../../model/gradient.js';
import { type Loss, losses, mapLoss } from '../../model/losses.js';
import { at, claim, type Over } from '../claim.js';
import {
  atLeastOneNegative,
  noConstantLogit,
  noExtraAttraction,
  notHinge,
  tauPositive,
} from '../settings/loss-assumptions.js';
import { lossNode, negativesNode, present } from '../settings/loss-space.js';
import { equal, lessThan, type Relation } from '../relation.js';
import { dualNetworksPaper, read } from '../sources.js';
import { absent, choice, given, integer, number, optional, record, space } from '../space.js';

interface Instance extends LossExtras<Rational> {
  readonly loss: Loss<Rational>;
  readonly plus: Rational;
  readonly minus: readonly Rational[];
}

interface Variant {
  /** InfoNCE's derivatives without their 1/τ. */
  readonly noTemperature?: boolean;
  /** ∂L/∂r_k with the sign of ∂L/∂r₊. */
  readonly attracted?: boolean;
  /** Only the first negative enters the sum. */
  readonly firstOnly?: boolean;
}

const parts =
  ({ noTemperature, attracted, firstOnly }: Variant) =>
  <S>(F: Field<S>, { loss, plus, minus, ...extras }: Over<Instance, S>): Record<string, Relation<S>> => {
    const { sum } = linearAlgebra(F);
    const [dPlus, ...dMinus] = derivatives(F).gradient([plus, ...minus], (D, [p, ...m]) =>
      extendedLosses(D).value(
        mapLoss(loss, (s) => D.constant(s)),
        mapExtras(extras, (s) => D.constant(s)),
        p,
        m,
      ),
    );
    const closed = losses(F).derivatives(loss, plus, minus);
    const factor = (s: S): S => (noTemperature && loss.kind === 'infonce' ? F.mul(loss.tau, s) : s);
    const signed = (s: S): S => (attracted ? F.neg(s) : s);
    const zeros = dMinus.map(() => F.zero);
    return {
      '∂L/∂r₊ in closed form': equal([dPlus], [factor(closed.plus)]),
      '∂L/∂r_k in closed form': equal(
        dMinus,
        closed.minus.map((s) => signed(factor(s))),
      ),
      '∂L/∂r₊ > 0': lessThan([F.zero], [dPlus]),
      '∂L/∂r_k < 0': lessThan(dMinus.map(signed), zeros),
      '∂L/∂r₊ + Σ_k ∂L/∂r_k = 0': equal([F.add(dPlus, sum(firstOnly ? dMinus.slice(0, 1) : dMinus))], [F.zero]),
    };
  };

/** ∂L/∂r₊ > 0, ∂L/∂r_k < 0 and ∂L/∂r₊ + Σ_k ∂L/∂r_k = 0 for L_simp, L_tri and L_nce. */
export const lossCommonProperty = claim<Instance>({
  id: 'dual-networks/loss-common-property',
  title: 'Contrastive losses attract the positive as much as they repel the negatives',
  statement: String.raw`\frac{\partial L}{\partial r_+}>0,\qquad \frac{\partial L}{\partial r_{k-}}<0\ \ (1\le k\le H),\qquad \frac{\partial L}{\partial r_+}+\sum_{k=1}^H\frac{\partial L}{\partial r_{k-}}=0\qquad\text{for } L\in\{L_{\mathrm{simp}},L^\tau_{\mathrm{tri}},L^\tau_{\mathrm{nce}}\}`,
  source: dualNetworksPaper('Theorem 2'),
  reading: read(
    'recalled',
    'the three losses are named in the abstract; InfoNCE has no factor τ in front, as the released code weighs pairs by 1/τ',
  ),
  space: space<Instance>(
    record({
      loss: lossNode({ negatives: [0, 3] }),
      plus: number(2, 2),
      minus: negativesNode(),
      constantDistance: given('a number or absent, where the loss is infonce', ({ loss }) =>
        (loss as Loss<unknown>).kind === 'infonce' ? optional(number(2, 2)) : absent,
      ),
      beta: optional(number(2, 2)),
    }),
  ),
  assumptions: [tauPositive, atLeastOneNegative, notHinge, noConstantLogit, noExtraAttraction],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: [],
  mutants: [
    {
      name: 'infonce-without-temperature',
      text: 'the derivatives of InfoNCE are 1 − p₀ and −p_k, without 1/τ',
      conclusion: parts({ noTemperature: true }),
      agreesOn: {
        text: 'losses whose derivatives carry no power of τ: the simple and the triplet loss',
        narrow: at('loss.kind', choice('simple', 'triplet')),
      },
    },
    {
      name: 'negatives-attracted',
      text: '∂L/∂r_k is +p_k/τ: negatives are drawn in as well',
      conclusion: parts({ attracted: true }),
    },
    {
      name: 'first-negative-only',
      text: '∂L/∂r₊ + ∂L/∂r_1 = 0, whatever the number of negatives',
      conclusion: parts({ firstOnly: true }),
      agreesOn: {
        text: 'one negative',
        narrow: at(
          'loss.negatives',
          present(() => integer(1, 1)),
        ),
      },
    },
  ],
});
