/**
 * How the leaves of a tree are drawn with few words: given a node's state, the joint state of many nodes below it is one draw from a table
 * of at most `MOST_CODES` outcomes. A *cut* is a latent whose state is drawn because the tables below it start from it; every other latent
 * is summed out.
 */
import { type AliasTable, aliasTable } from './alias.js';
import { blockHeads, MOST_CODES } from './blocks.js';
import type { TreeShape } from './shape.js';

/** Part of an outcome: the state of a cut, or the code of a block. */
export interface Target {
  readonly node: number;
  readonly kind: 'state' | 'code';
  /** The part within each outcome. */
  readonly digits: Uint16Array;
}

/** One draw a sample. */
export interface Draw {
  /** The node whose state is given. */
  readonly from: number;
  readonly table: AliasTable;
  readonly targets: readonly Target[];
}

/** Consecutive children in groups of few joint states. */
const grouped = (children: readonly number[], sizes: readonly number[]): readonly (readonly number[])[] => {
  const groups: number[][] = [];
  let product = Infinity;
  for (const child of children) {
    product *= sizes[child];
    if (product > MOST_CODES) {
      groups.push([]);
      product = sizes[child];
    }
    groups[groups.length - 1].push(child);
  }
  return groups;
};

/** The draws in an order in which each one's given state is known. */
export const samplingPlan = (shape: TreeShape): readonly Draw[] => {
  const { nodes, latents } = shape;
  const heads = new Set(blockHeads(shape));
  const sizes = nodes.map(({ states }) => states);
  const cuts = new Set<number>();
  const parts: { readonly from: number; readonly group: readonly number[] }[] = [];
  const product = (children: readonly number[]): number => children.reduce((n, child) => n * sizes[child], 1);
  const cut = (index: number, groups: readonly (readonly number[])[]): void => {
    cuts.add(index);
    sizes[index] = nodes[index].states;
    groups.forEach((group) => parts.push({ from: index, group }));
  };
  for (const index of latents.toReversed()) {
    const { children } = nodes[index];
    if (product(children) > MOST_CODES) {
      children.filter((c) => nodes[c].leaf < 0 && !cuts.has(c)).forEach((c) => cut(c, [nodes[c].children]));
    }
    const groups = grouped(children, sizes);
    if (groups.length > 1 || index === 0) cut(index, groups);
    else sizes[index] = product(children);
  }

  /** [z][outcome] = P(outcome below the node | z of the node). */
  const lawBelow = (index: number, group: readonly number[]): number[][] =>
    Array.from({ length: nodes[index].states }, (_, z) =>
      group.reduce<number[]>(
        (law, child) => {
          const given = lawOfNode(child);
          const { states, transition } = nodes[child];
          const mixed = given[0].map((_, o) => {
            let p = 0;
            for (let y = 0; y < states; y++) p += transition[z * states + y] * given[y][o];
            return p;
          });
          return law.flatMap((p) => mixed.map((q) => p * q));
        },
        [1],
      ),
    );
  const lawOfNode = (index: number): number[][] => {
    const { states, leaf, children } = nodes[index];
    if (leaf < 0 && !cuts.has(index)) return lawBelow(index, children);
    return Array.from({ length: states }, (_, z) => Array.from({ length: states }, (_, y) => (y === z ? 1 : 0)));
  };
  const partsOf = (index: number): readonly Omit<Target, 'digits'>[] => {
    if (cuts.has(index)) return [{ node: index, kind: 'state' }];
    return heads.has(index) ? [{ node: index, kind: 'code' }] : nodes[index].children.flatMap(partsOf);
  };

  return parts
    .toSorted((a, b) => a.from - b.from)
    .map(({ from, group }): Draw => {
      const law = lawBelow(from, group);
      const count = law[0].length;
      const found = heads.has(from) ? [{ node: from, kind: 'code' } as const] : group.flatMap(partsOf);
      let unit = count;
      const targets = found.map((target): Target => {
        const size = target.kind === 'code' ? nodes[target.node].size : nodes[target.node].states;
        unit /= size;
        const per = unit;
        return { ...target, digits: Uint16Array.from({ length: count }, (_, o) => Math.floor(o / per) % size) };
      });
      return { from, table: aliasTable(law), targets };
    });
};
