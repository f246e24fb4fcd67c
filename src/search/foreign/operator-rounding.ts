/**
 * The bound of OP_l. With S(K̄) = Σ p S(K), K = f_{l−1} ⊗ J_lᵀ of n(f_{l−1}) + n(J_l) + 1 roundings, P points and at most V views of one:
 *
 * - simple loss, V_x[K̄]: S = Σ p S(K̄)S(K̄)ᵀ + (Σ p S(K̄))(Σ p S(K̄))ᵀ,  n = 2(n(K) + V + P + 3) + n_L + 2;
 * - others, ½V^ξ: S = ½ Σ p p′ κ(1 + S(t)) (S(K̄) + S(K̄′))(S(K̄) + S(K̄′))ᵀ with t at the un-augmented data,
 *   n = 2(n(K) + V + 2) + n_L + n(r) + P² + 25.
 */
import type { Rational } from '../../arithmetic/rational.js';
import type { Loss } from '../../model/losses.js';
import { datum } from '../../model/world.js';
import type { ForeignInstance } from './instances.js';
import type { Nested } from './nested.js';
import { type Bound, distanceScale, exponentScale, layerRoundings, steepest, sum, viewScales } from './scales.js';

type Rows = readonly (readonly number[])[];

/** S(K_l) of one input: n_L rows over W_l row by row. */
const connectionScale = ({ network }: ForeignInstance, x: readonly Rational[], i: number): Rows => {
  const { layers, jacobians } = viewScales(network, x);
  return jacobians[i].map((row) => row.flatMap((g) => layers[i].map((s) => g * s)));
};

const combined = (p: readonly number[], Ms: readonly Rows[]): Rows =>
  Ms[0].map((row, o) => row.map((_, k) => sum(Ms.map((M, x) => p[x] * M[o][k]))));

/** Kᵀ K for K with n_L rows. */
const square = (K: Rows): Rows => K[0].map((_, i) => K[0].map((__, j) => sum(K.map((row) => row[i] * row[j]))));

/** The bound of OP_l for every layer, and the largest scale of an exponent in it. */
export const operatorBound = (
  instance: ForeignInstance,
  loss: Loss<number>,
): { readonly bound: Nested<Bound>; readonly exponent: number } => {
  const { network, world } = instance;
  const { weights } = network;
  const L = weights.length;
  const nL = weights[L - 1].length;
  const { f: nf, J: nJ } = layerRoundings(weights);
  const P = world.points.length;
  const V = Math.max(...world.points.map(({ views }) => views.length));
  const p = world.points.map(({ probability }) => probability.valueOf());
  const data = world.points.map((point, x) => viewScales(network, datum(point, x)).layers[L]);
  const exponents = data.map((f) => data.map((g) => exponentScale(loss, 0, [distanceScale(f, g)])));
  const scaleAt = (i: number): Rows => {
    const means = world.points.map(({ views }) =>
      combined(
        views.map(({ probability }) => probability.valueOf()),
        views.map(({ x }) => connectionScale(instance, x, i)),
      ),
    );
    const mean = combined(p, means);
    if (loss.kind === 'simple') return combined([...p, 1], [...means.map(square), square(mean)]);
    const pairs = means.flatMap((M, x) =>
      means.map((N, y) => ({
        weight: (p[x] * p[y] * steepest(loss) * (1 + exponents[x][y])) / 2,
        square: square(combined([1, 1], [M, N])),
      })),
    );
    return combined(
      pairs.map(({ weight }) => weight),
      pairs.map((pair) => pair.square),
    );
  };
  const roundingsAt = (i: number): number => {
    const nK = nf[i] + nJ[i] + 1;
    const nr = 2 * nf[L] + nL + 3;
    return loss.kind === 'simple' ? 2 * (nK + V + P + 3) + nL + 2 : 2 * (nK + V + 2) + nL + nr + P * P + 25;
  };
  return {
    exponent: Math.max(...exponents.flat()),
    bound: weights.map((_, i) =>
      scaleAt(i).map((row) => row.map((scale): Bound => ({ scale, roundings: roundingsAt(i) }))),
    ),
  };
};
