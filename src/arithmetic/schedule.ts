import { type Guard, type Node, Op, type Program, stretchesOf } from './program.js';

/** A program that computes the same values, and where it computes them. */
export interface Scheduled {
  readonly program: Program;
  /** The new place of a node that was kept; −1 for one that was not. */
  readonly places: Int32Array;
}

const isLeaf = (op: number): boolean => op === Op.constant || op === Op.input;
const isBinary = (op: number): boolean => op >= Op.add && op <= Op.div;

/** Which nodes the results, or a guard, depend on. Inputs always stay: they are numbered. */
const live = ({ op, a, b, length, guards }: Program, results: Iterable<Node>): Uint8Array => {
  const kept = new Uint8Array(length);
  for (const node of results) kept[node] = 1;
  for (const { value, tangents } of guards) {
    kept[value] = 1;
    for (const t of tangents) kept[t] = 1;
  }
  for (let i = length - 1; i >= 0; i--) {
    if (kept[i] === 0 || isLeaf(op[i])) continue;
    kept[a[i]] = 1;
    if (isBinary(op[i])) kept[b[i]] = 1;
  }
  return kept;
};

/** 0 for leaves, 1 + the greatest depth of the operands otherwise; and the greatest of all. */
const depths = ({ op, a, b, length }: Program, kept: Uint8Array): { depth: Int32Array; deepest: number } => {
  const depth = new Int32Array(length);
  let deepest = 0;
  for (let i = 0; i < length; i++) {
    if (kept[i] === 0 || isLeaf(op[i])) continue;
    const below = depth[a[i]];
    const d = 1 + (isBinary(op[i]) ? Math.max(below, depth[b[i]]) : below);
    depth[i] = d;
    if (d > deepest) deepest = d;
  }
  return { depth, deepest };
};

const OPERATIONS = Object.keys(Op).length;

/**
 * The program without what no result and no guard depends on, in the order of (depth, operation): the operands of a node
 * lie at smaller depths, so that any order within a depth is right, and equal operations then stand in long stretches,
 * which an interpreter runs through without deciding anew what to do (a counting sort: linear in the length).
 */
export const scheduled = (program: Program, results: Iterable<Node>): Scheduled => {
  const { op, a, b, length, guards, constants, inputs } = program;
  const kept = live(program, results);
  const { depth, deepest } = depths(program, kept);
  const starts = new Int32Array((deepest + 1) * OPERATIONS + 1);
  for (let i = 0; i < length; i++) if (kept[i] === 1) starts[depth[i] * OPERATIONS + op[i] + 1]++;
  for (let k = 1; k < starts.length; k++) starts[k] += starts[k - 1];
  const size = starts[starts.length - 1];
  const places = new Int32Array(length).fill(-1);
  const fresh = { op: new Uint8Array(size), a: new Int32Array(size), b: new Int32Array(size) };
  for (let i = 0; i < length; i++) {
    if (kept[i] === 0) continue;
    const place = starts[depth[i] * OPERATIONS + op[i]]++;
    places[i] = place;
    fresh.op[place] = op[i];
    fresh.a[place] = isLeaf(op[i]) ? a[i] : places[a[i]];
    fresh.b[place] = isBinary(op[i]) ? places[b[i]] : 0;
  }
  const moved = guards.map(({ value, tangents, layer }): Guard => ({
    value: places[value],
    tangents: tangents.map((t) => places[t]),
    layer,
  }));
  return {
    program: { ...fresh, length: size, constants, inputs, guards: moved, stretches: stretchesOf(fresh.op) },
    places,
  };
};
