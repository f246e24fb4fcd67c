import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statementOf } from '../../../properties/instances.js';
import type { Field } from '../../arithmetic/field.js';
import type { Rational } from '../../arithmetic/rational.js';
import { encode } from '../../ledger/codec.js';
import { atMost, equal, lessThan, type Relation } from '../../theory/relation.js';
import { axis, list, number, record } from '../../theory/space.js';
import { attack, attackInstances } from '../attack.js';
import { outcomesAt } from '../outcomes.js';
import { SpaceArbitrary } from '../space-arbitrary.js';
import { TargetedSearch } from './plugin.js';
import { scoreOf, scoresOf } from './score.js';

interface Instance {
  readonly x: readonly Rational[];
}
const node = record({ x: list(axis('n', 1, 4), number(4, 2)) });
const part = (of: <S>(F: Field<S>, x: readonly S[]) => Relation<S>) =>
  statementOf<Instance>((F, { x }) => ({ part: of(F, x) }));
const squares = <S>(F: Field<S>, x: readonly S[]): S => x.reduce((s, a) => F.add(s, F.mul(a, a)), F.zero);

/** The instances a search over a statement is given, with whether each was climbed to. */
const given = (statement: ReturnType<typeof part>, runs: number, seed = 1) => {
  const search = new TargetedSearch(node, runs);
  const seen: {
    readonly instance: string;
    readonly climbed: boolean;
    readonly margin: number;
    readonly open: boolean;
  }[] = [];
  fc.check(
    fc.property(new SpaceArbitrary(node), (instance) => {
      const outcomes = outcomesAt(statement, instance);
      if (outcomes === undefined) return true;
      search.found(scoresOf(outcomes));
      const open = outcomes.part.status === 'unknown';
      fc.pre(!(search.climbed && open));
      seen.push({
        instance: JSON.stringify(encode(instance)),
        climbed: search.climbed,
        margin: outcomes.part.margin,
        open,
      });
      return true;
    }),
    { seed, numRuns: runs, plugins: [search.plugin] },
  );
  return seen;
};

describe('targeted search', () => {
  const inTheCorner = part((F, x) => atMost([squares(F, x)], [F.of(1000)]));

  it('draws half of its budget and climbs with the other half, each time to an instance it has not climbed to', () => {
    const seen = given(inTheCorner, 200);
    expect(seen).toHaveLength(200);
    const climbed = seen.filter((each) => each.climbed).map(({ instance }) => instance);
    expect(climbed.length).toBeGreaterThan(80);
    expect(climbed.length).toBeLessThanOrEqual(100);
    expect(new Set(climbed).size).toBe(climbed.length);
    expect(seen.slice(0, 100).some((each) => each.climbed)).toBe(false);
  });

  it('lowers the margin as far as it goes, through every coordinate and the length of an axis', () => {
    const least = (seen: readonly { readonly margin: number }[]): number =>
      Math.min(...seen.map(({ margin }) => margin));
    const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
    const reached = seeds.filter((seed) => least(given(inTheCorner, 300, seed)) === 1000 - 4 * 16);
    expect(reached.length).toBeGreaterThanOrEqual(7);
  });

  it('draws at random throughout where every instance has the same score', () => {
    const flat = part((F, x) => equal([squares(F, x)], [squares(F, x)]));
    expect(given(flat, 200).filter(({ climbed }) => climbed)).toEqual([]);
  });

  it('gives the same instances for the same seed', () => {
    expect(given(inTheCorner, 150, 5)).toEqual(given(inTheCorner, 150, 5));
    expect(given(inTheCorner, 150, 5)).not.toEqual(given(inTheCorner, 150, 6));
  });

  it('takes no step to what is left open, and does not count it', () => {
    // Open at x_1 = 0, next to where the margin is least.
    const pole = part((F, x) => atMost([F.div(F.one, x[0])], [F.of(10)]));
    const { instances, climbed, parts } = attackInstances(pole, node, { runs: 300, seed: 3 });
    const seen = given(pole, 300, 3);
    expect({ instances, climbed, open: parts[0].open }).toEqual({
      instances: 300,
      climbed: seen.filter((each) => each.climbed).length,
      open: seen.filter(({ open }) => open).length,
    });
    expect(climbed).toBeGreaterThan(50);
  });

  it('keeps the smallest violation and, where it is another, the largest it came across', () => {
    const bounded = part((F, x) => lessThan([squares(F, x)], [F.of(9)]));
    const { word, witness, largest } = attack(bounded, node, { runs: 300, seed: 2 });
    expect(word).toBe('refuted');
    expect(encode(witness?.instance)).toEqual({ x: ['3'] });
    expect(witness?.margin).toBe(0);
    expect(largest?.margin).toBeLessThanOrEqual(9 - 3 * 16);
  });
});

describe('a score', () => {
  it('is the slack of a part that holds, a violation below 0, and nothing where a part is open', () => {
    expect(scoreOf({ status: 'holds', evidence: 'exact', margin: 3 })).toBe(3);
    expect(scoreOf({ status: 'holds', evidence: 'enclosed', margin: -1e-12 })).toBe(0);
    expect(scoreOf({ status: 'violated', evidence: 'exact', margin: -2 })).toBe(-2);
    expect(scoreOf({ status: 'violated', evidence: 'exact', margin: 0 })).toBeLessThan(0);
    expect(scoreOf({ status: 'unknown', evidence: 'enclosed', margin: NaN })).toBeUndefined();
    expect(scoreOf({ status: 'holds', evidence: 'enclosed', margin: NaN })).toBeUndefined();
  });
});
