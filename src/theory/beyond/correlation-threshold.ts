/**
 * Glossary: the output is `high` or `low`, g² = ‖high − low‖², q = P(high), u = e^{−g²/2τ}; V = tr V_x[f̄], N = E_x tr V_aug[f],
 * ρ₊ = V/(V + N) the correlation of two views' outputs; T_m = E[1/(H − c + (c + 1)u)], c ~ Binomial(H − 1, m).
 */
import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { dualNetworks } from '../../model/dual-networks.js';
import { infonce } from '../../model/infonce.js';
import { pointLaw, viewLaw, type World } from '../../model/world.js';
import { type Assumption, at, claim, type Over } from '../claim.js';
import { atMost, equal, type Relation } from '../relation.js';
import { derivedHere, read } from '../sources.js';
import { absent, axis, integer, law, list, number, optional, record, simplex, space } from '../space.js';

interface Instance {
  /** P(f(x₁) = high | x) and, where the positive has a law of its own, P(f(x₊) = high | x). */
  readonly points: readonly {
    readonly probability: Rational;
    readonly high: Rational;
    readonly highPositive?: Rational | undefined;
  }[];
  /** The law over points that negatives are drawn from; that of the anchors where absent. */
  readonly negativeLaw?: readonly Rational[] | undefined;
  readonly high: readonly Rational[];
  readonly low: readonly Rational[];
  readonly negatives: number;
  /** 1/τ. */
  readonly inverseTemperature: Rational;
}

interface Variant {
  /** u from r = ‖·‖² instead of ½‖·‖²: tanh(g²/2τ). */
  readonly doubled?: boolean;
  /** Leave out what unequal probabilities add. */
  readonly sameForEveryH?: boolean;
}

const parts =
  ({ doubled, sameForEveryH }: Variant) =>
  <S>(F: Field<S>, instance: Over<Instance, S>): Record<string, Relation<S>> => {
    const { points, negativeLaw, high, low, negatives: H, inverseTemperature: beta } = instance;
    const { sum, dot, minus, squaredNorm, trace } = linearAlgebra(F);
    const model = dualNetworks(F);
    const half = F.of(1, 2);
    const against = (s: S): S => F.sub(F.one, s);
    const product = (...factors: readonly S[]): S => factors.reduce((a, b) => F.mul(a, b), F.one);
    const worldOf = (chances: typeof points, negatives?: readonly S[]): World<S> => {
      const views = (chance: S) => [
        { probability: chance, x: high },
        { probability: against(chance), x: low },
      ];
      return {
        points: chances.map((point) => ({
          probability: point.probability,
          views: views(point.high),
          positives: point.highPositive === undefined ? undefined : views(point.highPositive),
        })),
        ...(negatives ? { negatives } : {}),
      };
    };
    /** G, V and N of a world, from their definitions. */
    const measured = (world: World<S>, H: number) => {
      const anchors = world.points.map(({ views }) => views.map(({ x }) => x));
      const nce = infonce(F);
      const p = pointLaw(world);
      const columns = anchors.map((views) => views.map((f) => f.map((s) => [s])));
      const means = world.points.map(({ views }, i) =>
        high.map((_, k) => [
          dot(
            viewLaw(views),
            anchors[i].map((f) => f[k]),
          ),
        ]),
      );
      return {
        G: nce.growth(nce.samples(world, { anchors }, beta, H)),
        V: trace(model.variance(p, means)),
        N: sum(columns.map((fs, i) => F.mul(p[i], trace(model.variance(viewLaw(world.points[i].views), fs))))),
      };
    };
    const g2 = squaredNorm(minus(high, low));
    const u = F.exp(F.neg(product(doubled ? F.one : half, beta, g2)));
    const q = dot(
      points.map(({ probability }) => probability),
      points.map((point) => point.high),
    );
    const world = worldOf(points, negativeLaw);
    const one = measured(world, 1);
    const { G, V, N } = measured(world, H);
    const T = (m: S): S => binomialMean(F, H - 1, m, (c) => F.div(F.one, F.add(F.of(H - c), F.mul(F.of(c + 1), u))));
    /** (2V + N)u − N, whose sign is that of ρ₊ − tanh(g²/4τ). */
    const excess = (v: S, n: S): S => F.sub(F.mul(F.add(F.add(v, v), n), u), n);
    const halved = (m: S): S => F.div(F.sub(F.exp(m), F.exp(F.neg(m))), F.add(F.exp(m), F.exp(F.neg(m))));
    const tanh = halved(F.mul(F.of(1, doubled ? 2 : 4), F.mul(beta, g2)));
    const average = F.mul(half, F.add(T(q), T(against(q))));
    const tilt = F.sub(q, half);
    const unequal = sameForEveryH ? F.zero : product(against(u), N, tilt, F.sub(T(q), T(against(q))));
    const gain = product(F.of(2 * (H - 1), (H + 1) ** 2), against(u), against(u), N, tilt, tilt);
    const scaled = F.mul(F.of(2, H), G);
    const balanced = worldOf([
      ...points.map((point) => ({ ...point, probability: F.mul(half, point.probability) })),
      { probability: half, high: against(q) },
    ]);
    const even = measured(balanced, H);
    return {
      'one negative: 2(1 + u) G = (2V + N)u − N': equal(
        [product(F.of(2), F.add(F.one, u), one.G)],
        [excess(one.V, one.N)],
      ),
      'one negative: 2G = (V + N)(ρ₊ − (1 − u)/(1 + u))': equal(
        [F.add(one.G, one.G)],
        [F.sub(one.V, F.mul(F.add(one.V, one.N), F.div(against(u), F.add(F.one, u))))],
      ),
      'one negative: G has the sign of ρ₊ − tanh(g²/4τ)': atMost(
        [F.zero],
        [F.mul(one.G, F.sub(one.V, F.mul(F.add(one.V, one.N), tanh)))],
      ),
      'H negatives: 2G/H = ½(T_q + T_{1−q})[(2V + N)u − N] + (1 − u)N(q − ½)(T_q − T_{1−q})': equal(
        [scaled],
        [F.add(F.mul(average, excess(V, N)), unequal)],
      ),
      'both values equally likely: 2G/H = T_½ [(2V + N)u − N], one threshold for every H': equal(
        [F.mul(F.of(2, H), even.G)],
        [F.mul(T(half), excess(even.V, even.N))],
      ),
      'unequal values: 2G/H exceeds ½(T_q + T_{1−q})[(2V + N)u − N] by 2(H − 1)(1 − u)²N(q − ½)²/(H + 1)² or more':
        atMost([F.add(F.mul(average, excess(V, N)), sameForEveryH ? F.zero : gain)], [scaled]),
    };
  };

