import { describe, expect, it } from 'vitest';
import type { Field } from '../arithmetic/field.js';
import { rational, rationals } from '../arithmetic/rational.js';
import { judge } from '../judge/judge.js';
import { evaluate, type Statement } from '../judge/statement.js';
import { atMost, equal, lessThan, psd, type Relation } from '../theory/relation.js';
import { judgeDirectly } from './direct-judgement.js';
import { drawFrequency, isRejected } from './law-frequency.js';
import { RESERVATION, secondOpinion } from './second-opinion.js';

type Part = <S>(F: Field<S>, x: S) => Relation<S>;

/** One part named `p` about one number. */
const about = (part: Part, exponential: Statement['exponential'] = 'formal'): Statement => ({
  exponential,
  conclusion: (F, instance) => ({ p: part(F, (instance as readonly [never])[0]) }),
});
const opinion = (statement: Statement, x: number | string) => secondOpinion(statement, [rational(x)], 'p');

describe('the second opinion', () => {
  it('is genuine where the sides differ by more than its own rounding', () => {
    const third: Part = (F, x) => equal([F.mul(F.of(3), x)], [F.one]);
    expect(opinion(about(third), '1/2')).toEqual({ grade: 'genuine', reasons: [] });
    // 2⁻³⁰⁰ apart: not seen with 120 digits, seen with 480.
    expect(opinion(about(third), `${2n ** 300n + 1n}/${3n * 2n ** 300n}`).grade).toBe('genuine');
    expect(
      opinion(
        about((F, x) => atMost([x], [F.zero])),
        '1/1000000',
      ).grade,
    ).toBe('genuine');
    expect(
      opinion(
        about((F, x) => lessThan([x], [F.of(2)])),
        2,
      ).grade,
    ).toBe('genuine');
    expect(
      opinion(
        about((F, x) =>
          psd([
            [F.one, x],
            [x, F.one],
          ]),
        ),
        '1000001/1000000',
      ).grade,
    ).toBe('genuine');
    expect(
      opinion(
        about((F, x) =>
          psd([
            [F.one, x],
            [F.zero, F.one],
          ]),
        ),
        1,
      ).grade,
    ).toBe('genuine');
  });

  it('is quasi-genuine where the margin is within its rounding', () => {
    const far = `${2n ** 600n + 1n}/${3n * 2n ** 600n}`;
    const statement = about((F, x) => equal([F.mul(F.of(3), x)], [F.one]));
    expect(judge(statement, [rational(far)]).p.status).toBe('violated');
    expect(opinion(statement, far)).toMatchObject({ grade: 'quasi-genuine' });
    expect(opinion(statement, far).reasons[0]).toMatch(/^within the rounding .* width \d\.\de-1\d\d\)$/);
    expect(
      opinion(
        about((F, x) =>
          psd([
            [F.one, x],
            [x, F.one],
          ]),
        ),
        1,
      ).grade,
    ).toBe('quasi-genuine');
  });

  it('is quasi-genuine where only the formal exponential shows it', () => {
    const product = about((F, x) => equal([F.exp(F.add(x, x))], [F.mul(F.exp(x), F.exp(x))]));
    const { p } = evaluate(product, rationals, [rational('1/3')], (a) => a);
    expect(p.kind === 'equal' && p.left[0].equals(p.right[0])).toBe(false);
    expect(opinion(product, '1/3')).toEqual({ grade: 'quasi-genuine', reasons: [RESERVATION.formal] });
  });

  it('is quasi-genuine where 2^a shows it and e^a does not', () => {
    // 2 ≤ e, but 2^1 ≤ 2: "5/2 ≤ E(1)" fails for 2^a alone.
    const bound = about((F, x) => atMost([F.of(5, 2)], [F.exp(x)]), 'true');
    expect(judge(bound, [rational(1)]).p.status).toBe('violated');
    expect(opinion(bound, 1)).toEqual({ grade: 'quasi-genuine', reasons: [RESERVATION.baseTwo] });
  });

  it('is quasi-genuine at a kink where the violation rests on the derivative chosen there', () => {
    const derivative = about((F, x) => equal([F.gate(x, 1)], [F.one]));
    expect(opinion(derivative, 0)).toEqual({ grade: 'quasi-genuine', reasons: [RESERVATION.kink] });
    expect(opinion(derivative, -1).grade).toBe('genuine');
    // An indicator is no derivative: its value at 0 is part of the statement.
    expect(
      opinion(
        about((F, x) => equal([F.gate(x)], [F.one])),
        0,
      ).grade,
    ).toBe('genuine');
    expect(
      opinion(
        about((F, x) => equal([F.gate(x, 1)], [F.of(7)])),
        0,
      ).grade,
    ).toBe('genuine');
  });

  it('leaves a potential violation where it cannot judge, or contradicts', () => {
    expect(
      opinion(
        about((F, x) => equal([F.gate(F.sub(F.sqrt(x), F.sqrt(x)), 1)], [F.one])),
        2,
      ),
    ).toEqual({
      grade: 'potential',
      reasons: ['the second implementation cannot judge it: an interval across 0'],
    });
    expect(
      opinion(
        about((F, x) => equal([F.log(x)], [F.one])),
        -1,
      ).reasons,
    ).toEqual(['the second implementation cannot judge it: a side has no value']);
    expect(
      opinion(
        about((_, x) => equal([x], [x])),
        1,
      ),
    ).toEqual({
      grade: 'potential',
      reasons: ['the second implementation finds that the part holds'],
    });
    expect(
      secondOpinion(
        about((_, x) => equal([x], [x])),
        [rational(1)],
        'q',
      ).grade,
    ).toBe('potential');
  });

  it('reads e^a as e^a, or as 2^a where asked', () => {
    const power = (value: number): Statement => about((F, x) => lessThan([F.of(value)], [F.exp(x)]));
    const status = (value: number, baseTwo: boolean) =>
      judgeDirectly(power(value), [rational(3)], 'p', 120, { baseTwo }).status;
    expect([status(20, false), status(21, false)]).toEqual(['holds', 'violated']);
    expect([status(7, true), status(9, true)]).toEqual(['holds', 'violated']);
  });
});

describe('a law by fresh draws', () => {
  const coin = (claimed: string, relation: 'equal' | 'at least' = 'equal') => ({
    text: 'a coin',
    relation,
    probability: () => rational(claimed),
    draw: (_: unknown, uniform: () => number) => uniform() < 0.5,
  });
  const rejects = (...law: Parameters<typeof coin>) => isRejected(drawFrequency(coin(...law), undefined, 'coin'));

  it('is rejected where it is false, and not where it is true', () => {
    expect([rejects('3/5'), rejects('2/5'), rejects('1'), rejects('0')]).toEqual([true, true, true, true]);
    expect([rejects('1/2'), rejects('2/5', 'at least'), rejects('0', 'at least')]).toEqual([false, false, false]);
    expect(rejects('3/5', 'at least')).toBe(true);
  });

  it('grades a witness that only draws show', () => {
    const law = (claimed: string): Statement => ({
      ...about((F) => equal([F.one], [F.one])),
      laws: { p: coin(claimed) },
    });
    expect(opinion(law('3/5'), 0).grade).toBe('genuine');
    expect(opinion(law('1/2'), 0)).toMatchObject({ grade: 'quasi-genuine' });
  });
});
