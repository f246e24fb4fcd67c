import { DEFAULT_SEED } from '../src/search/defaults.js';

/**
 * The seed of this run: `CONTRAPOSE_SEED`, or the fixed one.
 * @throws where the variable is set to anything but an integer of 32 bits, which is what fast-check's streams take
 */
export const suiteSeed = (text: string | undefined = process.env.CONTRAPOSE_SEED): number => {
  if (text === undefined || text === '') return DEFAULT_SEED;
  const seed = Number(text);
  if (!/^-?\d+$/.test(text) || seed !== (seed | 0)) {
    throw new Error(`CONTRAPOSE_SEED: expected an integer in [-2^31, 2^31), got ${JSON.stringify(text)}`);
  }
  return seed;
};
