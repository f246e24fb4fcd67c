import { float64 } from '../../arithmetic/float64.js';
import { nearestFloat } from '../../arithmetic/nearest-float.js';
import type { Rational } from '../../arithmetic/rational.js';
import { type LayerKernel, layerKernel, type PairWeight } from '../../kernels/operator.js';
import { leadingEigenpairs } from '../../kernels/spectrum.js';
import { badInput } from '../../ledger/problem.js';
import { type Loss, losses, mapLoss, negativesOf } from '../../model/losses.js';
import { mapNetwork, type Network, networks } from '../../model/network.js';
import { populations } from '../../model/population.js';
import { datum, mapWorld, type World } from '../../model/world.js';
import { featureForces } from '../../model/feature-forces.js';
import { type LossDerivatives, termsOf } from '../../model/pair-derivatives.js';
import type { OperatorInstance } from './instance.js';
import { SEVERAL_NEGATIVES } from './layer-report.js';
import type { Eigenpair, LayerReport } from './report-format.js';

/** Weights of a layer up to which its operator is written out. */
const WRITTEN_OUT = 64;
/** Points up to which the weights of all pairs are kept: 8 MB of them. */
const KEPT_PAIRS = 1024;
/** Terms up to which a population loss other than the simple one is enumerated in float64. */
const MOST_TERMS = 2 ** 24;

/** An instance in float64, each number rounded. */
export interface FloatInstance {
  readonly network: Network<number>;
  readonly world: World<number>;
  readonly loss: Loss<number>;
}

const float = (a: Rational): number => {
  const value = nearestFloat(a);
  if (Number.isFinite(value)) return value;
  throw badInput('--float', 'numbers below 2^1024, the range of float64', 'a larger one');
};

/** The instance with each number rounded to float64. @throws {BadInput} for a number beyond its range */
export const rounded = ({ network, world, loss }: OperatorInstance): FloatInstance => ({
  network: mapNetwork(network, float),
  world: mapWorld(world, float),
  loss: mapLoss(loss, float),
});

/**
 * ∂L/∂r₊ and ∂L/∂r_k without overflow: they depend on differences of distances only, so the least distance is taken to be 0,
 * and beyond e^700 the sigmoid of the triplet loss is 1 in float64.
 */
const steady: LossDerivatives<number> = (loss, plus, minus) => {
  const { derivatives } = losses(float64);
  if (loss.kind === 'infonce') {
    const least = Math.min(plus, ...minus);
    return derivatives(
      loss,
      plus - least,
      minus.map((r) => r - least),
    );
  }
  if (loss.kind === 'triplet' && plus - minus[0] + loss.margin > 700 * loss.tau) return { plus: 1, minus: [-1] };
  return derivatives(loss, plus, minus);
};

/** ξ at the data themselves; undefined for the simple loss, whose weight is 1. */
const pairWeight = ({ network, world, loss }: FloatInstance): PairWeight | undefined => {
  if (loss.kind === 'simple') return undefined;
  const { output } = networks(float64);
  const data = world.points.map((point, x) => output(network, datum(point, x)));
  const { distance } = populations(float64);
  const fresh: PairWeight = (x, y) => -steady(loss, 0, [distance(data[x], data[y])]).minus[0];
  if (data.length > KEPT_PAIRS) return fresh;
  const kept = Float64Array.from({ length: data.length ** 2 }, (_, i) =>
    fresh(Math.floor(i / data.length), i % data.length),
  );
  return (x, y) => kept[x * data.length + y];
};

/**
 * Forces of the simple loss. Its population value is ‖f̄‖² − E‖f̄(x)‖² with f̄(x) the mean over the views of x and f̄ the mean over all,
 * so both branches get 2p(f̄(x) − f̄), and the anchor's branch half of it.
 */
