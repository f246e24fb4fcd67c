import { describe, expect, it } from 'vitest';
import { DualField } from './dual.js';
import { notRational, rational, rationals as Q } from './rational.js';

describe('a derivative that is 0', () => {
  const P = new DualField(Q, 2);
  /** √x at x = 2, which has no rational value, in the direction of x and in another. */
  const root = P.sqrt(P.variable(rational(2), 0));

  it('in a direction that does not move the number is 0 though the number be poisoned', () => {
    expect(root).toEqual({ value: notRational, tangents: [notRational, Q.zero] });
    expect(root.tangents?.[0]).toBe(notRational);
    const other = P.variable(rational(3), 1);
    for (const y of [P.mul(root, root), P.exp(root), P.neg(root), P.abs(P.neg(root)), P.div(root, P.of(2))]) {
      expect(y.tangents?.[1], 'the other direction').toBe(Q.zero);
    }
    for (const y of [P.add(root, other), P.sub(other, root)]) expect(y.tangents?.[1].equals(1)).toBe(true);
    expect(P.sub(root, other).tangents?.[1].equals(-1)).toBe(true);
  });

  it('is known to be one where the number is multiplied by 0, or has no directions', () => {
    expect(P.mul(P.zero, root).tangents).toBeNull();
    expect(P.mul(root, P.zero).tangents).toBeNull();
    for (const y of [P.neg(P.of(2)), P.mul(P.of(2), P.of(3)), P.div(P.of(2), P.of(3)), P.sub(P.of(2), P.of(3))]) {
      expect(y.tangents).toBeNull();
      expect(P.tangentsOf(y)).toEqual([Q.zero, Q.zero]);
    }
  });
});
