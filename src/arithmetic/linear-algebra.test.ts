import fc from 'fast-check';
import { describe, it } from 'vitest';
import { type Matrix, linearAlgebra } from './linear-algebra.js';
import { PRIME, PrimeField } from './prime-field.js';

const F = new PrimeField();
const L = linearAlgebra<number>(F);

const matrices = (rows: number, columns: number): fc.Arbitrary<number[][]> =>
  fc.array(fc.array(fc.nat({ max: PRIME - 1 }), { minLength: columns, maxLength: columns }), {
    minLength: rows,
    maxLength: rows,
  });
const size = fc.integer({ min: 1, max: 3 });
const equal = (A: Matrix<number>, B: Matrix<number>): boolean =>
  A.length === B.length && A.every((row, i) => row.length === B[i].length && row.every((a, j) => a === B[i][j]));

describe('matrices over a field', () => {
  it('(A ⊗ B)(C ⊗ D) = (AC) ⊗ (BD)', () => {
    const quadruples = fc
      .tuple(size, size, size, size, size, size)
      .chain(([a, b, c, d, e, f]) => fc.tuple(matrices(a, b), matrices(d, e), matrices(b, c), matrices(e, f)));
    fc.assert(
      fc.property(quadruples, ([A, B, C, D]) =>
        equal(L.product(L.kronecker(A, B), L.kronecker(C, D)), L.kronecker(L.product(A, C), L.product(B, D))),
      ),
    );
  });

  it('vec(A X B) = (Bᵀ ⊗ A) vec X, and unvec undoes vec', () => {
    const triples = fc
      .tuple(size, size, size, size)
      .chain(([a, b, c, d]) => fc.tuple(matrices(a, b), matrices(b, c), matrices(c, d)));
    fc.assert(
      fc.property(triples, ([A, X, B]) => {
        const left = L.vec(L.product(L.product(A, X), B));
        const right = L.apply(L.kronecker(L.transpose(B), A), L.vec(X));
        return equal([left], [right]) && equal(L.unvec(L.vec(X), X.length), X);
      }),
    );
  });

  it('(AB)ᵀ = Bᵀ Aᵀ, (AB)v = A(Bv), A Bᵀ is the outer product and Aᵀv the transposed one', () => {
    const triples = fc
      .tuple(size, size, size)
      .chain(([a, b, c]) => fc.tuple(matrices(a, b), matrices(b, c), matrices(1, c), matrices(1, a)));
    fc.assert(
      fc.property(triples, ([A, B, [v], [u]]) => {
        const AB = L.product(A, B);
        return (
          equal(L.transpose(AB), L.product(L.transpose(B), L.transpose(A))) &&
          equal([L.apply(AB, v)], [L.apply(A, L.apply(B, v))]) &&
          equal(L.outer(A, L.transpose(B)), AB) &&
          equal([L.applyTransposed(A, u)], [L.apply(L.transpose(A), u)])
        );
      }),
    );
  });

  it('tr(AB) = tr(BA) = ⟨vec Aᵀ, vec B⟩, and ‖vec A‖² = tr(A Aᵀ)', () => {
    const pairs = fc.tuple(size, size).chain(([a, b]) => fc.tuple(matrices(a, b), matrices(b, a)));
    fc.assert(
      fc.property(pairs, ([A, B]) => {
        const trace = L.trace(L.product(A, B));
        return (
          trace === L.trace(L.product(B, A)) &&
          trace === L.dot(L.vec(L.transpose(A)), L.vec(B)) &&
          L.squaredNorm(L.vec(A)) === L.trace(L.outer(A, A))
        );
      }),
    );
  });

  it('A + 2A − 3A = 0 and I A = A = A I', () => {
    fc.assert(
      fc.property(
        fc.tuple(size, size).chain(([a, b]) => matrices(a, b)),
        (A) => {
          const [rows, columns] = [A.length, A[0].length];
          const zero = L.subtract(L.add(A, L.scaleMatrix(2, A)), L.scaleMatrix(3, A));
          return (
            equal(zero, L.zeros(rows, columns)) &&
            equal(L.product(L.identity(rows), A), A) &&
            equal(L.product(A, L.identity(columns)), A)
          );
        },
      ),
    );
  });
});
