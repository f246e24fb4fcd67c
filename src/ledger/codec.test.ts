import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRational } from '../arithmetic/rational.js';
import { SpaceArbitrary } from '../search/space-arbitrary.js';
import { statements } from '../theory/index.js';
import { leavesOf, numbersOf } from '../theory/layout.js';
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
import { decode, encode, LONGEST_LIST } from './codec.js';
import { parseJson } from './json.js';
import { BadInput } from './problem.js';

const refusal = (node: Node, json: unknown): string => {
  try {
    decode(node, json);
  } catch (error) {
    if (error instanceof BadInput && !error.message.includes('\n')) return error.message;
    throw error;
  }
  return 'accepted';
};

const pair = axis('width 0', 1, 3);
const world = record({
  points: law(axis('points', 1, 3), (i) =>
    record({ views: law(axis(`views ${i + 1}`, 1, 3), () => record({ x: list(pair, number()) })) }),
  ),
});
const point = (probability: unknown, ...xs: unknown[]) => ({
  probability,
  views: xs.map((x) => ({ probability: `1/${xs.length}`, x })),
});

describe('reading an instance', () => {
  test.each(statements.map((claim) => [claim.id, claim.space.node] as const))(
    '%s: what is written is read back',
    (_, node) => {
      fc.assert(
        fc.property(new SpaceArbitrary(node), (instance) => {
          const text = JSON.stringify(encode(instance));
          const read = decode(node, parseJson(text));
          return (
            isDeepStrictEqual(encode(read), encode(instance)) && leavesOf(node, read).length === numbersOf(read).length
          );
        }),
        { numRuns: 60 },
      );
    },
  );

  test('fields may come in any order; the instance has them in the order of its description', () => {
    const node = record({ a: number(), b: integer(1, 3), c: optional(number()) });
    const read = decode(node, parseJson('{"b":"2","a":0.1}')) as { a: unknown; b: unknown };
    expect(Object.keys(read)).toEqual(['a', 'b']);
    expect(isRational(read.a) && read.a.toFraction()).toBe('1/10');
    expect(read.b).toBe(2);
  });

  test('a list may be longer than what is drawn', () => {
    expect(refusal(list(axis('width 0', 1, 3), number()), new Array(1000).fill('1/2'))).toBe('accepted');
  });

  test.each([
    [
      { points: [point('1/2', ['1', '2']), point('1/2', ['1', '2', '3'])] },
      'world.points[1].views[0].x: expected 2 numbers (as width 0), got 3',
    ],
    [
      { points: [point('1/2', ['1']), point('1/3', ['1'])] },
      'world.points: expected probabilities that sum to 1, got 5/6',
    ],
    [
      { points: [point('3/2', ['1']), point('-1/2', ['1'])] },
      'world.points[1].probability: expected a number that is not negative, got "-1/2"',
    ],
    [{ points: [{ views: [] }] }, /^world\.points\[0\]\.probability: expected a number such as .*, got nothing$/],
    [{ points: [{ probability: 1, views: [] }] }, 'world.points[0].views: expected at least 1 item (views 1), got 0'],
    [{ points: { length: 1e9 } }, 'world.points: expected a list (points), got an object'],
    [
      { points: new Array(LONGEST_LIST + 1).fill(0) },
      `world.points: expected at most ${LONGEST_LIST} items, got ${LONGEST_LIST + 1}`,
    ],
    [{ points: ['x'] }, 'world.points[0]: expected an object with a probability, got "x"'],
    [
      { points: [point(1, ['NaN'])] },
      /^world\.points\[0\]\.views\[0\]\.x\[0\]: expected a number such as .*, got "NaN"$/,
    ],
    [{ points: [point(1, [Infinity])] }, /x\[0\]: expected a number such as .*, got Infinity$/],
    [{ points: [point(1, ['1/0'])] }, /x\[0\]: expected a number such as .*, got "1\/0"$/],
    [{ points: [point(1, [null])] }, /x\[0\]: expected a number such as .*, got null$/],
    [{ points: [point(1, 'abc')] }, 'world.points[0].views[0].x: expected a list (width 0), got "abc"'],
    [{ points: [{ ...point(1, ['1']), y: 2 }] }, 'world.points[0].y: expected no such field (only views), got 2'],
    [{ points: [point(1, ['1'])], toString: 1 }, 'world.toString: expected no such field (only points), got 1'],
    [{}, 'world.points: expected a list (points), got nothing'],
    [[], 'world: expected an object with points, got a list of 0 items'],
    [null, 'world: expected an object with points, got null'],
  ])('a wrong world is refused at its place: %#', (json, message) => {
    expect(refusal(record({ world }), { world: json })).toEqual(
      typeof message === 'string' ? message : expect.stringMatching(message),
    );
  });

  test.each<[string, Node, unknown, string]>([
    ['a zero temperature', number(2, 2, 'positive'), '0', 'instance: expected a number above 0, got "0"'],
    ['a choice', choice('relu', 'linear'), 'tanh', 'instance: expected "relu" or "linear", got "tanh"'],
    ['an integer out of range', integer(1, 3), '4', 'instance: expected an integer from 1 to 3, got "4"'],
    ['an integer that is none', integer(1, 3), 1.5, 'instance: expected an integer from 1 to 3, got 1.5'],
    [
      'a vector of probabilities',
      simplex(axis('n', 1, 3)),
      ['1/2', '1/3'],
      'instance: expected probabilities that sum to 1, got 5/6',
    ],
    [
      'an asymmetric matrix',
      symmetric(axis('n', 1, 3), number()),
      [
        ['0', '1'],
        ['2', '0'],
      ],
      '[1][0]: expected 1 (as at [0][1]: symmetric), got 2',
    ],
    [
      'a matrix that is not square',
      symmetric(axis('n', 1, 3), number()),
      [['0', '1']],
      '[0]: expected 1 number (as n), got 2',
    ],
    [
      'a length that is fixed',
      list(axis('states', 2, 2), number()),
      ['1', '1', '1'],
      'instance: expected 2 numbers (states), got 3',
    ],
    [
      'a derived length',
      record({
        a: list(axis('n', 1, 3), number()),
        b: list({ ...axis('2n', 1, 9), derived: (size) => 2 * size('n') }, number()),
      }),
      { a: ['1', '2'], b: ['1', '2', '3'] },
      'b: expected 4 numbers (as 2n), got 3',
    ],
    ['a field that is absent', record({ a: absent }), { a: 1 }, 'a: expected no such field, got 1'],
    [
      'a field that depends',
      record({
        kind: choice('p', 'q'),
        a: given('a number, where kind is p', ({ kind }) => (kind === 'p' ? number() : absent)),
      }),
      { kind: 'q', a: 1 },
      'a: expected a number, where kind is p, got 1',
    ],
    [
      'a position',
      record({ l: list(axis('layers', 1, 3), number()), at: position('layers') }),
      { l: [1, 2], at: 3 },
      'at: expected an integer from 1 to 2, got 3',
    ],
    [
      'an inherited name',
      record({ constructor: number() }),
      {},
      `constructor: expected a number such as 0.1 or "-3/8" (1100 digits and an exponent of 400 at most), got nothing`,
    ],
  ])('%s is refused', (_, node, json, message) => {
    expect(refusal(node, json)).toBe(message);
  });
});
