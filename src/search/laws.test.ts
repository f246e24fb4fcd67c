import { describe, expect, it } from 'vitest';
import { type Rational, rational } from '../arithmetic/rational.js';
import type { Law } from '../theory/claim.js';
import { statements } from '../theory/index.js';
import { integer, record } from '../theory/space.js';
import { attackLaws, LAW_ERROR, LAW_INSTANCES, RUN_ERROR } from './laws.js';

interface Dice {
  readonly sides: number;
}

/** P(a fair die of n sides shows its last side), claimed to be p(n). */
const lastSide = (
  probability: (sides: number) => Rational,
  relation: Law<Dice>['relation'] = 'equal',
): Law<unknown> => {
  const law: Law<Dice> = {
    text: 'the last side shows',
    relation,
    probability: ({ sides }) => probability(sides),
    draw: ({ sides }, uniform) => Math.floor(uniform() * sides) === sides - 1,
  };
  return law as unknown as Law<unknown>;
};
const dice = record({ sides: integer(2, 6) });
const options = { runs: 200, seed: 5 };

describe('the attack on laws', () => {
  it('lets a true law stand and counts its draws', () => {
    const { parts, witness } = attackLaws({ last: lastSide((n) => rational(1, n)) }, dice, options);
    expect(witness).toBeUndefined();
    expect(parts).toMatchObject([{ name: 'last', relation: 'law', statistical: 100_000, exact: 0 }]);
  });
  it('refutes a false law, and shrinks the instance that shows it', () => {
    const { witness } = attackLaws({ last: lastSide((n) => rational(1, n + 1)) }, dice, options);
    expect(witness).toMatchObject({ part: 'last', instance: { sides: 2 } });
    expect(witness?.margin).toBeLessThan(-0.05);
  });
  it('does not find "at least" violated where the probability is larger, and does where it is smaller', () => {
    expect(
      attackLaws({ last: lastSide((n) => rational(1, n + 1), 'at least') }, dice, options).witness,
    ).toBeUndefined();
    expect(attackLaws({ last: lastSide((n) => rational(1, n - 1), 'at least') }, dice, options).witness).toBeDefined();
  });
  it('gives the same answer for the same seed', () => {
    const once = () => attackLaws({ last: lastSide((n) => rational(1, n + 1)) }, dice, options);
    expect(once()).toEqual(once());
  });
  it('spends, over all registered laws and where mutants agree with them, no more than the error a run may spend', () => {
    const laws = statements.reduce(
      (n, { laws: own = {}, mutants }) =>
        n + Object.keys(own).length * (1 + mutants.filter(({ agreesOn }) => agreesOn !== undefined).length),
      0,
    );
    expect(laws * LAW_INSTANCES * LAW_ERROR).toBeLessThanOrEqual(RUN_ERROR);
  });
});
