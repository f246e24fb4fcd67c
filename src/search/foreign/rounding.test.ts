import { describe, expect, test } from 'vitest';
import { Undecided } from '../../arithmetic/field.js';
import { float64 } from '../../arithmetic/float64.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import { type Rational, rational, rationalOfFloat } from '../../arithmetic/rational.js';
import { dualNetworks } from '../../model/dual-networks.js';
import { mapLoss } from '../../model/losses.js';
import { mapNetwork, networks } from '../../model/network.js';
import { mapWorld } from '../../model/world.js';
import { compareAnswer } from './compare.js';
import type { Computed } from './answer.js';
import { foreignInstances, type ForeignInstance } from './instances.js';
import { mapNested, type Nested } from './nested.js';
import { type Bounds, boundsOf, MOST_EXPONENT } from './rounding.js';
import { gamma } from './scales.js';
import { type Truth, truthOf } from './truth.js';

const CASES = 60;

const cases = function* (): Generator<{ instance: ForeignInstance; truth: Truth; bounds: Bounds }> {
  const stream = foreignInstances(3);
  for (let found = 0; found < CASES;) {
    const instance = stream.next().value;
    const { bounds, exponent } = boundsOf(instance);
    if (exponent > MOST_EXPONENT) continue;
    try {
      yield { instance, truth: truthOf(instance), bounds };
      found++;
    } catch (error) {
      if (!(error instanceof Undecided)) throw error;
    }
  }
};

type Steps = Parameters<typeof compareAnswer>[0];
const computed = (nested: Nested<number>): Nested<Computed> => mapNested(nested, (a) => rationalOfFloat(a));

/** The steps in float64, the distances by ½‖f‖² + ½‖g‖² − f·g: another route than the exact one takes. */
const inFloat64 = ({ network, world, loss }: ForeignInstance): Steps => {
  const number = (s: Rational): number => s.valueOf();
  const [net, data, kind] = [mapNetwork(network, number), mapWorld(world, number), mapLoss(loss, number)];
  const model = dualNetworks(float64);
  const { dot, unvec } = linearAlgebra(float64);
  const outputs = data.points.flatMap(({ views }) => views.map(({ x }) => networks(float64).output(net, x)));
  const gradients = (branches: 'one' | 'both') =>
    net.weights.map((W, i) =>
      unvec(
        model.negativeGradient(net, data, kind, i + 1, branches).map((g) => -g),
        W.length,
      ),
    );
  return {
    outputs: computed(outputs),
    distances: computed(outputs.map((f) => outputs.map((g) => dot(f, f) / 2 + dot(g, g) / 2 - dot(f, g)))),
    loss: computed(model.loss(net, data, kind)),
    'gradients.one': computed(gradients('one')),
    'gradients.both': computed(gradients('both')),
  };
};

const doubled = (steps: Steps): Steps =>
  Object.fromEntries(
    Object.entries(steps).map(([name, nested]) => [
      name,
      mapNested(nested, (a) => (typeof a === 'string' ? a : a.mul(2n))),
    ]),
  );

/** Every number off by its 2⁻²⁰th part: float32 has 2⁻²⁴. */
const slightlyOff = (steps: Steps): Steps =>
  Object.fromEntries(
    Object.entries(steps).map(([name, nested]) => [
      name,
      mapNested(nested, (a) => (typeof a === 'string' ? a : a.mul(rational(2n ** 20n + 1n, 2n ** 20n)))),
    ]),
  );

const worst = (steps: Steps, precision: 'float32' | 'float64', truth: Truth, bounds: Bounds): number =>
  Math.max(...compareAnswer(steps, precision, truth, bounds).map(({ residual }) => residual));

const one = (a: number | string): Rational => (typeof a === 'number' ? rationalOfFloat(a) : rational(a));

/** One linear unit on two points of one view each. */
const twoPoints = (x: number, y: number): ForeignInstance => ({
  network: { activation: 'linear', weights: [[[one(1)]]] },
  world: {
    points: [x, y].map((v) => ({
      probability: one('1/2'),
      x: [one(v)],
      views: [{ probability: one(1), x: [one(v)] }],
    })),
  },
  loss: { kind: 'simple' },
});

describe('what rounding explains', () => {
  test('covers every step of another route in float64', () => {
    for (const { instance, truth, bounds } of cases()) {
      expect(worst(inFloat64(instance), 'float64', truth, bounds)).toBeLessThanOrEqual(1);
    }
  });
  test.each(['outputs', 'distances', 'loss', 'gradients.one', 'gradients.both'] as const)(
    'of %s covers no factor 2 in float32 and no relative error of 2⁻²⁰ in float64',
    (name) => {
      let [moving, factor, off] = [0, 0, 0];
      for (const { instance, truth, bounds } of cases()) {
        const step = { [name]: inFloat64(instance)[name] } as Steps;
        if (worst(doubled(step), 'float64', truth, bounds) === 0) continue;
        moving++;
        if (worst(doubled(step), 'float32', truth, bounds) > 1) factor++;
        if (worst(slightlyOff(step), 'float64', truth, bounds) > 1) off++;
      }
      expect(moving).toBeGreaterThan(CASES / 4);
      expect([factor, off]).toEqual([moving, moving]);
    },
  );
  test('covers the cancellation of ½f² + ½g² − fg in float32, far above the distance itself', () => {
    const { fround } = Math;
    let cancelled = 0;
    for (let k = 1; k <= 50; k++) {
      const [f, g] = [fround(1 + k / 70), fround(1.00001 + k / 70)];
      const instance = twoPoints(f, g);
      const expanded = fround(fround(fround(fround(f * f) / 2) + fround(fround(g * g) / 2)) - fround(f * g));
      const zero = one(0);
      const distances = [
        [zero, one(expanded)],
        [one(expanded), zero],
      ];
      const [{ residual }] = compareAnswer({ distances }, 'float32', truthOf(instance), boundsOf(instance).bounds);
      expect(residual).toBeLessThanOrEqual(1);
      if (Math.abs(expanded - (f - g) ** 2 / 2) > (f - g) ** 2) cancelled++;
    }
    expect(cancelled).toBeGreaterThan(10);
  });
  test('is nothing for exact arithmetic: what differs at all is infinitely far', () => {
    for (const { instance, truth, bounds } of cases()) {
      if (instance.loss.kind !== 'simple') continue;
      const distances = truth.distances as Nested<Rational>;
      const shifted = mapNested(distances, (a) => a.add(rational(1n, 2n ** 200n)));
      expect(compareAnswer({ distances }, 'exact', truth, bounds)[0].residual).toBe(0);
      expect(compareAnswer({ distances: shifted }, 'exact', truth, bounds)[0].residual).toBe(Infinity);
    }
  });
  test('is not stated for computations so long that nothing is known of them', () => {
    expect(() => gamma(2 ** 23, 2 ** -24)).toThrow(RangeError);
    expect(gamma(2 ** 22, 2 ** -24)).toBe(1);
  });
});
