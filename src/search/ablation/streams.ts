import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { hashText, mix } from '../../arithmetic/hash.js';
import type { Draws } from '../draw.js';

/** The seed of a stream of its own for each name. */
export const streamSeed = (seed: number, name: string): number => mix(seed, hashText(name)) | 0;

/** Uniform integers from a seed. */
export const drawsFrom = (seed: number): Draws => {
  const generator = xoroshiro128plus(seed);
  return { integer: (min, max) => uniformInt(generator, min, max) };
};
