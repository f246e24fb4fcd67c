import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aliasTable, drawEach, integerLaw } from './alias.js';
import { allPatterns, patternLaws } from './all-patterns.js';
import { blockHeads } from './blocks.js';
import { createStream, nextUnit, nextWord } from './random.js';
import { createStateSampler, createTupleSampler } from './sampler.js';
import { samplingPlan } from './sampling-plan.js';
import { compileTree } from './shape.js';
import { evenTree, naiveViews, trees } from './tree.properties.js';

const laws = fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 40 }).map((counts) => {
  const total = counts.reduce((s, n) => s + n, 0);
  return total === 0 ? [1, ...counts.slice(1)] : counts.map((n) => n / total);
});

test('a law in whole words sums to 2³² and is nowhere a word off', () => {
  fc.assert(
    fc.property(laws, (p) => {
      const N = integerLaw(p);
      return N.reduce((s, n) => s + n, 0) === 2 ** 32 && N.every((n, c) => Math.abs(n - p[c] * 2 ** 32) < 1);
    }),
  );
  expect(() => integerLaw([0.5, 0.4])).toThrow('law: expected probabilities with sum 1');
  expect(() => integerLaw([1.5, -0.5])).toThrow('law: expected probabilities');
});

test('an alias table gives every outcome as many words as its law', () => {
  fc.assert(
    fc.property(fc.array(laws, { minLength: 1, maxLength: 3 }), (given) => {
      const size = Math.max(...given.map((p) => p.length));
      const rows = given.map((p) => [...p, ...new Array<number>(size - p.length).fill(0)]);
      const { bits, thresholds, aliases } = aliasTable(rows);
      return rows.every((p, z) => {
        const words = new Array<number>(2 ** bits).fill(0);
        for (let c = 0; c < 2 ** bits; c++) {
          const at = z * 2 ** bits + c;
          words[c] += thresholds[at];
          words[aliases[at]] += 2 ** (32 - bits) - thresholds[at];
        }
        return integerLaw(p).every((n, c) => words[c] === n) && words.slice(size).every((n) => n === 0);
      });
    }),
  );
});

/** χ² of counts against probabilities, refusing what cannot happen, and its bound for t = 25: P(χ²_k ≥ k + 2√(kt) + 2t) ≤ e^{−t}. */
const fits = (counts: readonly number[], p: readonly number[]): boolean => {
  const n = counts.reduce((s, c) => s + c, 0);
  const possible = p.filter((q) => q > 0).length;
  const k = possible - 1;
  const statistic = counts.reduce(
    (s, c, i) => (p[i] > 0 ? s + (c - n * p[i]) ** 2 / (n * p[i]) : s + (c > 0 ? Infinity : 0)),
    0,
  );
  return statistic <= k + 2 * Math.sqrt(25 * k) + 50;
};

test('anchor and positive have the law of two views of one root, and negatives that of a fresh one', () => {
  fc.assert(
    fc.property(trees(2), fc.nat(), (tree, seed) => {
      const shape = compileTree(tree);
      const views = naiveViews(shape);
      if (views.length > 20 || shape.nodes[0].size > 1024) return true;
      const n = 20_000;
      const sampler = createTupleSampler(shape, n, 1, seed);
      const codes = blockHeads(shape).map(() => new Int32Array(3 * n));
      sampler.draw(n, codes);
      const [pattern] = codes;
      const K = views.length;
      const [pairs, others] = [new Array<number>(K * K).fill(0), new Array<number>(K * K).fill(0)];
      for (let i = 0; i < n; i++) {
        pairs[pattern[3 * i] * K + pattern[3 * i + 1]]++;
        others[pattern[3 * i] * K + pattern[3 * i + 2]]++;
      }
      const { probability } = tree;
      const marginal = views.map(({ given }) => given.reduce((s, p, z) => s + p * probability[z], 0));
      const same = views.flatMap((a) =>
        views.map((b) => a.given.reduce((s, p, z) => s + probability[z] * p * b.given[z], 0)),
      );
      const fresh = marginal.flatMap((p) => marginal.map((q) => p * q));
      return fits(pairs, same) && fits(others, fresh);
    }),
    { numRuns: 40 },
  );
});

