import { describe, expect, it } from 'vitest';
import { statementOf } from '../../properties/instances.js';
import type { Field } from '../arithmetic/field.js';
import { PRIME } from '../arithmetic/prime-field.js';
import { type Rational, rational } from '../arithmetic/rational.js';
import type { Statement } from '../judge/statement.js';
import { encode } from '../ledger/codec.js';
import type { Verdict } from '../ledger/verdict.js';
import { derivatives } from '../model/gradient.js';
import { atMost, equal, lessThan, psd, type Relation } from '../theory/relation.js';
import { axis, integer, list, number, record } from '../theory/space.js';
import { attack, search } from './attack.js';

interface Instance {
  readonly x: readonly Rational[];
  readonly k: number;
}
const node = record({ x: list(axis('n', 1, 3), number(2, 2)), k: integer(1, 4) });
const options = { runs: 200, seed: 1 };

const part = (of: <S>(F: Field<S>, x: readonly S[], k: number) => Relation<S>): Statement =>
  statementOf<Instance>((F, { x, k }) => ({ part: of(F, x, k) }));
const attacked = (statement: Statement, seed = 1): Verdict => attack(statement, node, { ...options, seed });

/** A derivative of ReLU at 0: undecided wherever it is asked for. */
const kink = <S>(F: Field<S>): S =>
  derivatives(F).gradient([F.one], (D, [v]) => {
    const zero = D.sub(v, D.one);
    return D.mul(D.gate(zero), zero);
  })[0];

const squares = <S>(F: Field<S>, x: readonly S[]): S => x.reduce((s, a) => F.add(s, F.mul(a, a)), F.zero);
const sum = <S>(F: Field<S>, x: readonly S[]): S => x.reduce((s, a) => F.add(s, a), F.zero);

