import { type Rational, rational, rationals } from '../../arithmetic/rational.js';
import type { Network } from '../../model/network.js';
import type { Point, World } from '../../model/world.js';
import { mapNumbers, scaled, towards, uniform, zeros } from './mix.js';
import { treeDoses } from './tree-doses.js';

/** The instance violated by ε, or nothing where its violation has no degrees. */
export type Dose = (instance: unknown, epsilon: Rational) => unknown;

/** Where the type of the instances is stated and forgotten. */
const dose =
  <I>(at: (instance: I, epsilon: Rational) => I | undefined): Dose =>
  (instance, epsilon) =>
    at(instance as I, epsilon);

interface WithWorld {
  readonly world: World<Rational>;
}
interface WithNetwork {
  readonly network: Network<Rational>;
}
interface WithKernel {
  readonly kernel: readonly (readonly Rational[])[];
}
interface WithTarget extends WithNetwork {
  readonly target?: Network<Rational> | undefined;
}
interface WithPredictor extends WithNetwork {
  readonly predictor?: Network<Rational> | undefined;
}
interface Ring {
  readonly total: Rational;
  readonly objects: readonly { readonly total?: Rational; readonly shifts?: readonly Rational[] }[];
}

/** The points of the world changed; nothing for a claim that has its views elsewhere. */
const withPoints = <I extends Partial<WithWorld>>(
  instance: I,
  f: (point: Point<Rational>) => Point<Rational>,
): I | undefined =>
  instance.world && { ...instance, world: { ...instance.world, points: instance.world.points.map(f) } };

/** Negative numbers scaled by ε. */
const lessNegative = <T>(value: T, epsilon: Rational): T => mapNumbers(value, (a) => (a.s < 0n ? a.mul(epsilon) : a));

/** Biases scaled by ε, in every network of the instance. */
const lessBias = (value: unknown, epsilon: Rational): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]: [string, unknown]) => {
      if (key === 'biases') return [key, scaled(child, epsilon)];
      return [key, ['network', 'second', 'predictor'].includes(key) ? lessBias(child, epsilon) : child];
    }),
  );
};

/** h as leaky ReLU of slope 1 − ε(1 − s): the identity for ε → 0. Softplus has no such degree. */
const lessCurved = <I extends WithNetwork>(instance: I, epsilon: Rational): I | undefined => {
  const { network } = instance;
  if (network.activation !== 'relu' && network.activation !== 'leaky-relu') return undefined;
  const slope = towards(rationals.one, network.slope ?? rationals.zero, epsilon);
  return { ...instance, network: { ...network, activation: 'leaky-relu', slope } };
};

/** The views moved towards a centre: x_v ↦ c + ε(x_v − c). */
const nearer = (point: Point<Rational>, centre: readonly Rational[], epsilon: Rational): Point<Rational> => ({
  ...point,
  views: point.views.map((view) => ({ ...view, x: towards(centre, view.x, epsilon) })),
});

const meanView = ({ views }: Point<Rational>): readonly Rational[] =>
  views[0].x.map((_, i) => views.reduce((s, { probability, x }) => s.add(probability.mul(x[i])), rationals.zero));

const identity = (n: number): Rational[][] =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, k) => rational(i === k ? 1 : 0)));

/**
 * How an instance that violates an assumption is brought nearer to those that satisfy it, by the slug of the assumption: at ε = 1 it is as it
 * was drawn, or its nearest relative that has degrees; as ε → 0 the assumption comes to hold. What is yes or no has none: softplus, a hinge, an
 * extra logit, tied rows, a second negative.
 */