const simpleForces = ({ world }: FloatInstance, { features, outputs }: LayerKernel): Float64Array => {
  const force = new Float64Array(features.length);
  const mean = new Float64Array(outputs);
  const means = new Float64Array(world.points.length * outputs);
  let view = 0;
  world.points.forEach((point, x) => {
    for (const { probability } of point.views) {
      for (let k = 0; k < outputs; k++) means[x * outputs + k] += probability * features[view * outputs + k];
      view++;
    }
    for (let k = 0; k < outputs; k++) mean[k] += point.probability * means[x * outputs + k];
  });
  view = 0;
  world.points.forEach((point, x) => {
    for (const { probability } of point.views) {
      const p = point.probability * probability;
      for (let k = 0; k < outputs; k++) force[view * outputs + k] = p * (means[x * outputs + k] - mean[k]);
      view++;
    }
  });
  return force;
};

/** One-branch and both-branch forces, or null where the loss has too many terms to enumerate. */
const forcesOf = (instance: FloatInstance, kernel: LayerKernel): readonly [Float64Array, Float64Array] | null => {
  if (instance.loss.kind === 'simple') {
    const one = simpleForces(instance, kernel);
    return [one, one.map((a) => 2 * a)];
  }
  if (termsOf(instance.world, instance.loss) > MOST_TERMS) return null;
  const { features, outputs, views } = kernel;
  const rows = Array.from({ length: views }, (_, v) => Array.from(features.subarray(v * outputs, (v + 1) * outputs)));
  const { oneBranch, bothBranches } = featureForces(float64, instance.world, rows, instance.loss, steady);
  return [Float64Array.from(oneBranch.flat()), Float64Array.from(bothBranches.flat())];
};

const filled = (size: number, fill: (out: Float64Array) => void): Float64Array => {
  const out = new Float64Array(size);
  fill(out);
  return out;
};

const unit = (size: number, i: number): Float64Array => filled(size, (out) => (out[i] = 1));

/** The k leading eigenpairs of the operator of layer l, or null where there is none. */
export const spectrumOf = (
  instance: FloatInstance,
  l: number,
  k: number,
  onResidual?: (relative: number) => void,
): Eigenpair[] | null => {
  if (negativesOf(instance.loss) > 1) return null;
  const kernel = layerKernel(instance.network, instance.world, l);
  const xi = pairWeight(instance);
  return leadingEigenpairs((v, out) => kernel.apply(v, out, xi), kernel.size, k, onResidual).map((pair) => ({
    ...pair,
    eigenvector: [...pair.eigenvector],
  }));
};

/**
 * One layer in float64, matrix-free: the operator acts, and is written out only for small layers. What rounding leaves open
 * (`psd`, `symmetric`, `rank`) is null.
 * @throws {Undecided} at a kink of the rounded instance
 */
export const floatReport = (instance: FloatInstance, l: number): LayerReport => {
  const kernel = layerKernel(instance.network, instance.world, l);
  const { size, weights } = kernel;
  const several = negativesOf(instance.loss) > 1;
  const xi = several ? undefined : pairWeight(instance);
  const applied = (w: Float64Array): Float64Array => filled(size, (out) => kernel.apply(w, out, xi));
  const update = several ? null : applied(weights);
  const columns = several || size > WRITTEN_OUT ? null : Array.from({ length: size }, (_, i) => applied(unit(size, i)));
  const gradients = forcesOf(instance, kernel)?.map((force) => filled(size, (out) => kernel.pullBack(force, out)));
  const oneBranch = gradients?.[0] ?? null;
  const reasons = [
    several ? SEVERAL_NEGATIVES : '',
    columns === null && !several ? `the operator of ${size} weights is applied, not written out` : '',
    oneBranch === null ? `a population loss of more than ${MOST_TERMS} terms is not enumerated` : '',
  ].filter((reason) => reason !== '');
  return {
    layer: l,
    operator: columns?.map((_, i) => columns.map((column) => column[i])) ?? null,
    weights: [...weights],
    update: update && [...update],
    oneBranchNegativeGradient: oneBranch && [...oneBranch],
    negativeGradient: gradients === undefined ? null : [...gradients[1]],
    residue: update && oneBranch && Array.from(oneBranch, (g, i) => g - update[i]),
    psd: null,
    symmetric: null,
    rank: null,
    ...(reasons.length > 0 ? { reason: reasons.join('; ') } : {}),
    arithmetic: 'float64',
  };
};
