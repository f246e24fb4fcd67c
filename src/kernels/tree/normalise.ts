/** Outputs put on the sphere, and gradients brought back from it. Glossary: n = ‖f‖, f̂ the output used, Ĝ = ∂L/∂f̂. */
import type { LossSettings, Rows } from './types.js';

/** Normalises the first rows of an output and pulls gradients back; both in buffers of its own or the caller's. */
export interface Normaliser {
  /** f̂ by row. */
  readonly rows: Rows;
  /** ‖f‖ by row; empty where nothing is normalised. */
  readonly norms: Float64Array;
  readonly apply: (count: number) => void;
  /** Ĝ → ∂L/∂f in place. */
  readonly pullBack: (gradient: Rows, count: number) => void;
}

/**
 * f̂ = f/n, ∂L/∂f = (Ĝ − f̂ ⟨f̂, Ĝ⟩)/n, both 0 where f = 0; or with ε: f̂ = f/(n + ε) and
 * ∂L/∂f = (Ĝ − f ⟨f, Ĝ⟩/(n (n + ε)))/(n + ε), which is Ĝ/ε where f = 0. Without either, f̂ = f.
 * @throws ε ≤ 0
 */
export const createNormaliser = (
  output: Rows,
  hidden: number,
  capacity: number,
  { normalise, normaliseEpsilon }: Pick<LossSettings, 'normalise' | 'normaliseEpsilon'>,
): Normaliser => {
  const none = normalise !== true && normaliseEpsilon === undefined;
  if (normaliseEpsilon !== undefined && !(normaliseEpsilon > 0)) {
    throw new Error(`normaliseEpsilon: expected a positive number, got ${normaliseEpsilon}`);
  }
  if (none) return { rows: output, norms: new Float64Array(0), apply: () => undefined, pullBack: () => undefined };
  const epsilon = normaliseEpsilon ?? 0;
  const { stride, values: f } = output;
  const norms = new Float64Array(capacity);
  const hat = new Float64Array(capacity * stride);
  return {
    rows: { values: hat, stride },
    norms,
    apply: (count) => {
      for (let p = 0, at = 0; p < count; p++, at += stride) {
        let square = 0;
        for (let j = at; j < at + hidden; j++) square += f[j] * f[j];
        const n = Math.sqrt(square);
        norms[p] = n;
        const inverse = n === 0 ? 0 : 1 / (n + epsilon);
        for (let j = at; j < at + hidden; j++) hat[j] = f[j] * inverse;
      }
    },
    pullBack: ({ values: G }, count) => {
      for (let p = 0, at = 0; p < count; p++, at += stride) {
        const n = norms[p];
        if (n === 0) {
          for (let j = at; j < at + hidden; j++) G[j] = epsilon === 0 ? 0 : G[j] / epsilon;
          continue;
        }
        const inverse = 1 / (n + epsilon);
        let along = 0;
        for (let j = at; j < at + hidden; j++) along += hat[j] * G[j];
        // f⟨f, Ĝ⟩/(n (n + ε)) = f̂⟨f̂, Ĝ⟩ (n + ε)/n.
        along *= epsilon === 0 ? 1 : (n + epsilon) / n;
        for (let j = at; j < at + hidden; j++) G[j] = (G[j] - hat[j] * along) * inverse;
      }
    },
  };
};
