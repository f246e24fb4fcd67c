/**
 * Draws from laws with one word each (Walker's alias method). A law is first rounded to integers N_c with Σ N_c = 2³², each within 1 of
 * 2³² p_c; the table then has probability N_c/2³² for c exactly, as its columns are filled with integers.
 */
import type { Stream } from './random.js';

/** Rows of one table a condition: column c of row z keeps c below its threshold and gives its alias otherwise. */
export interface AliasTable {
  /** The columns of a row: 2^bits ≥ outcomes. */
  readonly bits: number;
  readonly thresholds: Int32Array;
  readonly aliases: Uint16Array;
}

const WORDS = 2 ** 32;
/** At least four columns, so that a threshold fits in a signed word. */
const FEWEST_BITS = 2;

/**
 * N_c = ⌊2³² p_c⌋, those of the largest remainders raised by 1 until the sum is 2³².
 * @throws a negative entry, or a sum off 1 by more than rounding leaves of it
 */
export const integerLaw = (p: readonly number[]): readonly number[] => {
  const total = p.reduce((s, a) => s + a, 0);
  if (p.some((a) => !(a >= 0)) || !(Math.abs(total - 1) <= p.length * 2 ** -40)) {
    throw new Error(`law: expected probabilities with sum 1, got sum ${total}`);
  }
  const N = p.map((a) => Math.floor(a * WORDS));
  const missing = WORDS - N.reduce((s, a) => s + a, 0);
  const order = p.map((a, c) => ({ c, rest: a * WORDS - N[c] })).sort((a, b) => b.rest - a.rest || a.c - b.c);
  for (let i = 0; i < Math.abs(missing); i++) N[order[i % order.length].c] += Math.sign(missing);
  return N;
};

/** The table of P(c | z), one row a z. */
export const aliasTable = (laws: readonly (readonly number[])[]): AliasTable => {
  const bits = Math.max(FEWEST_BITS, Math.ceil(Math.log2(laws[0].length)));
  const columns = 2 ** bits;
  const room = WORDS / columns;
  const thresholds = new Int32Array(laws.length * columns);
  const aliases = new Uint16Array(laws.length * columns);
  laws.forEach((law, z) => {
    const left = [...integerLaw(law), ...new Array<number>(columns - law.length).fill(0)];
    const small = left.flatMap((n, c) => (n < room ? [c] : []));
    const large = left.flatMap((n, c) => (n >= room ? [c] : []));
    for (let c = small.pop(); c !== undefined; c = small.pop()) {
      // The columns hold 2³² together, so while one has room another has too much.
      const giver = large[large.length - 1];
      thresholds[z * columns + c] = left[c];
      aliases[z * columns + c] = giver;
      left[giver] -= room - left[c];
      if (left[giver] < room) small.push(large.pop() ?? giver);
    }
    for (const c of large) {
      thresholds[z * columns + c] = room;
      aliases[z * columns + c] = c;
    }
  });
  return { bits, thresholds, aliases };
};

/** out[s] ~ P(· | given[s]) for s < n; one word each. */
export const drawEach = (
  { bits, thresholds, aliases }: AliasTable,
  stream: Stream,
  given: Int32Array,
  out: Int32Array,
  n: number,
): void => {
  const shift = 32 - bits;
  const low = 2 ** shift - 1;
  let a = stream[0];
  let b = stream[1];
  let c = stream[2];
  let d = stream[3];
  for (let s = 0; s < n; s++) {
    const sum = (a + d) | 0;
    const word = (((sum << 7) | (sum >>> 25)) + a) | 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    const column = word >>> shift;
    const at = (given[s] << bits) + column;
    // All bits where the column is kept: a branch would be guessed wrong often.
    const keep = ((word & low) - thresholds[at]) >> 31;
    const alias = aliases[at];
    out[s] = alias ^ ((column ^ alias) & keep);
  }
  stream[0] = a;
  stream[1] = b;
  stream[2] = c;
  stream[3] = d;
};
