/**
 * How far a program of a stated precision may be from the exact values.
 *
 * A value made by + − × of exact numbers is a sum of products; evaluated in floating point in any order, each product picks up a factor
 * (1 + δ)^{±k}, |δ| ≤ u, for every rounding it passes through. With at most n of them
 *
 *   |computed − true| ≤ γ_n S,   γ_n = nu/(1 − nu),
 *
 * where S, the *scale*, is the same expression with every term replaced by its absolute value and − by +. S is that of the expanded
 * expression, so ½‖f‖² + ½‖g‖² − f·g for ½‖f − g‖² is within it. n counts the roundings of the expressions below twice: another
 * program may spend as many again. Counts and scales, for N views, T terms of the loss, H negatives, widths n_0 … n_L:
 *
 * - f_l = h(W_l f_{l−1}): n += n_{l−1} + 1,  S = |D_l| |W_l| S(f_{l−1});
 * - r = ½ Σ (f − g)²: n = 2 n(f) + n_L + 3,  S = ½ Σ (S(f) + S(g))²;
 * - t = (r₊ − r_k + r₀)/τ, the argument of every exponential: n = n(r) + 3,  S = (S(r₊) + S(r_k) + |r₀|)/τ ≤ MOST_EXPONENT;
 * - log(1 + Σ e^t) and softmax are 1-Lipschitz in max |t|, and exp and log are right to 4 units in the last place:
 *   S(ℓ) = τ(1 + S(t)) (triplet), H + S(t) (InfoNCE), S(r₊) + S(r₋) (simple);  S(∂ℓ/∂r) = κ(1 + S(t)), κ = 1, or 1/τ for InfoNCE,
 *   so that 1 − p₀ for Σ p_k is within it; 16 + H roundings for either;
 * - L and c_ab = ∂L/∂r_ab sum them with their weights: n += 2H + 4 + T;
 * - ∂L/∂f_a = Σ_b c_ab (f_a − f_b): n = n(c) + n(f) + 2N + 2;
 * - g_{l−1} = W_lᵀ D g_l: n += n_l + 1;  ∂L/∂W_l = Σ_a g_l f_{l−1}ᵀ: n = n(g_l) + n(f_{l−1}) + N + 1;
 * - OP_l: see `operatorBound`.
 *
 * To the first order in u the counts of factors add; γ_n and the second count cover the rest while n u S(t) is far below 1.
 */
import type { Rational } from '../../arithmetic/rational.js';
import { type Loss, mapLoss, negativesOf } from '../../model/losses.js';
import { termsOf } from '../../model/pair-derivatives.js';
import { mapWorld, type View, type World } from '../../model/world.js';
import type { ForeignInstance } from './instances.js';
import type { Nested } from './nested.js';
import { operatorBound } from './operator-rounding.js';
import { type Bound, distanceScale, exponentScale, layerRoundings, steepest, sum, viewScales } from './scales.js';
import type { StepName } from './steps.js';

export type Bounds = Readonly<Record<StepName, Nested<Bound>>>;

/** The largest scale of an exponent: e^{±64} and its products with probabilities are normal numbers of float32. */
export const MOST_EXPONENT = 64;

const lossScale = (loss: Loss<number>, plus: number, minus: readonly number[]): number => {
  const t = exponentScale(loss, plus, minus);
  if (loss.kind === 'simple' || loss.kind === 'hinge') return plus + minus[0];
  return loss.kind === 'triplet' ? loss.tau * (1 + t) : loss.negatives + t;
};

/** The sums over anchors, positives and negatives, on scales: S(L), S(c_ab), and the largest S(t). */
const lossScales = (world: World<number>, r: readonly (readonly number[])[], loss: Loss<number>) => {
  const H = negativesOf(loss);
  const places = world.points.flatMap((point, x) =>
    point.views.map((view: View<number>) => ({ x, p: point.probability * view.probability, q: view.probability })),
  );
  const c = places.map(() => places.map(() => 0));
  let [total, exponent] = [0, 0];
  const visit = (a: number, b: number, chosen: readonly number[], weight: number): void => {
    if (chosen.length < H) {
      places.forEach((place, n) => visit(a, b, [...chosen, n], weight * place.p));
      return;
    }
    const minus = chosen.map((n) => r[a][n]);
    const t = exponentScale(loss, r[a][b], minus);
    total += weight * lossScale(loss, r[a][b], minus);
    exponent = Math.max(exponent, t);
    for (const other of [b, ...chosen]) c[a][other] += weight * steepest(loss) * (1 + t);
  };
  places.forEach((anchor, a) =>
    places.forEach((place, b) => {
      if (place.x === anchor.x) visit(a, b, [], anchor.p * place.q);
    }),
  );
  return { total, exponent, c };
};

/** The bounds of every step, and the largest scale of an exponent. */
export const boundsOf = (instance: ForeignInstance): { readonly bounds: Bounds; readonly exponent: number } => {
  const world = mapWorld(instance.world, (s) => s.valueOf());
  const loss = mapLoss<Rational, number>(instance.loss, (s) => s.valueOf());
  const { weights } = instance.network;
  const L = weights.length;
  const views = instance.world.points
    .flatMap((point) => point.views)
    .map((view) => viewScales(instance.network, view.x));
  const { f: nf, J: nJ } = layerRoundings(weights);
  const N = views.length;
  const H = negativesOf(loss);
  const top = views.map(({ layers }) => layers[L]);
  const r = top.map((f) => top.map((g) => distanceScale(f, g)));
  const nr = 2 * nf[L] + weights[L - 1].length + 3;
  const { total, exponent, c } = lossScales(world, r, loss);
  const nc = nr + 3 + 16 + H + 2 * H + 4 + termsOf(world, loss);
  const ng = nc + nf[L] + 2 * N + 2;
  const bound = (scale: number, roundings: number): Bound => ({ scale, roundings });
  const pulls = (pull: (a: number, b: number) => number): number[][] =>
    top.map((f, a) => f.map((s, o) => sum(top.map((g, b) => pull(a, b) * (s + g[o])))));
  const [one, both] = [pulls((a, b) => c[a][b]), pulls((a, b) => c[a][b] + c[b][a])];
  const gradients = (at: readonly (readonly number[])[]): Nested<Bound> =>
    weights.map((W, i) =>
      W.map((row, k) =>
        row.map((_, j) => {
          const terms = views.map(
            ({ layers, jacobians }, a) => sum(at[a].map((g, o) => g * jacobians[i][o][k])) * layers[i][j],
          );
          return bound(sum(terms), ng + nJ[i] + nf[i] + N + 1);
        }),
      ),
    );
  const all = (scales: readonly (readonly number[])[], roundings: number): Nested<Bound> =>
    scales.map((row) => row.map((scale) => bound(scale, roundings)));
  const operator = operatorBound(instance, loss);
  return {
    exponent: Math.max(exponent, operator.exponent),
    bounds: {
      outputs: all(top, nf[L]),
      distances: all(r, nr),
      loss: bound(total, nc),
      lossDerivatives: all(c, nc),
      'topGradients.one': all(one, ng),
      'topGradients.both': all(both, ng),
      connections: views.map(({ layers, jacobians }) =>
        jacobians.map((J, i) =>
          J.map((row) => row.flatMap((g) => layers[i].map((s) => bound(g * s, nf[i] + nJ[i] + 1)))),
        ),
      ),
      'gradients.one': gradients(one),
      'gradients.both': gradients(both),
      operator: operator.bound,
    },
  };
};
