/**
 * A tree-local network evaluated once for each distinct pattern. Glossary: F = f rows and P = F Wᵀ rows of a node, one a pattern;
 * an accent (dF, dP) marks the gradient of the loss. A parent's pre-activations are gathered from its children's P.
 */
import { createOperations, type MemoryPlan, memoryPlan } from './operations.js';
import type { Operations } from './primitives.js';
import { createPatterns, patternCapacity } from './patterns.js';
import { compileTree, type TreeShape } from './shape.js';
import type { NetworkSettings, NumberTree, Patterns, Rows, TreeBiases, TreeWeights } from './types.js';
import { type ParameterLayout, parameterLayout, readBiases, readWeights, writeParameters } from './parameters.js';

/** A network in pooled form. */
export interface PooledNetwork {
  readonly shape: TreeShape;
  readonly hidden: number;
  /** Entries a row: `hidden` and what makes it even. */
  readonly stride: number;
  readonly capacity: number;
  readonly operations: Operations['kind'];
  /** Patterns in the network's own memory: pooled into these, nothing is copied. */
  readonly patterns: Patterns;
  readonly layout: ParameterLayout;
  /** All W_μ and b_μ as `layout` places them; networks of one tree, `hidden` and `biases` agree on it. */
  readonly parameters: Float64Array;
  /** ∇ in the same places, after a `backward`. */
  readonly gradient: Float64Array;
  /** f̃_μ by pattern after a `forward`; f_L at the root. By number of the node; nothing at a leaf. */
  readonly preActivations: readonly (Rows | undefined)[];
  /** f_μ by pattern; a leaf's are (state, 0), and the root's those of `preActivations`. */
  readonly activations: readonly Rows[];
  /** ∂L/∂f_μ by pattern: the caller's at the root before a `backward`; after it, gated by f̃_μ > 0 below. */
  readonly activationGradients: readonly (Rows | undefined)[];
  /** f_L of the root's patterns. */
  readonly output: Rows;
  /** ∂L/∂f_L of the root's patterns, to be written before a `backward`. */
  readonly outputGradient: Rows;
  readonly getWeights: () => TreeWeights;
  readonly getBiases: () => TreeBiases;
  /** @throws a path or shape that is not the network's */
  readonly setWeights: (weights: TreeWeights, biases?: TreeBiases) => void;
  /** f̃ and f of every node with patterns. After a write to `parameters`, call `refresh` before `backward`. */
  readonly forward: (patterns: Patterns) => void;
  /** ∇ of all parameters from `outputGradient`; the patterns are those of the last `forward`. */
  readonly backward: () => void;
  /** The same from given activationGradients of the root's children, their ∇ and below; ∇W at the root is left as it is. */
  readonly backwardBelowRoot: () => void;
  /** W ← W − rate (∇ + decay W), biases too. */
  readonly step: (rate: number, decay: number) => void;
  /** Renews what `backward` derives from the parameters. */
  readonly refresh: () => void;
}

/** Positions of a child's arrays: F, f̃, dF, the products P and dP with the parent's weights, and the patterns. */
interface Positions {
  readonly F: number;
  readonly Y: number;
  readonly dF: number;
  readonly P: number;
  readonly dP: number;
  /** Of Wᵀ towards the parent. */
  readonly T: number;
  /** [k]: of the patterns of child k. */
  readonly index: readonly number[];
}

const place = (plan: MemoryPlan, shape: TreeShape, capacity: number, stride: number): readonly Positions[] =>
  shape.nodes.map(({ index, children, leaf }): Positions => {
    const rows = patternCapacity(shape, index, capacity);
    const units = (there: boolean): number => (there ? plan.allocateFloats(rows * stride) : -1);
    const latent = leaf < 0;
    const Y = units(latent);
    const below = latent && index > 0;
    return {
      Y,
      F: latent ? (below ? units(true) : Y) : plan.allocateFloats(2 * rows),
      dF: units(latent),
      P: units(index > 0),
      dP: units(index > 0),
      T: below ? plan.allocateFloats(stride * stride) : -1,
      index: children.map(() => plan.allocateInts(rows)),
    };
  });

