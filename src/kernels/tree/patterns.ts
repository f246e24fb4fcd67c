/**
 * Pooling: samples with equal leaves below a node share its pattern, so that a node is evaluated once for each. A table that is used again
 * is not cleared: an entry below `base` is of an earlier call.
 */
import { blockHeads, childCodes, MOST_CODES } from './blocks.js';
import type { TreeShape } from './shape.js';
import type { Patterns } from './types.js';

/** Most products of child patterns looked up in a direct table; beyond them a hash table takes the distinct ones. */
const MOST_DIRECT = 2 ** 16;
/** Stamps stay below this. */
const MOST_STAMPS = 2 ** 31 - 1;

/** Most patterns that a node can have among so many samples. */
export const patternCapacity = (shape: TreeShape, index: number, samples: number): number => {
  const { children, size } = shape.nodes[index];
  return children.length === 0 ? size : Math.min(samples, size);
};

/** Patterns without samples; `ints` supplies the arrays, zeroed. */
export const createPatterns = (
  shape: TreeShape,
  capacity: number,
  ints: (n: number) => Int32Array = (n) => new Int32Array(n),
): Patterns => ({
  counts: Int32Array.from(shape.nodes, ({ children, states }) => (children.length === 0 ? states : 0)),
  children: shape.nodes.map(({ children, index }) => children.map(() => ints(patternCapacity(shape, index, capacity)))),
  root: ints(capacity),
  samples: 0,
});

/** Pools samples into patterns. */
export interface Pooler {
  readonly patterns: Patterns;
  /** By block (see `blockHeads`): the code of each sample, to be filled before a call. */
  readonly codes: readonly Int32Array[];
  /** Pools the first `samples` codes; patterns are numbered as they occur. Allocates nothing. */
  readonly pool: (samples: number) => void;
}

/** A table from keys to the order in which they occur. */
interface Stamped {
  readonly table: Int32Array;
  base: number;
}

/** Makes every entry an earlier one, where a call adds less than `stride`. */
const renew = (stamped: Stamped, stride: number): void => {
  stamped.base += stride;
  if (stamped.base < MOST_STAMPS - stride) return;
  stamped.table.fill(0);
  stamped.base = 1;
};

/** A call's part at one node. */
type Pass = (samples: number) => void;

/** The distinct codes of a block's head and, from them, of every node below it. */
const blockPasses = (
  shape: TreeShape,
  patterns: Patterns,
  codes: Int32Array,
  at: readonly Int32Array[],
  head: number,
  capacity: number,
): readonly Pass[] => {
  const { counts, children } = patterns;
  const stampedOf = (index: number): Stamped => ({ table: new Int32Array(shape.nodes[index].size), base: 1 });
  const lists = new Map<number, Int32Array>();
  const listOf = (index: number): Int32Array => {
    const list = lists.get(index) ?? new Int32Array(patternCapacity(shape, index, capacity));
    lists.set(index, list);
    return list;
  };
  const distinct = (index: number, from: Int32Array, into: Int32Array): Pass => {
    const [stamped, list] = [stampedOf(index), listOf(index)];
    const { table } = stamped;
    return (samples) => {
      renew(stamped, list.length + 1);
      const { base } = stamped;
      let count = 0;
      for (let s = 0; s < samples; s++) {
        const code = from[s];
        let id = table[code] - base;
        if (id < 0) {
          id = count++;
          table[code] = base + id;
          list[id] = code;
        }
        into[s] = id;
      }
      counts[index] = count;
    };
  };
  const inside = (parent: number): readonly Pass[] => {
    const list = listOf(parent);
    const tables = childCodes(shape, parent);
    return shape.nodes[parent].children.flatMap((child, k): readonly Pass[] => {
      const [table, into] = [tables[k], children[parent][k]];
      const read: Pass = () => {
        for (let p = 0, n = counts[parent]; p < n; p++) into[p] = table[list[p]];
      };
      if (shape.nodes[child].leaf >= 0) return [read];
      const pool = distinct(child, into, into);
      return [read, () => pool(counts[parent]), ...inside(child)];
    });
  };
  return [distinct(head, codes, at[head]), ...inside(head)];
};

