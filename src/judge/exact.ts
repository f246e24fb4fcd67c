import { positiveSemidefinite, symmetric } from '../arithmetic/definiteness.js';
import { float64Rounding } from '../arithmetic/float64-rounding.js';
import { notRational, type Rational, rationalOfFloat, rationals } from '../arithmetic/rational.js';
import type { Relation } from '../theory/relation.js';
import { decided, type Outcome, unknown } from './outcome.js';

/** Exact comparison of the numbers of one exact lane. */
interface Exact<S> {
  readonly poisoned: (a: S) => boolean;
  /** a − b as a float64 of the right sign, 0 only for equal numbers. */
  readonly difference: (a: S, b: S) => number;
  readonly rational: (a: S) => Rational;
}

/** The float64 near q: of the sign of q, 0 only for 0, and finite whatever the number of digits. */
const floatOf = (q: Rational): number => {
  const [n, d] = [Number(q.n), Number(q.d)];
  const size = Number.isFinite(n) && Number.isFinite(d) ? n / d : float64Rounding.of(q.n, q.d, 'down');
  return Number(q.s) * (q.n === 0n ? 0 : Math.max(size, Number.MIN_VALUE));
};

const ofRationals: Exact<Rational> = {
  poisoned: (a) => a === notRational,
  difference: (a, b) => floatOf(rationals.sub(a, b)),
  rational: (a) => a,
};

const ofDyadics: Exact<number> = {
  poisoned: (a) => Number.isNaN(a),
  difference: (a, b) => a - b,
  rational: rationalOfFloat,
};

const judgeExactly =
  <S>({ poisoned, difference, rational }: Exact<S>) =>
  (relation: Relation<S>): Outcome => {
    if (relation.kind === 'psd') {
      if (relation.matrix.some((row) => row.some(poisoned))) return unknown('exact');
      const M = relation.matrix.map((row) => row.map(rational));
      if (!symmetric(M)) return decided(false, 'exact', -asymmetry(M));
      const result = positiveSemidefinite(M);
      return decided(result.psd, 'exact', result.psd ? least(result.pivots) : rayleigh(M, result.direction));
    }
    const { left, right } = relation;
    if (left.some(poisoned) || right.some(poisoned)) return unknown('exact');
    const slack = left.map((a, i) => difference(right[i], a));
    if (relation.kind === 'equal') {
      const residual = slack.reduce((m, d) => Math.max(m, Math.abs(d)), 0);
      return decided(residual === 0, 'exact', residual === 0 ? 0 : -residual);
    }
    const margin = slack.reduce((m, d) => Math.min(m, d), Infinity);
    return decided(relation.strict ? margin > 0 : margin >= 0, 'exact', margin);
  };

const least = (pivots: readonly Rational[]): number => pivots.reduce((m, d) => Math.min(m, floatOf(d)), Infinity);

const asymmetry = (M: readonly (readonly Rational[])[]): number =>
  M.reduce(
    (m, row, i) => row.reduce((n, a, j) => Math.max(n, Math.abs(floatOf((M[j]?.[i] ?? a).sub(a)))), m),
    Number.MIN_VALUE,
  );

const rayleigh = (M: readonly (readonly Rational[])[], v: readonly Rational[]): number => {
  let form = rationals.zero;
  let norm = rationals.zero;
  v.forEach((a, i) => {
    norm = rationals.add(norm, rationals.mul(a, a));
    v.forEach((b, j) => (form = rationals.add(form, rationals.mul(rationals.mul(a, b), M[i][j]))));
  });
  return floatOf(rationals.div(form, norm));
};

/** Judgement in ℚ. */
export const judgeRational = judgeExactly(ofRationals);
/** Judgement of exact float64 values. */
export const judgeDyadic = judgeExactly(ofDyadics);
