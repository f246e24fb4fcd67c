import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { batchNorm } from '../../model/batch-norm.js';
import { at, claim, type Over } from '../claim.js';
import { equal, type Relation } from '../relation.js';
import { dualNetworksPaper, read } from '../sources.js';
import { absent, axis, list, number, optional, record, space } from '../space.js';

/**
 * A batch that is not constant: x_1 = first and x_i = first + steps_{i−1}, with steps_1 > 0. Up to the order of the batch
 * these are all, so that σ > 0 needs no further hypothesis.
 */
interface Instance {
  readonly first: Rational;
  readonly steps: readonly Rational[];
  readonly gradient: readonly Rational[];
  readonly epsilon?: Rational | undefined;
}

interface Variant {
  /** σ·g_x = g_y − (x − m)⟨x − m, g_y⟩/(Nσ²), without subtracting mean(g_y). */
  readonly uncentred?: boolean;
  /** ⟨x, g_x⟩ = 0 whatever ε. */
  readonly withoutEpsilon?: boolean;
  /** g_x = 0 for every size of batch. */
  readonly alwaysStill?: boolean;
}

/**
 * Σ terms = total, stated once for each term, alone on its side. Where roots are enclosed, both sides are then of the size of the
 * terms, and the width of the enclosure is judged against that instead of against 0.
 */
const sumsTo = <S>(F: Field<S>, terms: readonly S[], total: S): Relation<S> =>
  equal(
    terms,
    terms.map((_, i) => terms.reduce((rest, term, j) => (i === j ? rest : F.sub(rest, term)), total)),
  );

const parts =
  ({ uncentred, withoutEpsilon, alwaysStill }: Variant) =>
  <S>(F: Field<S>, { first, steps, gradient: gy, epsilon }: Over<Instance, S>): Record<string, Relation<S>> => {
    const { dot, scale, sum } = linearAlgebra(F);
    const bn = batchNorm(F);
    const x = [first, ...steps.map((step) => F.add(first, step))];
    const d = bn.centred(x);
    const sigma = bn.deviation(x, epsilon);
    const gx = bn.backward(x, gy, { epsilon });
    const detached = bn.backward(x, gy, { epsilon, detachedMean: true });
    const projected = bn.projected(x, gy, epsilon);
    const mean = bn.mean(gy);
    const forgotten = epsilon === undefined || (withoutEpsilon ?? false);
    const alongX = forgotten ? F.zero : F.div(F.mul(epsilon, dot(d, gy)), F.mul(sigma, F.mul(sigma, sigma)));
    const products = (u: readonly S[], v: readonly S[]): S[] => u.map((a, i) => F.mul(a, v[i]));
    const still = epsilon === undefined && (alwaysStill ?? x.length === 2);
    return {
      'σ g_x = g_y − mean(g_y) − (x − m) ⟨x − m, g_y⟩/(Nσ²)': equal(
        scale(sigma, gx),
        uncentred ? projected.map((s) => F.add(s, mean)) : projected,
      ),
      '⟨1, g_x⟩ = 0': sumsTo(F, gx, uncentred ? F.div(sum(gy), sigma) : F.zero),
      '⟨x, g_x⟩ = ε ⟨x − m, g_y⟩/σ³': sumsTo(F, products(x, gx), alongX),
      'mean detached: ⟨1, g_x⟩ = Σ g_y/σ': sumsTo(F, detached, F.div(sum(gy), sigma)),
      'mean detached: ⟨x − m, g_x⟩ = ε ⟨x − m, g_y⟩/σ³': sumsTo(F, products(d, detached), alongX),
      ...(still
        ? {
            'N = 2, ε = 0: g_x = 0': equal(
              gx,
              gx.map(() => F.zero),
            ),
          }
        : {}),
    };
  };

/** σ·g_x = g_y − mean(g_y) − (x − m) ⟨x − m, g_y⟩/(Nσ²): for ε = 0 the projection orthogonal to 1 and to x. */
export const batchNormProjection = claim<Instance>({
  id: 'byol/batch-norm-projection',
  title: 'Batch normalisation passes the gradient back through a projection',
  statement: String.raw`\sigma g_x = g_y-\operatorname{mean}(g_y)-(x-m)\frac{\langle x-m,g_y\rangle}{N\sigma^2},\qquad \langle\mathbf 1,g_x\rangle=0,\qquad \langle x,g_x\rangle=\frac{\varepsilon\langle x-m,g_y\rangle}{\sigma^3},\qquad \sigma^2=\tfrac1N\|x-m\|^2+\varepsilon`,
  source: dualNetworksPaper('the backward pass of batch normalisation (versions 1–4)'),
  reading: read(
    'recalled',
    'the terms in ε and the detached mean are derived; the released code offers both as options',
  ),
  space: space<Instance>(
    record({
      first: number(2, 2),
      steps: list(axis('steps', 1, 4), (i) => number(4, 1, i === 0 ? 'positive' : 'any')),
      gradient: list({ ...axis('batch', 2, 5), derived: (size) => size('steps') + 1 }, number(2, 2)),
      epsilon: optional(number(4, 4, 'positive')),
    }),
  ),
  assumptions: [],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: [],
  mutants: [
    {
      name: 'uncentred',
      text: 'the gradient is not centred: no mean(g_y), ⟨1, g_x⟩ = Σ g_y/σ',
      conclusion: parts({ uncentred: true }),
    },
    {
      name: 'epsilon-ignored',
      text: '⟨x, g_x⟩ = 0 with ε as without',
      conclusion: parts({ withoutEpsilon: true }),
      agreesOn: { text: 'ε = 0', narrow: at('epsilon', absent) },
    },
    {
      name: 'always-still',
      text: 'g_x = 0 for ε = 0 and every size of batch',
      conclusion: parts({ alwaysStill: true }),
      agreesOn: {
        text: 'batches of two',
        narrow: at('steps', list(axis('steps', 1, 1), number(4, 1, 'positive'))),
      },
    },
  ],
});