/** The distinct combinations of the children's patterns at a node above the blocks. */
const combiningPass = (
  shape: TreeShape,
  patterns: Patterns,
  at: readonly Int32Array[],
  index: number,
  capacity: number,
): Pass => {
  const { counts, children } = patterns;
  const below = shape.nodes[index].children;
  const sources = below.map((child) => at[child]);
  const targets = children[index];
  const [into, keys, arity] = [at[index], new Int32Array(capacity), below.length];
  const largest = below.reduce((n, child) => n * patternCapacity(shape, child, capacity), 1);
  const slots = 2 ** Math.ceil(Math.log2(2 * capacity + 1));
  const direct: Stamped = { table: new Int32Array(Math.min(largest, MOST_DIRECT)), base: 1 };
  const hashed: Stamped = { table: new Int32Array(largest > MOST_DIRECT ? slots : 0), base: 1 };
  const stride = targets[0].length + 1;

  const create = (id: number, s: number): void => {
    for (let k = 0; k < arity; k++) targets[k][id] = sources[k][s];
  };
  const matches = (id: number, s: number): boolean => {
    for (let k = 0; k < arity; k++) if (targets[k][id] !== sources[k][s]) return false;
    return true;
  };
  const byTable: Pass = (samples) => {
    renew(direct, stride);
    keys.set(sources[0]);
    for (let k = 1; k < arity; k++) {
      const [source, n] = [sources[k], counts[below[k]]];
      for (let s = 0; s < samples; s++) keys[s] = keys[s] * n + source[s];
    }
    const { table, base } = direct;
    let count = 0;
    for (let s = 0; s < samples; s++) {
      const key = keys[s];
      let id = table[key] - base;
      if (id < 0) {
        id = count++;
        table[key] = base + id;
        create(id, s);
      }
      into[s] = id;
    }
    counts[index] = count;
  };
  const byHash: Pass = (samples) => {
    renew(hashed, stride);
    keys.fill(0, 0, samples);
    for (let k = 0; k < arity; k++) {
      const source = sources[k];
      for (let s = 0; s < samples; s++) {
        const h = Math.imul(keys[s] ^ source[s], 0x9e3779b1);
        keys[s] = h ^ (h >>> 15);
      }
    }
    const { table, base } = hashed;
    let count = 0;
    for (let s = 0; s < samples; s++) {
      let slot = keys[s] & (slots - 1);
      let id = table[slot] - base;
      while (id >= 0 && !matches(id, s)) {
        slot = (slot + 1) & (slots - 1);
        id = table[slot] - base;
      }
      if (id < 0) {
        id = count++;
        table[slot] = base + id;
        create(id, s);
      }
      into[s] = id;
    }
    counts[index] = count;
  };
  return (samples) => {
    let product = 1;
    for (let k = 0; k < arity; k++) product *= counts[below[k]];
    if (product <= MOST_DIRECT) byTable(samples);
    else byHash(samples);
  };
};

/** A pooler of up to `capacity` samples into the given patterns, or into patterns of its own. */
export const createPooler = (
  shape: TreeShape,
  capacity: number,
  patterns: Patterns = createPatterns(shape, capacity),
): Pooler => {
  const heads = blockHeads(shape);
  const codes = heads.map(() => new Int32Array(capacity));
  /** Latents above the blocks, children before their parents. */
  const above = shape.latents.filter((index) => shape.nodes[index].size > MOST_CODES).toReversed();
  const at = shape.nodes.map(({ index }) => {
    if (index === 0) return patterns.root;
    const block = heads.indexOf(index);
    // A leaf's pattern is its code.
    if (block >= 0 && shape.nodes[index].leaf >= 0) return codes[block];
    return new Int32Array(block >= 0 || above.includes(index) ? capacity : 0);
  });
  const latentHeads = heads.filter((head) => shape.nodes[head].leaf < 0);
  const passes = [
    ...latentHeads.flatMap((head) => blockPasses(shape, patterns, codes[heads.indexOf(head)], at, head, capacity)),
    ...above.map((index) => combiningPass(shape, patterns, at, index, capacity)),
  ];
  return {
    patterns,
    codes,
    pool: (samples) => {
      patterns.samples = samples;
      for (let i = 0; i < passes.length; i++) passes[i](samples);
    },
  };
};
