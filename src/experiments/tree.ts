/** The random tree of a run. */
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { Float64Field } from '../arithmetic/float64.js';
import { hashText } from '../arithmetic/hash.js';
import { latentTrees, type LatentTree, regularTree } from '../model/latent-tree/tree.js';
import type { RunKey } from './settings.js';

/** A seed of 32 bits for one purpose: the name is hashed, so that purposes do not share a stream. */
export const streamSeed = (name: string): number => hashText(name);

/** A tree and ρ_{μν} of every edge by the path of its lower node. */
export interface DrawnTree {
  readonly tree: LatentTree<number>;
  readonly edges: Readonly<Record<string, number>>;
}

/**
 * P(z_0 = 1) = ½; ρ_{μν} = ±(δ + (1 − δ)u), u uniform on [0, 1), both signs alike: ±1 where δ = 1. It depends on (seed, δ) alone: networks
 * of every width meet the same tree.
 */
export const drawTree = (
  { depth, children }: { readonly depth: number; readonly children: number },
  { seed, polarity }: Pick<RunKey, 'seed' | 'polarity'>,
): DrawnTree => {
  const random = xoroshiro128plus(streamSeed(`tree ${seed} ${polarity}`));
  const edges: Record<string, number> = {};
  const rho = (path: string): number => {
    const size = polarity + (1 - polarity) * uniformFloat64(random);
    return (edges[path] = uniformFloat64(random) < 0.5 ? -size : size);
  };
  return { tree: latentTrees(new Float64Field()).symmetric(regularTree(0, depth, children, rho)), edges };
};
