/** Random trees, and a tree network sample by sample in plain loops: what the pooled kernel is measured against. */
import fc from 'fast-check';
import type { Branch } from '../../model/latent-tree/tree.js';
import { createStream, nextWord, type Stream } from './random.js';
import { createPooledNetwork, type PooledNetwork } from './pooled-network.js';
import { compileTree, type TreeShape } from './shape.js';
import type { NumberTree, TreeBiases, TreeWeights } from './types.js';

interface Sketch {
  readonly states: number;
  readonly children: readonly Sketch[];
}

/** Ragged trees: one to three children, two or three states, and at most four edges deep. */
const sketches = (depth: number): fc.Arbitrary<Sketch> =>
  fc.record({
    states: fc.integer({ min: 2, max: 3 }),
    children:
      depth === 0
        ? fc.constant([])
        : fc.oneof(fc.constant([]), fc.array(sketches(depth - 1), { minLength: 1, maxLength: 3 })),
  });

/** A law of multiples of 1/4 (two or three states), zeros among them. */
const quarters = (stream: Stream, states: number): number[] => {
  const counts = new Array<number>(states).fill(0);
  for (let i = 0; i < 4; i++) counts[nextWord(stream) % states]++;
  return counts.map((n) => n / 4);
};

const grow = (sketch: Sketch, above: number, stream: Stream): Branch<number> => ({
  transition: Array.from({ length: above }, () => quarters(stream, sketch.states)),
  ...(sketch.children.length > 0 && { children: sketch.children.map((child) => grow(child, sketch.states, stream)) }),
});

/** Trees whose probabilities are multiples of 1/4. */
export const trees = (depth = 3): fc.Arbitrary<NumberTree> =>
  fc
    .record({
      states: fc.integer({ min: 2, max: 3 }),
      children: fc.array(sketches(depth - 1), { minLength: 1, maxLength: 3 }),
      seed: fc.nat(),
    })
    .map(({ states, children, seed }) => {
      const stream = createStream(seed, 'tree');
      return { probability: quarters(stream, states), children: children.map((child) => grow(child, states, stream)) };
    });

/** A tree of binary nodes with `arity` children at each latent, P(1|0) = low and P(1|1) = high. */
export const evenTree = (depth: number, arity: number, low = 0.125, high = 0.75): NumberTree => {
  const transition = [
    [1 - low, low],
    [1 - high, high],
  ];
  const below = (left: number): Branch<number>[] =>
    Array.from({ length: arity }, () => ({ transition, ...(left > 1 && { children: below(left - 1) }) }));
  return { probability: [0.5, 0.5], children: below(depth) };
};

export interface NaiveParameters {
  readonly weights: TreeWeights;
  readonly biases: TreeBiases;
}

const inputsOf = ({ nodes }: TreeShape, index: number, hidden: number): number =>
  nodes[index].children.reduce((n, c) => n + (nodes[c].leaf >= 0 ? 1 : hidden), 0);

/** Parameters of a network from a draw of single numbers. */
export const parametersBy = (
  shape: TreeShape,
  hidden: number,
  biases: boolean,
  draw: () => number,
): NaiveParameters => {
  const each = <T>(f: (index: number) => T): Record<string, T> =>
    Object.fromEntries(shape.latents.map((index) => [shape.nodes[index].path, f(index)]));
  const row = (n: number): number[] => Array.from({ length: n }, draw);
  const weights = each((index) => Array.from({ length: hidden }, () => row(inputsOf(shape, index, hidden))));
  return { weights, biases: biases ? each(() => row(hidden)) : {} };
};

/** Integers in −2 … 2, with which all arithmetic of a small network is exact. */
export const smallIntegers = (seed: number): (() => number) => {
  const stream = createStream(seed, 'parameters');
  return () => (nextWord(stream) % 5) - 2;
};

