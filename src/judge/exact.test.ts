import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fractions } from '../../properties/instances.js';
import { gridOf } from '../arithmetic/admission.js';
import { notRational, type Rational, rational, rationalOfFloat } from '../arithmetic/rational.js';
import { atMost, equal, lessThan, psd, type Relation } from '../theory/relation.js';
import { judgeDyadic, judgeRational } from './exact.js';

const r = rational;
const vectors = fc.integer({ min: 1, max: 4 }).chain((n) => {
  const vector = fc.array(fractions, { minLength: n, maxLength: n });
  return fc.record({ a: vector, b: fc.oneof(vector, fc.constant(undefined)) }).map(({ a, b }) => ({ a, b: b ?? a }));
});

/** A relation's numbers as rationals of floats. */
const exactly = (relation: Relation<number>): Relation<Rational> =>
  relation.kind === 'psd'
    ? psd(relation.matrix.map((row) => row.map(rationalOfFloat)))
    : { ...relation, left: relation.left.map(rationalOfFloat), right: relation.right.map(rationalOfFloat) };

describe('exact judgement', () => {
  it('of an equality holds where every entry is equal, with margin −max|left − right| and 0 only then', () => {
    fc.assert(
      fc.property(vectors, ({ a, b }) => {
        const { status, evidence, margin } = judgeRational(equal(a, b));
        const residual = Math.max(...a.map((x, i) => x.sub(b[i]).abs().valueOf()));
        const same = a.every((x, i) => x.equals(b[i]));
        return status === (same ? 'holds' : 'violated') && evidence === 'exact' && -margin === residual;
      }),
    );
  });

  it('of an inequality has margin min(right − left); 0 satisfies ≤ and violates <', () => {
    fc.assert(
      fc.property(vectors, ({ a, b }) => {
        const margin = Math.min(...a.map((x, i) => b[i].sub(x).valueOf()));
        const [weak, strict] = [judgeRational(atMost(a, b)), judgeRational(lessThan(a, b))];
        return (
          weak.margin === margin &&
          strict.margin === margin &&
          weak.status === (margin >= 0 ? 'holds' : 'violated') &&
          strict.status === (margin > 0 ? 'holds' : 'violated')
        );
      }),
    );
  });

  it('leaves open whatever contains a poisoned number', () => {
    for (const relation of [equal, atMost, lessThan]) {
      expect(judgeRational(relation([r(1), notRational], [r(1), r(2)])).status).toBe('unknown');
      expect(judgeRational(relation([r(1)], [notRational])).status).toBe('unknown');
      expect(judgeDyadic(relation([1], [NaN])).status).toBe('unknown');
    }
    expect(judgeRational(psd([[notRational]]))).toEqual({ status: 'unknown', evidence: 'exact', margin: NaN });
    expect(judgeDyadic(psd([[NaN]])).status).toBe('unknown');
  });

  it('sees a difference that no float64 can hold, and numbers of any number of digits', () => {
    const huge = 10n ** 400n;
    const nearly = judgeRational(equal([r(1)], [r(huge + 1n, huge)]));
    expect(nearly).toEqual({ status: 'violated', evidence: 'exact', margin: -Number.MIN_VALUE });
    expect(judgeRational(atMost([r(1)], [r(huge + 1n, huge)])).status).toBe('holds');
    expect(judgeRational(atMost([r(huge + 1n, huge)], [r(1)])).status).toBe('violated');
    // 10⁴⁰⁰/(3·10⁴⁰⁰ + 1) is nearly 1/3; as float64 both sides of the fraction are infinite.
    const third = judgeRational(lessThan([r(0)], [r(huge, 3n * huge + 1n)]));
    expect(third.status).toBe('holds');
    expect(third.margin).toBe(1 / 3);
    expect(judgeRational(psd([[r(huge, 3n * huge + 1n)]])).margin).toBe(1 / 3);
    expect(judgeRational(psd([[r(-huge, 3n * huge + 1n)]])).margin).toBe(-1 / 3);
  });

  it('of M ⪰ 0 has the least pivot as its margin, or vᵀMv/‖v‖² < 0', () => {
    const holds = judgeRational(psd([[r(2), r(1)], [r(1), r(2)]])); // prettier-ignore
    expect(holds).toEqual({ status: 'holds', evidence: 'exact', margin: 1.5 });
    const violated = judgeRational(psd([[r(1), r(0)], [r(0), r(-3)]])); // prettier-ignore
    expect(violated).toEqual({ status: 'violated', evidence: 'exact', margin: -3 });
    expect(judgeRational(psd([[r(0)]]))).toMatchObject({ status: 'holds', margin: 0 });
  });

  it('of M ⪰ 0 refuses a matrix that is not symmetric, by as much as it is not', () => {
    const M = [
      [r(2), r(1)],
      [r(1, 2), r(2)],
    ];
    expect(judgeRational(psd(M))).toEqual({ status: 'violated', evidence: 'exact', margin: -0.5 });
    expect(judgeRational(psd([[r(1), r(0)]])).status).toBe('violated');
  });
});

describe('dyadic judgement', () => {
  const dyadics = fc
    .tuple(fc.integer({ min: -40, max: 40 }), fc.integer({ min: 0, max: 30 }))
    .map(([n, k]) => n / 2 ** k);
  const rows = fc.integer({ min: 1, max: 3 }).chain((n) => {
    const row = fc.array(dyadics, { minLength: n, maxLength: n });
    return fc.record({ a: row, b: row, M: fc.array(row, { minLength: n, maxLength: n }), mirror: fc.boolean() });
  });

  it('is the rational judgement of the same numbers', () => {
    fc.assert(
      fc.property(rows, ({ a, b, M, mirror }) => {
        const matrix = mirror ? M.map((row, i) => row.map((x, j) => (j < i ? M[j][i] : x))) : M;
        return [equal(a, b), equal(a, a), atMost(a, b), lessThan(a, b), lessThan(a, a), psd(matrix)].every(
          (relation) => {
            const [dyadic, exact] = [judgeDyadic(relation), judgeRational(exactly(relation))];
            return dyadic.status === exact.status && dyadic.margin === exact.margin && dyadic.evidence === 'exact';
          },
        );
      }),
    );
  });

  it('tells the two neighbours of a float64 apart', () => {
    const x = 2 ** 40 + 1;
    const next = x + 2 ** (gridOf(2 ** 40) - 52);
    expect(judgeDyadic(equal([x], [next])).status).toBe('violated');
    expect(judgeDyadic(lessThan([x], [next])).status).toBe('holds');
  });
});
