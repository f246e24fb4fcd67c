import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra, type Matrix } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { extendedLosses, type LossExtras, mapExtras } from '../../model/extended-loss.js';
import { derivatives } from '../../model/gradient.js';
import { type Loss, losses, mapLoss } from '../../model/losses.js';
import { at, claim, type Over } from '../claim.js';
import { noConstantLogit, tauPositive } from '../settings/loss-assumptions.js';
import { lossNode, negativesNode } from '../settings/loss-space.js';
import { equal, psd, type Relation } from '../relation.js';
import { derivedHere, read } from '../sources.js';
import { absent, choice, given, number, optional, record, space } from '../space.js';

type Instance = {
  readonly loss: Loss<Rational>;
  readonly plus: Rational;
  readonly minus: readonly Rational[];
} & Pick<LossExtras<Rational>, 'constantDistance'>;

interface Variant {
  /** InfoNCE's Hessian with 1/τ in place of 1/τ². */
  readonly oneTemperature?: boolean;
  /** InfoNCE's Hessian without −ppᵀ. */
  readonly diagonal?: boolean;
}

const parts =
  ({ oneTemperature, diagonal }: Variant) =>
  <S>(F: Field<S>, { loss, plus, minus, constantDistance }: Over<Instance, S>): Record<string, Relation<S>> => {
    const { zeros, identity, apply, subtract, scaleMatrix, outer } = linearAlgebra(F);
    const r = [plus, ...minus];
    const hessian = derivatives(F).jacobian(r, (D, inner) =>
      derivatives(D).gradient(inner, (DD, [p, ...m]) =>
        extendedLosses(DD).value(
          mapLoss(loss, (s) => DD.constant(D.constant(s))),
          mapExtras({ constantDistance }, (s) => DD.constant(D.constant(s))),
          p,
          m,
        ),
      ),
    );
    const closed = (): Matrix<S> => {
      switch (loss.kind) {
        case 'simple':
        case 'hinge':
          return zeros(2, 2);
        case 'triplet': {
          const sigma = losses(F).derivatives(loss, plus, minus).plus;
          const curvature = F.div(F.mul(sigma, F.sub(F.one, sigma)), loss.tau);
          const form = [[F.one], [F.neg(F.one)]];
          return scaleMatrix(curvature, outer(form, form));
        }
        case 'infonce': {
          const u = r.map((s) => F.exp(F.neg(F.div(s, loss.tau))));
          const total = u.reduce((s, e) => F.add(s, e), F.zero);
          const p = u.map((e) => F.div(e, total));
          const diag = identity(p.length).map((row, i) => row.map((one) => F.mul(one, p[i])));
          const column = p.map((s) => [s]);
          const power = oneTemperature ? loss.tau : F.mul(loss.tau, loss.tau);
          return scaleMatrix(F.div(F.one, power), diagonal ? diag : subtract(diag, outer(column, column)));
        }
      }
    };
    const form = closed();
    const ones = r.map(() => F.one);
    return {
      '∇²L in closed form': equal(hessian, form),
      '∇²L ⪰ 0': psd(hessian),
      '∇²L 1 = 0': equal(
        apply(hessian, ones),
        r.map(() => F.zero),
      ),
    };
  };

/** ∇²L_nce = (diag p − ppᵀ)/τ², ∇²L_tri = σ(1 − σ)/τ·(1, −1)ᵀ(1, −1): PSD, and 1 is in the kernel. */
export const lossConvexity = claim<Instance>({
  id: 'dual-networks/loss-convexity',
  title: 'The contrastive losses are convex functions of the distances',
  statement: String.raw`\nabla_r^2 L_{\mathrm{nce}}=\frac{\operatorname{diag}p-pp^{\mathsf T}}{\tau^2}\succeq0,\qquad \nabla_r^2L_{\mathrm{tri}}=\frac{\sigma(1-\sigma)}\tau\begin{pmatrix}1&-1\\-1&1\end{pmatrix}\succeq0,\qquad \nabla_r^2L\,\mathbf 1=0,\qquad p=\operatorname{softmax}(-r/\tau)`,
  source: derivedHere('convexity of the losses of Theorem 2'),
  reading: read('derived', 'the second derivatives of the losses; convex in the distances, not in the weights'),
  space: space<Instance>(
    record({
      loss: lossNode({ negatives: [0, 3] }),
      plus: number(2, 2),
      minus: negativesNode(),
      constantDistance: given('a number or absent, where the loss is infonce', ({ loss }) =>
        (loss as Loss<unknown>).kind === 'infonce' ? optional(number(2, 2)) : absent,
      ),
    }),
  ),
  assumptions: [tauPositive, noConstantLogit],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['dual-networks/loss-common-property'],
  mutants: [
    {
      name: 'one-power-of-temperature',
      text: '∇²L_nce = (diag p − ppᵀ)/τ, the power of τ of the triplet loss',
      conclusion: parts({ oneTemperature: true }),
      agreesOn: {
        text: 'the losses other than InfoNCE',
        narrow: at('loss.kind', choice('simple', 'triplet', 'hinge')),
      },
    },
    {
      name: 'diagonal-hessian',
      text: '∇²L_nce = diag(p)/τ²',
      conclusion: parts({ diagonal: true }),
    },
  ],
});