/** f̃ of every latent of one sample, by number; `states` gives each leaf's. */
export const naiveForward = (
  { nodes }: TreeShape,
  { weights, biases }: NaiveParameters,
  states: readonly number[],
): readonly number[][] => {
  const pre = nodes.map((): number[] => []);
  const units = (index: number): number[] => {
    const { leaf, children, path } = nodes[index];
    if (leaf >= 0) return [states[index]];
    const inputs = children.map(units);
    pre[index] = weights[path].map((row, j) => {
      let column = 0;
      // Child by child, the bias with the first: the order in which the kernel adds.
      return inputs
        .map((values, k) => values.reduce((s, a) => s + row[column++] * a, k === 0 ? (biases[path]?.[j] ?? 0) : 0))
        .reduce((s, part) => s + part);
    });
    return index === 0 ? pre[index] : pre[index].map((y) => Math.max(y, 0));
  };
  units(0);
  return pre;
};

/** Adds one sample's ∂⟨g, f_L⟩/∂W and /∂b to gradients of the parameters' shape. */
export const naiveBackward = (
  { nodes }: TreeShape,
  { weights }: NaiveParameters,
  states: readonly number[],
  pre: readonly (readonly number[])[],
  g: readonly number[],
  into: { readonly weights: Record<string, number[][]>; readonly biases: Record<string, number[]> },
): void => {
  const back = (index: number, signal: readonly number[]): void => {
    const { children, path } = nodes[index];
    const gated = signal.map((s, j) => (index === 0 || pre[index][j] > 0 ? s : 0));
    if (into.biases[path] !== undefined) gated.forEach((s, j) => (into.biases[path][j] += s));
    let column = 0;
    for (const child of children) {
      const leaf = nodes[child].leaf >= 0;
      const f = leaf ? [states[child]] : pre[child].map((y) => Math.max(y, 0));
      const first = column;
      f.forEach((a, i) => gated.forEach((s, j) => (into.weights[path][j][first + i] += s * a)));
      if (!leaf)
        back(
          child,
          f.map((_, i) => gated.reduce((t, s, j) => t + s * weights[path][j][first + i], 0)),
        );
      column += f.length;
    }
  };
  back(0, g);
};

/** Zeros of the parameters' shape. */
export const zeroGradients = ({ weights, biases }: NaiveParameters) => ({
  weights: Object.fromEntries(Object.entries(weights).map(([path, W]) => [path, W.map((row) => row.map(() => 0))])),
  biases: Object.fromEntries(Object.entries(biases).map(([path, b]) => [path, b.map(() => 0)])),
});

/** A joint state of the leaves, as states by node (latents 0), and P(it | z_0 = z) by z. */
export interface NaiveView {
  readonly states: readonly number[];
  readonly given: readonly number[];
}

/** Every joint state of the leaves with its probability given each state of the root. */
export const naiveViews = ({ nodes, leaves }: TreeShape): readonly NaiveView[] => {
  const combine = (i: number, states: readonly number[]): (readonly number[])[] => {
    if (i === leaves.length) return [states];
    return Array.from({ length: nodes[leaves[i]].states }, (_, z) => z).flatMap((z) =>
      combine(i + 1, states.with(leaves[i], z)),
    );
  };
  return combine(0, new Array<number>(nodes.length).fill(0)).map((states) => {
    const given = (index: number, z: number): number => {
      const { children } = nodes[index];
      if (children.length === 0) return states[index] === z ? 1 : 0;
      return children.reduce((product, child) => {
        const { states: count, transition } = nodes[child];
        let p = 0;
        for (let y = 0; y < count; y++) p += transition[z * count + y] * given(child, y);
        return product * p;
      }, 1);
    };
    return { states, given: Array.from({ length: nodes[0].states }, (_, z) => given(0, z)) };
  });
};

/** A view with its f̃ by node and its output. */
export interface EvaluatedView extends NaiveView {
  readonly pre: readonly (readonly number[])[];
  readonly f: readonly number[];
}

/** Every view, evaluated. */
export const enumerated = (tree: NumberTree, parameters: NaiveParameters): readonly EvaluatedView[] => {
  const shape = compileTree(tree);
  return naiveViews(shape).map(({ states, given }) => {
    const pre = naiveForward(shape, parameters, states);
    return { states, pre, f: pre[0], given };
  });
};

/** The pooled network of the same parameters. */
export const networkOf = (tree: NumberTree, { weights, biases }: NaiveParameters): PooledNetwork => {
  const withBiases = Object.keys(biases).length > 0;
  const network = createPooledNetwork(tree, { hidden: weights[''].length, biases: withBiases, capacity: 1 });
  network.setWeights(weights, withBiases ? biases : undefined);
  return network;
};
