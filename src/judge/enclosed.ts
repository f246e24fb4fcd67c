import { intervalPositiveSemidefinite } from '../arithmetic/definiteness.js';
import type { Interval, IntervalField } from '../arithmetic/interval.js';
import { linearAlgebra, type Matrix } from '../arithmetic/linear-algebra.js';
import type { Relation } from '../theory/relation.js';
import { decided, type Outcome, unknown } from './outcome.js';

/**
 * max |left − right| ≤ RESOLUTION·max(FLOOR, the largest |side|) is what `enclosed` says of an equality: nine decimal digits agree.
 * That is certain whatever the constants, for |left − right| is bounded by the enclosure itself and the sides from below.
 *
 * The constants only decide which true equalities are reached. An endpoint moves outwards by at most 2u (u = 2⁻⁵³) of the number
 * at each of + − × ÷ √ and 10u at exp and log. A relative error ρ passes on as ρ_a + ρ_b in a product or quotient,
 * κ max(ρ_a, ρ_b) with κ = (|a| + |b|)/|a + b| in a sum, |a|ρ_a in e^a and ρ_a/|log a| in log a. So, to first order, k operations in a
 * row (those of both factors of a product counted) that amplify by κ in all give ρ ≤ 10kκu on either side, and every true
 * equality with kκ ≤ 2⁻³⁰/(20·2⁻⁵³) ≈ 4·10⁵ is reached: a chain of 4000 operations that cancels two digits, say.
 */
export const RESOLUTION = 2 ** -30;

/** Sides below this are compared absolutely: both may be 0 by cancellation of numbers of magnitude 1, to 2⁻⁵⁰. */
export const FLOOR = 2 ** -20;

/** The least magnitude of a number enclosed. */
const least = (a: Interval<number>): number => Math.max(0, a.lo, -a.hi);

/** Whether two mirrored entries are certainly different. */
const asymmetric = (F: IntervalField<number>, M: Matrix<Interval<number>>): boolean =>
  M.some((row, i) => row.some((a, j) => j < i && least(F.sub(a, M[j][i])) > 0));

/**
 * Judgement of enclosures. An inequality holds if it holds for every number enclosed and is violated if it fails for every
 * one. An equality is violated if the two enclosures are disjoint, and *enclosed* — the difference lies in a narrow
 * interval around 0 — if RESOLUTION allows; that is weaker than equal, and is reported under its own word.
 */
export const judgeEnclosed = (F: IntervalField<number>, relation: Relation<Interval<number>>): Outcome => {
  if (relation.kind === 'psd') {
    if (asymmetric(F, relation.matrix)) return decided(false, 'enclosed', NaN);
    const result = intervalPositiveSemidefinite(F, relation.matrix);
    if (result.verdict === 'unknown') return unknown('enclosed');
    return result.verdict === 'yes'
      ? decided(true, 'enclosed', NaN)
      : decided(false, 'enclosed', rayleigh(F, relation.matrix, result.direction));
  }
  const { left, right } = relation;
  if ([...left, ...right].includes(F.poison)) return unknown('enclosed');
  // An interval stands for one number: the same object on both sides leaves nothing between them.
  const slack = left.map((a, i) => (a === right[i] ? F.zero : F.sub(right[i], a)));
  if (relation.kind === 'equal') {
    const apart = slack.reduce((m, d) => Math.max(m, least(d)), 0);
    if (apart > 0) return decided(false, 'enclosed', -apart);
    const width = slack.reduce((m, d) => Math.max(m, -d.lo, d.hi), 0);
    const scale = [...left, ...right].reduce((m, a) => Math.max(m, least(a)), FLOOR);
    return width <= RESOLUTION * scale ? decided(true, 'enclosed', -width) : unknown('enclosed');
  }
  const low = slack.reduce((m, d) => Math.min(m, d.lo), Infinity);
  const high = slack.reduce((m, d) => Math.min(m, d.hi), Infinity);
  if (relation.strict ? low > 0 : low >= 0) return decided(true, 'enclosed', low);
  if (relation.strict ? high <= 0 : high < 0) return decided(false, 'enclosed', high);
  return unknown('enclosed');
};

/** The upper end of vᵀMv/‖v‖². */
const rayleigh = (F: IntervalField<number>, M: Matrix<Interval<number>>, v: readonly Interval<number>[]): number => {
  const { apply, dot, squaredNorm } = linearAlgebra(F);
  return F.div(dot(v, apply(M, v)), squaredNorm(v)).hi;
};
