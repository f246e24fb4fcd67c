import { Undecided } from './field.js';
import type { Interval, IntervalField } from './interval.js';
import type { Matrix } from './linear-algebra.js';
import { type Rational, notRational, rational } from './rational.js';

/** The pivots D of M = L D Lᵀ, or a direction v with vᵀMv < 0 in integers without a common factor. */
export type Definiteness =
  | { readonly psd: true; readonly pivots: readonly Rational[] }
  | { readonly psd: false; readonly direction: readonly Rational[] };

export type IntervalDefiniteness<E> =
  | { readonly verdict: 'yes' }
  | { readonly verdict: 'no'; readonly direction: readonly Interval<E>[] }
  | { readonly verdict: 'unknown' };

const magnitude = (n: bigint): bigint => (n < 0n ? -n : n);
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? magnitude(a) : gcd(b, a % b));

/** M[i][j] = M[j][i] for all i, j, and as many rows as columns. */
export const symmetric = (M: Matrix<Rational>): boolean =>
  M.every((row, i) => row.length === M.length && row.every((a, j) => j >= i || a.equals(M[j][i])));

/** c·M in integers, with c the least common denominator. */
const integers = (M: Matrix<Rational>): { A: bigint[][]; c: bigint } => {
  let c = 1n;
  for (const a of M.flat()) {
    if (a === notRational) throw new Undecided('an entry that is not rational');
    c *= a.d / gcd(c, a.d);
  }
  return { A: M.map((row) => row.map((a) => a.s * a.n * (c / a.d))), c };
};

/**
 * rank M, by Bareiss' fraction-free elimination: each division is exact, for every number that occurs is a minor.
 * M is any rectangular matrix. @throws {Undecided} for a poisoned entry
 */
export const rank = (M: Matrix<Rational>): number => {
  const { A } = integers(M);
  const columns = A.length === 0 ? 0 : A[0].length;
  let found = 0;
  let previous = 1n;
  for (let j = 0; j < columns && found < A.length; j++) {
    const r = A.findIndex((row, i) => i >= found && row[j] !== 0n);
    if (r < 0) continue;
    [A[found], A[r]] = [A[r], A[found]];
    const row = A[found];
    for (let i = found + 1; i < A.length; i++) {
      const other = A[i];
      const factor = other[j];
      for (let k = j; k < columns; k++) other[k] = (other[k] * row[j] - factor * row[k]) / previous;
    }
    previous = row[j];
    found++;
  }
  return found;
};

/** v with its entries at the pivots solved for, last pivot first, so that (S v)_k = 0 in the Schur complement S at each. */
const completed = (v: bigint[], eliminated: readonly number[], A: Matrix<bigint>): Rational[] => {
  let direction = v;
  for (const k of eliminated.toReversed()) {
    let s = 0n;
    for (let j = k + 1; j < v.length; j++) s += A[k][j] * direction[j];
    direction = direction.map((a) => a * A[k][k]);
    direction[k] = -s;
  }
  const factor = direction.reduce(gcd, 0n);
  return direction.map((a) => rational(a / factor));
};

/**
 * M = L D Lᵀ ⪰ 0 ⟺ every pivot d_k ≥ 0 and a pivot 0 has nothing but zeros in its remaining row. Decided in integers
 * (Bareiss), exactly.
 *
 * Otherwise a direction is constructed from the Schur complement S at the failing pivot k: e_k where S_kk < 0; and where
 * S_kk = 0 ≠ S_kj, x e_k + y e_j with y = 2|S_kj| and x = −sign(S_kj)(S_jj + |S_kj|), whose value is
 * 2xy S_kj + y² S_jj = −4|S_kj|³ < 0. The entries at the earlier pivots follow from (S v) = 0 there.
 *
 * @throws {Undecided} for a poisoned entry; {RangeError} for a matrix that is not symmetric
 */
export const positiveSemidefinite = (M: Matrix<Rational>): Definiteness => {
  const { A, c } = integers(M);
  if (!symmetric(M)) throw new RangeError('positiveSemidefinite: expected a symmetric matrix, got another');
  const n = A.length;
  const pivots: Rational[] = [];
  const eliminated: number[] = [];
  const direction = (entries: readonly (readonly [index: number, value: bigint])[]): Definiteness => {
    const v = new Array<bigint>(n).fill(0n);
    for (const [index, value] of entries) v[index] = value;
    return { psd: false, direction: completed(v, eliminated, A) };
  };
  let previous = 1n;
  for (let k = 0; k < n; k++) {
    const row = A[k];
    const d = row[k];
    if (d < 0n) return direction([[k, 1n]]);
    pivots.push(rational(d, previous * c));
    if (d === 0n) {
      const j = row.findIndex((a, i) => i > k && a !== 0n);
      if (j < 0) continue;
      const size = magnitude(row[j]);
      const x = A[j][j] + size;
      return direction([
        [k, row[j] > 0n ? -x : x],
        [j, 2n * size],
      ]);
    }
    for (let i = k + 1; i < n; i++) {
      for (let j = i; j < n; j++) A[i][j] = (A[i][j] * d - row[i] * row[j]) / previous;
    }
    eliminated.push(k);
    previous = d;
  }
  return { psd: true, pivots };
};

