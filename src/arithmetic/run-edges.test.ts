import { describe, expect, it } from 'vitest';
import { DegreeField, variable } from './degree.js';
import { type Node, Op, Recorder } from './program.js';
import { notRational, type Rational, rational, rationals } from './rational.js';
import { runRational } from './run-rational.js';
import { scheduled } from './schedule.js';

describe('the quick interpreter of the rationals at the ends of its integers', () => {
  const edges = [0n, 1n, 2n ** 26n, 2n ** 26n + 1n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 53n + 1n];
  const numbers = edges.flatMap((n) =>
    [1n, 3n, 2n ** 26n + 1n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 53n + 1n].flatMap((d) => [
      rational(n, d),
      rational(-n, d),
    ]),
  );

  it('has every sum, difference, product, quotient and negative that fraction.js has', () => {
    const recorder = new Recorder();
    const [x, y] = [recorder.input(), recorder.input()];
    const nodes = (['add', 'sub', 'mul', 'div'] as const).map((operation) => recorder[operation](x, y));
    const negative = recorder.neg(x);
    const program = recorder.finish();
    const agrees = (found: Rational, exact: Rational): boolean =>
      (found === notRational) === (exact === notRational) && found.equals(exact);
    const wrong = numbers.flatMap((a) =>
      numbers.filter((b) => {
        const at = runRational(program, [a, b]);
        const exact = [rationals.add(a, b), rationals.sub(a, b), rationals.mul(a, b), rationals.div(a, b)];
        return !(exact.every((q, i) => agrees(at(nodes[i]), q)) && agrees(at(negative), rationals.neg(a)));
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('stops at a kink where a value is 0, small or large, and at no other', () => {
    const recorder = new Recorder();
    const [x, t] = [recorder.input(), recorder.input()];
    recorder.guard(x, [t], 2);
    const program = recorder.finish();
    const large = rational(2n ** 60n);
    expect(() => runRational(program, [rational(0), large])).toThrow('kink at layer 2');
    expect(() => runRational(program, [rational(0), rational(1)])).toThrow('kink at layer 2');
    expect(() => runRational(program, [rational(0), rational(0)])).not.toThrow();
    expect(() => runRational(program, [large, rational(1)])).not.toThrow();
    expect(() => runRational(program, [rational(1), rational(1)])).not.toThrow();
  });
});

describe('a recorder', () => {
  const recorder = new Recorder();
  const { zero, one } = recorder;
  const x = recorder.input();

  it('folds sums with 0, products with 0 and 1, and quotients by 1', () => {
    const same: Node[] = [recorder.add(x, zero), recorder.add(zero, x), recorder.sub(x, zero), recorder.mul(x, one)];
    expect([...same, recorder.mul(one, x), recorder.div(x, one)]).toEqual([x, x, x, x, x, x]);
    expect([recorder.mul(x, zero), recorder.mul(zero, x), recorder.neg(zero), recorder.gate(zero)]).toEqual([
      zero,
      zero,
      zero,
      zero,
    ]);
    expect([recorder.exp(zero), recorder.log(one)]).toEqual([one, zero]);
    expect(recorder.sub(zero, x)).toBe(recorder.neg(x));
  });

  it('tells apart thousands of operations, and knows each again', () => {
    const inputs = Array.from({ length: 60 }, () => recorder.input());
    const record = (): Node[] =>
      inputs.flatMap((a) => inputs.flatMap((b) => [recorder.sub(a, b), recorder.div(a, b), recorder.neg(a)]));
    const nodes = record();
    expect(new Set(nodes).size).toBe(2 * 60 * 60 + 60);
    expect(record()).toEqual(nodes);
  });

  it('conflates no operations that share an operand, or both, nor any past the room it began with', () => {
    const wide = new Recorder();
    const [x, ...rest] = Array.from({ length: 12_000 }, () => wide.input());
    const nodes = rest.flatMap((y) => [wide.add(x, y), wide.sub(y, x), wide.mul(x, y), wide.div(y, x)]);
    expect(new Set(nodes).size).toBe(4 * rest.length);
    const { constants, op } = wide.finish();
    expect(constants).toEqual([
      [0n, 1n],
      [1n, 1n],
    ]);
    expect(rest.filter((y) => op[y] !== Op.input)).toEqual([]);
  });

  it('keeps of a guard the tangents that may move, and no guard without one', () => {
    recorder.guard(x, [zero, one, x], 3);
    recorder.guard(x, [zero], 4);
    const { guards, op, a, b, length } = recorder.finish();
    expect(guards).toEqual([{ value: x, tangents: [one, x], layer: 3 }]);
    expect([op.length, a.length, b.length]).toEqual([length, length, length]);
  });
});

describe('a scheduled program', () => {
  it('has the operations that its results need and no others, not even the constants', () => {
    const recorder = new Recorder();
    const x = recorder.input();
    const kept = recorder.neg(x);
    recorder.mul(recorder.exp(x), x);
    const { program, places } = scheduled(recorder.finish(), [kept]);
    expect([...program.op]).toEqual([Op.input, Op.neg]);
    expect([places[recorder.zero], places[x], places[kept]]).toEqual([-1, 0, 1]);
  });
});

describe('the degrees of a quotient', () => {
  const F = new DegreeField();
  const degrees = ({ numerator, denominator }: ReturnType<typeof variable>) => [numerator, denominator];
  const [x, y] = [variable(), variable()];

  it('count a divisor as often as it divides, with its own degree', () => {
    const square = F.div(F.one, F.mul(x, x));
    expect(degrees(F.mul(square, square))).toEqual([0, 4]);
    expect(degrees(F.add(square, F.div(F.one, y)))).toEqual([2, 3]);
  });

  it('put what the denominator is divided by into the numerator, and cancel what both are divided by', () => {
    const once = F.div(F.one, y);
    expect(degrees(F.div(F.one, F.div(x, y)))).toEqual([1, 1]);
    expect(degrees(F.div(once, F.div(once, y)))).toEqual([1, 0]);
    expect(degrees(F.div(F.div(once, y), once))).toEqual([0, 1]);
    expect(degrees(F.div(x, F.one))).toEqual([1, 0]);
  });
});
