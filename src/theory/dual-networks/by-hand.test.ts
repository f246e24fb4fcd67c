import { describe, expect, it } from 'vitest';
import type { Rational } from '../../arithmetic/rational.js';
import { judge } from '../../judge/judge.js';
import { mutantStatement, type Statement } from '../../judge/statement.js';
import { decode } from '../../ledger/codec.js';
import type { Loss } from '../../model/losses.js';
import type { AnyClaim } from '../claim.js';
import { constantJacobianOperator } from './constant-jacobian-operator.js';
import { layerBalance } from './layer-balance.js';
import { lossTranslationInvariance } from './loss-translation-invariance.js';

/** The status of every part of a claim, or of one of its mutants, on an instance as it is written in a file. */
const statuses = (claim: AnyClaim, json: unknown, mutant?: string): Record<string, string> => {
  const sibling = claim.mutants.find(({ name }) => name === mutant);
  const statement: Statement = sibling ? mutantStatement(claim, sibling) : claim;
  const outcomes = judge(statement, decode(claim.space.node, json));
  return Object.fromEntries(Object.entries(outcomes).map(([name, { status }]) => [name, status]));
};

describe('loss-translation-invariance on InfoNCE', () => {
  const loss = { kind: 'infonce', tau: '1', negatives: 2 };
  const instance = { loss, plus: '1', minus: ['2', '0'], shift: '1' };
  const ofLikelihood = 'L(r) = −log of that at u = e^{−r/τ}';
  const scaled = 'e^{−L} of v·u is e^{−L} of u';

  it('holds, and its loss is −log u₀/Σu, with a multiple of r₊ added as well', () => {
    expect(new Set(Object.values(statuses(lossTranslationInvariance, instance)))).toEqual(new Set(['holds']));
    const attracted = statuses(lossTranslationInvariance, { ...instance, beta: '1/2' });
    expect(attracted).toMatchObject({ [ofLikelihood]: 'holds', 'd/dc L(r + c·1) = 0': 'violated' });
  });

  it('is violated by a term that does not move with the others', () => {
    const withConstant = statuses(lossTranslationInvariance, { ...instance, constantDistance: '0' });
    expect(withConstant).toMatchObject({ [scaled]: 'violated', [ofLikelihood]: 'holds' });
  });

  it('is violated where r₊ moves alone', () => {
    expect(statuses(lossTranslationInvariance, instance, 'positive-shifted-alone')).toMatchObject({
      [scaled]: 'violated',
      [ofLikelihood]: 'holds',
    });
    expect(statuses(lossTranslationInvariance, { ...instance, shift: '0' }, 'positive-shifted-alone')[scaled]).toBe(
      'holds',
    );
  });
});

describe('layer-balance of the simple loss', () => {
  const loss: Loss<Rational> = { kind: 'simple' };
  const network = { activation: 'relu', weights: [[['1']]], top: 'linear' };
  const view = (x: string) => [{ probability: '1', x: [x] }];
  const point = (x: string, positive?: string) => ({
    probability: '1/2',
    views: view(x),
    ...(positive !== undefined && { positives: view(positive) }),
  });
  const simple = 'simple loss: ⟨W_l, −∇L⟩ ≥ 0';
  const parts = (world: unknown): string[] => Object.keys(statuses(layerBalance, { network, world, loss }));

  it('says that weights grow where positives and negatives have the law of the anchors, and there alone', () => {
    expect(parts({ points: [point('1'), point('0')] })).toContain(simple);
    expect(parts({ points: [point('1', '0'), point('0')] })).not.toContain(simple);
    expect(parts({ points: [point('1', '0'), point('0', '1')] })).not.toContain(simple);
    expect(parts({ points: [point('1'), point('0')], negatives: ['1', '0'] })).not.toContain(simple);
  });
});

describe('constant-jacobian-operator', () => {
  it('is what its sibling with J Jᵀ says where J is not square', () => {
    const view = (x: string) => ({ probability: '1/2', views: [{ probability: '1', x: [x] }] });
    const instance = {
      network: { activation: 'linear', weights: [[['1'], ['2']], [['1', '1']]], top: 'linear' },
      world: { points: [view('1'), view('0')] },
      layer: 1,
    };
    expect(new Set(Object.values(statuses(constantJacobianOperator, instance, 'jacobian-outer-product')))).toEqual(
      new Set(['holds']),
    );
  });
});
