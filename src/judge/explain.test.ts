import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { awayFromKinks, instancesOf, statementOf } from '../../properties/instances.js';
import { Undecided } from '../arithmetic/field.js';
import { float64Intervals } from '../arithmetic/interval.js';
import { fractionText, type Rational, rational } from '../arithmetic/rational.js';
import { derivatives } from '../model/gradient.js';
import { narrowed } from '../theory/claim.js';
import { statements } from '../theory/index.js';
import { atMost, equal, lessThan, psd } from '../theory/relation.js';
import { explain, type NumberText } from './explain.js';
import { judge } from './judge.js';
import type { Statement } from './statement.js';

interface Numbers {
  readonly x: readonly Rational[];
}
const at = (...x: Rational[]): Numbers => ({ x });
const r = rational;

/** Whether the text stands for the number, or for an interval around it. */
const shows = (text: NumberText, value: Rational): boolean =>
  typeof text === 'string'
    ? text === fractionText(value)
    : float64Intervals.contains({ lo: Number(text[0]), hi: Number(text[1]) }, value);

describe('an explanation', () => {
  const everything = statementOf<Numbers>((F, { x: [a, b] }) => ({
    equality: equal([F.add(a, b)], [F.add(b, a)]),
    weak: atMost([a, b], [b, b]),
    strict: lessThan([a], [b]),
    matrix: psd([
      [a, F.zero],
      [F.zero, b],
    ]),
  }));

  it('writes both sides of every part as fractions, with the judgement of the part', () => {
    expect(explain(everything, at(r(-3, 8), r(2)))).toEqual([
      {
        name: 'equality',
        relation: 'equal',
        status: 'holds',
        evidence: 'exact',
        margin: 0,
        left: ['13/8'],
        right: ['13/8'],
      },
      {
        name: 'weak',
        relation: 'atMost',
        status: 'holds',
        evidence: 'exact',
        margin: 0,
        left: ['-3/8', '2'],
        right: ['2', '2'],
      },
      {
        name: 'strict',
        relation: 'lessThan',
        status: 'holds',
        evidence: 'exact',
        margin: 2.375,
        left: ['-3/8'],
        right: ['2'],
      },
      {
        name: 'matrix',
        relation: 'psd',
        status: 'violated',
        evidence: 'exact',
        margin: -0.375,
        left: ['-3/8', '0', '0', '2'],
        right: ['0'],
      },
    ]);
  });

  it('encloses a number that is not rational', () => {
    const root = statementOf<Numbers>((F, { x: [a] }) => ({ part: equal([F.sqrt(a)], [F.div(a, F.sqrt(a))]) }));
    const [{ left, evidence }] = explain(root, at(r(2)));
    const [lo, hi] = left[0] as readonly [string, string];
    expect(evidence).toBe('enclosed');
    expect(Number(lo) ** 2).toBeLessThan(2);
    expect(Number(hi) ** 2).toBeGreaterThan(2);
    expect(explain(root, at(r(9, 4)))[0].left).toEqual(['3/2']);
  });

  const exponential = (kind: Statement['exponential']) =>
    statementOf<Numbers>((F, { x: [a] }) => ({ part: lessThan([F.exp(a)], [F.of(5, 2)]) }), kind);

  it('shows e^a itself, never the function it is checked with, and 2^a on request', () => {
    for (const kind of ['formal', 'true'] as const) {
      const [enclosed] = explain(exponential(kind), at(r(1)));
      const [lo, hi] = (enclosed.left[0] as readonly [string, string]).map(Number);
      expect(lo < Math.E && Math.E < hi && hi - lo < 2 ** -47).toBe(true);
      const [baseTwo] = explain(exponential(kind), at(r(1)), true);
      expect(baseTwo).toMatchObject({ left: ['2'], right: ['5/2'] });
    }
    expect(explain(exponential('true'), at(r(1)))[0]).toMatchObject({ status: 'violated', evidence: 'enclosed' });
    expect(explain(exponential('true'), at(r(1)), true)[0]).toMatchObject({ status: 'holds', evidence: 'exact' });
  });

  it('has no answer at a kink', () => {
    const slope = statementOf<Numbers>((F, { x }) => ({
      part: equal(
        derivatives(F).gradient(x, (D, [v]) => D.mul(D.gate(v), v)),
        [F.one],
      ),
    }));
    expect(() => explain(slope, at(r(0)))).toThrow(Undecided);
    expect(explain(slope, at(r(1)))[0].left).toEqual(['1']);
  });
});

describe.each(statements.map((claim) => ({ id: claim.id, claim })))('the explanation of $id', ({ claim }) => {
  it('agrees with its judgement, and its texts with one another', () => {
    fc.assert(
      fc.property(instancesOf(narrowed(claim)), (instance) =>
        awayFromKinks(() => {
          const outcomes = judge(claim, instance, claim.exponential === 'formal' ? 'formal' : 'enclosed');
          return explain(claim, instance).every(
            ({ name, relation, left, right, status, evidence, margin }) =>
              status === outcomes[name].status &&
              evidence === outcomes[name].evidence &&
              Object.is(margin, outcomes[name].margin) &&
              (relation === 'psd' || left.length === right.length) &&
              // An equality that holds exactly between fractions is written the same on both sides.
              (relation !== 'equal' ||
                status !== 'holds' ||
                left.every((text, i) => typeof text !== 'string' || shows(right[i], rational(text)))),
          );
        }),
      ),
      { numRuns: 8 },
    );
  });
});
