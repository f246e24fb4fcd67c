/** What a run may be as large as. */
import { MOST_PATTERNS } from '../kernels/tree/all-patterns.js';
import { MOST_CHILDREN } from '../model/latent-tree/tree.js';
import { badInput } from '../ledger/problem.js';

/** Leaves a tree may have: a run's time is linear in them, and the largest published tree has 32. */
const MOST_LEAVES = 4096;
/** Levels a tree may have; only a tree with one child each gets this deep before it has too many leaves. */
const MOST_LEVELS = 64;
/** Numbers all weights, or all pre-activations of a batch, may have: 128 MiB of float64, of which a thread needs a few such arrays. */
const MOST_NUMBERS = 2 ** 24;

/** The settings that say how large a run is. */
export interface Sizes {
  readonly depth: number;
  readonly children: number;
  readonly hidden: readonly number[];
  readonly batch: number;
  readonly negatives: number;
  readonly evaluation: number;
  readonly normalise: boolean;
  readonly exact: boolean;
}

/** @throws {BadInput} unless the option `name` is a whole number of the range */
export const whole = (name: string, value: number, min: number, max: number): void => {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  throw badInput(`--${name}`, `a whole number from ${min} to ${max}`, String(value));
};

/** @throws {BadInput} for a tree that is too large */
export const checkTree = ({ depth, children }: Sizes): void => {
  whole('depth', depth, 1, Number.MAX_SAFE_INTEGER);
  whole('children', children, 1, MOST_CHILDREN);
  // Sampling, weights and memory grow with the leaves, hence with children^depth.
  if (children ** depth > MOST_LEAVES) {
    const got = `${children}^${depth}${depth < 64 ? ` = ${children ** depth}` : ''}`;
    throw badInput('--depth', `at most ${MOST_LEAVES} leaves (children^depth)`, got);
  }
  if (depth > MOST_LEVELS) throw badInput('--depth', `at most ${MOST_LEVELS} levels`, String(depth));
};

/** The rows of all latents of a tree of binary states: a latent has at most 2^leaves different views, and no more than there are samples. */
const mostRows = (depth: number, children: number, samples: number): number => {
  let rows = 0;
  for (let level = 0; level < depth; level++) {
    rows += children ** level * Math.min(samples, 2 ** Math.min(64, children ** (depth - level)));
  }
  return rows;
};

/** What fits in memory: the weights, and the pre-activations of a batch and of an evaluation. @throws {BadInput} for more */
export const checkMemory = ({ depth, children, hidden, batch, negatives, evaluation, exact }: Sizes): void => {
  const widest = Math.max(...hidden);
  const latents = mostRows(depth, children, 1);
  const weights = latents * widest * widest * children;
  if (weights > MOST_NUMBERS) throw badInput('--hidden', `at most ${MOST_NUMBERS} weights in all`, String(weights));
  const limit = `at most ${MOST_NUMBERS} pre-activations (units × different views)`;
  if (exact) {
    const enumerated = widest * mostRows(depth, children, MOST_PATTERNS);
    if (enumerated > MOST_NUMBERS) throw badInput('--hidden', limit, String(enumerated));
    return;
  }
  const ofBatch = widest * mostRows(depth, children, batch * (2 + negatives));
  if (ofBatch > MOST_NUMBERS) throw badInput('--batch', limit, String(ofBatch));
  const ofEvaluation = widest * mostRows(depth, children, evaluation);
  if (ofEvaluation > MOST_NUMBERS) throw badInput('--evaluation', limit, String(ofEvaluation));
};

/** What is enumerated: the views below each child of the root, for the root is linear, and those of the whole tree where it is normalised. @throws {BadInput} for too many */
export const checkEnumeration = ({ depth, children, normalise, exact }: Sizes): void => {
  const leaves = children ** (normalise ? depth : depth - 1);
  if (!exact || 2 ** leaves <= MOST_PATTERNS) return;
  const place = normalise ? 'of a normalised output' : 'below a child of the root';
  throw badInput('--exact', `at most ${MOST_PATTERNS} different views ${place} (2^leaves)`, `2^${leaves}`);
};
