/** Every pattern of a tree, for expectations without sampling. */
import { createPatterns } from './patterns.js';
import type { TreeShape } from './shape.js';
import type { Patterns } from './types.js';

/** Most patterns of a node that are enumerated: 2¹⁷. */
export const MOST_PATTERNS = 2 ** 17;

/**
 * Pattern p = Σ_k p_k Π_{k′ > k} n_k′ over the children of every latent at or below the given nodes (nodes above are left out). There
 * are no samples unless the root is given: then one for each of its patterns.
 * @throws a node with more than 2¹⁷ patterns
 */
export const allPatterns = (shape: TreeShape, tops: readonly number[] = [0]): Patterns => {
  const inside = new Set<number>();
  shape.nodes.forEach(({ index, parent, size, path }) => {
    if (!tops.includes(index) && !inside.has(parent)) return;
    inside.add(index);
    if (size > MOST_PATTERNS) throw new Error(`patterns of "${path}": expected at most ${MOST_PATTERNS}, got ${size}`);
  });
  const largest = [...inside].reduce((n, index) => Math.max(n, shape.nodes[index].size), 1);
  const patterns = createPatterns(shape, largest);
  for (const index of inside) {
    const { children, size } = shape.nodes[index];
    patterns.counts[index] = size;
    let unit = size;
    children.forEach((child, k) => {
      const n = shape.nodes[child].size;
      unit /= n;
      const into = patterns.children[index][k];
      for (let p = 0; p < size; p++) into[p] = Math.floor(p / unit) % n;
    });
  }
  if (inside.has(0)) {
    patterns.samples = shape.nodes[0].size;
    for (let s = 0; s < patterns.samples; s++) patterns.root[s] = s;
  }
  return patterns;
};

/**
 * P(pattern p of μ | z_μ = z) at [μ][p·states + z] = Π_k Σ_y P(z_ν = y | z_μ = z) P(p_k | y) over the children ν, bottom up; for a leaf
 * 1[p = z]. Nodes without patterns get nothing.
 */
export const patternLaws = (shape: TreeShape, patterns: Patterns): readonly Float64Array[] => {
  const laws = shape.nodes.map(({ index, states }) => new Float64Array(patterns.counts[index] * states));
  for (let index = shape.nodes.length - 1; index >= 0; index--) {
    const { children, states } = shape.nodes[index];
    const law = laws[index];
    if (children.length === 0) for (let z = 0; z < states; z++) law[z * states + z] = 1;
    else law.fill(1);
    if (law.length === 0) continue;
    children.forEach((child, k) => {
      const given = lawGivenParent(shape, laws[child], child);
      const which = patterns.children[index][k];
      for (let p = 0; p < patterns.counts[index]; p++) {
        for (let z = 0; z < states; z++) law[p * states + z] *= given[which[p] * states + z];
      }
    });
  }
  return laws;
};

/** P(pattern p of ν | z_μ = z) at [p·states of μ + z], μ the parent of ν. */
export const lawGivenParent = ({ nodes }: TreeShape, law: Float64Array, index: number): Float64Array => {
  const { states, parent, transition } = nodes[index];
  const above = nodes[parent].states;
  const count = law.length / states;
  const given = new Float64Array(count * above);
  for (let p = 0; p < count; p++) {
    for (let z = 0; z < above; z++) {
      let sum = 0;
      for (let y = 0; y < states; y++) sum += transition[z * states + y] * law[p * states + y];
      given[p * above + z] = sum;
    }
  }
  return given;
};

/** P(z_μ = z) of every node. */
export const stateLaws = ({ nodes }: TreeShape): readonly (readonly number[])[] => {
  const laws: number[][] = [];
  for (const { states, parent, transition } of nodes) {
    const above = parent < 0 ? [1] : laws[parent];
    laws.push(
      Array.from({ length: states }, (_, y) => above.reduce((s, a, z) => s + a * transition[z * states + y], 0)),
    );
  }
  return laws;
};
