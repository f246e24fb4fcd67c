import { intervalPositiveSemidefinite } from '../arithmetic/definiteness.js';
import type { Interval, IntervalField } from '../arithmetic/interval.js';
import type { Relation } from '../theory/relation.js';
import { decided, type Outcome, unknown } from './outcome.js';

/**
 * The widest enclosure of left − right that counts as showing an equality, relative to the larger side:
 * n operations of unit roundoff u = 2⁻⁵³, widened by 4 ulp at each exponential, stay below n·8u; 2⁻³⁰ leaves room for
 * programs of 10⁵ operations with cancellation of two digits and still excludes every mutant by far.
 */
export const RESOLUTION = 2 ** -30;

/**
 * Judgement of enclosures. An inequality holds if it holds for every number enclosed and is violated if it fails for every
 * one. An equality is violated if the two enclosures are disjoint, and *enclosed* — the difference lies in a narrow
 * interval around 0 — otherwise; that is weaker than equal, and is reported under its own word.
 */
export const judgeEnclosed = (F: IntervalField<number>, relation: Relation<Interval<number>>): Outcome => {
  if (relation.kind === 'psd') {
    const result = intervalPositiveSemidefinite(F, relation.matrix);
    return result.verdict === 'unknown' ? unknown('enclosed') : decided(result.verdict === 'yes', 'enclosed', NaN);
  }
  const { left, right } = relation;
  if (left.some((a) => Number.isNaN(a.lo)) || right.some((a) => Number.isNaN(a.lo))) return unknown('enclosed');
  if (relation.kind === 'equal') {
    const scale = [...left, ...right].reduce((m, a) => Math.max(m, Math.abs(a.lo), Math.abs(a.hi)), 2 ** -20);
    const apart = left.reduce((m, a, i) => Math.max(m, a.lo - right[i].hi, right[i].lo - a.hi), -Infinity);
    const width = left.reduce((m, a, i) => Math.max(m, a.hi - right[i].lo, right[i].hi - a.lo), 0);
    if (apart > 0) return decided(false, 'enclosed', -apart);
    return width <= RESOLUTION * scale ? decided(true, 'enclosed', -width) : unknown('enclosed');
  }
  const low = left.reduce((m, a, i) => Math.min(m, right[i].lo - a.hi), Infinity);
  const high = left.reduce((m, a, i) => Math.min(m, right[i].hi - a.lo), Infinity);
  if (relation.strict ? low > 0 : low >= 0) return decided(true, 'enclosed', low);
  if (relation.strict ? high <= 0 : high < 0) return decided(false, 'enclosed', high);
  return unknown('enclosed');
};
