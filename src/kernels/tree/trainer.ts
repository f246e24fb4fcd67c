/** Training of a tree network on tuples drawn afresh in every step. */
import { initialise } from './initialise.js';
import { createLossHead } from './loss.js';
import { createPooler } from './patterns.js';
import { createPooledNetwork, type PooledNetwork } from './pooled-network.js';
import { createTupleSampler } from './sampler.js';
import type { NumberTree, TrainerSettings, TrainingReport } from './types.js';

export interface Trainer {
  readonly network: PooledNetwork;
  /** One step of gradient descent on a fresh batch; the loss of that batch before it. Allocates nothing. */
  readonly step: () => number;
  /** ⌊tuples/batch⌋ steps. */
  readonly epoch: (tuples: number) => TrainingReport;
  /** Views with ‖f‖ = 0 that were to be normalised in the last step. */
  readonly collapsedRows: () => number;
}

/**
 * W ← W − rate (∇L + η W) from the start of the seed, L the loss of the settings over a batch from the seed's own stream. The same seed,
 * tree and settings give the same numbers, bit for bit, whatever the operations.
 * @throws settings that contradict each other
 */
export const createTrainer = (tree: NumberTree, settings: TrainerSettings): Trainer => {
  const { hidden, biases, batch = 128, rate = 0.1, decay = 0, seed, negatives = 1, operations, weights } = settings;
  if (!(Number.isInteger(batch) && batch >= 1)) throw new Error(`batch: expected a positive integer, got ${batch}`);
  if (!(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32)) {
    throw new Error(`seed: expected an integer in [0, 2³²), got ${seed}`);
  }
  const capacity = batch * (2 + negatives);
  const network = createPooledNetwork(tree, { hidden, biases, capacity, operations });
  const { shape, patterns } = network;
  const head = createLossHead(network, settings);
  const sampler = createTupleSampler(shape, batch, negatives, seed);
  const pooler = createPooler(shape, capacity, patterns);
  initialise(network, seed);
  if (weights !== undefined) network.setWeights(weights);

  const step = (): number => {
    sampler.draw(batch, pooler.codes);
    pooler.pool(capacity);
    network.forward(patterns);
    const loss = head.apply(patterns.root, batch, patterns.counts[0]);
    network.backward();
    network.step(rate, decay);
    return loss;
  };
  return {
    network,
    step,
    epoch: (tuples) => {
      const steps = Math.floor(tuples / batch);
      let loss = 0;
      let collapsedRows = 0;
      for (let i = 0; i < steps; i++) {
        loss += step();
        collapsedRows += head.collapsedRows();
      }
      return { tuples: steps * batch, steps, loss: steps === 0 ? 0 : loss / steps, collapsedRows };
    },
    collapsedRows: head.collapsedRows,
  };
};
