import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intervalPositiveSemidefinite, positiveSemidefinite, rank, symmetric } from './definiteness.js';
import { Undecided } from './field.js';
import { type Interval, type IntervalField, bigIntervals, float64Intervals } from './interval.js';
import { type Matrix, linearAlgebra } from './linear-algebra.js';
import { type Rational, notRational, rational, rationals } from './rational.js';

const L = linearAlgebra(rationals);
const entry = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: 1, max: 4 })) },
  { weight: 2, arbitrary: fc.constant<[number, number]>([0, 1]) },
);
const entries = entry.map(([n, d]) => rational(n, d));
const matrices = (rows: number, columns: number): fc.Arbitrary<Rational[][]> =>
  fc.array(fc.array(entries, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows });
const sizes = fc.integer({ min: 1, max: 5 });
const anyMatrix = fc.tuple(sizes, sizes).chain(([m, n]) => matrices(m, n));
const symmetricMatrices = sizes
  .chain((n) => matrices(n, n))
  .map((A) => A.map((row, i) => row.map((_, j) => A[Math.min(i, j)][Math.max(i, j)])));
const grams = anyMatrix.map((B) => ({ B, M: L.outer(B, B) }));

const form = (M: Matrix<Rational>, v: readonly Rational[]): Rational => L.dot(v, L.apply(M, v));
/** '1 2 | 3 4' */
const of = (rows: string): Rational[][] =>
  rows.split('|').map((row) =>
    row
      .trim()
      .split(' ')
      .map((a) => rational(a)),
  );

/** det M by permutations: the definition, for small matrices. */
const determinant = (M: Matrix<Rational>): Rational =>
  M.length === 0
    ? rationals.one
    : M[0].reduce((s, a, j) => {
        const minor = M.slice(1).map((row) => row.filter((_, k) => k !== j));
        return s.add(a.mul(determinant(minor)).mul(j % 2 === 0 ? 1 : -1));
      }, rational(0));
const subsets = (n: number): number[][] =>
  Array.from({ length: 2 ** n - 1 }, (_, s) =>
    Array.from({ length: n }, (_, i) => i).filter((i) => ((s + 1) >> i) & 1),
  );

