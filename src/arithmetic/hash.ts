/**
 * A 32-bit mixing of two 32-bit words (the finaliser of MurmurHash3 applied to each in turn).
 * It defines the free choices of the exact arithmetics: the gate bits of the prime field and the formal
 * exponential. Any fixed function would do; this one is cheap and shows no structure to a polynomial identity.
 */
export const mix = (low: number, high: number): number => {
  let h = low ^ 0x9e3779b9;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  h ^= (h >>> 16) ^ high;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};

const word = new Float64Array(1);
const halves = new Uint32Array(word.buffer);

/** The hash of a float64's bits, with −0 and 0 the same number. */
export const hashFloat = (a: number): number => {
  word[0] = a === 0 ? 0 : a;
  return mix(halves[0], halves[1]);
};

/** The hash of a text, character by character. */
export const hashText = (text: string): number => {
  let h = 0;
  for (let i = 0; i < text.length; i++) h = mix(text.charCodeAt(i), h);
  return h;
};