/**
 * `yes`: every pivot of M = L D Lᵀ is certainly positive, or its row is exactly 0. `no`: vᵀMv is certainly negative for
 * the direction v given, whose entries are points. `unknown` otherwise: a singular matrix known only to within an interval
 * can be neither. Only the upper triangle is read: M encloses one symmetric matrix.
 *
 * The pivot taken is the one whose lower bound is largest, so that what cannot be decided comes last.
 */
export const intervalPositiveSemidefinite = <E>(
  F: IntervalField<E>,
  M: Matrix<Interval<E>>,
): IntervalDefiniteness<E> => {
  const { rounded } = F;
  const n = M.length;
  const S = M.map((row, i) => row.map((a, j) => (j >= i ? a : M[j][i])));
  const remaining = new Set(S.keys());
  const eliminated: { readonly k: number; readonly row: readonly Interval<E>[] }[] = [];

  const certainlyNegative = (v: readonly Interval<E>[]): boolean => {
    let value = F.zero;
    for (let i = 0; i < n; i++) {
      for (let j = i; j < n; j++) {
        const term = F.mul(F.mul(v[i], v[j]), M[i][j]);
        value = F.add(value, i === j ? term : F.mul(F.of(2), term));
      }
    }
    return value !== F.poison && rounded.sign(value.hi) < 0;
  };
  const half = F.of(1, 2);
  const middle = ({ lo, hi }: Interval<E>): Interval<E> =>
    F.point(F.mul(F.point(rounded.add(lo, hi, 'down')), half).lo);
  /** Points near the entries, completed at the pivots as in the exact test; undefined where that is not negative. */
  const negative = (entries: ReadonlyMap<number, Interval<E>>): IntervalDefiniteness<E> | undefined => {
    const v = Array.from({ length: n }, (_, i) => middle(entries.get(i) ?? F.zero));
    for (const { k, row } of eliminated.toReversed()) {
      const s = row.reduce((total, a, j) => (j === k ? total : F.add(total, F.mul(a, v[j]))), F.zero);
      v[k] = middle(F.neg(F.div(s, row[k])));
    }
    const decided = v.every((a) => rounded.isFinite(a.lo)) && certainlyNegative(v);
    return decided ? { verdict: 'no', direction: v } : undefined;
  };

  while (remaining.size > 0) {
    const order = [...remaining].sort((i, j) => rounded.compare(S[j][j].lo, S[i][i].lo));
    if (order.some((i) => order.some((j) => S[i][j] === F.poison))) return { verdict: 'unknown' };
    for (const k of order) {
      const found = rounded.sign(S[k][k].hi) < 0 ? negative(new Map([[k, F.one]])) : undefined;
      if (found !== undefined) return found;
    }
    const k = order[0];
    if (rounded.sign(S[k][k].lo) <= 0) {
      if (order.every((i) => order.every((j) => S[i][j] === F.zero))) return { verdict: 'yes' };
      for (const i of order) {
        for (const j of order) {
          if (i === j || (rounded.sign(S[i][j].lo) <= 0 && rounded.sign(S[i][j].hi) >= 0)) continue;
          const size = F.abs(S[i][j]);
          const x = F.add(S[j][j], size);
          const entries = new Map([
            [i, rounded.sign(S[i][j].lo) > 0 ? F.neg(x) : x],
            [j, F.add(size, size)],
          ]);
          const found = negative(entries);
          if (found !== undefined) return found;
        }
      }
      return { verdict: 'unknown' };
    }
    const row = S[k].map((a, j) => (remaining.has(j) ? a : F.zero));
    eliminated.push({ k, row });
    remaining.delete(k);
    for (const i of remaining) {
      for (const j of remaining) {
        if (j >= i) S[i][j] = S[j][i] = F.sub(S[i][j], F.div(F.mul(row[i], row[j]), row[k]));
      }
    }
  }
  return { verdict: 'yes' };
};