describe('the exact test of M ⪰ 0', () => {
  it('finds every Gram matrix positive semidefinite, with as many positive pivots as its rank', () => {
    fc.assert(
      fc.property(grams, ({ B, M }) => {
        const result = positiveSemidefinite(M);
        const r = rank(B);
        return result.psd && result.pivots.filter((d) => d.n !== 0n).length === r && rank(M) === r;
      }),
      { numRuns: 300 },
    );
  });

  it('agrees with the signs of all principal minors, and shows a direction v with vᵀMv < 0 where it denies', () => {
    const counts = { yes: 0, no: 0 };
    const cases = fc
      .oneof(
        symmetricMatrices,
        grams.map(({ M }) => M),
      )
      .filter((M) => M.length < 5);
    fc.assert(
      fc.property(cases, (M) => {
        const minors = subsets(M.length).map((s) => determinant(s.map((i) => s.map((j) => M[i][j]))));
        const expected = minors.every((d) => d.compare(0) >= 0);
        const result = positiveSemidefinite(M);
        counts[expected ? 'yes' : 'no']++;
        return result.psd === expected && (result.psd || form(M, result.direction).compare(0) < 0);
      }),
      { numRuns: 600 },
    );
    expect(Math.min(counts.yes, counts.no)).toBeGreaterThan(100);
  });

  it('denies a Gram matrix less the least bit of its null space, or of a number below its least pivot', () => {
    fc.assert(
      fc.property(grams, fc.nat({ max: 4 }), ({ M }, i) => {
        const k = i % M.length;
        const tiny = rational(1, 10n ** 30n);
        const lowered = M.map((row, r) => row.map((a, c) => (r === k && c === k ? a.sub(tiny) : a)));
        const result = positiveSemidefinite(lowered);
        // det(M − t e_k e_kᵀ) = det M − t det M_kk: still ⪰ 0 for such a t only where e_k lies in the range of M.
        const inRange = rank([...M, M.map((_, j) => rational(j === k ? 1 : 0))]) === rank(M);
        return result.psd === inRange && (result.psd || form(lowered, result.direction).compare(0) < 0);
      }),
      { numRuns: 300 },
    );
  });

  it('is not taken in by pivots 0', () => {
    const traps = ['0 1 | 1 0', '0 -1 | -1 5', '0 1 | 1 -2', '0 0 | 0 -1', '1 1 0 | 1 1 1 | 0 1 9'];
    for (const trap of [...traps, '0 0 0 | 0 0 2 | 0 2 7', '4 2 2 | 2 1 1 | 2 1 0']) {
      const result = positiveSemidefinite(of(trap));
      expect(result.psd).toBe(false);
      if (!result.psd) expect(form(of(trap), result.direction).compare(0)).toBeLessThan(0);
    }
    const zeros = positiveSemidefinite(of('0 0 0 | 0 3 3 | 0 3 3'));
    expect(zeros).toEqual({ psd: true, pivots: [rational(0), rational(3), rational(0)] });
  });

  it('gives the pivots of M = L D Lᵀ, whose product is det M, and a direction in the least integers', () => {
    fc.assert(
      fc.property(grams, ({ M }) => {
        const result = positiveSemidefinite(M);
        const product = result.psd ? result.pivots.reduce((p, d) => p.mul(d), rational(1)) : undefined;
        return product?.equals(determinant(M)) === true;
      }),
    );
    expect(positiveSemidefinite(of('1/2 3/4 | 3/4 1/3'))).toEqual({
      psd: false,
      direction: [rational(-3), rational(2)],
    });
  });

  it('refuses a matrix that is not symmetric, and does not decide one with a poisoned entry', () => {
    expect(() => positiveSemidefinite(of('1 2 | 3 4'))).toThrow(RangeError);
    expect(() => positiveSemidefinite([[notRational]])).toThrow(Undecided);
    expect(symmetric(of('1 2 | 2 4'))).toBe(true);
    expect(symmetric(of('1 2 | 3 4'))).toBe(false);
    expect(symmetric(of('1 2 0 | 2 1 0'))).toBe(false);
    expect(positiveSemidefinite([])).toEqual({ psd: true, pivots: [] });
  });
});

describe('the rank', () => {
  it('is the size of the largest minor that is not 0', () => {
    fc.assert(
      fc.property(anyMatrix, (M) => {
        const rows = subsets(M.length);
        const columns = subsets(M[0].length);
        const sizes_ = rows.flatMap((r) =>
          columns
            .filter((c) => c.length === r.length && r.length < 5)
            .map((c) => (determinant(r.map((i) => c.map((j) => M[i][j]))).n === 0n ? 0 : r.length)),
        );
        const found = rank(M);
        return found === Math.max(0, ...sizes_) || found === 5;
      }),
      { numRuns: 60 },
    );
    expect(rank([])).toBe(0);
  });

  it('is at most r for a product through r dimensions, and the same for the transpose', () => {
    const products = fc
      .tuple(sizes, fc.integer({ min: 1, max: 3 }), sizes)
      .chain(([m, r, n]) => fc.tuple(matrices(m, r), matrices(r, n)));
    fc.assert(
      fc.property(products, ([A, B]) => {
        const M = L.product(A, B);
        return rank(M) <= B.length && rank(M) === rank(L.transpose(M)) && rank(M) <= Math.min(rank(A), rank(B));
      }),
      { numRuns: 200 },
    );
  });
});

