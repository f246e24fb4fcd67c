/** Streams of 32-bit words (xoshiro128++ of Blackman and Vigna), each by a seed and the name of its use. */
import { hashText, mix } from '../../arithmetic/hash.js';

/** The four words of a stream; loops that draw much advance them in place. */
export type Stream = Int32Array;

/** A stream of its own for every (seed, name). */
export const createStream = (seed: number, name: string): Stream => {
  const start = mix(seed, hashText(name));
  const words = Int32Array.from({ length: 4 }, (_, i) => mix(start, i + 1));
  if (words.every((word) => word === 0)) words[0] = 1;
  return words;
};

/** The next word, in [0, 2³²). */
export const nextWord = (s: Stream): number => {
  const sum = (s[0] + s[3]) | 0;
  const word = (((sum << 7) | (sum >>> 25)) + s[0]) >>> 0;
  const shifted = s[1] << 9;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= shifted;
  s[3] = (s[3] << 11) | (s[3] >>> 21);
  return word;
};

/** Uniform among the 2⁵³ multiples of 2⁻⁵³ in [0, 1). */
export const nextUnit = (s: Stream): number => {
  const high = nextWord(s) >>> 5;
  return (high * 2 ** 26 + (nextWord(s) >>> 6)) / 2 ** 53;
};
