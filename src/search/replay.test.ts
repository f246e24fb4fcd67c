import { describe, expect, it } from 'vitest';
import { readWitness, witnessText, type WitnessFile } from '../ledger/witness-file.js';
import { decode } from '../ledger/codec.js';
import type { AnyClaim } from '../theory/claim.js';
import { statementById } from '../theory/index.js';
import type { Attack } from './attacks.js';
import { replay } from './replay.js';
import { attackOf, problemName, witnessOf } from './witness-of.js';

const homogeneity = statementById('dual-networks/homogeneity');
/** f(x) = 1 whatever the weights, by its bias alone. */
const biased = {
  network: { activation: 'linear', weights: [[['0', '0']]], biases: [['1']], top: 'linear' },
  x: ['0', '0'],
  layer: 1,
};

const fileOf = (claim: AnyClaim, attack: Attack, json: unknown, part: string): WitnessFile => {
  const instance = decode(claim.space.node, json);
  const file = witnessOf(
    claim,
    attack,
    { word: 'refuted', witness: { instance, part, margin: -1 } },
    'contrapose list',
  );
  if (file === undefined) throw new Error('witnessOf: expected a file, got none');
  return file;
};
const part = 'f_L = K_lᵀ vec(W_l)';
const without: Attack = { kind: 'without', slugs: ['no-bias'] };
const witness = fileOf(homogeneity, without, biased, part);
const among = (change: Partial<AnyClaim>): readonly AnyClaim[] => [{ ...homogeneity, ...change }];

describe('the file of a violation', () => {
  it('has both sides, the margin, the grade and what it leaves standing', () => {
    expect(witness).toMatchObject({
      claim: 'dual-networks/homogeneity',
      attack: 'without',
      dropped: ['no-bias'],
      margin: -1,
      sides: { relation: 'equal', exponential: 'e^a', left: ['0'], right: ['1'] },
      instance: biased,
      boundary: 'the claim with no-bias (no layer has a bias)',
      grade: 'genuine',
      reasons: [],
    });
    expect(attackOf(witness)).toEqual(without);
    expect(problemName(witness)).toBe('dual-networks/homogeneity without no-bias');
  });

  it('names the mutant it is of, and that the claim itself stands', () => {
    const mutant: Attack = { kind: 'mutant', name: homogeneity.mutants[0].name };
    const instance = {
      network: { activation: 'linear', weights: [[['1', '2']], [['1']]], top: 'linear' },
      x: ['1', '0'],
      layer: 1,
    };
    const file = fileOf(homogeneity, mutant, instance, part);
    expect(file).toMatchObject({ attack: 'mutant', dropped: [], mutant: mutant.name });
    expect(file.boundary).toMatch(/^the claim itself, of which this is a false sibling: /);
    expect(attackOf(file)).toEqual(mutant);
  });

  it('is not made where nothing was refuted, nor of a claim of existence', () => {
    expect(witnessOf(homogeneity, without, { word: 'holds' }, 'contrapose list')).toBeUndefined();
    const exists: AnyClaim = { ...homogeneity, quantifier: 'exists' };
    const verdict = { word: 'refuted', witness: { instance: {}, part, margin: 1 } } as const;
    expect(witnessOf(exists, without, verdict, 'contrapose list')).toBeUndefined();
  });

  it('reads a claim about the true exponential as its attack does', () => {
    const claim = statementById('dual-networks/loss-translation-invariance');
    const instance = {
      loss: { kind: 'infonce', tau: '1', negatives: 1 },
      plus: '0',
      minus: ['1'],
      shift: '1',
      beta: '1',
    };
    const file = fileOf(claim, { kind: 'without', slugs: ['no-extra-attraction'] }, instance, 'd/dc L(r + c·1) = 0');
    expect(file).toMatchObject({
      margin: -1,
      sides: { exponential: '2^a', left: ['1'], right: ['0'] },
      grade: 'genuine',
    });
    expect(replay(file)).toMatchObject({ status: 'refutes', changed: false });
  });
});

