import { describe, expect, it } from 'vitest';
import { statementOf } from '../../properties/instances.js';
import type { Rational } from '../arithmetic/rational.js';
import { decode, encode } from '../ledger/codec.js';
import { narrowed } from '../theory/claim.js';
import { statements } from '../theory/index.js';
import { atMost, equal, lessThan } from '../theory/relation.js';
import {
  absent,
  axis,
  choice,
  given,
  integer,
  law,
  list,
  type Node,
  number,
  optional,
  position,
  record,
  simplex,
  symmetric,
} from '../theory/space.js';
import { attackScope, SCOPE_LIMIT, smallScope } from './scope-attack.js';
import { countWithin, instancesWithin, scopes } from './small-scopes.js';

const [atMostTwo] = scopes;
const least = scopes[scopes.length - 1];
const unlimited = { instances: Infinity, structures: Infinity };
const textsOf = (node: Node, scope = atMostTwo): string[] =>
  [...instancesWithin(node, scope)].map((instance) => JSON.stringify(encode(instance)));

describe('the instances of a small scope', () => {
  it('have numbers in {−1, 0, 1} as their sign and bound allow', () => {
    expect(textsOf(number(2, 2))).toEqual(['"-1"', '"0"', '"1"']);
    expect(textsOf(number(2, 2, 'non-negative'))).toEqual(['"0"', '"1"']);
    expect(textsOf(number(2, 2, 'positive'))).toEqual(['"1"']);
    expect(textsOf(number(1 / 2, 4))).toEqual(['"-1/2"', '"0"', '"1/2"']);
  });

  it('are 3 + 3² vectors of length at most 2, and 3³ symmetric matrices of order 2', () => {
    expect(textsOf(list(axis('n', 1, 5), number()))).toHaveLength(3 + 9);
    expect(textsOf(symmetric(axis('n', 2, 2), number()))).toHaveLength(27);
    expect(textsOf(symmetric(axis('n', 2, 2), number()))[5]).toBe('[["-1","0"],["0","1"]]');
  });

  it('have every choice, integer, position and optional field', () => {
    const node = record({
      n: list(axis('n', 1, 3), integer(0, 1)),
      at: position('n'),
      kind: choice('a', 'b'),
      extra: given('where b', ({ kind }) => (kind === 'b' ? optional(choice('x', 'y')) : absent)),
    });
    // Lengths 1 and 2 with 2 and 4 lists and 1 and 2 positions; a alone, b with nothing, x or y.
    expect(new Set(textsOf(node)).size).toBe((2 * 1 + 4 * 2) * 4);
  });

  it('have laws in halves of two and in quarters of three, with zeros only where they may occur', () => {
    expect(textsOf(simplex(axis('n', 2, 2)))).toEqual(['["1/2","1/2"]']);
    expect(textsOf(simplex(axis('n', 2, 2), { zeros: true }))).toHaveLength(3);
    expect(textsOf(simplex(axis('n', 3, 3)))).toEqual([
      '["1/4","1/4","1/2"]',
      '["1/4","1/2","1/4"]',
      '["1/2","1/4","1/4"]',
    ]);
    expect(textsOf(law(axis('n', 2, 2), () => record({ x: number() })))).toHaveLength(9);
  });

  it('agree on an axis wherever it occurs', () => {
    const n = axis('n', 1, 2);
    const twice = { ...axis('twice', 0, 0), derived: (size: (label: string) => number) => 2 * size('n') };
    const node = record({ a: list(n, number(1, 1)), b: list(n, number(1, 1)), c: list(twice, choice('x')) });
    expect(textsOf(node)).toHaveLength(3 ** 2 + 9 ** 2);
    expect(textsOf(node, least)).toHaveLength(3 ** 2);
  });

  const inBudget = statements.flatMap((claim) => {
    const node = narrowed(claim);
    const small = smallScope(node);
    return small ? [{ id: claim.id, node, ...small }] : [];
  });
  it('are there for more than half of the claims', () => {
    expect(inBudget.length).toBeGreaterThan(statements.length / 2);
  });
  it.each(inBudget)('of $id are $instances, each a member, no two the same', ({ node, scope, instances }) => {
    const texts = textsOf(node, scope);
    expect(texts).toHaveLength(instances);
    expect(new Set(texts).size).toBe(instances);
    expect(texts.every((text) => JSON.stringify(encode(decode(node, JSON.parse(text)))) === text)).toBe(true);
  });

  it('are counted without being made, up to a limit', () => {
    const many = list(axis('n', 2, 2), list(axis('m', 2, 2), number()));
    expect(countWithin(many, atMostTwo, unlimited)).toBe(81);
    expect(countWithin(many, atMostTwo, { instances: 81, structures: 1 })).toBe(81);
    expect(countWithin(many, atMostTwo, { instances: 80, structures: 1 })).toBeUndefined();
    expect(
      countWithin(list(axis('n', 1, 2), choice('a', 'b')), atMostTwo, { instances: 99, structures: 5 }),
    ).toBeUndefined();
  });
});

interface Instance {
  readonly x: readonly Rational[];
}

describe('going through a small scope', () => {
  const node = record({ x: list(axis('n', 1, 3), number(2, 2)) });

  it('shows a true part on every instance of it', () => {
    const statement = statementOf<Instance>((F, { x }) => ({
      squares: atMost([F.zero], [x.reduce((s, a) => F.add(s, F.mul(a, a)), F.zero)]),
      same: equal(x, x),
    }));
    expect(attackScope(statement, node)).toEqual({
      text: 'all 12 instances with numbers in {−1, 0, 1} and axes of at most 2',
      instances: 12,
      discarded: 0,
      parts: { squares: 12, same: 12 },
    });
  });

  it('does not call a part shown that one instance leaves open', () => {
    const statement = statementOf<Instance>((F, { x }) => ({
      pole: atMost([F.div(F.one, x[0])], [F.of(2)]),
      same: equal(x, x),
    }));
    expect(attackScope(statement, node)?.parts).toEqual({ same: 12 });
  });

  it('ends at a violation, with a small witness', () => {
    const statement = statementOf<Instance>((F, { x }) => ({
      sum: lessThan([x.reduce((s, a) => F.add(s, a), F.zero)], [F.of(2)]),
    }));
    const found = attackScope(statement, node);
    expect(found?.text).toBe('12 of 12 instances with numbers in {−1, 0, 1} and axes of at most 2');
    expect(encode(found?.witness?.instance)).toEqual({ x: ['2'] });
    expect(found?.parts).toEqual({});
  });

  it('is not begun where the least scope is too large', () => {
    const large = record({ x: list(axis('n', 7, 7), number()) });
    expect(3 ** 7).toBeGreaterThan(SCOPE_LIMIT);
    expect(
      attackScope(
        statementOf<Instance>((_, { x }) => ({ same: equal(x, x) })),
        large,
      ),
    ).toBeUndefined();
  });
});
