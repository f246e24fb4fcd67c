import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rationalOfBig } from './bigfloat.js';
import { Undecided } from './field.js';
import { type Interval, type IntervalField, bigIntervals, float64Intervals } from './interval.js';
import { type Rational, notRational, rational, rationalOfFloat, rationals } from './rational.js';
import { CODES, evaluate, type Operation, type Step, stepsOf } from './straight-line.js';

const lines = (operations: readonly Operation[], maxLength: number): fc.Arbitrary<readonly Step[]> =>
  fc.array(fc.nat({ max: CODES }), { minLength: 1, maxLength, size: 'max' }).map(stepsOf(operations));

const points = fc
  .tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: 1, max: 30 }))
  .map(([n, d]) => rational(n, d));
const I = float64Intervals;
const across = 'undecided: an interval across 0';

/** Whether F encloses the value of every step that has a rational one; undefined where a gate is undecided. */
const encloses = <E>(F: IntervalField<E>, steps: readonly Step[], inputs: readonly Rational[]): boolean | undefined => {
  try {
    const enclosures = evaluate(
      F,
      steps,
      inputs.map((q) => F.enclose(q)),
    );
    // What is poisoned although it has a value is the quotient by (or the root of) an interval across 0: nothing is said.
    return evaluate(rationals, steps, inputs).every(
      (q, i) => q === notRational || enclosures[i] === F.poison || F.contains(enclosures[i], q),
    );
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    throw error;
  }
};

const operations: Operation[] = ['add', 'sub', 'mul', 'div', 'neg', 'abs', 'sqrt', 'gate', 'detach'];

