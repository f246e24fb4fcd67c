import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Apply, leadingEigenpairs } from './spectrum.js';

const dense =
  (M: readonly (readonly number[])[]): Apply =>
  (v, out) =>
    M.forEach((row, i) => (out[i] = row.reduce((s, a, j) => s + a * v[j], 0)));

/** G Gᵀ of integer entries. */
const gram = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 12 }))
  .chain(([n, m]) =>
    fc.array(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: m, maxLength: m }), { minLength: n, maxLength: n }),
  )
  .map((G) => G.map((u) => G.map((v) => u.reduce((s, a, i) => s + a * v[i], 0))));

describe('leading eigenpairs of an operator known by its action', () => {
  test('are sought in rounds, each of which tells the largest residual, and the last that none is left', () => {
    const told: number[] = [];
    // Eigenvalues 1, ½, ⅓, …: a block Krylov space needs several rounds.
    const diagonal: Apply = (v, out) => v.forEach((a, i) => (out[i] = a / (i + 1)));
    leadingEigenpairs(diagonal, 60, 2, (relative) => told.push(relative));
    expect(told.length).toBeGreaterThan(2);
    expect(told[told.length - 1]).toBe(0);
    expect(told.slice(0, -1).every((relative) => relative > 1e-8)).toBe(true);
  });

  // A symmetric M has an eigenvalue within ‖Mv − λv‖ ≤ 1e-8·λ₁ of λ; ml-matrix' own are good to a small multiple of n·2⁻⁵³·‖M‖.
  test('are those of a dense decomposition, with small residuals and unit vectors', () => {
    fc.assert(
      fc.property(gram, fc.integer({ min: 1, max: 6 }), (M, k) => {
        const pairs = leadingEigenpairs(dense(M), M.length, k);
        const exact = new EigenvalueDecomposition(new Matrix(M), { assumeSymmetric: true }).realEigenvalues;
        const sorted = exact.sort((a, b) => b - a).slice(0, k);
        const tolerance = 1.001e-8 * Math.max(1, sorted[0]);
        return (
          pairs.length === Math.min(k, M.length) &&
          pairs.every(
            ({ eigenvalue, residual, eigenvector }, i) =>
              Math.abs(eigenvalue - sorted[i]) <= tolerance &&
              residual <= tolerance &&
              Math.abs(eigenvector.reduce((s, a) => s + a * a, 0) - 1) < 1e-12,
          )
        );
      }),
    );
  });

  test('an eigenvalue of multiplicity three is found three times among 200 dimensions', () => {
    const diagonal: Apply = (v, out) => v.forEach((a, i) => (out[i] = a * (i < 3 ? 5 : i < 100 ? 4 : 1)));
    const values = leadingEigenpairs(diagonal, 200, 4).map((pair) => pair.eigenvalue);
    expect(values.map((value) => Math.round(value * 1e7) / 1e7)).toEqual([5, 5, 5, 4]);
  });

  test('the operator 0 has eigenvalues 0 with residual 0', () => {
    const pairs = leadingEigenpairs((_, out) => out.fill(0), 7, 2);
    expect(pairs.map(({ eigenvalue, residual }) => [eigenvalue, residual])).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });
});
