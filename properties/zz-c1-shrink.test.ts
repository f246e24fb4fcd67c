import * as m0 from '../src/theory/latent-tree/activation-covariance.js';
import * as m1 from '../src/theory/latent-tree/activation-covariance-binary.js';
import * as m2 from '../src/theory/latent-tree/activation-covariance-categorical.js';
import * as m3 from '../src/theory/latent-tree/preactivation-gap.js';
import * as m4 from '../src/theory/latent-tree/polarity-chain.js';
import * as m5 from '../src/theory/latent-tree/translation-invariant-chain.js';
import * as m6 from '../src/theory/latent-tree/variance-decomposition.js';
import * as m7 from '../src/theory/latent-tree/variance-decomposition-symmetric.js';
import * as m8 from '../src/theory/latent-tree/unit-latent-correlation.js';
const statements:any[]=[...Object.values(m0).filter((x:any)=>x.id),...Object.values(m1).filter((x:any)=>x.id),...Object.values(m2).filter((x:any)=>x.id),...Object.values(m3).filter((x:any)=>x.id),...Object.values(m4).filter((x:any)=>x.id),...Object.values(m5).filter((x:any)=>x.id),...Object.values(m6).filter((x:any)=>x.id),...Object.values(m7).filter((x:any)=>x.id),...Object.values(m8).filter((x:any)=>x.id)];
const claims=statements;
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instancesOf, sameNumbers } from './instances.js';
import type { Rational } from '../src/arithmetic/rational.js';
import { encode } from '../src/ledger/codec.js';
import { narrowed } from '../src/theory/claim.js';
import { numbersOf, shapeOf } from '../src/theory/layout.js';
import {
  axis,
  choice,
  integer,
  law,
  list,
  type Node,
  number,
  optional,
  record,
  simplex,
  symmetric,
} from '../src/theory/space.js';
import { fit } from '../src/search/fit.js';
import { shrinks } from '../src/search/shrink.js';

const same = (a: unknown, b: unknown): boolean => shapeOf(a) === shapeOf(b) && sameNumbers(a, b);

/** Far above the length of any chain of shrinks of these small descriptions. */
const LONG = 2000;

/** Follows the candidate that `choose` picks of each list of candidates, to the end of the chain. */
const descend = (node: Node, instance: unknown, choose: (candidates: readonly unknown[]) => unknown): number => {
  let at = instance;
  for (let steps = 0; steps < LONG; steps++) {
    const candidates = [...shrinks(node, at)];
    if (candidates.length === 0) return steps;
    at = choose(candidates);
  }
  return LONG;
};

describe.each(statements.map((claim) => ({ id: claim.id, node: narrowed(claim) })))(
  'shrinking instances of $id',
  ({ node }) => {
    it('yields members of the description only, and never the instance itself', () => {
      fc.assert(
        fc.property(instancesOf(node), (instance) => {
          for (const candidate of shrinks(node, instance)) {
            if (!same(fit(node, candidate), candidate) || same(candidate, instance)) return false;
          }
          return true;
        }),
        { numRuns: 4 },
      );
    });

    it('ends, whichever candidate is followed', () => {
      fc.assert(
        fc.property(instancesOf(node), fc.infiniteStream(fc.nat()), (instance, picks) => {
          const random = (candidates: readonly unknown[]): unknown =>
            candidates[(picks.next().value as number) % candidates.length];
          const last = (candidates: readonly unknown[]): unknown => candidates[candidates.length - 1];
          return [random, last].every((choose) => descend(node, instance, choose) < LONG);
        }),
        { numRuns: 2 },
      );
    });
  },
);

/** The smallest instances found from every counterexample that a search of some seeds starts from. */
const smallest = <I>(node: Node, fails: (instance: I) => boolean): Set<string> => {
  const found = [1, 2, 3, 4, 5, 6].map((seed) => {
    const { counterexample } = fc.check(
      fc.property(instancesOf<I>(node), (instance) => !fails(instance)),
      { seed, numRuns: 500 },
    );
    return JSON.stringify(encode(counterexample?.[0]));
  });
  return new Set(found);
};

