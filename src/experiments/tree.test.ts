import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { treeNodes } from '../model/latent-tree/tree.js';
import { drawTree } from './tree.js';

const shape = { depth: 3, children: 2 };
const seeds = fc.integer({ min: -1000, max: 1000 });
const polarities = fc.integer({ min: 0, max: 10 }).map((n) => n / 10);

describe('the tree of a run', () => {
  it('has |ρ| in [δ, 1] on every edge, and the edge has the transition of that polarity', () => {
    fc.assert(
      fc.property(seeds, polarities, (seed, polarity) => {
        const { tree, edges } = drawTree(shape, { seed, polarity });
        return treeNodes(tree).every(({ path, transition }) => {
          if (transition === undefined) return true;
          const rho = edges[path];
          // (1 + ρ)/2 is rounded once, the halving being exact.
          const same = transition[1][1] === (1 + rho) / 2 && transition[0][1] === (1 - rho) / 2;
          return same && Math.abs(rho) >= polarity && Math.abs(rho) <= 1;
        });
      }),
    );
  });

  it('is the same for equal (seed, δ) and another for any other', () => {
    const edges = (seed: number, polarity: number) => JSON.stringify(drawTree(shape, { seed, polarity }).edges);
    expect(edges(1, 0.7)).toBe(edges(1, 0.7));
    expect(new Set([edges(1, 0.7), edges(2, 0.7), edges(1, 0.8), edges(-1, 0.7)]).size).toBe(4);
  });

  it('has signs of its own for every δ', () => {
    const signs = (polarity: number) =>
      Object.values(drawTree({ depth: 5, children: 2 }, { seed: 1, polarity }).edges).map(Math.sign);
    expect(signs(0.7)).not.toEqual(signs(0.8));
  });

  it('has polarities ±1 where δ = 1, of both signs', () => {
    const values = Object.values(drawTree({ depth: 6, children: 2 }, { seed: 1, polarity: 1 }).edges);
    expect(values).toHaveLength(126);
    expect([...new Set(values)].sort()).toEqual([-1, 1]);
  });
});
