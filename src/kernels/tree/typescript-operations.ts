import type { Operations } from './primitives.js';

/** The primitives in TypeScript: tiles of two by two entries, whose four sums stay in registers. */
export const typescriptOperations = (bytes: number, width: number): Operations => {
  const buffer = new ArrayBuffer(Math.max(16, Math.ceil(bytes / 16) * 16));
  const x = new Float64Array(buffer);
  const at = new Int32Array(buffer);

  const multiply: Operations['multiply'] = (out, A, rows, inner, B, initial) => {
    const paired = rows - (rows % 2);
    for (let r = 0; r < paired; r += 2) {
      const a = A + r * inner;
      const b = a + inner;
      for (let j = 0; j < width; j += 2) {
        let s = x[initial + j];
        let t = x[initial + j + 1];
        let u = s;
        let v = t;
        for (let k = 0, m = B + j; k < inner; k++, m += width) {
          const p = x[a + k];
          const q = x[b + k];
          const e = x[m];
          const f = x[m + 1];
          s += p * e;
          t += p * f;
          u += q * e;
          v += q * f;
        }
        const o = out + r * width + j;
        x[o] = s;
        x[o + 1] = t;
        x[o + width] = u;
        x[o + width + 1] = v;
      }
    }
    for (let r = paired; r < rows; r++) {
      for (let j = 0; j < width; j++) {
        let s = x[initial + j];
        for (let k = 0; k < inner; k++) s += x[A + r * inner + k] * x[B + k * width + j];
        x[out + r * width + j] = s;
      }
    }
  };

  const multiplyTransposed: Operations['multiplyTransposed'] = (out, A, rows, inner, B) => {
    for (let k = 0; k < inner; k += 2) {
      for (let j = 0; j < width; j += 2) {
        let s = 0;
        let t = 0;
        let u = 0;
        let v = 0;
        for (let r = 0, a = A + k, b = B + j; r < rows; r++, a += inner, b += width) {
          const p = x[a];
          const q = x[a + 1];
          const e = x[b];
          const f = x[b + 1];
          s += p * e;
          t += p * f;
          u += q * e;
          v += q * f;
        }
        const o = out + k * width + j;
        x[o] = s;
        x[o + 1] = t;
        x[o + width] = u;
        x[o + width + 1] = v;
      }
    }
  };

  return {
    kind: 'typescript',
    floats: x,
    ints: at,
    multiply,
    multiplyTransposed,
    gatherPair: (out, rows, p, P, q, Q) => {
      for (let r = 0, o = out; r < rows; r++) {
        const a = P + at[p + r] * width;
        const b = Q + at[q + r] * width;
        for (let j = 0; j < width; j++) x[o++] = x[a + j] + x[b + j];
      }
    },
    gather: (out, rows, p, P) => {
      for (let r = 0, o = out; r < rows; r++) {
        const a = P + at[p + r] * width;
        for (let j = 0; j < width; j++) x[o++] = x[a + j];
      }
    },
    gatherAdd: (out, rows, p, P) => {
      for (let r = 0, o = out; r < rows; r++) {
        const a = P + at[p + r] * width;
        for (let j = 0; j < width; j++) x[o++] += x[a + j];
      }
    },
    scatterAdd: (P, rows, p, G) => {
      for (let r = 0, g = G; r < rows; r++) {
        const a = P + at[p + r] * width;
        for (let j = 0; j < width; j++) x[a + j] += x[g++];
      }
    },
    scatterPair: (G, rows, p, P, q, Q) => {
      for (let r = 0, g = G; r < rows; r++) {
        const a = P + at[p + r] * width;
        const b = Q + at[q + r] * width;
        for (let j = 0; j < width; j++) {
          const value = x[g++];
          x[a + j] += value;
          x[b + j] += value;
        }
      }
    },
    relu: (out, from, rows) => {
      for (let i = 0, n = rows * width; i < n; i++) {
        const value = x[from + i];
        x[out + i] = value > 0 ? value : 0;
      }
    },
    gate: (g, from, rows) => {
      for (let i = 0, n = rows * width; i < n; i++) if (!(x[from + i] > 0)) x[g + i] = 0;
    },
    sumRows: (out, G, rows) => {
      x.fill(0, out, out + width);
      for (let r = 0, g = G; r < rows; r++) for (let j = 0; j < width; j++) x[out + j] += x[g++];
    },
    clear: (out, rows) => {
      x.fill(0, out, out + rows * width);
    },
    transpose: (out, A) => {
      for (let k = 0; k < width; k++) for (let j = 0; j < width; j++) x[out + j * width + k] = x[A + k * width + j];
    },
    descend: (w, g, rows, rate, decay) => {
      for (let i = 0, n = rows * width; i < n; i++) x[w + i] = x[w + i] - rate * (x[g + i] + decay * x[w + i]);
    },
  };
};
