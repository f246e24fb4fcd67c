import { describe, expect, it } from 'vitest';
import { sampleOf } from '../../../properties/instances.js';
import { rational } from '../../arithmetic/rational.js';
import { type AnyClaim, narrowed } from '../claim.js';
import { covarianceOperator } from '../dual-networks/covariance-operator.js';
import { claimById } from '../index.js';

const claimOf = (id: string): AnyClaim => {
  const found = claimById(id);
  if (!('conclusion' in found)) throw new Error(`${id}: expected a claim about instances, got a measured one`);
  return found;
};

/** Whether an instance, of which only what the assumption reads is given, meets it. */
const meets = (id: string, slug: string, instance: unknown): boolean | undefined =>
  claimOf(id)
    .assumptions.find((assumption) => assumption.slug === slug)
    ?.holds(instance);

const numbers = (text: string) => text.split(' ').map((a) => rational(a));
const units = (n: number) => Array.from({ length: n }, () => numbers('1'));

describe('an assumption that an instance can meet in several ways', () => {
  it.each([
    ['at the root', { group: '', network: { weights: { '': units(2) } } }, true],
    ['with one unit', { group: '0', network: { weights: { '': units(2), '0': units(1) } } }, true],
    ['with two units', { group: '0', network: { weights: { '': units(1), '0': units(2) } } }, false],
    ['with two units below turns', { group: '0', network: { weights: { '0': units(2) } }, conformal: {} }, true],
  ])('orthogonal-jacobian %s', (_, instance, expected) => {
    expect(meets('latent-tree/gap-growth', 'orthogonal-jacobian', instance)).toBe(expected);
  });

  it.each([
    [undefined, true],
    ['1/3 1/3 1/3', true],
    ['1/2 1/4 1/4', false],
    ['1/4 1/2 1/4', false],
  ])('uniform-translation by shifts of %s', (shifts, expected) => {
    const objects = [{ shifts: numbers('1/2 1/2') }, { shifts: shifts === undefined ? undefined : numbers(shifts) }];
    expect(meets('dual-networks/linear-neuron-blind', 'uniform-translation', { objects })).toBe(expected);
  });

  it.each([
    [undefined, true],
    ['1/3 1/3 1/3', true],
    ['1/3 1/6 1/2', false],
  ])('uniform-root with the law %s', (root, expected) => {
    const instance = { root: root === undefined ? undefined : numbers(root) };
    expect(meets('latent-tree/translation-invariant-chain', 'uniform-root', instance)).toBe(expected);
  });

  it.each([
    ['independent', 2, true],
    ['tied', 1, true],
    ['tied', 2, false],
  ])('rows-independent with rows that are %s, %d of them', (rows, n, expected) => {
    const instance = { init: { rows }, network: { weights: { '': units(n) } } };
    expect(meets('latent-tree/lucky-node-sign', 'rows-independent', instance)).toBe(expected);
  });
});

describe('constant-jacobian, which speaks of the latents on the way to μ', () => {
  const transition = [numbers('1')];
  const latent = (...children: object[]) => ({ transition, children });
  const leaf = { transition };
  const tree = { probability: numbers('1'), children: [latent(leaf), latent(latent(leaf))] };
  it.each([
    [{ '1': 'linear', '10': 'linear', '0': 'relu' }, true],
    [{ '1': 'relu', '10': 'linear', '0': 'linear' }, false],
    [{ '1': 'linear', '10': 'relu', '0': 'linear' }, false],
    [undefined, false],
  ])('with %j', (activations, expected) => {
    const instance = { tree, group: '10', activations };
    expect(meets('latent-tree/constant-jacobian-block', 'constant-jacobian', instance)).toBe(expected);
  });
});

describe('columns-sum-zero, of both edges', () => {
  const transition = (...rows: string[]) => ({ transition: rows.map(numbers) });
  const states = { alpha: 2, beta: 2, gamma: 2 };
  const uniform = transition('1/4 3/4', '3/4 1/4');
  it.each([
    ['both', uniform, uniform, true],
    ['the upper alone', uniform, transition('1/4 3/4', '1/2 1/2'), false],
    ['the lower alone', transition('1/4 3/4', '1/2 1/2'), uniform, false],
  ])('met by %s', (_, upper, lower, expected) => {
    const instance = { states, upper, lower };
    expect(meets('latent-tree/translation-invariant-chain', 'column-sums-zero', instance)).toBe(expected);
  });
  it('asks it of every column', () => {
    const instance = { states: { alpha: 2, beta: 3, gamma: 2 }, upper: transition('1/3 2/3 0', '1/3 0 2/3'), lower: transition('1/2 1/2', '1/2 1/2', '1/2 1/2') }; // prettier-ignore
    expect(meets('latent-tree/translation-invariant-chain', 'column-sums-zero', instance)).toBe(true);
    const first = { ...instance, upper: transition('1/3 1/3 1/3', '1/3 2/3 0') };
    expect(meets('latent-tree/translation-invariant-chain', 'column-sums-zero', first)).toBe(false);
  });
});

describe('a claim narrowed to all assumptions but some', () => {
  it('has instances outside those', () => {
    const { assumptions } = covarianceOperator;
    const noBias = assumptions.find(({ slug }) => slug === 'no-bias');
    const drawn = (except: readonly string[]) => sampleOf(narrowed(covarianceOperator, except), 50);
    expect(drawn([]).filter((instance) => noBias?.holds(instance) !== true)).toEqual([]);
    expect(drawn(['no-bias']).some((instance) => noBias?.holds(instance) === false)).toBe(true);
    const others = assumptions.filter((assumption) => assumption !== noBias);
    expect(drawn(['no-bias']).filter((instance) => !others.every(({ holds }) => holds(instance)))).toEqual([]);
  });
});

describe('what is drawn outside the assumptions', () => {
  const drawn = <I>(id: string): readonly I[] => sampleOf<I>(claimOf(id).space.node, 300);

  it.each(['loss-common-property', 'loss-convexity', 'loss-translation-invariance'])(
    '%s: a constant logit is added to InfoNCE and to no other loss',
    (name) => {
      const instances = drawn<{ loss: { kind: string }; constantDistance?: unknown }>(`dual-networks/${name}`);
      const extended = instances.filter(({ constantDistance }) => constantDistance !== undefined);
      expect(new Set(extended.map(({ loss }) => loss.kind))).toEqual(new Set(['infonce']));
    },
  );

  it('lucky-nodes-stay-lucky: the group is below the root', () => {
    const groups = drawn<{ group: string }>('latent-tree/lucky-nodes-stay-lucky').map(({ group }) => group);
    expect(groups).not.toContain('');
  });
});
