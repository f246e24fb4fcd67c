import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fractions } from '../../properties/instances.js';
import { float64Intervals as F, type Interval } from '../arithmetic/interval.js';
import { type Rational, rational, rationalOfFloat } from '../arithmetic/rational.js';
import { atMost, equal, lessThan, psd } from '../theory/relation.js';
import { FLOOR, judgeEnclosed, RESOLUTION } from './enclosed.js';
import { judgeRational } from './exact.js';

const judge = (relation: Parameters<typeof judgeEnclosed>[1]) => judgeEnclosed(F, relation);
const between = (lo: number, hi: number): Interval<number> => ({ lo, hi });

/** A number with an interval around it: a point, some ulps, or wide. */
const enclosed = fc
  .record({ q: fractions, down: fc.constantFrom(0, 2 ** -45, 2 ** -31, 1), up: fc.constantFrom(0, 2 ** -45, 1) })
  .map(({ q, down, up }) => {
    const { lo, hi } = F.enclose(q);
    return { q, enclosure: between(lo - down, hi + up) };
  });
const sides = fc.integer({ min: 1, max: 3 }).chain((n) => {
  const side = fc.array(enclosed, { minLength: n, maxLength: n });
  return fc.oneof(
    fc.tuple(side, side),
    side.map((a) => [a, a.map(({ q }) => ({ q, enclosure: F.enclose(q) }))] as const),
  );
});
const numbers = (side: readonly { readonly q: Rational }[]) => side.map(({ q }) => q);
const enclosures = (side: readonly { readonly enclosure: Interval<number> }[]) =>
  side.map(({ enclosure }) => enclosure);

describe('a judgement of enclosures', () => {
  it('of an inequality is never against the numbers enclosed', () => {
    fc.assert(
      fc.property(sides, ([a, b]) =>
        [atMost, lessThan].every((relation) => {
          const { status } = judge(relation(enclosures(a), enclosures(b)));
          return status === 'unknown' || status === judgeRational(relation(numbers(a), numbers(b))).status;
        }),
      ),
    );
  });

  it('of an equality finds only true violations, and otherwise |left − right| ≤ 2⁻³⁰ max(2⁻²⁰, |left|, |right|)', () => {
    const resolution = rationalOfFloat(RESOLUTION);
    fc.assert(
      fc.property(sides, ([a, b]) => {
        const { status } = judge(equal(enclosures(a), enclosures(b)));
        if (status === 'violated') return a.some(({ q }, i) => !q.equals(b[i].q));
        const scale = [...a, ...b].reduce((m, { q }) => (q.abs().compare(m) > 0 ? q.abs() : m), rationalOfFloat(FLOOR));
        return status === 'unknown' || a.every(({ q }, i) => q.sub(b[i].q).abs().compare(scale.mul(resolution)) <= 0);
      }),
    );
  });

  it('of an equality holds for narrow enclosures that meet, is violated by disjoint ones, and open for wide ones', () => {
    const one = F.one;
    expect(judge(equal([one], [one]))).toEqual({ status: 'holds', evidence: 'enclosed', margin: -0 });
    expect(judge(equal([between(1, 1 + 2 ** -40)], [one]))).toMatchObject({ status: 'holds', margin: -(2 ** -40) });
    expect(judge(equal([between(1 + 2 ** -52, 1 + 2 ** -51)], [one]))).toMatchObject({
      status: 'violated',
      margin: -(2 ** -52),
    });
    expect(judge(equal([between(1 - 2 ** -29, 1 + 2 ** -29)], [one])).status).toBe('unknown');
    expect(judge(equal([between(0, 2 ** -50)], [F.zero])).status).toBe('holds');
    expect(judge(equal([between(0, 2 ** -49)], [F.zero])).status).toBe('unknown');
  });

  it('knows that one and the same interval is one number, however wide', () => {
    const wide = between(-1, 1);
    expect(judge(equal([wide], [wide])).status).toBe('holds');
    expect(judge(equal([wide], [between(-1, 1)])).status).toBe('unknown');
    expect(judge(lessThan([wide], [wide])).status).toBe('violated');
  });

  it('is open where an enclosure has no end or a number is poisoned', () => {
    const unbounded = F.exp(F.of(1000));
    expect(unbounded.hi).toBe(Infinity);
    expect(judge(equal([unbounded], [F.exp(F.of(1000))])).status).toBe('unknown');
    expect(judge(equal([unbounded], [F.one])).status).toBe('violated');
    expect(judge(atMost([F.one], [unbounded])).status).toBe('holds');
    for (const relation of [equal, atMost, lessThan]) {
      expect(judge(relation([F.one, F.poison], [F.one, F.one])).status).toBe('unknown');
      expect(judge(relation([F.one], [F.poison])).status).toBe('unknown');
      expect(judge(relation([F.poison], [F.poison])).status).toBe('unknown');
    }
    expect(judge(psd([[F.poison]])).status).toBe('unknown');
  });

  it('of M ⪰ 0 decides what is certain, and refuses a matrix that is certainly not symmetric', () => {
    const M = (a: Interval<number>, b: Interval<number>, c: Interval<number>, d: Interval<number>) => psd([[a, b], [c, d]]); // prettier-ignore
    const half = F.of(1, 2);
    expect(judge(M(F.one, half, half, F.one))).toEqual({ status: 'holds', evidence: 'enclosed', margin: NaN });
    expect(judge(M(F.one, F.of(2), F.of(2), F.one)).status).toBe('violated');
    expect(judge(M(F.one, F.one, F.one, between(1 - 2 ** -50, 1 + 2 ** -50))).status).toBe('unknown');
    expect(judge(M(F.one, half, between(0.25, 0.375), F.one)).status).toBe('violated');
    expect(judge(M(F.one, half, between(0.25, 0.75), F.one)).status).toBe('holds');
  });
});

describe('the resolution', () => {
  it('is reached by a sum of 4000 numbers in two orders that cancels two digits', () => {
    // 100/k − (100/k − 1/k), k = 1 … 2000: the magnitudes add up to 199 times the sum.
    const terms = Array.from({ length: 2000 }, (_, k) => rational(100, k + 1)).flatMap((q, k) => [
      F.enclose(q),
      F.enclose(rational(-99, k + 1)),
    ]);
    const forwards = terms.reduce((s, a) => F.add(s, a), F.zero);
    const backwards = terms.reduceRight((s, a) => F.add(s, a), F.zero);
    expect(judge(equal([forwards], [backwards])).status).toBe('holds');
  });

  it('is reached by a chain of 4000 roundings, exponential and logarithm in turn', () => {
    let a = F.of(1, 3);
    // log e^a passes ρ on as it is, and each pair adds 10u/a + 10u = 40u to it.
    for (let i = 0; i < 2000; i++) a = F.log(F.exp(a));
    expect(judge(equal([a], [F.of(1, 3)])).status).toBe('holds');
  });
});