/** A network of zeros; `capacity` is the most samples at once. */
export const createPooledNetwork = (
  tree: NumberTree,
  { hidden, biases = false, capacity, operations = 'fastest' }: NetworkSettings,
): PooledNetwork => {
  if (!(Number.isInteger(hidden) && hidden >= 1)) throw new Error(`hidden: expected a positive integer, got ${hidden}`);
  if (!(Number.isInteger(capacity) && capacity >= 1))
    throw new Error(`capacity: expected a positive integer, got ${capacity}`);
  const shape = compileTree(tree);
  const stride = hidden + (hidden % 2);
  const layout = parameterLayout(shape, hidden, biases);
  const plan = memoryPlan();
  const zeros = plan.allocateFloats(stride);
  const parametersAt = plan.allocateFloats(layout.rows * stride);
  const gradientAt = plan.allocateFloats(layout.rows * stride);
  const at = place(plan, shape, capacity, stride);
  const rootAt = plan.allocateInts(capacity);
  const ops = createOperations(operations, plan.bytes(), stride);
  const { floats, ints } = ops;

  const arrays = [...at.flatMap(({ index }) => index), rootAt][Symbol.iterator]();
  const own = createPatterns(shape, capacity, (n) => {
    const start = arrays.next().value ?? 0;
    return ints.subarray(start, start + n);
  });
  const view = (start: number, index: number, width: number): Float64Array =>
    floats.subarray(start, start + patternCapacity(shape, index, capacity) * width);
  shape.leaves.forEach((leaf) => {
    for (let state = 0; state < shape.nodes[leaf].states; state++) floats[at[leaf].F + 2 * state] = state;
  });
  const parameters = floats.subarray(parametersAt, parametersAt + layout.rows * stride);
  const { counts } = own;
  /** Inner dimension of a child's rows. */
  const inner = shape.nodes.map(({ leaf }) => (leaf >= 0 ? 2 : stride));
  const weightAt = layout.blocks.map((row) => parametersAt + row * stride);
  const gradientOf = layout.blocks.map((row) => gradientAt + row * stride);

  /** P of every child of a node, b_μ (or 0) with the first. */
  const multiplyChildren = (index: number): void => {
    const { children } = shape.nodes[index];
    const bias = layout.biases[index];
    for (let k = 0; k < children.length; k++) {
      const c = children[k];
      const initial = k === 0 && bias >= 0 ? parametersAt + bias * stride : zeros;
      ops.multiply(at[c].P, at[c].F, counts[c], inner[c], weightAt[c], initial);
    }
  };

  const forwardNode = (index: number): void => {
    const { children } = shape.nodes[index];
    const [here, rows] = [at[index], counts[index]];
    if (rows === 0) return;
    multiplyChildren(index);
    const [a, b] = children;
    if (children.length === 1) ops.gather(here.Y, rows, here.index[0], at[a].P);
    else ops.gatherPair(here.Y, rows, here.index[0], at[a].P, here.index[1], at[b].P);
    for (let k = 2; k < children.length; k++) ops.gatherAdd(here.Y, rows, here.index[k], at[children[k]].P);
    if (index > 0) ops.relu(here.F, here.Y, rows);
  };

  const backwardNode = (index: number): void => {
    const { children } = shape.nodes[index];
    const [here, rows] = [at[index], counts[index]];
    if (rows === 0) return;
    if (index > 0) ops.gate(here.dF, here.Y, rows);
    const bias = layout.biases[index];
    if (bias >= 0) ops.sumRows(gradientAt + bias * stride, here.dF, rows);
    for (let k = 0; k < children.length; k++) ops.clear(at[children[k]].dP, counts[children[k]]);
    const [a, b] = children;
    if (children.length === 1) ops.scatterAdd(at[a].dP, rows, here.index[0], here.dF);
    else ops.scatterPair(here.dF, rows, here.index[0], at[a].dP, here.index[1], at[b].dP);
    for (let k = 2; k < children.length; k++) ops.scatterAdd(at[children[k]].dP, rows, here.index[k], here.dF);
    for (let k = 0; k < children.length; k++) {
      const c = children[k];
      ops.multiplyTransposed(gradientOf[c], at[c].F, counts[c], inner[c], at[c].dP);
      if (at[c].T >= 0) ops.multiply(at[c].dF, at[c].dP, counts[c], stride, at[c].T, zeros);
    }
  };

  const refresh = (): void => {
    for (let i = 1; i < shape.nodes.length; i++) if (at[i].T >= 0) ops.transpose(at[i].T, weightAt[i]);
  };

  const copy = (from: Patterns): void => {
    if (from === own) return;
    if (from.samples > capacity) throw new Error(`samples: expected at most ${capacity}, got ${from.samples}`);
    own.samples = from.samples;
    own.root.set(from.root.subarray(0, from.samples));
    shape.latents.forEach((index) => {
      const n = from.counts[index];
      const room = patternCapacity(shape, index, capacity);
      if (n > room) throw new Error(`patterns of "${shape.nodes[index].path}": expected at most ${room}, got ${n}`);
      counts[index] = n;
      from.children[index].forEach((child, k) => own.children[index][k].set(child.subarray(0, n)));
    });
  };

  const latentRows = (of: (positions: Positions) => number): readonly (Rows | undefined)[] =>
    shape.nodes.map(({ index, leaf }) =>
      leaf >= 0 ? undefined : { values: view(of(at[index]), index, stride), stride },
    );
  const preActivations = latentRows(({ Y }) => Y);
  const activationGradients = latentRows(({ dF }) => dF);
  return {
    shape,
    hidden,
    stride,
    capacity,
    operations: ops.kind,
    patterns: own,
    layout,
    parameters,
    gradient: floats.subarray(gradientAt, gradientAt + layout.rows * stride),
    preActivations,
    activations: shape.nodes.map(({ index }) => ({
      values: view(at[index].F, index, inner[index]),
      stride: inner[index],
    })),
    activationGradients,
    output: { values: view(at[0].Y, 0, stride), stride },
    outputGradient: { values: view(at[0].dF, 0, stride), stride },
    getWeights: () => readWeights(shape, layout, parameters),
    getBiases: () => readBiases(shape, layout, parameters),
    setWeights: (weights, given) => {
      writeParameters(shape, layout, parameters, weights, given);
      refresh();
    },
    forward: (patterns) => {
      copy(patterns);
      for (let i = shape.latents.length - 1; i >= 0; i--) forwardNode(shape.latents[i]);
    },
    backward: () => {
      for (let i = 0; i < shape.latents.length; i++) backwardNode(shape.latents[i]);
    },
    backwardBelowRoot: () => {
      for (let i = 1; i < shape.latents.length; i++) backwardNode(shape.latents[i]);
    },
    step: (rate, decay) => {
      ops.descend(parametersAt, gradientAt, layout.rows, rate, decay);
      refresh();
    },
    refresh,
  };
};
