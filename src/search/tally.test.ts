import { describe, expect, it } from 'vitest';
import { decided, unknown } from '../judge/outcome.js';
import { atMost, equal } from '../theory/relation.js';
import { Tally } from './tally.js';

const kinds = { a: equal([0], [0]), b: atMost([0], [0]) };

describe('a tally', () => {
  it('counts what each part showed, by kind of evidence, and keeps the least margin', () => {
    const tally = new Tally();
    tally.instance({ a: decided(true, 'exact', 0), b: decided(true, 'exact', 3) }, kinds);
    tally.instance({ a: decided(true, 'enclosed', -0.5), b: decided(true, 'exact', 2) }, kinds);
    tally.instance({ a: unknown('enclosed'), b: decided(false, 'exact', -1) }, kinds);
    tally.point({ a: 'equal' });
    tally.point({ a: 'undefined' });
    expect(tally.instances).toBe(3);
    expect(tally.parts).toEqual([
      {
        name: 'a',
        relation: 'equal',
        exact: 1,
        enclosed: 1,
        identity: 1,
        exhaustive: 0,
        statistical: 0,
        open: 1,
        worstMargin: -0.5,
        margins: { '≈ 0': 1, '= 0': 1 },
      },
      {
        name: 'b',
        relation: 'atMost',
        exact: 2,
        enclosed: 0,
        identity: 0,
        exhaustive: 0,
        statistical: 0,
        open: 0,
        worstMargin: -1,
        margins: { violated: 1, '≥ 1': 2 },
      },
    ]);
  });

  it('counts the points at which an equality fails, apart from its identities', () => {
    const tally = new Tally();
    tally.point({ a: 'different', c: 'equal' });
    tally.point({ a: 'different', c: 'undefined' });
    expect(tally.differentPoints).toBe(2);
    expect(tally.parts).toEqual([
      {
        name: 'c',
        relation: 'equal',
        exact: 0,
        enclosed: 0,
        identity: 1,
        exhaustive: 0,
        statistical: 0,
        open: 0,
        worstMargin: null,
        margins: {},
      },
    ]);
  });

  it('has no margin where no outcome has one', () => {
    const tally = new Tally();
    tally.instance({ a: unknown('exact'), b: decided(true, 'enclosed', NaN) }, kinds);
    expect(tally.parts.map(({ worstMargin }) => worstMargin)).toEqual([null, null]);
  });
});
