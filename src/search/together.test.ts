import { describe, expect, it } from 'vitest';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { suiteSeed } from '../../properties/seed.js';
import { rational } from '../arithmetic/rational.js';
import { decode } from '../ledger/codec.js';
import { integer, number, optional, record } from '../theory/space.js';
import { draw } from './draw.js';
import { fit } from './fit.js';
import { countWithin, instancesWithin, scopes } from './small-scopes.js';

/** Two fields that come together, and one that comes alone. */
const node = record({
  first: optional(number(1, 1), 'pair'),
  alone: optional(integer(1, 1)),
  second: optional(number(1, 1), 'pair'),
});
const fieldsOf = (instance: unknown): string => Object.keys(instance as object).join();

describe('optional fields of one name', () => {
  it('are drawn all or none, independently of others', () => {
    const generator = xoroshiro128plus(suiteSeed());
    const random = { integer: (min: number, max: number) => uniformInt(generator, min, max) };
    const seen = new Set(Array.from({ length: 200 }, () => fieldsOf(draw(node, random))));
    expect([...seen].sort()).toEqual(['', 'alone', 'first,alone,second', 'first,second']);
  });
  it('are fitted to the first of them', () => {
    const one = rational(1);
    expect(fieldsOf(fit(node, { first: one }))).toBe('first,second');
    expect(fieldsOf(fit(node, { second: one, alone: 1 }))).toBe('alone');
  });
  it('are read from a file only together', () => {
    expect(fieldsOf(decode(node, { first: '1', second: '0' }))).toBe('first,second');
    expect(fieldsOf(decode(node, {}))).toBe('');
    expect(() => decode(node, { first: '1' })).toThrow('second: expected a field (pair), got none');
    expect(() => decode(node, { second: '1' })).toThrow('second: expected no field (pair), got one');
  });
  it('are listed together in a small scope: 3² pairs and none, each with and without the other', () => {
    const all = [...instancesWithin(node, scopes[0])].map(fieldsOf);
    expect(all).toHaveLength(20);
    expect(countWithin(node, scopes[0], { instances: 100, structures: 100 })).toBe(20);
    expect(all.filter((fields) => fields.includes('first') !== fields.includes('second'))).toEqual([]);
  });
});
