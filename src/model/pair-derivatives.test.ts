import { expect, it } from 'vitest';
import { rational } from '../arithmetic/rational.js';
import { termsOf } from './pair-derivatives.js';
import type { World } from './world.js';

it('a population loss has Σ V² N^H terms: 5·3 with one negative and 5·9 with two, for points of one and two views', () => {
  const view = { probability: rational(1), x: [rational(0)] };
  const world: World<unknown> = {
    points: [
      { probability: rational(1, 2), views: [view] },
      { probability: rational(1, 2), views: [view, view] },
    ],
  };
  expect(termsOf(world, { kind: 'simple' })).toBe(15);
  expect(termsOf(world, { kind: 'infonce', tau: rational(1), negatives: 2 })).toBe(45);
});
