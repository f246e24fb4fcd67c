import { describe, expect, it } from 'vitest';
import {
  absent,
  axis,
  choice,
  given,
  integer,
  list,
  type Node,
  number,
  optional,
  record,
  refine,
  simplex,
  symmetric,
} from './space.js';

const along = axis('items', 1, 3);
const marked = choice('marked');
const mark = (): Node => marked;

/** The node at a path of fields and item numbers, with every dependent node resolved for the given siblings. */
const nodeAt = (node: Node, path: readonly (string | number)[], siblings = {}): Node => {
  if (node.kind === 'given') return nodeAt(node.node(siblings), path, siblings);
  if (path.length === 0) return node;
  const [head, ...rest] = path;
  if (node.kind === 'optional') return nodeAt(node.node, path, siblings);
  if (node.kind === 'record') return nodeAt(node.fields[head], rest, siblings);
  if (node.kind === 'list') return nodeAt(node.item(Number(head)), rest, siblings);
  throw new Error(`nodeAt: expected a node, got none at ${String(head)}`);
};

describe('refine replaces the node at a path', () => {
  const space = record({
    a: number(),
    b: record({ c: integer(1, 2), d: absent }),
    items: list(along, (i) => record({ x: number(i + 1), y: number() })),
    maybe: optional(record({ z: number() })),
    depends: given('on a', ({ a }) => (a === 'none' ? absent : record({ w: number() }))),
  });

  it('a field, a field of a field, and no other', () => {
    expect(nodeAt(refine(space, 'a', mark), ['a'])).toBe(marked);
    const refined = refine(space, 'b.c', mark);
    expect(nodeAt(refined, ['b', 'c'])).toBe(marked);
    expect(nodeAt(refined, ['a'])).toBe(nodeAt(space, ['a']));
    expect(nodeAt(space, ['b', 'c'])).toEqual(integer(1, 2));
  });

  it('in every item of a list, each of which keeps its own description', () => {
    const refined = refine(space, 'items.*.y', mark);
    for (const i of [0, 1, 2]) {
      expect(nodeAt(refined, ['items', i, 'y'])).toBe(marked);
      expect(nodeAt(refined, ['items', i, 'x'])).toEqual(number(i + 1));
    }
    expect(nodeAt(refine(space, 'items.*', mark), ['items', 2])).toBe(marked);
  });

  it('in every entry of a symmetric matrix, which stays one', () => {
    const matrix = record({ M: symmetric(along, number(2)) });
    const refined = refine(matrix, 'M.*.*', () => number(1, 1, 'positive'));
    expect(nodeAt(refined, ['M'])).toEqual(symmetric(along, number(1, 1, 'positive')));
    expect(() => refine(matrix, 'M.*.*', mark)).toThrow(
      'expected a number for "*.*" of a symmetric matrix, got choice',
    );
    expect(() => refine(matrix, 'M.*', mark)).toThrow('got symmetric');
    expect(() => refine(matrix, 'M.0.*', mark)).toThrow('got symmetric');
  });

  it('behind an optional field, or the optional field itself', () => {
    expect(nodeAt(refine(space, 'maybe.z', mark), ['maybe', 'z'])).toBe(marked);
    expect(nodeAt(refine(space, 'maybe.z', mark), ['maybe']).kind).toBe('optional');
    expect(nodeAt(refine(space, 'maybe', mark), ['maybe'])).toBe(marked);
  });

  it('behind a dependent field where that is present, and what is absent stays absent', () => {
    const refined = refine(space, 'depends.w', mark);
    expect(nodeAt(refined, ['depends', 'w'], { a: 'some' })).toBe(marked);
    expect(nodeAt(refined, ['depends'], { a: 'none' })).toBe(absent);
    expect(nodeAt(refine(space, 'b.d.e', mark), ['b', 'd'])).toBe(absent);
  });

  it('with what the change makes of it', () => {
    const doubled = refine(space, 'a', (node) => (node.kind === 'number' ? number(2 * node.bound) : node));
    expect(nodeAt(doubled, ['a'])).toEqual(number(4));
  });

  it('and names a path that leads nowhere', () => {
    expect(() => refine(space, 'e', mark)).toThrow('refine: expected a field of the space, got "e"');
    expect(() => refine(space, 'b.e', mark)).toThrow('got "e"');
    expect(() => refine(space, 'items.y', mark)).toThrow('refine: expected "*" for the items of a list, got "y"');
    expect(() => refine(space, 'a.x', mark)).toThrow(
      'refine: expected a record or a list on the path, got number at "x"',
    );
    expect(() => nodeAt(refine(space, 'items.*.e', mark), ['items', 0])).toThrow('got "e"');
  });
});

describe('a node', () => {
  it('that is a vector of probabilities has no zeros unless it is said', () => {
    expect([simplex(along), simplex(along, { zeros: true })]).toMatchObject([{ zeros: false }, { zeros: true }]);
  });

  it('that is a list may say its item once for all positions', () => {
    const node = list(along, marked);
    expect(nodeAt(node, [0])).toBe(marked);
    expect(nodeAt(node, [2])).toBe(marked);
  });
});
