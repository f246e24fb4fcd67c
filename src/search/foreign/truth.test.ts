import { describe, expect, test } from 'vitest';
import { Undecided } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import { isRational, type Rational, rationals } from '../../arithmetic/rational.js';
import { foreignInstances, type ForeignInstance } from './instances.js';
import { entriesOf, type Nested } from './nested.js';
import { type Truth, truthOf } from './truth.js';

const { apply, applyTransposed, plus, scale } = linearAlgebra(rationals);

/** Instances of the simple loss, of which every step is rational, with their truth. */
const simple = function* (count: number): Generator<{ instance: ForeignInstance; truth: Truth }> {
  const stream = foreignInstances(11);
  for (let found = 0; found < count;) {
    const instance = stream.next().value;
    if (instance.loss.kind !== 'simple') continue;
    try {
      yield { instance, truth: truthOf(instance) };
      found++;
    } catch (error) {
      if (!(error instanceof Undecided)) throw error;
    }
  }
};

type Rows = readonly (readonly Rational[])[];
const flat = (nested: unknown): readonly Rational[] =>
  entriesOf(nested as Nested<Rational>, '').map(({ value }) => {
    if (!isRational(value)) throw new Error('expected a rational');
    return value;
  });
const same = (u: readonly Rational[], v: readonly Rational[]): boolean =>
  u.length === v.length && u.every((a, i) => a.equals(v[i]));
const isZero = (u: readonly Rational[]): boolean => u.every((a) => a.n === 0n);

describe('the exact values of the steps', () => {
  test('the connections carry the top gradients to the gradient by definition, through one branch and both', () => {
    let zeros = 0;
    for (const { truth, instance } of simple(40)) {
      const connections = truth.connections as unknown as readonly (readonly Rows[])[];
      for (const branches of ['one', 'both'] as const) {
        const top = truth[`topGradients.${branches}`] as Rows;
        const gradients = truth[`gradients.${branches}`] as unknown as readonly Rows[];
        const carried = instance.network.weights.map((_, l) =>
          connections.map((view, a) => applyTransposed(view[l], top[a])).reduce((s, v) => plus(s, v)),
        );
        expect(carried.every((v, l) => same(v, flat(gradients[l])))).toBe(true);
        if (carried.every(isZero)) zeros++;
      }
    }
    expect(zeros).toBeLessThan(60);
  });
  test('of the simple loss the gradient through the anchor is −OP_l vec(W_l), all of it row by row', () => {
    for (const { truth, instance } of simple(40)) {
      const operators = truth.operator as unknown as readonly Rows[];
      const gradients = truth['gradients.one'] as unknown as readonly Rows[];
      const agrees = instance.network.weights.every((W, l) =>
        same(scale(rationals.of(-1), apply(operators[l], W.flat())), flat(gradients[l])),
      );
      expect(agrees).toBe(true);
    }
  });
  test('of the simple loss L is Σ c_ab r_ab', () => {
    for (const { truth } of simple(40)) {
      const [c, r] = [flat(truth.lossDerivatives), flat(truth.distances)];
      const sum = c.reduce((s, a, i) => rationals.add(s, rationals.mul(a, r[i])), rationals.zero);
      expect(sum.equals(truth.loss as Rational)).toBe(true);
    }
  });
});
