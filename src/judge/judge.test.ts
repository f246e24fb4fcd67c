import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { awayFromKinks, instancesOf, statementOf } from '../../properties/instances.js';
import { Undecided } from '../arithmetic/field.js';
import { notRational, type Rational, rational, rationals, rationalsBaseTwo } from '../arithmetic/rational.js';
import { run } from '../arithmetic/run.js';
import { derivatives } from '../model/gradient.js';
import { narrowed } from '../theory/claim.js';
import { statements } from '../theory/index.js';
import { numbersOf } from '../theory/layout.js';
import { atMost, equal, lessThan, psd, type Relation } from '../theory/relation.js';
import { judgeRational } from './exact.js';
import { attackReading, judge } from './judge.js';
import { compiled, evaluate, relationAt, type Statement } from './statement.js';

const identity = (a: Rational): Rational => a;
const r = rational;

/** The numbers a relation compares. */
const scalars = (relation: Relation<Rational>): readonly Rational[] =>
  relation.kind === 'psd' ? relation.matrix.flat() : [...relation.left, ...relation.right];

/** The same number, wherever both are one: a dual number drops a tangent 0 times poison, a program a constant 0 times it. */
const agree = (a: Rational, b: Rational): boolean => a === notRational || b === notRational || a.equals(b);

/** What an evaluation came to: its value, or that it is undecided. */
const settled = <T>(evaluation: () => T): T | 'undecided' => {
  try {
    return evaluation();
  } catch (error) {
    if (error instanceof Undecided) return 'undecided';
    throw error;
  }
};

describe.each(statements.map((claim) => ({ id: claim.id, claim })))('on drawn instances of $id', ({ claim }) => {
  const instances = instancesOf(narrowed(claim));
  const field = attackReading(claim) === 'base-2' ? rationalsBaseTwo : rationals;

  it('the compiled program computes in ℚ what the statement does when evaluated there, kinks included', () => {
    fc.assert(
      fc.property(instances, (instance) => {
        const direct = settled(() => evaluate(claim, field, instance, identity));
        const { program, parts } = compiled(claim, instance);
        const values = settled(() => run(program, field, numbersOf(instance)));
        if (direct === 'undecided' || values === 'undecided') return direct === values;
        return Object.entries(parts).every(([name, relation]) => {
          const expected = scalars(direct[name]);
          const computed = scalars(relationAt(relation, (node) => values[node]));
          return computed.length === expected.length && computed.every((a, i) => agree(a, expected[i]));
        });
      }),
      { numRuns: 12 },
    );
  });

  it('what is judged exactly, in float64 or not, is the judgement of the rational numbers', () => {
    fc.assert(
      fc.property(instances, (instance) =>
        awayFromKinks(() => {
          const direct = evaluate(claim, field, instance, identity);
          return Object.entries(judge(claim, instance)).every(([name, outcome]) => {
            if (outcome.evidence !== 'exact') return true;
            const { status, margin } = judgeRational(direct[name]);
            return outcome.status === status && outcome.margin === margin;
          });
        }),
      ),
      { numRuns: 12 },
    );
  });
});

interface Numbers {
  readonly x: readonly Rational[];
}
const at = (...x: (number | Rational)[]): Numbers => ({ x: x.map((a) => (typeof a === 'number' ? r(a) : a)) });
const judged = (statement: Statement, instance: unknown) => judge(statement, instance).part;

describe('a judgement', () => {
  it('of numbers without an exponential is exact, whether or not they are dyadic', () => {
    const binomial = statementOf<Numbers>((F, { x: [a, b] }) => {
      const square = F.add(F.mul(a, a), F.add(F.mul(F.of(2), F.mul(a, b)), F.mul(b, b)));
      return { part: equal([F.mul(F.add(a, b), F.add(a, b))], [square]) };
    });
    for (const instance of [at(1, 2), at(r(1, 3), r(2, 7)), at(r(1, 2), r(10n ** 30n))]) {
      expect(judged(binomial, instance)).toEqual({ status: 'holds', evidence: 'exact', margin: 0 });
    }
  });

  it('is not made in float64 where a number just above a power of two would round', () => {
    // 2⁵² + 3 + 2⁵² − 2 = 2⁵³ + 1 rounds to 2⁵³ = 2⁵² + 3 + 2⁵² − 3.
    const unequal = statementOf<Numbers>((F, { x: [a] }) => ({
      part: equal([F.add(a, F.of(2 ** 52 - 2))], [F.add(a, F.of(2 ** 52 - 3))]),
    }));
    expect(judged(unequal, at(2 ** 52 + 3))).toEqual({ status: 'violated', evidence: 'exact', margin: -1 });
  });

  it('needs no numbers: a statement about counts alone is judged as any other', () => {
    const count = statementOf<{ readonly n: number }>((F, { n }) => ({ part: atMost([F.of(n)], [F.of(3)]) }));
    expect(judged(count, { n: 2 })).toEqual({ status: 'holds', evidence: 'exact', margin: 1 });
    expect(judged(count, { n: 5 })).toEqual({ status: 'violated', evidence: 'exact', margin: -2 });
  });

  it('encloses what has no rational value, part by part', () => {
    const roots = statementOf<Numbers>((F, { x: [a] }) => ({
      root: equal([F.mul(F.sqrt(a), F.sqrt(a))], [a]),
      plain: equal([a], [a]),
    }));
    const { root, plain } = judge(roots, at(2));
    expect(root).toMatchObject({ status: 'holds', evidence: 'enclosed' });
    expect(plain).toEqual({ status: 'holds', evidence: 'exact', margin: 0 });
    expect(judge(roots, at(4)).root.evidence).toBe('exact');
    expect(judge(roots, at(-2)).root.status).toBe('unknown');
  });

  it('throws at a kink that a derivative passes through, and nowhere else', () => {
    const slope = statementOf<Numbers>((F, { x }) => ({
      part: lessThan(
        [F.of(-1)],
        derivatives(F).gradient(x, (D, [v]) => D.mul(D.gate(v), v)),
      ),
    }));
    expect(() => judge(slope, at(0))).toThrow(Undecided);
    expect(judged(slope, at(1))).toMatchObject({ status: 'holds', margin: 2 });
    expect(judged(slope, at(-1))).toMatchObject({ status: 'holds', margin: 1 });
  });
});