describe('a replayed witness', () => {
  it('still refutes, with the numbers of its file', () => {
    const again = replay(readWitness(witnessText(witness), 'w'));
    expect(again).toMatchObject({ status: 'refutes', margin: -1, grade: 'genuine', changed: false, withinAll: false });
  });

  it('says where its file records other numbers', () => {
    expect(replay({ ...witness, margin: -2 })).toMatchObject({ status: 'refutes', margin: -1, changed: true });
    expect(replay({ ...witness, sides: { ...witness.sides, left: ['2'] } })).toMatchObject({ changed: true });
  });

  it('is fixed where the part holds on it', () => {
    const conclusion = homogeneity.conclusion;
    const fixed = among({
      conclusion: (F, instance) => ({
        [part]: { ...conclusion(F, instance)[part], kind: 'equal', left: [], right: [] },
      }),
    });
    expect(replay(witness, fixed)).toMatchObject({ status: 'fixed', reason: 'the part holds on it' });
  });

  it('is fixed where it is outside an assumption that the claim has now', () => {
    const [noBias, ...others] = homogeneity.assumptions;
    const never = { ...noBias, slug: 'never', holds: () => false };
    expect(replay(witness, among({ assumptions: [noBias, ...others, never] }))).toMatchObject({
      status: 'fixed',
      reason: 'it is outside the assumptions never',
    });
  });

  it('says where it meets the assumption that is left out, and so refutes the claim itself', () => {
    const [noBias, ...others] = homogeneity.assumptions;
    const wide = among({ assumptions: [{ ...noBias, holds: () => true }, ...others] });
    expect(replay(witness, wide)).toMatchObject({ status: 'refutes', withinAll: true });
  });

  it('is undecided at a kink', () => {
    const pair = statementById('dual-networks/pair-gradient');
    const network = { activation: 'relu', weights: [[['0']], [['1']]], biases: [['0'], ['0']], top: 'linear' };
    const kink = { network, x1: ['1'], x2: ['0'], layer: 1 };
    const file: WitnessFile = { ...witness, claim: pair.id, instance: kink, part: 'branch 1 moves' };
    expect(replay(file)).toMatchObject({ status: 'undecided', reason: 'kink at layer 1' });
  });

  it.each([
    ['its claim', { claim: 'dual-networks/gone' }, /no claim "dual-networks\/gone"/],
    ['its claim, now measured', { claim: 'latent-tree/latent-recovery' }, /no claim .* about instances/],
    ['its claim, now one of existence', { claim: 'latent-tree/gap-is-not-selectivity' }, /one of existence/],
    ['its assumption', { dropped: ['gone'] }, /no assumption "gone"/],
    ['its mutant', { attack: 'mutant', dropped: [], mutant: 'gone' }, /no mutant "gone"/],
    ['the subclass of its mutant', { attack: 'agreement', dropped: [], mutant: 'gone' }, /no mutant "gone"/],
    ['its part', { part: 'gone' }, /no part "gone"/],
    [
      'the form of its instance',
      { instance: { ...biased, gone: 1 } },
      /its instance is none of the claim's: gone: expected/,
    ],
    ['a number of its instance', { instance: { ...biased, x: ['NaN', '0'] } }, /x\[0\]: expected a number/],
  ] as const)('is stale where %s is gone', (_, change, reason) => {
    const found = replay({ ...witness, ...change });
    expect(found.status).toBe('stale');
    expect('reason' in found && found.reason).toMatch(reason);
  });

  it('is stale where the mutant has no subclass any more', () => {
    const [mutant] = homogeneity.mutants;
    const bare = { name: mutant.name, text: mutant.text, conclusion: mutant.conclusion };
    const file: WitnessFile = { ...witness, attack: 'agreement', dropped: [], mutant: mutant.name };
    expect(replay(file, among({ mutants: [bare] }))).toMatchObject({ status: 'stale' });
  });
});
