import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instancesOf, sameNumbers } from '../../properties/instances.js';
import { rational } from '../arithmetic/rational.js';
import { encode } from '../ledger/codec.js';
import { narrowed } from '../theory/claim.js';
import { statements } from '../theory/index.js';
import { shapeOf } from '../theory/layout.js';
import {
  absent,
  type Axis,
  axis,
  choice,
  given,
  integer,
  law,
  list,
  number,
  optional,
  position,
  record,
  simplex,
  symmetric,
} from '../theory/space.js';
import { fit } from './fit.js';

const r = rational;
const same = (a: unknown, b: unknown): boolean => shapeOf(a) === shapeOf(b) && sameNumbers(a, b);
const nodes = statements.map((claim) => narrowed(claim));

describe('the nearest member of a description', () => {
  it.each(statements.map((claim) => ({ id: claim.id, node: narrowed(claim) })))(
    'of a drawn instance of $id is the instance',
    ({ node }) => {
      fc.assert(
        fc.property(instancesOf(node), (instance) => same(fit(node, instance), instance)),
        { numRuns: 60 },
      );
    },
  );

  it('of the nearest member is that member, even for an instance of another description', () => {
    const pairs = fc
      .tuple(fc.constantFrom(...nodes), fc.constantFrom(...nodes))
      .chain(([node, other]) => fc.tuple(fc.constant(node), instancesOf(other)));
    fc.assert(
      fc.property(pairs, ([node, instance]) => {
        const fitted = fit(node, instance);
        return same(fit(node, fitted), fitted);
      }),
      { numRuns: 200 },
    );
  });

  it('of nothing at all is a member of least size', () => {
    for (const node of nodes) expect(same(fit(node, fit(node, undefined)), fit(node, undefined))).toBe(true);
  });

  const fitted = (node: Parameters<typeof fit>[0], value: unknown): unknown => encode(fit(node, value));
  const n = axis('n', 1, 3);

  it('takes the length of an axis from its first place, cuts or fills the others, and keeps within the ends', () => {
    const node = record({ a: list(n, number()), b: list(n, number()) });
    expect(fitted(node, { a: [r(1), r(2)], b: [r(3)] })).toEqual({ a: ['1', '2'], b: ['3', '0'] });
    expect(fitted(node, { a: [r(1)], b: [r(3), r(4)] })).toEqual({ a: ['1'], b: ['3'] });
    expect(fitted(node, { a: [], b: [] })).toEqual({ a: ['0'], b: ['0'] });
    expect(fitted(node, { a: [1, 2, 3, 4].map((k) => r(k)) })).toEqual({ a: ['1', '2', '3'], b: ['0', '0', '0'] });
  });

  it('computes the length of a derived axis', () => {
    const twice: Axis = { ...axis('twice', 0, 0), derived: (size) => 2 * size('n') };
    const node = record({ a: list(n, number()), b: list(twice, number()) });
    expect(fitted(node, { a: [r(1)], b: [r(5), r(6), r(7)] })).toEqual({ a: ['1'], b: ['5', '6'] });
  });

  it('gives missing probability to the first item, and falls back to the uniform law', () => {
    const node = simplex(n);
    expect(fitted(node, [r(1, 2), r(1, 4)])).toEqual(['3/4', '1/4']);
    expect(fitted(node, [r(1, 2), r(1, 2), r(1, 2)])).toEqual(['1/3', '1/3', '1/3']);
    expect(fitted(node, [r(1), r(0)])).toEqual(['1/2', '1/2']);
    const items = law(n, () => record({ x: number() }));
    expect(fitted(items, [{ probability: r(1, 8), x: r(1) }, { probability: r(1, 4), x: r(2) }])).toEqual([
      { probability: '3/4', x: '1' },
      { probability: '1/4', x: '2' },
    ]); // prettier-ignore
  });

  it('clamps integers and positions, takes the first choice for a stranger, and moves a number to its sign', () => {
    const node = record({
      a: list(n, number(2, 2, 'non-negative')),
      at: position('n'),
      k: integer(2, 3),
      kind: choice('x', 'y'),
      tau: number(2, 2, 'positive'),
    });
    const value = { a: [r(-1), r(2)], at: 5, k: 0, kind: 'z', tau: r(0) };
    expect(fitted(node, value)).toEqual({ a: ['0', '2'], at: 2, k: 2, kind: 'x', tau: '1' });
    expect(fitted(node, { ...value, kind: 'y', tau: r(-3) })).toMatchObject({ kind: 'y', tau: '1' });
    expect(fitted(number(3 / 8, 8, 'positive'), r(0))).toBe('1/3');
  });

  it('adds and drops fields: absent, dependent, optional and unknown ones', () => {
    const node = record({
      kind: choice('with', 'without'),
      extra: given('where with', ({ kind }) => (kind === 'with' ? number() : absent)),
      maybe: optional(number()),
      never: absent,
    });
    expect(fitted(node, { kind: 'with', never: r(1), stranger: r(1) })).toEqual({ kind: 'with', extra: '0' });
    expect(fitted(node, { kind: 'without', extra: r(1), maybe: r(2) })).toEqual({ kind: 'without', maybe: '2' });
  });

  it('mirrors the upper triangle of a symmetric matrix', () => {
    const M = [[r(1), r(2)], [r(3), r(4)]]; // prettier-ignore
    expect(fitted(symmetric(n, number()), M)).toEqual([['1', '2'], ['2', '4']]); // prettier-ignore
  });
});