describe('the smallest counterexample', () => {
  const n = axis('n', 1, 4);
  const vector = record({ x: list(n, number(4, 4)) });
  type Vector = Readonly<Record<'x', readonly Rational[]>>;
  const only = (instance: unknown): Set<string> => new Set([JSON.stringify(instance)]);

  it('to "every instance fails" has least lengths, zeros, first choices and nothing optional', () => {
    const node = record({
      x: list(n, number(4, 4)),
      kind: choice('first', 'second', 'third'),
      k: integer(2, 5),
      maybe: optional(number()),
      tau: number(4, 4, 'positive'),
      M: symmetric(axis('m', 1, 3), number()),
    });
    expect(smallest(node, () => true)).toEqual(only({ x: ['0'], kind: 'first', k: 2, tau: '1', M: [['0']] }));
  });

  it('to "all numbers are 0" is a single 1, the others dropped', () => {
    expect(smallest<Vector>(vector, ({ x }) => x.some((a) => a.n !== 0n))).toEqual(only({ x: ['1'] }));
  });

  it('to "no number after the first differs from 0" is 0, 1', () => {
    expect(smallest<Vector>(vector, ({ x }) => x.slice(1).some((a) => a.n !== 0n))).toEqual(only({ x: ['0', '1'] }));
  });

  it('to "no number is negative" is −1, and to "every number is an integer" 1/2 or 1/4', () => {
    expect(smallest<Vector>(vector, ({ x }) => x.some((a) => a.s < 0n))).toEqual(only({ x: ['-1'] }));
    const fractional = smallest<Vector>(vector, ({ x }) => x.some((a) => a.d !== 1n));
    expect([...fractional].every((text) => /^\{"x":\["1\/[24]"\]\}$/.test(text))).toBe(true);
  });

  it('to "a symmetric matrix is diagonal" is the matrix of two rows with ones off the diagonal', () => {
    const node = record({ M: symmetric(axis('m', 1, 3), number()) });
    type Square = Readonly<Record<'M', readonly (readonly Rational[])[]>>;
    const found = smallest<Square>(node, ({ M }) => M.some((row, i) => row.some((a, j) => i !== j && a.n !== 0n)));
    expect(found).toEqual(only({ M: [['0', '1'], ['1', '0']] })); // prettier-ignore
  });

  it('to "a law has one place" is the uniform law of two, and every axis is shortened wherever it occurs', () => {
    const node = record({ law: law(n, () => record({ x: number() })), p: simplex(n) });
    const found = smallest<{ readonly law: readonly unknown[] }>(node, ({ law: items }) => items.length > 1);
    const item = { probability: '1/2', x: '0' };
    expect(found).toEqual(only({ law: [item, item], p: ['1/2', '1/2'] }));
  });

  it('drops the place that does not matter, not the last one', () => {
    const marked = record({ x: list(n, number(4, 1)), y: list(n, number(4, 1)) });
    type Pair = Readonly<Record<'x' | 'y', readonly Rational[]>>;
    const found = smallest<Pair>(marked, ({ x, y }) => x.some((a, i) => a.n !== 0n && y[i].n !== 0n));
    expect(found).toEqual(only({ x: ['1'], y: ['1'] }));
  });
});

describe('shrinking', () => {
  it('tries whole places before settings, and settings before numbers', () => {
    const node = record({ x: list(axis('n', 1, 3), number()), kind: choice('a', 'b') });
    const [instance] = fc.sample(
      instancesOf<{ x: readonly Rational[]; kind: string }>(node).filter(
        ({ x, kind }) => x.length === 2 && kind === 'b' && x.every((a) => a.n !== 0n),
      ),
      1,
    );
    const changes = [...shrinks(node, instance)].map((candidate) => {
      const { kind } = candidate as { kind: string };
      return numbersOf(candidate).length < 2 ? 'place' : kind === 'a' ? 'setting' : 'number';
    });
    expect(changes.filter((change, i) => change !== changes[i - 1])).toEqual(['place', 'setting', 'number']);
  });
});