describe('the exponential of a judgement', () => {
  const product = (exponential: Statement['exponential']) =>
    statementOf<Numbers>(
      (F, { x: [a, b] }) => ({ part: equal([F.mul(F.exp(a), F.exp(b))], [F.exp(F.add(a, b))]) }),
      exponential,
    );

  it('formal: any positive function, exactly; with its derivative', () => {
    const derivative = statementOf<Numbers>((F, { x }) => ({
      positive: lessThan([F.zero], [F.exp(x[0])]),
      derivative: equal(
        derivatives(F).gradient(x, (D, [v]) => D.exp(v)),
        [F.exp(x[0])],
      ),
    }));
    expect(judge(derivative, at(r(1, 3)))).toMatchObject({
      positive: { status: 'holds', evidence: 'exact' },
      derivative: { status: 'holds', evidence: 'exact' },
    });
  });

  it('formal: a violation that e^a itself does not show does not count', () => {
    // e^a e^b = e^{a+b} is false of a random function.
    expect(judge(product('formal'), at(1, 2)).part).toMatchObject({ status: 'holds', evidence: 'enclosed' });
  });

  it('formal: a violation that intervals cannot confirm is unknown', () => {
    // e^{b}e^{a−b} ≤ e^a holds with equality: the formal function violates it somewhere, intervals cannot say.
    const tight = statementOf<Numbers>((F, { x: [a, b] }) => ({
      part: atMost([F.mul(F.exp(b), F.exp(F.sub(a, b)))], [F.exp(a)]),
    }));
    const outcomes = Array.from({ length: 12 }, (_, a) => judged(tight, at(a + 1, 1)));
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['holds', 'unknown']));
    expect(outcomes.filter(({ status }) => status === 'unknown').every(({ evidence }) => evidence === 'enclosed')).toBe(
      true,
    );
  });

  it('formal: so is one where an interval across 0 meets a gate', () => {
    const across = statementOf<Numbers>((F, { x: [a] }) => {
      const zero = F.sub(F.mul(F.exp(a), F.exp(F.neg(a))), F.one);
      return { part: equal([F.gate(zero)], [F.of(2)]) };
    });
    expect(judged(across, at(1))).toEqual({ status: 'unknown', evidence: 'enclosed', margin: NaN });
  });

  it('formal: a violation that e^a shows counts, by enclosure', () => {
    const false_ = statementOf<Numbers>((F, { x: [a] }) => ({ part: atMost([F.exp(a)], [F.zero]) }));
    expect(judged(false_, at(1))).toMatchObject({ status: 'violated', evidence: 'enclosed' });
  });

  it('true: is exact as 2^a at integers, and e^a itself by enclosure elsewhere or on request', () => {
    expect(judge(product('true'), at(1, 2)).part).toEqual({ status: 'holds', evidence: 'exact', margin: 0 });
    expect(judge(product('true'), at(r(1, 2), 1)).part).toMatchObject({ status: 'holds', evidence: 'enclosed' });
    expect(judge(product('true'), at(1, 2), 'enclosed').part).toMatchObject({ status: 'holds', evidence: 'enclosed' });
    const wrong = statementOf<Numbers>((F, { x: [a] }) => ({ part: equal([F.exp(a)], [F.of(2)]) }), 'true');
    expect(judged(wrong, at(1)).status).toBe('holds');
    expect(judge(wrong, at(1), 'enclosed').part.status).toBe('violated');
  });

  it('leaves M ⪰ 0 exact where its entries are', () => {
    const gram = statementOf<Numbers>((F, { x }) => {
      const u = x.map((a) => F.exp(a));
      return { part: psd(u.map((a) => u.map((b) => F.mul(a, b)))) };
    });
    expect(judged(gram, at(1, 2, 3))).toEqual({ status: 'holds', evidence: 'exact', margin: 0 });
  });
});
