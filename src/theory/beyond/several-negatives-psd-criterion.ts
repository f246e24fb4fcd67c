/**
 * Glossary: ξ̄(x, x′) the weight of a pair of points, K_1 the connection of a view (any matrix here), K̄(x) its mean over views,
 * row(x) = E_{x′} ξ̄(x, x′), col(x) = E_{x′} ξ̄(x′, x), OP₂ = E ξ̄ [(K_1 − K_−)(K_1 − K_−)ᵀ − (K_1 − K_+)(K_1 − K_+)ᵀ].
 */
import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra, type Matrix } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { dualNetworks } from '../../model/dual-networks.js';
import { derivatives } from '../../model/gradient.js';
import { populations } from '../../model/population.js';
import { expectations } from '../../model/world.js';
import { claim, type Over } from '../claim.js';
import { kernelNode, nonNegativeKernel } from '../settings/kernels.js';
import { atMost, equal, psd, type Relation } from '../relation.js';
import { derivedHere, read } from '../sources.js';
import { axis, law, list, number, record, space } from '../space.js';
import { lengths } from '../settings/subclasses.js';

interface Instance {
  readonly points: readonly {
    readonly probability: Rational;
    readonly views: readonly { readonly probability: Rational; readonly K: Matrix<Rational> }[];
  }[];
  readonly kernel: Matrix<Rational>;
  /** A flow around the points that makes a balanced kernel asymmetric. */
  readonly circulation: Rational;
  readonly w: readonly Rational[];
}

interface ViewsOf<S> {
  readonly probability: S;
  readonly views: readonly { readonly probability: S; readonly K: Matrix<S> }[];
}

interface Variant {
  /** The difference row − col. */
  readonly swapped?: boolean;
  /** PSD for the kernel as it is, balanced or not. */
  readonly anyKernel?: boolean;
}

/** Σ over anchor, positive and negative of their probability and ξ̄, times c(K_1, K_+, K_−). */
const overTriples = <S, T>(
  F: Field<S>,
  points: readonly ViewsOf<S>[],
  kernel: Matrix<S>,
  each: (weight: S, anchor: Matrix<S>, positive: Matrix<S>, negative: Matrix<S>) => T,
): T[] =>
  points.flatMap((point, x) =>
    points.flatMap((other, y) => {
      const pair = F.mul(kernel[x][y], F.mul(point.probability, other.probability));
      return point.views.flatMap((anchor) =>
        point.views.flatMap((positive) =>
          other.views.map((negative) => {
            const views = F.mul(F.mul(anchor.probability, positive.probability), negative.probability);
            return each(F.mul(pair, views), anchor.K, positive.K, negative.K);
          }),
        ),
      );
    }),
  );

const operator = <S>(F: Field<S>, points: readonly ViewsOf<S>[], kernel: Matrix<S>): Matrix<S> => {
  const { outer, subtract, add, scaleMatrix } = linearAlgebra(F);
  const square = (M: Matrix<S>): Matrix<S> => outer(M, M);
  return overTriples(F, points, kernel, (weight, K1, Kplus, Kminus) =>
    scaleMatrix(weight, subtract(square(subtract(K1, Kminus)), square(subtract(K1, Kplus)))),
  ).reduce((s, M) => add(s, M));
};

