import { describe, expect, it } from 'vitest';
import { type Rational, rational } from '../../arithmetic/rational.js';
import { encode } from '../../ledger/codec.js';
import { axis, list, number, record } from '../../theory/space.js';
import { minimisedOf } from './minimise.properties.js';
import { minimise, minimised } from './minimise.js';

const textOf = (instance: unknown): string => JSON.stringify(encode(instance));

const vectors = record({ x: list(axis('n', 1, 4), number(4, 4)) });
type Vector = Readonly<Record<'x', readonly Rational[]>>;
const r = rational;
const start: Vector = { x: [r(7, 4), r(-3), r(5, 2), r(1, 4)] };

// The second lane takes more (minimise.slow.test.ts).
minimisedOf(5);

describe('the minimised witness', () => {
  it('costs at most the budget, no instance twice, and the end is the last that failed', () => {
    for (const budget of [0, 1, 7, 50, 2000]) {
      const seen: string[] = [];
      let last: unknown = start;
      const { instance, evaluations, isMinimal } = minimise(
        vectors,
        start,
        (candidate) => {
          seen.push(textOf(candidate));
          const fails = (candidate as Vector).x.some((a) => a.mul(8).compare(11) > 0);
          if (fails) last = candidate;
          return fails;
        },
        budget,
      );
      expect(evaluations).toBe(seen.length);
      expect(evaluations).toBeLessThanOrEqual(budget);
      expect(new Set(seen).size).toBe(seen.length);
      expect(instance).toBe(last);
      if (budget < 3) expect(isMinimal).toBe(false);
      if (budget === 2000)
        expect({ text: textOf(instance), isMinimal }).toEqual({ text: '{"x":["2"]}', isMinimal: true });
    }
  });

  it('is the start where nothing smaller fails', () => {
    const { instance, isMinimal } = minimise(vectors, start, () => false);
    expect(instance).toBe(start);
    expect(isMinimal).toBe(true);
  });

  it('is reached from an instance larger than any that is drawn', () => {
    const large: Vector = { x: Array.from({ length: 9 }, (_, i) => r(1000 + i, 7)) };
    const end = minimised(vectors, large, (instance) => (instance as Vector).x.some((a) => a.compare(100) > 0));
    expect(encode(end)).toEqual({ x: ['101'] });
  });
});
