import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statementOf } from '../../../properties/instances.js';
import type { Rational } from '../../arithmetic/rational.js';
import { judge } from '../../judge/judge.js';
import { atMost, lessThan } from '../../theory/relation.js';
import { axis, list, number, record } from '../../theory/space.js';
import { attack, search } from '../attack.js';
import { SpaceArbitrary } from '../space-arbitrary.js';

interface Instance {
  readonly x: readonly Rational[];
}

/** Six half-integers in [−4, 4]: 17⁶, some 24 million, of which one violates the statement. */
const node = record({ x: list(axis('n', 6, 6), number(4, 2)) });
const NEEDLE = [7, -5, 3, -2, 6, -7];

/** ½ < Σ |2x_i − c_i| wherever x is not the needle; the sum says how far it is. */
const needle = statementOf<Instance>((F, { x }) => {
  const distance = x
    .map((a, i) => F.abs(F.sub(F.mul(F.of(2), a), F.of(NEEDLE[i]))))
    .reduce((s, a) => F.add(s, a), F.zero);
  return { part: lessThan([F.of(1, 2)], [distance]) };
});

/** Σ |2x_i − c_i| ≤ ½: only the needle shows that there is such an x. */
const example = statementOf<Instance>((F, { x }) => {
  const { part } = needle.conclusion(F, { x });
  return { part: 'left' in part ? atMost(part.right, part.left) : part };
});

const RUNS = 1000;
const seeds = Array.from({ length: 20 }, (_, i) => i + 1);

const plainFinds = (seed: number): boolean =>
  fc.check(
    fc.property(new SpaceArbitrary(node), (instance) => judge(needle, instance).part.status !== 'violated'),
    { seed, numRuns: RUNS, endOnFailure: true },
  ).failed;

describe('targeted search against plain random generation, on a needle in 6 dimensions', () => {
  it(`finds it with every one of ${seeds.length} seeds, where as many random instances find it with none`, () => {
    expect(seeds.filter((seed) => attack(needle, node, { runs: RUNS, seed }).word === 'refuted')).toEqual(seeds);
    expect(seeds.filter(plainFinds)).toEqual([]);
  });
  it('finds it as the one example of an existence claim too, which makes a false sibling of one worth its name', () => {
    expect(seeds.filter((seed) => search(example, node, [], { runs: RUNS, seed }).word === 'holds')).toEqual(seeds);
  });
});
