import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { beforeAll, describe, expect, it } from 'vitest';
import { float64 } from '../../src/arithmetic/float64.js';
import { linearAlgebra } from '../../src/arithmetic/linear-algebra.js';
import { type BranchCount, dualNetworks } from '../../src/model/dual-networks.js';
import type { Loss } from '../../src/model/losses.js';
import type { Network } from '../../src/model/network.js';
import type { World } from '../../src/model/world.js';
import { float32Gradients } from '../float32-bound.js';
import { type Differentiator, loadTensorFlow, outsideGradients } from '../tensorflow.js';

const WIDTHS = [16, 32, 24, 16];
const POINTS = 8;
const VIEWS = 4;
/** One instance, the same in every run: what is compared is two ways of differentiating. */
const SEED = 1;

const { apply, scale, unvec, vec } = linearAlgebra(float64);
const model = dualNetworks(float64);

/** Weights in 64ths and views in 32nds near their point: float32 numbers, and the probabilities 1/8 and 1/4 too. */
const drawn = (seed: number): { network: Network<number>; world: World<number> } => {
  const generator = xoroshiro128plus(seed);
  const vector = (length: number, steps: number, unit: number): number[] =>
    Array.from({ length }, () => uniformInt(generator, -steps, steps) * unit);
  const weights = WIDTHS.slice(1).map((rows, l) => Array.from({ length: rows }, () => vector(WIDTHS[l], 32, 1 / 64)));
  const points = Array.from({ length: POINTS }, () => {
    const centre = vector(WIDTHS[0], 32, 1 / 32);
    const views = Array.from({ length: VIEWS }, () => {
      const noise = vector(WIDTHS[0], 12, 1 / 32);
      return { probability: 1 / VIEWS, x: centre.map((c, i) => c + noise[i]) };
    });
    return { probability: 1 / POINTS, views };
  });
  return { network: { activation: 'relu', weights }, world: { points } };
};

/** ‖a − b‖ / ‖bound‖: at most 1 if every entry is within its bound. */
const scaledResidual = (a: readonly number[], b: readonly number[], bound: readonly number[]): number =>
  Math.hypot(...a.map((v, i) => v - b[i])) / Math.hypot(...bound);

const withinBound = (a: readonly number[], b: readonly number[], bound: readonly number[]): boolean =>
  a.every((v, i) => Math.abs(v - b[i]) <= bound[i]);

/** A column-major vector of a layer's weights, row by row. */
const rowMajor = (w: readonly number[], l: number): number[] => unvec(w, WIDTHS[l]).flat();

describe('a differentiator from outside, in float32', () => {
  let outside: Differentiator;
  const { network, world } = drawn(SEED);
  const layers = network.weights.map((_, i) => i + 1);
  const inside = (loss: Loss<number>, l: number, branches: BranchCount): number[] =>
    rowMajor(model.negativeGradient(network, world, loss, l, branches), l);
  const compare = (
    name: string,
    loss: Loss<number>,
    branches: BranchCount,
    expected: (l: number) => readonly number[],
    of: readonly number[] = layers,
  ): void => {
    const found = outsideGradients(outside, network, world, loss, branches);
    const analysed = float32Gradients(network, world, loss, branches);
    const residuals = of.map((l) => {
      const right = expected(l);
      const [left, bound] = [found[l - 1], analysed[l - 1].error];
      expect(withinBound(left, right, bound), `${name}, layer ${l}`).toBe(true);
      // The control: without a factor 2 the same comparison must fail, or it could not have failed at all.
      const control = scaledResidual(left, scale(1 / 2, right), bound);
      expect(control, `${name}, layer ${l}, halved`).toBeGreaterThan(1);
      return `${scaledResidual(left, right, bound).toExponential(1)} (halved: ${control.toFixed(1)})`;
    });
    console.info(`${name}: ‖difference‖/‖bound‖ ${residuals.join(', ')}`);
  };

  beforeAll(async () => {
    outside = await loadTensorFlow();
    console.info(`outside differentiator: ${outside.backend}`);
  });

  const closedForms = layers.map((l) =>
    rowMajor(apply(model.covarianceOperator(network, world, l), vec(network.weights[l - 1])), l),
  );

  it('finds OP_l vec(W_l) as the negative gradient of L_simp through one branch', () => {
    compare('L_simp, one branch', { kind: 'simple' }, 'one', (l) => closedForms[l - 1]);
  });

  it('finds 2 OP_l vec(W_l) as the negative gradient of L_simp through both branches', () => {
    compare('L_simp, both branches', { kind: 'simple' }, 'both', (l) => scale(2, closedForms[l - 1]));
  });

  it.each(['one', 'both'] as const)('finds the gradient of L_nce that dual numbers find (branches: %s)', (branches) => {
    const loss: Loss<number> = { kind: 'infonce', tau: 2, negatives: 1 };
    compare(`L_nce, ${branches}`, loss, branches, (l) => inside(loss, l, branches), [2, 3]);
  });

  it.each(['one', 'both'] as const)('finds the gradient of L_tri that dual numbers find (branches: %s)', (branches) => {
    const loss: Loss<number> = { kind: 'triplet', tau: 2, margin: 0.5 };
    compare(`L_tri, ${branches}`, loss, branches, (l) => inside(loss, l, branches), [2, 3]);
  });
});
