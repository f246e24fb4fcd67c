/** Training on latent trees: its parts, its growth, and the threads. */
import { runCampaign } from '../src/experiments/campaign.js';
import { threadRunner } from '../src/experiments/pool.js';
import { trainingSettings } from '../src/experiments/settings.js';
import { drawTree } from '../src/experiments/tree.js';
import { createEvaluator } from '../src/kernels/tree/correlations.js';
import { createPopulation } from '../src/kernels/tree/population.js';
import { createTupleSampler } from '../src/kernels/tree/sampler.js';
import { compileTree } from '../src/kernels/tree/shape.js';
import { createTrainer } from '../src/kernels/tree/trainer.js';
import { createPooler } from '../src/kernels/tree/patterns.js';
import type { OperationsChoice } from '../src/kernels/tree/types.js';
import { measure, type Row } from './measure.js';

const BATCH = 128;
const EPOCH = 64_000;
const VIEWS = 20_000;

const treeOf = (depth: number) => drawTree({ depth, children: 2 }, { seed: 1, polarity: 0.8 }).tree;
const trainerOf = (depth: number, hidden: number, operations: OperationsChoice = 'fastest') =>
  createTrainer(treeOf(depth), { loss: 'infonce', hidden, batch: BATCH, seed: 1, operations });

const step = (): Promise<Row[]> => {
  const [fast, plain] = [trainerOf(5, 10, 'webassembly'), trainerOf(5, 10, 'typescript')];
  return measure('training, depth 5, 10 units, triples/s', [
    { name: 'WebAssembly', run: () => fast.step(), amount: BATCH, target: 700_000 },
    { name: 'TypeScript', run: () => plain.step(), amount: BATCH, target: 120_000 },
  ]);
};

const withStatistics = (): Promise<Row[]> => {
  const trainer = trainerOf(5, 10);
  const evaluator = createEvaluator(treeOf(5), { hidden: 10, samples: VIEWS, seed: 1 });
  const epoch = (): void => {
    trainer.epoch(EPOCH);
    evaluator.evaluate(trainer.network);
  };
  return measure(`an epoch of ${EPOCH} triples, depth 5, 10 units, triples/s`, [
    { name: 'training only', run: () => trainer.epoch(EPOCH), amount: EPOCH, target: 700_000 },
    { name: 'with correlations', run: epoch, amount: EPOCH, target: 500_000 },
  ]);
};

const parts = (): Promise<Row[]> => {
  const tree = treeOf(5);
  const shape = compileTree(tree);
  const trainer = trainerOf(5, 10);
  const sampler = createTupleSampler(shape, BATCH, 1, 1);
  const pooler = createPooler(shape, 3 * BATCH);
  const evaluator = createEvaluator(tree, { hidden: 10, samples: VIEWS, seed: 1 });
  return measure('the parts of a step of 128 triples, depth 5, 10 units', [
    { name: 'step', run: () => trainer.step() },
    { name: 'sampler', run: () => sampler.draw(BATCH, pooler.codes) },
    { name: 'pooling', run: () => pooler.pool(3 * BATCH) },
    { name: `statistics of ${VIEWS} views`, run: () => evaluator.evaluate(trainer.network) },
  ]);
};

const exact = (): Promise<Row[]> => {
  const task = (depth: number, normalise: boolean, target?: number) => {
    const { network } = trainerOf(depth, 10);
    const population = createPopulation(treeOf(depth), { hidden: 10, normalise });
    const run = (): unknown => population.gradient(network);
    return { name: `depth ${depth}${normalise ? ', normalised' : ''}`, run, ...(target !== undefined && { target }) };
  };
  return measure('exact population loss and gradient, 10 units', [
    task(3, false),
    task(3, true),
    task(4, false, 20),
    task(4, true, 20),
    task(5, false, 10 / 3),
  ]);
};

const growth =
  (title: string, tasks: readonly { readonly name: string; readonly depth: number; readonly hidden: number }[]) => () =>
    measure(
      title,
      tasks.map(({ name, depth, hidden }) => {
        const trainer = trainerOf(depth, hidden);
        return { name, run: () => trainer.step(), amount: BATCH };
      }),
      200,
    );

const depths = growth(
  'training, growth with depth, 10 units, triples/s',
  [3, 4, 5, 6, 7, 8].map((depth) => ({ name: `depth ${depth}`, depth, hidden: 10 })),
);
const units = growth(
  'training, growth with units, depth 5, triples/s',
  [1, 2, 4, 8, 16, 32].map((hidden) => ({ name: `${hidden} units`, depth: 5, hidden })),
);

const threads = (): Promise<Row[]> => {
  const settings = trainingSettings({ hidden: [10], polarity: [0.8], epochs: 4, seeds: 4 });
  const task = (count: number) => ({
    name: `${count} ${count === 1 ? 'worker' : 'workers'}`,
    run: () => runCampaign(settings, { runner: threadRunner(settings, { threads: count, modelHash: '' }) }),
    amount: settings.seeds * settings.epochs * settings.samples,
  });
  return measure('4 runs of 4 epochs, depth 5, 10 units, with statistics, triples/s', [task(1), task(2)]);
};

export const treeJobs: readonly (() => Promise<Row[]>)[] = [step, withStatistics, parts, exact, depths, units, threads];