/** E φ(c), c ~ Binomial(n, m). */
const binomialMean = <S>(F: Field<S>, n: number, m: S, phi: (c: number) => S): S => {
  const success = (k: number): S => (k === 0 ? F.one : F.mul(m, success(k - 1)));
  const failure = (k: number): S => (k === 0 ? F.one : F.mul(F.sub(F.one, m), failure(k - 1)));
  const ways = (c: number): number => (c === 0 ? 1 : (ways(c - 1) * (n - c + 1)) / c);
  return Array.from({ length: n + 1 }, (_, c) =>
    F.mul(F.of(ways(c)), F.mul(F.mul(success(c), failure(n - c)), phi(c))),
  ).reduce((s, term) => F.add(s, term), F.zero);
};

const samePositives: Assumption<Instance> = {
  slug: 'same-augmentation-law',
  text: 'anchor and positive are independent draws from one augmentation law',
  narrow: at('points.*.highPositive', absent),
  holds: ({ points }) => points.every(({ highPositive }) => highPositive === undefined),
};

const sameNegatives: Assumption<Instance> = {
  slug: 'negatives-from-data',
  text: 'negatives are drawn, independently of the anchor, from the same law as the anchors',
  narrow: at('negativeLaw', absent),
  holds: ({ negativeLaw }) => negativeLaw === undefined,
};

const samples = axis('points', 1, 3);
const output = axis('outputs', 1, 2);

/** H = 1, two output values at distance g: G > 0 ⇔ ρ₊ > tanh(g²/4τ); more negatives lower the threshold unless P = ½. */
export const correlationThreshold = claim<Instance>({
  id: 'beyond/correlation-threshold',
  title: 'Weights grow where two views correlate more than tanh(g²/4τ)',
  statement: String.raw`2G_{H=1}=(V+N)\bigl(\rho_+-\tanh\tfrac{g^2}{4\tau}\bigr),\qquad \tfrac{2G_H}{H}=\tfrac{T_q+T_{1-q}}2\bigl[(2V+N)u-N\bigr]+(1-u)N(q-\tfrac12)(T_q-T_{1-q}),\quad u=e^{-g^2/2\tau}`,
  source: derivedHere('correlation threshold'),
  reading: read(
    'derived',
    'the threshold of H ≥ 2 is compared at equal u: the second term vanishes for q = ½ and is positive for q ≠ ½, N > 0, H ≥ 2, so that G_H > 0 where G_1 = 0; strict statements need N > 0',
  ),
  space: space<Instance>(
    record({
      points: law(samples, () =>
        record({ high: number(1, 8, 'non-negative'), highPositive: optional(number(1, 8, 'non-negative')) }),
      ),
      negativeLaw: optional(simplex(samples)),
      high: list(output, number(2, 1)),
      low: list(output, number(2, 1)),
      negatives: integer(1, 3),
      inverseTemperature: number(4, 2, 'positive'),
    }),
  ),
  assumptions: [samePositives, sameNegatives],
  quantifier: 'for all',
  exponential: 'true',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['beyond/norm-thermostat'],
  mutants: [
    {
      name: 'r-without-half',
      text: 'the threshold tanh(g²/2τ), from r = ‖·‖²',
      conclusion: parts({ doubled: true }),
    },
    {
      name: 'one-threshold-for-every-h',
      text: 'the number of negatives never matters: 2G/H = ½(T_q + T_{1−q})[(2V + N)u − N]',
      conclusion: parts({ sameForEveryH: true }),
      agreesOn: { text: 'one negative', narrow: at('negatives', integer(1, 1)) },
    },
  ],
});