export const doses: Readonly<Record<string, Dose>> = {
  ...treeDoses,
  'no-bias': lessBias,
  'linear-activation': dose(lessCurved<WithNetwork>),
  'linear-top': dose(lessCurved<WithNetwork>),
  /** The positive from (1 − ε)p_aug + ε q. */
  'same-augmentation-law': dose<Partial<WithWorld>>((instance, epsilon) =>
    withPoints(instance, ({ positives, ...point }) => ({
      ...point,
      ...(positives && {
        positives: [
          ...point.views.map((view) => ({ ...view, probability: view.probability.mul(rationals.one.sub(epsilon)) })),
          ...positives.map((view) => ({ ...view, probability: view.probability.mul(epsilon) })),
        ],
      }),
    })),
  ),
  /** Negatives from (1 − ε)p + ε q. */
  'negatives-from-data': dose<Partial<WithWorld>>((instance, epsilon) => {
    if (instance.world?.negatives === undefined) return undefined;
    const { points, negatives } = instance.world;
    const law = towards(
      points.map(({ probability }) => probability),
      negatives,
      epsilon,
    );
    return { ...instance, world: { ...instance.world, negatives: law } };
  }),
  'symmetric-kernel': dose<WithKernel>((instance, epsilon) => {
    const even = instance.kernel.map((row, x) => row.map((xi, y) => xi.add(instance.kernel[y][x]).div(2)));
    return { ...instance, kernel: towards(even, instance.kernel, epsilon) };
  }),
  'non-negative-kernel': dose<WithKernel>((instance, epsilon) => ({
    ...instance,
    kernel: lessNegative(instance.kernel, epsilon),
  })),
  'non-positive-sum': dose<{ readonly opposite: readonly Rational[] }>((instance, epsilon) => ({
    ...instance,
    opposite: lessNegative(instance.opposite, epsilon),
  })),
  'no-augmentation': dose<Partial<WithWorld> & { readonly data?: World<Rational> }>((instance, epsilon) => {
    const around = (world: World<Rational>): World<Rational> => ({
      ...world,
      points: world.points.map((point) => nearer(point, meanView(point), epsilon)),
    });
    return instance.data
      ? { ...instance, data: around(instance.data) }
      : instance.world && { ...instance, world: around(instance.world) };
  }),
  /** The views, of which the weights are computed, moved towards their datum. */
  'un-augmented-weights': dose<Partial<WithWorld>>((instance, epsilon) =>
    withPoints(instance, (point) => (point.x ? nearer(point, point.x, epsilon) : point)),
  ),
  'no-extra-attraction': dose<{ readonly beta?: Rational }>((instance, epsilon) => ({
    ...instance,
    ...(instance.beta && { beta: instance.beta.mul(epsilon) }),
  })),
  'equal-learning-rates': dose<{ readonly predictorRate?: Rational }>((instance, epsilon) => ({
    ...instance,
    ...(instance.predictorRate && { predictorRate: towards(rationals.one, instance.predictorRate, epsilon) }),
  })),
  /** The predictor I + ε(W_p − I), linear. */
  'no-predictor': dose<WithPredictor>((instance, epsilon) => {
    if (!instance.predictor) return undefined;
    const weights = instance.predictor.weights.map((W) =>
      towards(
        identity(W.length),
        W.map((row) => [...row]),
        epsilon,
      ),
    );
    return { ...instance, predictor: { activation: 'linear', weights, top: 'linear' } };
  }),
  /** The target's weights 𝒲 + ε(𝒲′ − 𝒲), its activation that of the online network. */
  'target-is-online-network': dose<WithTarget>((instance, epsilon) => {
    const { network, target } = instance;
    if (!target) return undefined;
    const none = network.weights.map((W) => zeros(W.length));
    const biases = towards(network.biases ?? none, target.biases ?? none, epsilon);
    return {
      ...instance,
      target: { ...network, weights: towards(network.weights, target.weights, epsilon), biases },
    };
  }),
  'uniform-translation': dose<Ring>((instance, epsilon) => ({
    ...instance,
    objects: instance.objects.map(({ shifts, ...object }) => ({
      ...object,
      ...(shifts && { shifts: towards(uniform(shifts.length), shifts, epsilon) }),
    })),
  })),
  'same-total': dose<Ring>((instance, epsilon) => ({
    ...instance,
    objects: instance.objects.map(({ total, ...object }) => ({
      ...object,
      ...(total && { total: towards(instance.total, total, epsilon) }),
    })),
  })),
  'uniform-root': dose<{ readonly root?: readonly Rational[] }>((instance, epsilon) => ({
    ...instance,
    ...(instance.root && { root: towards(uniform(instance.root.length), instance.root, epsilon) }),
  })),
};