describe('the interval test of M ⪰ 0', () => {
  const verdictOf = <E>(F: IntervalField<E>, M: Matrix<Rational>, widen = (a: Interval<E>): Interval<E> => a) =>
    intervalPositiveSemidefinite(
      F,
      M.map((row) => row.map((a) => widen(F.enclose(a)))),
    );

  it('never contradicts the exact one, decides what is definite, and its direction is negative indeed', () => {
    const counts = { yes: 0, no: 0, unknown: 0 };
    const F = bigIntervals(60);
    const point = (v: Interval<number>): Rational => rational(v.lo.toString());
    fc.assert(
      fc.property(
        fc.oneof(
          symmetricMatrices,
          grams.map(({ M }) => M),
        ),
        (M) => {
          const exact = positiveSemidefinite(M);
          const result = verdictOf(float64Intervals, M);
          counts[result.verdict]++;
          const shown = result.verdict !== 'no' || form(M, result.direction.map(point)).compare(0) < 0;
          const consistent = (verdict: string): boolean => verdict === 'unknown' || (verdict === 'yes') === exact.psd;
          const definite = exact.psd && exact.pivots.every((d) => d.n !== 0n);
          return (
            shown &&
            consistent(result.verdict) &&
            consistent(verdictOf(F, M).verdict) &&
            (!definite || result.verdict === 'yes') &&
            (exact.psd || result.verdict === 'no')
          );
        },
      ),
      { numRuns: 600 },
    );
    expect(Math.min(counts.yes, counts.no, counts.unknown)).toBeGreaterThan(30);
  });

  it('decides by the signs that are certain: a wide matrix is unknown, a wide negative one is not', () => {
    const widen =
      (w: number) =>
      (a: Interval<number>): Interval<number> => ({ lo: a.lo - w, hi: a.hi + w });
    const verdicts: [matrix: string, width: number, verdict: string][] = [
      ['2 1 | 1 2', 0.25, 'yes'],
      ['2 1 | 1 2', 1, 'unknown'],
      ['0 1 | 1 0', 0.125, 'no'],
      ['0 1 | 1 0', 0.5, 'unknown'], // ½·(1 1 | 1 1) ⪰ 0 is among these
      ['1 3 | 3 1', 0.25, 'no'],
      ['1 3 | 3 1', 4, 'unknown'],
      ['0 0 | 0 0', 0, 'yes'],
      ['0 0 | 0 1', 0, 'yes'],
      ['0 0 | 0 1', 0.01, 'unknown'],
    ];
    for (const [matrix, width, verdict] of verdicts) {
      const widened = width === 0 ? undefined : widen(width);
      expect(verdictOf(float64Intervals, of(matrix), widened).verdict, `${matrix} ± ${width}`).toBe(verdict);
    }
    expect(intervalPositiveSemidefinite(float64Intervals, [[float64Intervals.poison]]).verdict).toBe('unknown');
    const unbounded = { lo: -Infinity, hi: Infinity };
    expect(intervalPositiveSemidefinite(float64Intervals, [[unbounded]]).verdict).toBe('unknown');
  });

  it('shows no direction along which the form may be 0', () => {
    // Along (¼, −…) the form of S_00 = 1 is s²(1 − 4s) = 0 for s = ¼.
    const [wide, quarter, F] = [{ lo: -1, hi: 1 }, float64Intervals.of(1, 4), float64Intervals];
    expect(intervalPositiveSemidefinite(F, [[wide, quarter], [quarter, F.zero]]).verdict).toBe('unknown'); // prettier-ignore
  });

  it('shows no direction of infinite entries', () => {
    const F = bigIntervals(60);
    const huge = 2n ** 1_000_000n;
    expect(
      verdictOf(F, [
        [rational(0), rational(huge)],
        [rational(huge), rational(1n, huge)],
      ]).verdict,
    ).toBe('unknown');
  });

  it('tells 10⁻⁴⁰ from −10⁻⁴⁰ when the endpoints have the digits', () => {
    const F = bigIntervals(200);
    const near = (sign: number): Rational[][] =>
      L.add(of('1/3 1/3 | 1/3 1/3'), L.scaleMatrix(rational(sign, 10n ** 40n), of('0 0 | 0 1')));
    expect(verdictOf(F, near(1)).verdict).toBe('yes');
    expect(verdictOf(F, near(-1)).verdict).toBe('no');
    expect(verdictOf(float64Intervals, near(-1)).verdict).toBe('unknown');
  });
});
