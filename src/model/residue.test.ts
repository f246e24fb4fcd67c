import { expect, it } from 'vitest';
import { type Rational, rational, rationals } from '../arithmetic/rational.js';
import type { Network } from './network.js';
import { residues } from './residue.js';
import type { World } from './world.js';

it('E|r₊ − r₋ + r| c takes positives from their own law, however many there are: 0 and ½ for x₁ = x₋ = 0, x₊ = ±1', () => {
  const [zero, one] = [rational(0), rational(1)];
  const network: Network<Rational> = { activation: 'linear', weights: [[[one]]], top: 'linear' };
  const half = (x: number) => ({ probability: rational(1, 2), x: [rational(x)] });
  const world: World<Rational> = {
    points: [{ probability: one, views: [{ probability: one, x: [zero] }], positives: [half(1), half(-1)] }],
  };
  const of = (branches: 'one' | 'both') =>
    residues(rationals)
      .spread(network, world, [[zero]], 1, branches)
      .toFraction();
  expect([of('one'), of('both')]).toEqual(['0', '1/2']);
});

it('the weight of a pair has the Lipschitz constant 0, 1/(4τ) or 1/(4τ²), and that of the hinge has none', () => {
  const { lipschitz } = residues(rationals);
  const tau = rational(3);
  expect(lipschitz({ kind: 'simple' }).toFraction()).toBe('0');
  expect(lipschitz({ kind: 'triplet', tau, margin: rational(1) }).toFraction()).toBe('1/12');
  expect(lipschitz({ kind: 'infonce', tau, negatives: 1 }).toFraction()).toBe('1/36');
  expect(() => lipschitz({ kind: 'hinge', margin: rational(1) })).toThrow(
    new RangeError('lipschitz: expected a loss with a Lipschitz weight, got the hinge'),
  );
});
