import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instancesOf, statementOf } from '../../properties/instances.js';
import { PRIME } from '../arithmetic/prime-field.js';
import { type Rational, rational } from '../arithmetic/rational.js';
import { derivatives } from '../model/gradient.js';
import { narrowed } from '../theory/claim.js';
import { statements } from '../theory/index.js';
import { leavesOf } from '../theory/layout.js';
import { atMost, equal, type Relation } from '../theory/relation.js';
import { axis, law, list, number, record, simplex, symmetric } from '../theory/space.js';
import { identityAtPoint, identityDegree, randomPoint } from './identity.js';
import type { Statement } from './statement.js';
import type { Field } from '../arithmetic/field.js';

/** Residues in a sequence that depends on the seed alone. */
const residuesFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => (state = (Math.imul(state, 48271) + 11) >>> 2) % PRIME;
};
const seeds = fc.integer({ min: 1, max: 2 ** 30 });

const n = axis('n', 1, 4);
const lawful = record({
  law: law(n, () => record({ x: number() })),
  p: simplex(n),
  M: symmetric(axis('m', 1, 3), number()),
});
const nodes = [lawful, ...statements.map((claim) => narrowed(claim))];

describe('a random point of the instances of one shape', () => {
  it('has laws that sum to 1 modulo p and mirrored entries that agree', () => {
    const drawn = fc.constantFrom(...nodes).chain((node) => fc.tuple(fc.constant(node), instancesOf(node), seeds));
    fc.assert(
      fc.property(drawn, ([node, instance, seed]) => {
        const leaves = leavesOf(node, instance);
        const point = randomPoint(leaves, residuesFrom(seed));
        const sums = new Map<number, number>();
        leaves.forEach((leaf, i) => {
          if (leaf.kind === 'probability') sums.set(leaf.law, ((sums.get(leaf.law) ?? 0) + point[i]) % PRIME);
        });
        return (
          [...sums.values()].every((sum) => sum === 1) &&
          leaves.every((leaf, i) => leaf.kind !== 'copy' || point[i] === point[leaf.of]) &&
          point.every((a) => Number.isInteger(a) && a >= 0 && a < PRIME)
        );
      }),
    );
  });

  it('takes free numbers as they come', () => {
    const node = list(n, number());
    const instance = [rational(1), rational(1)];
    const residue = residuesFrom(7);
    const expected = residuesFrom(7);
    expect(randomPoint(leavesOf(node, instance), residue)).toEqual([expected(), expected()]);
  });
});

interface Pair {
  readonly x: readonly Rational[];
}
const node = record({ x: list(axis('x', 2, 2), number(1, 1)) });
const instance: Pair = { x: [rational(1), rational(0)] };
const part = (of: <S>(F: Field<S>, a: S, b: S) => Relation<S>): Statement =>
  statementOf<Pair>((F, { x: [a, b] }) => ({ part: of(F, a, b) }));
const outcomes = (statement: Statement, points = 40): Set<string> => {
  const residue = residuesFrom(12345);
  return new Set(Array.from({ length: points }, () => identityAtPoint(statement, node, instance, residue).part));
};

describe('an equality at random points', () => {
  it('is equal everywhere if it is an identity', () => {
    const binomial = part((F, a, b) => {
      const cross = F.mul(F.of(2), F.mul(a, b));
      return equal([F.mul(F.add(a, b), F.add(a, b))], [F.add(F.add(F.mul(a, a), F.mul(b, b)), cross)]);
    });
    expect(outcomes(binomial)).toEqual(new Set(['equal']));
    expect(outcomes(part((F, a) => equal([F.exp(a), F.gate(a)], [F.exp(a), F.gate(a)])))).toEqual(new Set(['equal']));
  });

  it('is different if it holds for the numbers that are drawn and not for others', () => {
    const cube = part((F, a) => equal([F.mul(a, F.mul(a, a))], [a]));
    expect(outcomes(cube)).toEqual(new Set(['different']));
    const half = part((F, a, b) => equal([a, F.mul(b, F.of(1, 2))], [a, b]));
    expect(outcomes(half)).toEqual(new Set(['different']));
  });

  it('of an exponential knows only that equal arguments give equal values', () => {
    const product = part((F, a, b) => equal([F.mul(F.exp(a), F.exp(b))], [F.exp(F.add(a, b))]));
    expect(outcomes(product)).toEqual(new Set(['different']));
  });

  it('is undefined where a root is missing, and equal where there is one', () => {
    const root = part((F, a) => equal([F.mul(F.sqrt(a), F.sqrt(a))], [a]));
    expect(outcomes(root)).toEqual(new Set(['undefined', 'equal']));
    const wrong = part((F, a) => equal([F.mul(F.sqrt(a), F.sqrt(a))], [F.neg(a)]));
    expect(outcomes(wrong)).toEqual(new Set(['undefined', 'different']));
  });

  it('is undefined where a denominator is 0', () => {
    const zero = part((F, a, b) => equal([F.div(a, F.sub(F.add(a, b), F.add(b, a)))], [b]));
    expect(outcomes(zero)).toEqual(new Set(['undefined']));
  });

  it('is undefined, with every other part, at a kink', () => {
    const kink = statementOf<Pair>((F, { x: [a, b] }) => ({
      part: equal(
        derivatives(F).gradient([a], (D, [v]) => {
          const zero = D.sub(D.mul(v, D.constant(b)), D.mul(D.constant(F.mul(a, b)), D.one));
          return D.mul(D.gate(zero), zero);
        }),
        [F.zero],
      ),
      other: equal([a], [a]),
    }));
    expect(identityAtPoint(kink, node, instance, residuesFrom(3))).toEqual({ part: 'undefined', other: 'undefined' });
  });

  it('says nothing of parts that are no equalities', () => {
    const mixed = statementOf<Pair>((_F, { x: [a, b] }) => ({ first: equal([a], [a]), second: atMost([a], [b]) }));
    expect(identityAtPoint(mixed, node, instance, residuesFrom(3))).toEqual({ first: 'equal' });
  });
});

describe('the degree of the equalities of a statement', () => {
  it('is the largest degree of left − right, inequalities not counted', () => {
    const statement = statementOf<Pair>((F, { x: [a, b] }) => ({
      linear: equal([a], [b]),
      cubic: equal([F.mul(a, F.mul(a, b)), a], [b, b]),
      inequality: atMost([F.mul(F.mul(a, a), F.mul(a, a))], [b]),
    }));
    expect(identityDegree(statement, instance)).toBe(3);
    expect(
      identityDegree(
        part((_F, a, b) => atMost([a], [b])),
        instance,
      ),
    ).toBe(0);
  });
});