describe('an interval', () => {
  it('contains the exact value of every expression, in float64 and in floats of any precision', () => {
    let decided = 0;
    fc.assert(
      fc.property(lines(operations, 14), points, points, fc.constantFrom(3, 24, 100), (steps, x, y, digits) => {
        const float = encloses(I, steps, [x, y]);
        const big = encloses(bigIntervals(digits), steps, [x, y]);
        if (float !== undefined) decided++;
        return float !== false && big !== false;
      }),
      { numRuns: 1500 },
    );
    expect(decided).toBeGreaterThan(1000);
  });

  /** Intervals [lo, hi] of small numbers with any signs, and members of them. */
  const members = fc
    .tuple(fc.integer({ min: -9, max: 9 }), fc.nat({ max: 6 }), fc.nat({ max: 8 }))
    .map(([lo, width, part]) => ({
      interval: width === 0 ? I.point(lo) : { lo, hi: lo + width },
      member: rational(8 * lo + part * width, 8),
    }));

  it('of any signs contains the results for all its members, and its ends are results for some: it is sharp', () => {
    const corners = (a: Interval<number>, b: Interval<number>, f: (x: number, y: number) => number): number[] =>
      [a.lo, a.hi].flatMap((x) => [b.lo, b.hi].map((y) => f(x, y)));
    const spans = (a: Interval<number>, values: number[]): boolean =>
      Math.abs(a.lo - Math.min(...values)) <= 1e-15 * 99 && Math.abs(a.hi - Math.max(...values)) <= 1e-15 * 99;
    fc.assert(
      fc.property(members, members, ({ interval: a, member: x }, { interval: b, member: y }) => {
        const product = I.mul(a, b);
        const zeroInB = b.lo <= 0 && b.hi >= 0;
        const quotient = I.div(a, b);
        return (
          I.contains(product, x.mul(y)) &&
          (a === b ||
            spans(
              product,
              corners(a, b, (u, v) => u * v),
            )) &&
          I.contains(I.add(a, b), x.add(y)) &&
          I.contains(I.sub(a, b), x.sub(y)) &&
          (zeroInB ? quotient === I.poison : I.contains(quotient, x.div(y))) &&
          (zeroInB ||
            spans(
              quotient,
              corners(a, b, (u, v) => u / v),
            ))
        );
      }),
      { numRuns: 3000 },
    );
  });

  it('has a sharp square, absolute value, root and exponential', () => {
    fc.assert(
      fc.property(members, ({ interval: a, member: x }) => {
        const square = I.mul(a, a);
        const least = a.lo <= 0 && a.hi >= 0 ? 0 : Math.min(a.lo ** 2, a.hi ** 2);
        const root = I.sqrt(a);
        return (
          square.lo === least &&
          square.hi === Math.max(a.lo ** 2, a.hi ** 2) &&
          I.abs(a).lo === Math.sqrt(least) &&
          I.contains(I.abs(a), x.abs()) &&
          (a.hi < 0
            ? root === I.poison
            : root.lo >= 0 && I.mul(root, root).hi >= a.hi && root.lo ** 2 <= Math.max(0, a.lo)) &&
          a.lo > 0 === (I.log(a) !== I.poison) &&
          I.exp(a).lo > 0 &&
          I.exp(a).hi / I.exp(a).lo <= Math.exp(a.hi - a.lo) * (1 + 2 ** -47)
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('holds exactly the rationals between its ends', () => {
    fc.assert(
      fc.property(points, points, points, (x, y, q) => {
        const [lo, hi] = x.compare(y) <= 0 ? [I.enclose(x).lo, I.enclose(y).hi] : [I.enclose(y).lo, I.enclose(x).hi];
        const expected = rationalOfFloat(lo).compare(q) <= 0 && rationalOfFloat(hi).compare(q) >= 0;
        const { lo: below, hi: above } = I.enclose(q);
        const point = below === above;
        return (
          I.contains({ lo, hi }, q) === expected &&
          I.contains({ lo, hi }, rationalOfFloat(lo)) &&
          I.contains({ lo: above, hi: 999 }, q) === point &&
          I.contains({ lo: -999, hi: below }, q) === point
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('around a fraction is the tightest there is: a point where it can be, neighbours otherwise', () => {
    const B = bigIntervals(40);
    fc.assert(
      fc.property(points, (q) => {
        const [a, b] = [I.enclose(q), B.enclose(q)];
        const dyadic = (q.d & (q.d - 1n)) === 0n;
        const neighbours = rationalOfFloat(a.hi)
          .sub(rationalOfFloat(a.lo))
          .div(q.n === 0n ? 1 : q.abs());
        return (
          (a.lo === a.hi) === dyadic &&
          neighbours.compare(rational(1, 1n << 52n)) <= 0 &&
          rationalOfBig(b.lo).equals(rationalOfBig(b.hi)) === dyadic &&
          I.contains(a, q) &&
          B.contains(b, q)
        );
      }),
    );
  });

  it('gates where its sign is certain, and is undecided across 0', () => {
    expect([I.gate({ lo: 5e-324, hi: 1 }), I.gate({ lo: -1, hi: 0 }), I.gate(I.zero)]).toEqual([I.one, I.zero, I.zero]);
    expect(() => I.gate({ lo: 0, hi: 1 })).toThrow(across);
    expect(() => I.gate({ lo: -1, hi: 5e-324 })).toThrow(across);
    expect(I.gate(I.poison)).toBe(I.poison);
  });

  it('guards a derivative: a kink at exactly 0, undecided where 0 is possible, nothing where the derivative is 0', () => {
    const guard =
      (value: Interval<number>, ...tangents: Interval<number>[]) =>
      () =>
        I.guard(value, tangents, 2);
    expect(guard(I.zero, I.zero, I.one)).toThrow('undecided: kink at layer 2');
    expect(guard({ lo: -1, hi: 1 }, I.one)).toThrow(across);
    expect(guard({ lo: -1, hi: 0 }, { lo: -1, hi: 1 })).toThrow(across);
    expect(guard({ lo: -1, hi: 1 }, I.zero)).not.toThrow();
    expect(guard({ lo: 5e-324, hi: 1 }, I.one)).not.toThrow();
    expect(guard(I.zero, I.poison)).toThrow(Undecided);
  });

  it('has one object for the exact zero, whatever gave it', () => {
    const third = I.of(1, 3);
    expect(I.of(0)).toBe(I.zero);
    expect(I.of(0n, 7n)).toBe(I.zero);
    expect(I.of(-4, -4)).toBe(I.one);
    expect(I.enclose(rational(0))).toBe(I.zero);
    expect(I.sub(I.of(3), I.of(3))).toBe(I.zero);
    expect(I.mul(I.zero, { lo: -Infinity, hi: Infinity })).toBe(I.zero);
    expect(I.mul({ lo: 0, hi: 0 }, third)).toBe(I.zero);
    expect(I.mul({ lo: 0, hi: 0 }, { lo: -1, hi: 1 })).toBe(I.zero);
    expect(I.div(I.zero, third)).toBe(I.zero);
    expect(I.log(I.exp(I.zero))).toBe(I.zero);
    expect(I.of(1, 0)).toBe(I.poison);
    expect(I.mul(I.zero, I.poison)).toBe(I.poison);
  });

  it('never has a NaN in it, however far it overflows', () => {
    const extremes = fc.constantFrom(
      -Infinity,
      -Number.MAX_VALUE,
      -1,
      -5e-324,
      0,
      5e-324,
      1,
      Number.MAX_VALUE,
      Infinity,
    );
    const intervals = fc
      .tuple(extremes, extremes)
      .filter(([lo, hi]) => lo <= hi && lo !== Infinity && hi !== -Infinity)
      .map(([lo, hi]) => ({ lo, hi }));
    const legal = (a: Interval<number>): boolean =>
      a === I.poison || (a.lo <= a.hi && a.lo !== Infinity && a.hi !== -Infinity);
    fc.assert(
      fc.property(
        intervals,
        intervals,
        (a, b) =>
          [I.add(a, b), I.sub(a, b), I.mul(a, b), I.mul(a, a), I.div(a, b), I.neg(a)].every(legal) &&
          [I.exp(a), I.log(a), I.sqrt(a), I.abs(a)].every(legal),
      ),
      { numRuns: 2000 },
    );
  });
});
