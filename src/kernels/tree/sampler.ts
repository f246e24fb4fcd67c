/**
 * Views of a tree. The root's state is the identity of a sample; a view of it is everything below the root drawn anew. Training draws the
 * leaves of many latents at once (see `samplingPlan`); an evaluation draws every node from its parent.
 */
import { aliasTable, drawEach } from './alias.js';
import { blockHeads, type LeafUnit, leafUnits } from './blocks.js';
import { createStream, type Stream } from './random.js';
import { samplingPlan } from './sampling-plan.js';
import type { TreeShape } from './shape.js';

/** Draws tuples (x₁, x₊, x_{1−} … x_{H−}), views 2 + H apiece and in this order. */
export interface TupleSampler {
  /** Fills the codes (by block, as in a `Pooler`) of so many tuples. Allocates nothing. */
  readonly draw: (tuples: number, codes: readonly Int32Array[]) => void;
  /** z_0 of every view of the last call. */
  readonly roots: Int32Array;
}

const rowsOf = (values: Float64Array, columns: number): number[][] =>
  Array.from({ length: values.length / columns }, (_, r) =>
    Array.from(values.subarray(r * columns, (r + 1) * columns)),
  );

const rootTable = ({ nodes: [root] }: TreeShape) => aliasTable(rowsOf(root.transition, root.states));

/** A sampler of at most `capacity` tuples at once, drawing from the stream `${name} views` of a seed. */
export const createTupleSampler = (
  shape: TreeShape,
  capacity: number,
  negatives: number,
  seed: number,
  name = 'training',
): TupleSampler => {
  const stream: Stream = createStream(seed, `${name} views`);
  const views = 2 + negatives;
  const most = capacity * views;
  const rootLaw = rootTable(shape);
  const [unconditional, fresh] = [
    new Int32Array(capacity * (1 + negatives)),
    new Int32Array(capacity * (1 + negatives)),
  ];
  const plan = samplingPlan(shape);
  const heads = blockHeads(shape);
  const states = shape.nodes.map(() => new Int32Array(0));
  for (const { from } of plan) states[from] = new Int32Array(most);
  const outcome = new Int32Array(most);
  const blockOf = plan.map(({ targets }) =>
    targets.map(({ node, kind }) => (kind === 'code' ? heads.indexOf(node) : -1)),
  );
  const roots = states[0];

  const drawRoots = (tuples: number): void => {
    drawEach(rootLaw, stream, unconditional, fresh, tuples * (1 + negatives));
    for (let i = 0, s = 0, f = 0; i < tuples; i++) {
      roots[s++] = fresh[f];
      for (let k = 0; k <= negatives; k++) roots[s++] = fresh[f++];
    }
  };
  return {
    roots,
    draw: (tuples, codes) => {
      const n = tuples * views;
      drawRoots(tuples);
      for (let t = 0; t < plan.length; t++) {
        const { from, table, targets } = plan[t];
        const only = targets.length === 1;
        const block = blockOf[t];
        if (only) {
          drawEach(table, stream, states[from], block[0] >= 0 ? codes[block[0]] : states[targets[0].node], n);
          continue;
        }
        drawEach(table, stream, states[from], outcome, n);
        for (let k = 0; k < targets.length; k++) {
          const into = block[k] >= 0 ? codes[block[k]] : states[targets[k].node];
          const { digits } = targets[k];
          for (let s = 0; s < n; s++) into[s] = digits[outcome[s]];
        }
      }
    },
  };
};

/** Draws single views with the state of every node. */
export interface StateSampler {
  /** [node][sample]: the states of the last call. */
  readonly states: readonly Int32Array[];
  /** Draws so many independent views, and their codes where an array for them is given. Allocates nothing. */
  readonly draw: (samples: number, codes?: readonly Int32Array[]) => void;
}

/** codes[s] = Σ_leaf unit·state over a block's leaves. */
const encode = (
  units: readonly LeafUnit[],
  states: readonly Int32Array[],
  codes: Int32Array,
  samples: number,
): void => {
  codes.fill(0, 0, samples);
  for (let i = 0; i < units.length; i++) {
    const { node, unit } = units[i];
    const from = states[node];
    for (let s = 0; s < samples; s++) codes[s] += unit * from[s];
  }
};

/** Writes the codes of so many samples: states [node][sample] → codes [block][sample]. */
export type Encoder = (states: readonly Int32Array[], codes: readonly Int32Array[], samples: number) => void;

export const createEncoder = (shape: TreeShape): Encoder => {
  const units = blockHeads(shape).map((head) => leafUnits(shape, head));
  return (states, codes, samples) => {
    for (let b = 0; b < units.length; b++) encode(units[b], states, codes[b], samples);
  };
};

/** A sampler of at most `capacity` views at once, drawing from the stream `${name} states` of a seed. */
export const createStateSampler = (
  shape: TreeShape,
  capacity: number,
  seed: number,
  name = 'evaluation',
): StateSampler => {
  const stream = createStream(seed, `${name} states`);
  const states = shape.nodes.map(() => new Int32Array(capacity));
  const unconditional = new Int32Array(capacity);
  const tables = shape.nodes.map(({ transition, states: count }) => aliasTable(rowsOf(transition, count)));
  const toCodes = createEncoder(shape);
  return {
    states,
    draw: (samples, codes) => {
      for (let i = 0; i < shape.nodes.length; i++) {
        const { parent } = shape.nodes[i];
        drawEach(tables[i], stream, parent < 0 ? unconditional : states[parent], states[i], samples);
      }
      if (codes !== undefined) toCodes(states, codes, samples);
    },
  };
};
