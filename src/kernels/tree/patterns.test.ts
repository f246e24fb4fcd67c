import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allPatterns, MOST_PATTERNS, patternLaws } from './all-patterns.js';
import { createPatterns, createPooler } from './patterns.js';
import { createEncoder, createStateSampler } from './sampler.js';
import { compileTree, type TreeShape } from './shape.js';
import { evenTree, naiveViews, trees } from './tree.properties.js';
import type { Patterns } from './types.js';

/** The states of the leaves below a node in one of its patterns. */
const leavesIn = (shape: TreeShape, patterns: Patterns, index: number, p: number): number[] => {
  const { children } = shape.nodes[index];
  if (children.length === 0) return [p];
  return children.flatMap((child, k) => leavesIn(shape, patterns, child, patterns.children[index][k][p]));
};

/** Whether the patterns spell out the samples, none twice. */
const reproduces = (shape: TreeShape, patterns: Patterns, states: readonly Int32Array[], samples: number): boolean => {
  for (let s = 0; s < samples; s++) {
    const leaves = leavesIn(shape, patterns, 0, patterns.root[s]);
    if (shape.leaves.some((leaf, i) => states[leaf][s] !== leaves[i])) return false;
  }
  return shape.latents.every((index) => {
    const n = patterns.counts[index];
    const texts = Array.from({ length: n }, (_, p) => leavesIn(shape, patterns, index, p).join());
    const below = shape.leaves.filter((leaf) => shape.nodes[leaf].path.startsWith(shape.nodes[index].path));
    const seen = new Set(Array.from({ length: samples }, (_, s) => below.map((leaf) => states[leaf][s]).join()));
    return new Set(texts).size === n && seen.size === n;
  });
};

test('pooled patterns spell out the leaves of every sample, and no pattern of a node occurs twice', () => {
  fc.assert(
    fc.property(trees(4), fc.nat(), fc.integer({ min: 1, max: 60 }), (tree, seed, samples) => {
      const shape = compileTree(tree);
      const sampler = createStateSampler(shape, 60, seed);
      const pooler = createPooler(shape, 60);
      // Twice: what is left of the first call must not be taken for the second.
      return [samples, 61 - samples].every((n) => {
        sampler.draw(n, pooler.codes);
        pooler.pool(n);
        return reproduces(shape, pooler.patterns, sampler.states, n);
      });
    }),
  );
});

test('so they do through hash tables, where the products of child patterns are large', () => {
  for (const tree of [evenTree(5, 2, 0.375, 0.625), evenTree(2, 10, 0.375, 0.625), evenTree(3, 3, 0.375, 0.625)]) {
    const shape = compileTree(tree);
    const sampler = createStateSampler(shape, 1500, 1);
    const pooler = createPooler(shape, 1500);
    for (let call = 0; call < 3; call++) {
      sampler.draw(1500 - call, pooler.codes);
      pooler.pool(1500 - call);
      expect(reproduces(shape, pooler.patterns, sampler.states, 1500 - call)).toBe(true);
    }
  }
});

test('all patterns are as many as the joint states of the leaves, and have their law given the root', () => {
  fc.assert(
    fc.property(trees(2), (tree) => {
      const shape = compileTree(tree);
      const views = naiveViews(shape);
      const patterns = allPatterns(shape);
      const law = patternLaws(shape, patterns)[0];
      const m = shape.nodes[0].states;
      if (patterns.counts[0] !== views.length) return false;
      if (patterns.samples !== views.length || patterns.root.some((p, s) => p !== s)) return false;
      // Products of at most 9 + 3 laws of quarters are exact. The first leaf is the most significant in both.
      return views.every(
        ({ states, given }, p) =>
          leavesIn(shape, patterns, 0, p).every((z, i) => states[shape.leaves[i]] === z) &&
          given.every((q, z) => law[p * m + z] === q),
      );
    }),
  );
});

test('samples are encoded as the pooler reads them', () => {
  const shape = compileTree(evenTree(2, 2));
  const codes = [new Int32Array(1)];
  const states = shape.nodes.map(({ path }) => Int32Array.of(['00', '11'].includes(path) ? 1 : 0));
  createEncoder(shape)(states, codes, 1);
  expect(codes[0][0]).toBe(0b1001);
});

test('more patterns than are enumerated are refused by name', () => {
  const shape = compileTree(evenTree(5, 2));
  expect(() => allPatterns(shape)).toThrow(`patterns of "": expected at most ${MOST_PATTERNS}, got ${2 ** 32}`);
  expect(allPatterns(shape, shape.nodes[0].children).counts[1]).toBe(2 ** 16);
  expect(createPatterns(shape, 7).root).toHaveLength(7);
});
