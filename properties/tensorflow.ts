import { createRequire } from 'node:module';
import type * as TF from '@tensorflow/tfjs';
import type { Loss } from '../src/model/losses.js';
import type { BranchCount } from '../src/model/dual-networks.js';
import type { Network } from '../src/model/network.js';
import type { World } from '../src/model/world.js';

type TensorFlow = typeof TF;
type Tensor = TF.Tensor;

/** TensorFlow.js and the name of what computes in it. */
export interface Differentiator {
  readonly tf: TensorFlow;
  readonly backend: string;
}

/** The native library where it is installed and loads. Its name is not a literal, for the package is optional. */
const native = async (): Promise<TensorFlow | undefined> => {
  const name = ['@tensorflow', 'tfjs-node'].join('/');
  try {
    return (await import(name)) as TensorFlow;
  } catch {
    return undefined;
  }
};

/** @tensorflow/tfjs-node where its native library loads, TensorFlow.js' own JavaScript backend otherwise. */
export const loadTensorFlow = async (): Promise<Differentiator> => {
  const found = await native();
  // The umbrella package registers the gradients of all operations; it is CommonJS.
  const tf = found ?? (createRequire(import.meta.url)('@tensorflow/tfjs') as TensorFlow);
  // Otherwise the JavaScript backend advertises the native one on stderr.
  tf.env().set('IS_TEST', true);
  if (found === undefined) await tf.setBackend('cpu');
  await tf.ready();
  return {
    tf,
    backend:
      found === undefined ? `TensorFlow.js ${tf.version_core}, JavaScript` : `TensorFlow.js ${tf.version_core}, native`,
  };
};

/** p(x) p_aug(view | x) of every view, and the weight p(x) p_aug(i | x) p_aug(j | x) of every pair of views of one point. */
export const pairWeights = (world: World<number>): { readonly single: number[]; readonly positive: number[][] } => {
  const views = world.points.flatMap((point, x) =>
    point.views.map((view) => ({ x, own: view.probability, joint: point.probability * view.probability })),
  );
  return {
    single: views.map(({ joint }) => joint),
    positive: views.map((i) => views.map((j) => (i.x === j.x ? i.joint * j.own : 0))),
  };
};

/**
 * −∂L/∂W_l for every l (row by row), by reverse-mode differentiation in float32 of the population loss with one negative: the sum
 * over all anchors, positives and negatives. With `one` branch the positives' and negatives' features are constants.
 */
export const outsideGradients = (
  { tf }: Differentiator,
  network: Network<number>,
  world: World<number>,
  loss: Loss<number>,
  branches: BranchCount,
): number[][] => {
  const result = tf.tidy(() => {
    const x = tf.tensor2d(world.points.flatMap(({ views }) => views.map((view) => [...view.x])));
    const weights = network.weights.map((W) => tf.tensor2d(W.map((row) => [...row])));
    const { single, positive } = pairWeights(world);
    const [p, P] = [tf.tensor1d(single), tf.tensor2d(positive)];
    const features = (Ws: readonly Tensor[]): Tensor =>
      Ws.reduce<Tensor>((f, W, i) => {
        const next = tf.matMul(f, W, false, true);
        return i + 1 < Ws.length ? tf.relu(next) : next;
      }, x);
    const constants = features(weights);
    const population = (...Ws: Tensor[]): Tensor => {
      const anchors = features(Ws);
      const others = branches === 'both' ? anchors : constants;
      const difference = tf.sub(tf.expandDims(anchors, 1), tf.expandDims(others, 0));
      const r = tf.mul(0.5, tf.sum(tf.square(difference), 2));
      if (loss.kind === 'simple') {
        return tf.sub(tf.sum(tf.mul(P, r)), tf.sum(tf.mul(tf.outerProduct(p, p), r)));
      }
      if (loss.kind === 'hinge') throw new Error('outsideGradients: expected a smooth loss, got the hinge');
      const margin = loss.kind === 'triplet' ? loss.margin : 0;
      const factor = loss.kind === 'triplet' ? loss.tau : 1;
      // [anchor, positive, negative]
      const t = tf.div(tf.add(tf.sub(tf.expandDims(r, 2), tf.expandDims(r, 1)), margin), loss.tau);
      const overNegatives = tf.sum(tf.mul(p, tf.softplus(t)), 2);
      return tf.mul(factor, tf.sum(tf.mul(P, overNegatives)));
    };
    return tf
      .grads(population)(weights)
      .map((g) => tf.neg(g));
  });
  return result.map((g) => {
    const values = [...g.dataSync()];
    g.dispose();
    return values;
  });
};
