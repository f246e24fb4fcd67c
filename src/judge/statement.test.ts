import { describe, expect, it } from 'vitest';
import { Undecided } from '../arithmetic/field.js';
import { Op } from '../arithmetic/program.js';
import { rational, type Rational } from '../arithmetic/rational.js';
import { networks } from '../model/network.js';
import { derivatives } from '../model/gradient.js';
import { equal } from '../theory/relation.js';
import { statementOf } from '../../properties/instances.js';
import { judge } from './judge.js';
import { algebraicOf, compiled } from './statement.js';

interface Instance {
  readonly x: Rational;
  readonly w: Rational;
}

/** One part without an exponential, one with, and the derivative of ReLU(w·x) in w, which has a kink at 0. */
const mixed = statementOf<Instance>((F, { x, w }) => {
  const [slope] = derivatives(F).gradient(
    [w],
    (D, [v]) => networks(D).output({ activation: 'relu', weights: [[[v]]], top: 'activated' }, [D.constant(x)])[0],
  );
  return {
    'x + x = 2x': equal([F.add(x, x)], [F.mul(F.of(2), x)]),
    'e^x e^x = e^{2x}': equal([F.mul(F.exp(x), F.exp(x))], [F.exp(F.add(x, x))]),
    slope: equal([slope], [F.mul(F.gate(F.mul(w, x)), x)]),
  };
}, 'enclosed');
const at = (x: number, w: number): Instance => ({ x: rational(x), w: rational(w) });

describe('the algebraic parts of a statement', () => {
  it('have a program without exponentials and without what only the others need', () => {
    const whole = compiled(mixed, at(1, 1));
    const plain = algebraicOf(whole);
    expect(Object.keys(plain.parts)).toEqual(['x + x = 2x', 'slope']);
    expect([whole.program.op.includes(Op.exp), plain.program.op.includes(Op.exp)]).toEqual([true, false]);
    expect(plain.program.length).toBeLessThan(whole.program.length);
    expect(algebraicOf(whole)).toBe(plain);
    expect(algebraicOf(plain)).toBe(plain);
  });

  it('are judged exactly, the others by enclosure', () => {
    const outcomes = judge(mixed, at(1, 1));
    expect(Object.entries(outcomes).map(([name, { status, evidence }]) => [name, status, evidence])).toEqual([
      ['x + x = 2x', 'holds', 'exact'],
      ['e^x e^x = e^{2x}', 'holds', 'enclosed'],
      ['slope', 'holds', 'exact'],
    ]);
  });

  it('have the kinks of the whole', () => {
    expect(() => judge(mixed, at(1, 0))).toThrow(Undecided);
    expect(() => judge(mixed, at(0, 1))).not.toThrow();
  });
});
