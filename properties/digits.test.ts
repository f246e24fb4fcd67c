import { describe, expect, it } from 'vitest';
import { float64 } from '../src/arithmetic/float64.js';
import { linearAlgebra } from '../src/arithmetic/linear-algebra.js';
import { rationalOfFloat, rationals } from '../src/arithmetic/rational.js';
import { mapNetwork, type Network } from '../src/model/network.js';
import { mapWorld, type World } from '../src/model/world.js';
import { checkLayer, differentiableNetwork, isExact, sides, topDirection } from '../examples/digits-check.js';
import { digitWorld, downSampled, shifted } from '../examples/digits-data.js';
import { picture, sideBySide } from '../examples/text-art.js';

const world: World<number> = digitWorld([0, 1], 2, 4);
const network: Network<number> = differentiableNetwork([16, 4, 3, 2], world);
const layers = [1, 2, 3];

describe('on real digits', () => {
  it('the gradient of L_simp is OP_l vec(W_l) through one branch and twice that through both, in every layer, without rounding', () => {
    for (const l of layers) {
      const { exact, oneBranch, bothBranches, largest } = checkLayer(network, world, l);
      expect({ exact, oneBranch, bothBranches }).toEqual({ exact: true, oneBranch: true, bothBranches: true });
      expect(largest).toBeGreaterThan(0);
    }
  });

  it('what is certified as exact in float64 is what fractions give', () => {
    const l = 2;
    const quick = sides(float64, network, world, l);
    const slow = sides(rationals, mapNetwork(network, rationalOfFloat), mapWorld(world, rationalOfFloat), l);
    const same = (floats: readonly number[], fractions: typeof slow.update): boolean =>
      floats.every((v, i) => rationalOfFloat(v).equals(fractions[i]));
    expect(same(quick.operator.flat(), slow.operator.flat())).toBe(true);
    expect(same(quick.update, slow.update)).toBe(true);
    expect(same(quick.gradients.one, slow.gradients.one)).toBe(true);
    expect(same(quick.gradients.both, slow.gradients.both)).toBe(true);
  });

  it('weights of too many digits are not certified', () => {
    expect(
      isExact(
        mapNetwork(network, (w) => w * Math.fround(1 / 3)),
        world,
        1,
      ),
    ).toBe(false);
  });

  it('the top eigenvector of OP_1 is an eigenvector, of norm 1, and no direction has a larger Rayleigh quotient', () => {
    const { value, rows, share } = topDirection(network, world, 1);
    const { apply, dot, squaredNorm, vec, trace, minus, scale } = linearAlgebra(float64);
    const { operator } = sides(float64, network, world, 1);
    const v = vec(rows);
    const n = v.length;
    // A backward stable eigensolver: ‖OP v − λ v‖ ≤ c n u ‖OP‖ with c a small constant; 16 is generous and excludes any other vector.
    const residual = Math.sqrt(squaredNorm(minus(apply(operator, v), scale(value, v))));
    expect(residual).toBeLessThan(16 * n * 2 ** -53 * value);
    expect(Math.abs(squaredNorm(v) - 1)).toBeLessThan(16 * n * 2 ** -53);
    expect(Math.abs(share * trace(operator) - value)).toBeLessThan(16 * n * 2 ** -53 * value);
    const rayleigh = (u: readonly number[]): number => dot(u, apply(operator, u)) / squaredNorm(u);
    const directions = [...operator, ...operator.map((_, i) => operator.map((__, j) => (i === j ? 1 : 0)))];
    expect(directions.every((u) => squaredNorm(u) === 0 || rayleigh(u) <= value * (1 + 16 * n * 2 ** -53))).toBe(true);
  });

  it('a shift moves every pixel by one, and down-sampling gives sixteenths', () => {
    const image = Array.from({ length: 784 }, (_, i) => (i === 28 * 10 + 10 ? 1 : 0));
    expect(shifted(image, 1, 0).indexOf(1)).toBe(28 * 10 + 11);
    expect(shifted(image, 0, -1).indexOf(1)).toBe(28 * 9 + 10);
    expect(downSampled(image, 7)).toEqual(Array.from({ length: 49 }, (_, i) => (i === 7 * 2 + 2 ? 1 / 16 : 0)));
    expect(() => downSampled(image, 5)).toThrow('downSampled: expected a divisor of 28, got 5');
    const views = world.points.flatMap((point) => point.views.flatMap(({ x }) => x));
    expect(views.every((grey) => Number.isInteger(16 * grey))).toBe(true);
    expect(new Set(views).size).toBeGreaterThan(4);
  });

  it('a picture shows signs', () => {
    expect(picture([1, -1, 0.5, -0.4], 2, 1)).toEqual(['##==', '++--']);
    expect(
      sideBySide([
        { title: 'a', lines: ['##'] },
        { title: 'b', lines: ['=='] },
      ]),
    ).toBe('a    b\n##   ==');
  });
});