describe('an attack on "for all"', () => {
  const true_ = part((F, x) => {
    const cross = x.flatMap((a) => x.map((b) => F.mul(a, b)));
    return equal([F.mul(sum(F, x), sum(F, x))], [sum(F, cross)]);
  });

  it('leaves a true statement standing: exact at every instance, an identity at every point, of its degree', () => {
    const verdict = attacked(true_);
    expect(verdict).toMatchObject({ word: 'holds', instances: 200, discarded: 0, shapes: 12, degree: 2 });
    expect(verdict.parts).toEqual([
      {
        name: 'part',
        relation: 'equal',
        exact: 200,
        enclosed: 0,
        identity: 200,
        exhaustive: 0,
        statistical: 0,
        open: 0,
        worstMargin: 0,
        margins: { '= 0': 200 },
      },
    ]);
    expect(verdict.witness).toBeUndefined();
  });

  it('states the largest degree of all the shapes it met, not of the first few', () => {
    const growing = part((F, x, k) => {
      const product = Array.from({ length: k }, () => x[0]).reduce((p, a) => F.mul(p, a));
      return equal([product], [F.neg(F.neg(product))]);
    });
    for (const seed of [1, 2, 3, 4, 5, 6]) expect(attacked(growing, seed).degree).toBe(4);
  });

  it('leaves a true inequality standing, with its least slack', () => {
    const verdict = attacked(part((F, x) => lessThan([F.neg(F.one)], [squares(F, x)])));
    expect(verdict).toMatchObject({ word: 'holds', degree: null });
    expect(verdict.parts[0]).toMatchObject({ relation: 'atMost', exact: 200, identity: 0, worstMargin: 1 });
  });

  it('refutes a false statement with the smallest witness, whatever the seed', () => {
    const falseOne = part((F, x) => equal([squares(F, x)], [F.mul(sum(F, x), sum(F, x))]));
    for (const seed of [1, 2, 3, 4, 5]) {
      const { word, witness } = attacked(falseOne, seed);
      expect(word).toBe('refuted');
      expect(encode(witness?.instance)).toEqual({ x: ['1', '1'], k: 1 });
      expect(witness).toMatchObject({ part: 'part', margin: -2 });
    }
  });

  it('names the part that is violated, and refutes M ⪰ 0 with a direction’s margin', () => {
    const mixed = statementOf<Instance>((F, { x }) => ({
      fine: equal(x, x),
      wrong: psd([[x[0], F.zero], [F.zero, F.one]]), // prettier-ignore
    }));
    const { word, witness } = attacked(mixed);
    expect(word).toBe('refuted');
    expect(encode(witness?.instance)).toEqual({ x: ['-1'], k: 1 });
    expect(witness).toMatchObject({ part: 'wrong', margin: -1 });
  });

  it('finds nothing to say where every instance is a kink: vacuous', () => {
    const verdict = attacked(part((F) => equal([kink(F)], [F.one])));
    expect(verdict).toMatchObject({ word: 'vacuous', instances: 0, reason: 'no instance could be judged' });
    expect(verdict.discarded).toBeGreaterThan(0);
  });

  it('does not decide where more than half of the instances are discarded, and does where fewer are', () => {
    const kinkedWhere = (isKinked: (k: number) => boolean): Verdict =>
      attacked(part((F, _x, k) => (isKinked(k) ? equal([kink(F)], [F.one]) : equal([F.one], [F.one]))));
    const most = kinkedWhere((k) => k > 1);
    expect(most).toMatchObject({
      word: 'undecided',
      reason: expect.stringMatching(/^\d+ of \d+ instances discarded$/) as string,
    });
    expect(most.discarded).toBeGreaterThan(most.instances);
    const few = kinkedWhere((k) => k === 1);
    expect(few).toMatchObject({ word: 'holds', instances: 200 });
    expect(few.discarded).toBeGreaterThan(0);
  });

  it('does not take a kink for a violation while it shrinks', () => {
    const guarded = part((F, x, k) => (k === 1 ? equal([kink(F)], [F.one]) : lessThan([squares(F, x)], [F.one])));
    const { word, witness } = attacked(guarded);
    expect(word).toBe('refuted');
    expect(encode(witness?.instance)).toEqual({ x: ['1'], k: 2 });
  });

  it('does not decide an equality that holds for the numbers drawn and not as an identity', () => {
    // Π (2x − m) over every half-integer that is drawn.
    const vanishing = part((F, x) => {
      const factors = [-4, -3, -2, -1, 0, 1, 2, 3, 4].map((m) => F.sub(F.mul(F.of(2), x[0]), F.of(m)));
      return equal([factors.reduce((p, a) => F.mul(p, a))], [F.zero]);
    });
    const verdict = attacked(vanishing);
    expect(verdict).toMatchObject({
      word: 'undecided',
      degree: 9,
      reason: 'an equality fails at 200 points of the prime field',
    });
    expect(verdict.parts[0]).toMatchObject({ exact: 200, identity: 0 });
  });

  it('does not decide an equality that no point of the prime field decides', () => {
    const { word, reason } = attacked(
      part((F, x) => equal([F.mul(x[0], F.of(1, PRIME))], [F.mul(F.of(1, PRIME), x[0])])),
    );
    expect({ word, reason }).toEqual({ word: 'undecided', reason: 'part: no point of the prime field decides it' });
  });

  it('does not decide a part that is open on more than half of the instances', () => {
    const { word, reason } = attacked(part((F, x) => atMost([F.div(F.one, F.sub(x[0], x[0]))], [F.one])));
    expect({ word, reason }).toEqual({ word: 'undecided', reason: 'part: open on 200 of 200 instances' });
  });

  it('is determined by its seed', () => {
    const rough = part((F, x) => atMost([sum(F, x)], [F.of(5)]));
    expect(attacked(rough, 7)).toEqual(attacked(rough, 7));
    const cases = [1, 2, 3, 4].map((seed) => attacked(rough, seed).instances);
    expect(new Set(cases).size).toBeGreaterThan(1);
  });

  it('reports its progress, one instance at a time', () => {
    let instances = 0;
    attack(true_, node, { ...options, progress: () => instances++ });
    expect(instances).toBe(200);
  });
});

describe('a search for "there is"', () => {
  const isThree = part((F, x) => equal([sum(F, x)], [F.of(3)]));
  const given: Instance = { x: [rational(1), rational(2)], k: 1 };

  it('holds with the first instance that shows it', () => {
    const verdict = search(isThree, node, [], options);
    expect(verdict).toMatchObject({ word: 'holds', witness: { part: 'part', margin: 0 } });
    const { x } = verdict.witness?.instance as Instance;
    expect(x.reduce((s, a) => s.add(a), rational(0)).equals(3)).toBe(true);
  });

  it('tries the given witnesses first', () => {
    const other: Instance = { x: [rational(1)], k: 2 };
    expect(search(isThree, node, [other, given], options).witness?.instance).toBe(given);
    expect(search(isThree, node, [given], { ...options, runs: 0 })).toMatchObject({ word: 'holds', instances: 1 });
  });

  it('is refuted, without a witness, where nothing is found', () => {
    const never = part((F, x) => lessThan([squares(F, x)], [F.zero]));
    const verdict = search(never, node, [given], options);
    expect(verdict).toMatchObject({ word: 'refuted', instances: 201, reason: 'no instance found in 201' });
    expect(verdict.witness).toBeUndefined();
  });

  it('counts neither kinks nor open parts as showing it', () => {
    expect(
      search(
        part((F) => equal([kink(F)], [F.one])),
        node,
        [],
        options,
      ),
    ).toMatchObject({
      word: 'refuted',
      instances: 0,
      discarded: 200,
    });
    const poisoned = part((F, x) => atMost([F.div(F.one, F.sub(x[0], x[0]))], [F.one]));
    expect(search(poisoned, node, [], options).word).toBe('refuted');
  });
});
