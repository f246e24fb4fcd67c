/**
 * The place of every weight in one array. The block of an edge μν is vec W_{μν} column by column: a row of `stride` entries for each unit
 * of ν, of which entry j is the weight towards unit j of μ. Blocks of one latent follow each other in the order of its children, a leaf
 * taking two rows (its unit and an empty one) and a latent `stride`; b_μ is one row behind them. What pads is 0 and stays 0.
 */
import type { ShapeNode, TreeShape } from './shape.js';
import type { TreeBiases, TreeWeights } from './types.js';

/** Where rows of parameters start; a row has `stride` entries, the first `hidden` in use. */
export interface ParameterLayout {
  readonly hidden: number;
  readonly stride: number;
  /** All rows. */
  readonly rows: number;
  /** By number of a node: the first row of the block of the edge above it; −1 at the root. */
  readonly blocks: readonly number[];
  /** By number of a node: the row of its biases; −1 where there are none. */
  readonly biases: readonly number[];
}

export const parameterLayout = (shape: TreeShape, hidden: number, withBiases: boolean): ParameterLayout => {
  const stride = hidden + (hidden % 2);
  const blocks = new Array<number>(shape.nodes.length).fill(-1);
  const biases = new Array<number>(shape.nodes.length).fill(-1);
  let rows = 0;
  for (const index of shape.latents) {
    for (const child of shape.nodes[index].children) {
      blocks[child] = rows;
      rows += shape.nodes[child].leaf >= 0 ? 2 : stride;
    }
    if (withBiases) biases[index] = rows++;
  }
  return { hidden, stride, rows, blocks, biases };
};

/** Rows of the units that enter a latent, in the order of its columns. */
export const inputRows = (shape: TreeShape, layout: ParameterLayout, index: number): readonly number[] =>
  shape.nodes[index].children.flatMap((child) => {
    const units = shape.nodes[child].leaf >= 0 ? 1 : layout.hidden;
    return Array.from({ length: units }, (_, k) => layout.blocks[child] + k);
  });

const latentsOf = (shape: TreeShape): readonly ShapeNode[] => shape.latents.map((index) => shape.nodes[index]);

/** W_μ by path. */
export const readWeights = (shape: TreeShape, layout: ParameterLayout, values: Float64Array): TreeWeights =>
  Object.fromEntries(
    latentsOf(shape).map(({ path, index }) => {
      const columns = inputRows(shape, layout, index);
      const row = (j: number): number[] => columns.map((at) => values[at * layout.stride + j]);
      return [path, Array.from({ length: layout.hidden }, (_, j) => row(j))];
    }),
  );

/** b_μ by path; nothing where there are no biases. */
export const readBiases = (
  shape: TreeShape,
  { biases, hidden, stride }: ParameterLayout,
  values: Float64Array,
): TreeBiases =>
  Object.fromEntries(
    latentsOf(shape)
      .filter(({ index }) => biases[index] >= 0)
      .map(({ path, index }) => [
        path,
        Array.from(values.subarray(biases[index] * stride, biases[index] * stride + hidden)),
      ]),
  );

/**
 * Writes W_μ and, where given, b_μ of every latent.
 * @throws a latent without its weights, or with others than hidden × inputs
 */
export const writeParameters = (
  shape: TreeShape,
  layout: ParameterLayout,
  values: Float64Array,
  weights: TreeWeights,
  biases?: TreeBiases,
): void => {
  const { hidden, stride } = layout;
  latentsOf(shape).forEach(({ path, index }) => {
    const columns = inputRows(shape, layout, index);
    const W = weights[path];
    if (W?.length !== hidden || W.some((row) => row.length !== columns.length)) {
      throw new Error(`weights of "${path}": expected ${hidden} × ${columns.length}`);
    }
    columns.forEach((at, k) => W.forEach((row, j) => (values[at * stride + j] = row[k])));
    if (biases === undefined) return;
    const b = biases[path];
    const row = layout.biases[index];
    if (row < 0) throw new Error(`biases of "${path}": expected none, the network has none`);
    if (b?.length !== hidden) throw new Error(`biases of "${path}": expected ${hidden}`);
    values.set(b, row * stride);
  });
};