test('so do trees drawn through several tables: the law of the leaves below every latent with few patterns', () => {
  // Cuts at two depths; children in groups; a leaf beside latents.
  const [wide, deep] = [evenTree(2, 8, 0.25, 0.875), evenTree(5, 2, 0.25, 0.875)];
  const ragged = {
    probability: [0.25, 0.75],
    children: [...deep.children, { transition: deep.children[0].transition }],
  };
  for (const tree of [wide, deep, ragged]) {
    const shape = compileTree(tree);
    expect(samplingPlan(shape).length).toBeGreaterThan(1);
    const heads = blockHeads(shape);
    const n = 40_000;
    const sampler = createTupleSampler(shape, n, 1, 5);
    const codes = heads.map(() => new Int32Array(3 * n));
    sampler.draw(n, codes);
    const all = patternLaws(shape, allPatterns(shape, heads));
    const rows = heads.map((head, b) => {
      const { states, size, path } = shape.nodes[head];
      // P(z_head = 1 | z_0), the edges all being alike.
      const up = Array.from(path).reduce<readonly number[]>((q) => q.map((a) => 0.25 + 0.625 * a), [0, 1]);
      const law = (z: number): number[] =>
        Array.from({ length: size }, (_, c) => (1 - up[z]) * all[head][c * states] + up[z] * all[head][c * states + 1]);
      return [0, 1].every((z) => {
        const counts = new Array<number>(size).fill(0);
        for (let s = 0; s < 3 * n; s++) if (sampler.roots[s] === z) counts[codes[b][s]]++;
        return fits(counts, law(z));
      });
    });
    expect(rows.every(Boolean)).toBe(true);
    // Siblings through their common parent: the joint law of the first bit of the first two blocks, given the root.
    const top = (s: number, b: number): number => (codes[b][s] >= shape.nodes[heads[b]].size / 2 ? 1 : 0);
    const joint = new Array<number>(4).fill(0);
    for (let s = 0; s < 3 * n; s++) joint[2 * top(s, 0) + top(s, 1)]++;
    const [a, b] = [heads[0], heads[1]].map((head) => shape.nodes[head].path);
    const common = Array.from(a).findIndex((c, i) => c !== b[i]);
    const bit = (from: number, edges: number): number =>
      Array.from({ length: edges }).reduce<number>((q) => 0.25 + 0.625 * q, from);
    const depth = (path: string): number =>
      Math.max(...shape.nodes.filter((m) => m.path.startsWith(path)).map((m) => m.path.length));
    const atCommon = bit(tree.probability[1], common);
    const expected = [0, 1, 2, 3].map((code) =>
      [0, 1].reduce((s, z) => {
        const [p, q] = [a, b].map((path) => bit(z, depth(path) - common));
        return s + (z === 1 ? atCommon : 1 - atCommon) * (code >= 2 ? p : 1 - p) * (code % 2 === 1 ? q : 1 - q);
      }, 0),
    );
    expect(fits(joint, expected)).toBe(true);
  }
});

test('an evaluation draws every node from its parent', () => {
  const shape = compileTree(evenTree(2, 2));
  const sampler = createStateSampler(shape, 40_000, 3);
  sampler.draw(40_000);
  const rows = shape.nodes.slice(1).map(({ index, parent, transition }) => {
    const counts = [0, 0, 0, 0];
    for (let s = 0; s < 40_000; s++) counts[2 * sampler.states[parent][s] + sampler.states[index][s]]++;
    const above = counts[2] + counts[3];
    return (
      fits([counts[0], counts[1]], [transition[0], transition[1]]) &&
      fits([counts[2], counts[3]], [transition[2], transition[3]]) &&
      above > 0
    );
  });
  expect(rows.every(Boolean)).toBe(true);
});

test('streams are xoshiro128++, drawn in place or word by word', () => {
  const [a, b] = [Int32Array.of(1, 2, 3, 4), Int32Array.of(1, 2, 3, 4)];
  // The first words of the published generator from the state (1, 2, 3, 4).
  expect(Array.from({ length: 5 }, () => nextWord(a))).toEqual([641, 1573767, 3222811527, 3517856514, 836907274]);
  const out = new Int32Array(5);
  // Four equal outcomes: the two highest bits of the word.
  drawEach(aliasTable([[0.25, 0.25, 0.25, 0.25]]), b, new Int32Array(5), out, 5);
  expect([...out]).toEqual([0, 0, 3, 3, 0]);
  expect([...b]).toEqual([...a]);
});

test('streams of different names differ, and units lie in [0, 1)', () => {
  const [a, b] = ['a', 'b'].map((name) => createStream(1, name));
  const units = Array.from({ length: 1000 }, () => nextUnit(a));
  expect(units.every((u) => u >= 0 && u < 1)).toBe(true);
  // The mean of 1000 uniform numbers is within 6 standard deviations, 6/√12000, of ½.
  expect(Math.abs(units.reduce((s, u) => s + u, 0) / 1000 - 0.5)).toBeLessThan(6 / Math.sqrt(12_000));
  expect(nextUnit(b)).not.toBe(units[0]);
});
