import { describe, expect, it } from 'vitest';
import { rational, rationals } from '../arithmetic/rational.js';
import { extendedLosses, mapExtras } from './extended-loss.js';
import { type Loss, losses } from './losses.js';

const r = rational;
const { value } = extendedLosses(rationals);
const [plus, minus, c] = [r(3), [r(5)], r(7)];
const simple: Loss<typeof c> = { kind: 'simple' };
const infonce: Loss<typeof c> = { kind: 'infonce', tau: r(2), negatives: 1 };

describe('what is added to a loss', () => {
  it('is nothing where neither β nor a constant logit is given', () => {
    expect(value(simple, {}, plus, minus)).toEqual(r(-2));
    expect(value(infonce, {}, plus, minus)).toEqual(losses(rationals).value(infonce, plus, minus));
  });

  it('is β r₊', () => {
    expect(value(simple, { beta: r(1, 2) }, plus, minus)).toEqual(r(-1, 2));
  });

  it('is one more negative at the distance c in InfoNCE, and nothing in a loss without a denominator', () => {
    const longer: Loss<typeof c> = { kind: 'infonce', tau: r(2), negatives: 2 };
    expect(value(infonce, { constantDistance: c }, plus, minus)).toEqual(
      losses(rationals).value(longer, plus, [...minus, c]),
    );
    expect(value(simple, { constantDistance: c }, plus, minus)).toEqual(r(-2));
  });

  it('is mapped number by number, and stays absent where it is', () => {
    const text = (a: typeof c): string => a.toFraction();
    expect(mapExtras({ constantDistance: c, beta: r(1, 2) }, text)).toEqual({ constantDistance: '7', beta: '1/2' });
    expect(mapExtras({}, text)).toEqual({ constantDistance: undefined, beta: undefined });
  });
});