const parts =
  ({ swapped, anyKernel }: Variant) =>
  <S>(F: Field<S>, { points, kernel, circulation, w }: Over<Instance, S>): Record<string, Relation<S>> => {
    const { apply, outer, subtract, add, scaleMatrix, sum } = linearAlgebra(F);
    const { meanMatrix, mean } = expectations(F);
    const model = dualNetworks(F);
    const n = points.length;
    const p = points.map(({ probability }) => probability);
    const laws = points.map(({ views }) => views.map(({ probability }) => probability));
    const Ks = points.map(({ views }) => views.map(({ K }) => K));
    const means = Ks.map((K, x) => meanMatrix(laws[x], K));
    const variances = Ks.map((K, x) => model.variance(laws[x], K));
    const imbalance = points.map((_, x) =>
      F.sub(
        mean(p, kernel[x]),
        mean(
          p,
          kernel.map((row) => row[x]),
        ),
      ),
    );
    const OP = operator(F, points, kernel);
    const positivePart = points
      .flatMap((_, x) =>
        points.map((__, y) => {
          const D = subtract(means[x], means[y]);
          return scaleMatrix(F.mul(kernel[x][y], F.mul(p[x], p[y])), outer(D, D));
        }),
      )
      .reduce((s, M) => add(s, M));
    const closed = variances.reduce(
      (s, V, x) => add(s, scaleMatrix(F.mul(p[x], swapped ? imbalance[x] : F.neg(imbalance[x])), V)),
      positivePart,
    );
    const gradient = derivatives(F).gradient(w, (D, moving) => {
      const { distance } = populations(D);
      const lift = (s: S) => D.constant(s);
      const f = (K: Matrix<S>) =>
        linearAlgebra(D).applyTransposed(
          K.map((row) => row.map(lift)),
          moving,
        );
      return linearAlgebra(D).sum(
        overTriples(F, points, kernel, (weight, K1, Kplus, Kminus) =>
          D.mul(lift(weight), D.sub(distance(f(K1), f(Kplus)), distance(f(K1), f(Kminus)))),
        ),
      );
    });
    const balanced = kernel.map((row, x) =>
      row.map((xi, y) => {
        const symmetric = F.add(xi, kernel[y][x]);
        return y === (x + 1) % n ? F.add(symmetric, F.div(circulation, F.mul(p[x], p[y]))) : symmetric;
      }),
    );
    const sameVariance = points.map((point, x) => ({
      ...point,
      views: points[0].views.map(({ probability, K }) => ({
        probability,
        K: add(means[x], subtract(K, means[0])),
      })),
    }));
    // The law of the converse: views K̄(x) ± t e₁₁ where row(x) > col(x), and K̄(x) alone elsewhere.
    const least = positivePart[0][0];
    const surplus = sum(imbalance.map((s, x) => F.mul(p[x], F.mul(F.gate(s), s))));
    const unbalanced = F.gate(surplus);
    const t = F.add(F.one, F.div(F.add(least, F.one), F.add(surplus, F.sub(F.one, unbalanced))));
    const widened = points.map((point, x) => ({
      ...point,
      views: [t, F.neg(t)].map((s) => ({
        probability: F.of(1, 2),
        K: means[x].map((row, i) => row.map((a, j) => (i + j === 0 ? F.add(a, F.mul(F.gate(imbalance[x]), s)) : a))),
      })),
    }));
    return {
      'both branches: −∇ = OP₂ w': equal(
        gradient.map((g) => F.neg(g)),
        apply(OP, w),
      ),
      'OP₂ = E[ξ̄ ΔK̄ΔK̄ᵀ] + E_x[(col − row) V_aug(x)]': equal(OP, closed),
      'row = col: OP₂ ⪰ 0': psd(operator(F, points, anyKernel ? kernel : balanced)),
      'V_aug(x) the same for all x: OP₂ ⪰ 0': psd(operator(F, sameVariance, kernel)),
      'row ≠ col: a law with the same means …': equal(
        widened.flatMap(({ views }) =>
          meanMatrix(
            [F.of(1, 2), F.of(1, 2)],
            views.map(({ K }) => K),
          ).flat(),
        ),
        means.flat(2),
      ),
      '… has e₁ᵀOP₂e₁ ≤ −E_x max(0, row − col)': atMost(
        [operator(F, widened, kernel)[0][0]],
        [F.sub(F.mul(F.sub(F.one, unbalanced), least), surplus)],
      ),
    };
  };

const rows = axis('rows', 1, 2);

/** OP₂ ⪰ 0 for every augmentation law with the means K̄ ⇔ row = col; and whenever V_aug(x) does not depend on x. */
export const severalNegativesPsdCriterion = claim<Instance>({
  id: 'beyond/several-negatives-psd-criterion',
  title: 'With several negatives the operator is PSD for every augmentation exactly when row = col',
  statement: String.raw`\mathrm{OP}_2=\mathbb E[\bar\xi\,\Delta\bar K\Delta\bar K^{\mathsf T}]+\mathbb E_x[(\mathrm{col}-\mathrm{row})\mathbb V_{\mathrm{aug}(x)}]\succeq0\ \text{for every augmentation law with means }\bar K\qquad\iff\ \mathrm{row}=\mathrm{col}\ \text{a.e.}`,
  source: derivedHere('several negatives: PSD criterion'),
  reading: read(
    'derived',
    'the weights are a free non-negative kernel, of which the detached InfoNCE weights are a case; for the converse a law is constructed from the instance',
  ),
  space: space<Instance>(
    record({
      points: law(axis('points', 1, 3), (i) =>
        record({
          views: law(axis(`views ${i + 1}`, 1, 2), () =>
            record({ K: list(rows, list(axis('outputs', 1, 2), number(2, 2))) }),
          ),
        }),
      ),
      kernel: kernelNode([1, 3]),
      circulation: number(2, 2, 'non-negative'),
      w: list(rows, number(2, 2)),
    }),
  ),
  assumptions: [nonNegativeKernel],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['dual-networks/several-negatives'],
  mutants: [
    {
      name: 'row-minus-col',
      text: 'OP₂ = E[ξ̄ ΔK̄ΔK̄ᵀ] + E_x[(row − col) V_aug(x)]',
      conclusion: parts({ swapped: true }),
      agreesOn: {
        text: 'no augmentation: one view a point',
        narrow: lengths('points.*.views', 1, 1),
      },
    },
    {
      name: 'psd-for-every-kernel',
      text: 'OP₂ ⪰ 0 whether or not row = col',
      conclusion: parts({ anyKernel: true }),
      agreesOn: { text: 'one point', narrow: lengths('points', 1, 1) },
    },
  ],
});
