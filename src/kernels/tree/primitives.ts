/**
 * The dense primitives of the kernel over one flat memory. Rows have `width` entries (the units of a latent, padded to an even number);
 * floats are addressed by their position in `floats`, ints by theirs in `ints`. Every sum runs in ascending order from its initial value
 * by one multiplication and one addition a term, so that any two implementations agree bit for bit.
 */
export interface Primitives {
  /** out[r] = initial + Σ_k A[r][k] B[k] for r < rows, k < inner; A has rows of `inner` entries, inner even. */
  readonly multiply: (out: number, A: number, rows: number, inner: number, B: number, initial: number) => void;
  /** out[k] = Σ_r A[r][k] B[r] for k < inner: Aᵀ B. */
  readonly multiplyTransposed: (out: number, A: number, rows: number, inner: number, B: number) => void;
  /** out[r] = P[p[r]] + Q[q[r]]. */
  readonly gatherPair: (out: number, rows: number, p: number, P: number, q: number, Q: number) => void;
  /** out[r] = P[p[r]]. */
  readonly gather: (out: number, rows: number, p: number, P: number) => void;
  /** out[r] += P[p[r]]. */
  readonly gatherAdd: (out: number, rows: number, p: number, P: number) => void;
  /** P[p[r]] += G[r]. */
  readonly scatterAdd: (P: number, rows: number, p: number, G: number) => void;
  /** P[p[r]] += G[r], then Q[q[r]] += G[r]. */
  readonly scatterPair: (G: number, rows: number, p: number, P: number, q: number, Q: number) => void;
  /** out = max(x, 0), `rows` rows. */
  readonly relu: (out: number, x: number, rows: number) => void;
  /** g = g 1[x > 0], `rows` rows. */
  readonly gate: (g: number, x: number, rows: number) => void;
  /** out = Σ_r G[r]. */
  readonly sumRows: (out: number, G: number, rows: number) => void;
  /** `rows` rows = 0. */
  readonly clear: (out: number, rows: number) => void;
  /** out[j][k] = A[k][j], `width` rows of both. */
  readonly transpose: (out: number, A: number) => void;
  /** w = w − rate (g + decay w), `rows` rows. */
  readonly descend: (w: number, g: number, rows: number, rate: number, decay: number) => void;
}

/** Primitives with the memory that they work on. */
export interface Operations extends Primitives {
  readonly kind: 'webassembly' | 'typescript';
  readonly floats: Float64Array;
  readonly ints: Int32Array;
}
