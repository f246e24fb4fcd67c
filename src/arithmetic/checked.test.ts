import { describe, expect, it } from 'vitest';
import { Checked, CheckedField, scalarOf } from './checked.js';
import type { Field } from './field.js';
import { rational, rationals } from './rational.js';

/** A field that says what was asked of it. */
const spoken: Field<string> = {
  name: 'spoken',
  zero: '0',
  one: '1',
  of: (n, d = 1) => `${n}/${d}`,
  add: (a, b) => `${a} + ${b}`,
  sub: (a, b) => `${a} − ${b}`,
  mul: (a, b) => `${a} · ${b}`,
  div: (a, b) => `${a} : ${b}`,
  neg: (a) => `−${a}`,
  exp: (a) => `exp ${a}`,
  log: (a) => `log ${a}`,
  sqrt: (a) => `√${a}`,
  abs: (a) => `|${a}|`,
  gate: (a, layer = 0) => `gate ${layer} ${a}`,
  detach: (a) => `detach ${a}`,
  guard: (value, tangents, layer) => {
    throw new Error(`guard ${layer}: ${value}, ${tangents.join(' ')}`);
  },
};

describe('a field of boxed scalars', () => {
  it('does what its base does, with what is in the boxes', () => {
    const F = new CheckedField(spoken);
    const [a, b] = [F.box('a'), F.box('b')];
    const results = [
      F.of(1, 2), F.of(3), F.add(a, b), F.sub(a, b), F.mul(a, b), F.div(a, b), F.neg(a), F.exp(a), F.log(a), F.sqrt(a), F.abs(a), F.gate(a), F.gate(a, 2), F.detach(a), F.zero, F.one,
    ]; // prettier-ignore
    expect([F.name, ...results.map((result) => scalarOf(result))]).toEqual([
      'spoken', '1/2', '3/1', 'a + b', 'a − b', 'a · b', 'a : b', '−a', 'exp a', 'log a', '√a', '|a|', 'gate 0 a', 'gate 2 a', 'detach a', '0', '1',
    ]); // prettier-ignore
    expect(() => F.guard(a, [b, F.zero], 3)).toThrow('guard 3: a, b 0');
  });

  it('has one box for 0 and one for 1, which others may compare with', () => {
    const F = new CheckedField(rationals);
    expect(F.box(rationals.zero)).toBe(F.zero);
    expect(F.box(rationals.one)).toBe(F.one);
    expect(F.box(rational(2))).not.toBe(F.box(rational(2)));
    expect(scalarOf(F.add(F.one, F.box(rational(2)))).equals(3)).toBe(true);
  });

  it('refuses what is in no box, and says what it is', () => {
    const F = new CheckedField(rationals);
    const refused =
      (value: unknown): (() => unknown) =>
      () =>
        F.add(value as Checked<never>, F.one);
    expect(refused(2)).toThrow(/^conclusion: expected numbers .*, got 2, which F\.of\(2\) would be$/);
    expect(refused(undefined)).toThrow(/, got nothing$/);
    expect(refused('2')).toThrow(/, got a string$/);
    expect(refused(rationals.one)).toThrow(/, got an object$/);
  });

  it('takes no part in the arithmetic of JavaScript', () => {
    const box = new Checked(1) as unknown as number;
    for (const operation of [() => box + 1, () => box < 1, () => `${box}`, () => -box]) {
      expect(operation).toThrow('got an operator of JavaScript');
    }
  });
});
