import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Undecided } from '../arithmetic/field.js';
import { linearAlgebra } from '../arithmetic/linear-algebra.js';
import { type Rational, rational, rationalOfFloat, rationals } from '../arithmetic/rational.js';
import { dualNetworks } from '../model/dual-networks.js';
import { derivatives, variableLayer } from '../model/gradient.js';
import { mapNetwork, type Network, networks } from '../model/network.js';
import { mapWorld, pointLaw, type World } from '../model/world.js';
import { SpaceArbitrary } from '../search/space-arbitrary.js';
import { choice, position, record } from '../theory/space.js';
import { networkNode, worldNode } from '../theory/settings/spaces.js';
import { at } from '../theory/claim.js';
import { absent } from '../theory/space.js';
import { layerKernel, type LayerKernel } from './operator.js';

interface Instance {
  readonly network: Network<Rational>;
  readonly world: World<Rational>;
  readonly layer: number;
}

const network = at(
  'top',
  choice('linear'),
)(at('biases', absent)(networkNode({ activations: ['relu', 'linear', 'leaky-relu'] })));
const instances = new SpaceArbitrary(record({ network, world: worldNode(), layer: position('layers') }));
const algebra = linearAlgebra(rationals);
const model = dualNetworks(rationals);

/** ∂f_L/∂vec(W_l) of every view by dual numbers: it throws at a kink, and only there. */
const differentiate = ({ network: net, world, layer }: Instance): void => {
  for (const { x } of world.points.flatMap((point) => point.views)) {
    derivatives(rationals).jacobian(algebra.vec(net.weights[layer - 1]), (D, w) =>
      networks(D).output(
        variableLayer(D, net, layer, w),
        x.map((s) => D.constant(s)),
      ),
    );
  }
};

const reasonOf = (compute: () => unknown): string => {
  try {
    compute();
    return 'decided';
  } catch (error) {
    if (error instanceof Undecided) return error.reason;
    throw error;
  }
};

const kernelOf = ({ network: net, world, layer }: Instance): LayerKernel =>
  layerKernel(
    mapNetwork(net, (a) => a.valueOf()),
    mapWorld(world, (a) => a.valueOf()),
    layer,
  );

const equals = (floats: Float64Array, exact: readonly Rational[]): boolean =>
  floats.length === exact.length && exact.every((a, i) => rationalOfFloat(floats[i]).equals(a));

/** Any vector of small dyadic numbers. */
const vectorOf = (n: number): number[] => Array.from({ length: n }, (_, i) => (((i * 7) % 5) - 2) / 2);

describe('the matrix-free operator', () => {
  // Numbers are multiples of 1/2 of magnitude ≤ 2, slopes of 1/4, probabilities of 1/8, so every sum of a network of three
  // layers is a multiple of 2⁻³⁴ below 2¹⁸: float64 holds it exactly.
  test('applied to any vector it is V_x[K̄_l] and ½V^ξ of the model, exactly, wherever there is no kink', () => {
    let decided = 0;
    fc.assert(
      fc.property(instances, (drawn) => {
        const instance = drawn as Instance;
        if (reasonOf(() => differentiate(instance)) !== 'decided') return true;
        decided++;
        const kernel = kernelOf(instance);
        const w = vectorOf(kernel.size);
        const exact = w.map(rationalOfFloat);
        const out = new Float64Array(kernel.size);
        const operator = model.covarianceOperator(instance.network, instance.world, instance.layer);
        kernel.apply(Float64Array.from(w), out);
        if (!equals(out, algebra.apply(operator, exact))) return false;
        const xi = (x: number, y: number): number => (1 + ((x + y) % 3)) / 4;
        const weighted = model.weightedOperator(
          pointLaw(instance.world),
          model.expectedConnections(instance.network, instance.world, instance.layer),
          (x, y) => rational(1 + ((x + y) % 3), 4),
        );
        kernel.apply(Float64Array.from(w), out, xi);
        return equals(out, algebra.apply(weighted, exact));
      }),
      { numRuns: 400 },
    );
    expect(decided).toBeGreaterThan(150);
  });

  test('pulls forces on the features back to the gradient, Σ K·force, exactly', () => {
    fc.assert(
      fc.property(instances, (drawn) => {
        const instance = drawn as Instance;
        if (reasonOf(() => differentiate(instance)) !== 'decided') return true;
        const kernel = kernelOf(instance);
        const force = Float64Array.from(vectorOf(kernel.views * kernel.outputs));
        const out = new Float64Array(kernel.size);
        kernel.pullBack(force, out);
        const gradient = instance.world.points
          .flatMap((point) => point.views)
          .map((view, v) =>
            algebra.apply(
              networks(rationals).connectionAt(instance.network, view.x, instance.layer),
              Array.from(force.subarray(v * kernel.outputs, (v + 1) * kernel.outputs), rationalOfFloat),
            ),
          )
          .reduce((s, v) => algebra.plus(s, v));
        return equals(out, gradient);
      }),
    );
  });

  test('its features and weights are f_L and vec(W_l)', () => {
    fc.assert(
      fc.property(instances, (drawn) => {
        const instance = drawn as Instance;
        if (reasonOf(() => differentiate(instance)) !== 'decided') return true;
        const kernel = kernelOf(instance);
        const views = instance.world.points.flatMap((point) => point.views);
        const features = views.flatMap((view) => networks(rationals).output(instance.network, view.x));
        return (
          equals(kernel.features, features) &&
          equals(kernel.weights, algebra.vec(instance.network.weights[instance.layer - 1]))
        );
      }),
    );
  });

  test('reports the kinks that dual numbers find, and no others', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(instances, (drawn) => {
        const reason = reasonOf(() => kernelOf(drawn as Instance));
        seen.add(reason);
        return reason === reasonOf(() => differentiate(drawn as Instance));
      }),
      { numRuns: 600 },
    );
    expect([...seen].sort()).toEqual(['decided', 'kink at layer 1', 'kink at layer 2']);
  });

  test('widths of 256 and 4,096 views are applied in less than 64 MB', () => {
    const width = 256;
    const entry = (i: number): number => (((i * 2654435761) >>> 0) / 2 ** 32 - 0.5) / 8;
    const matrix = (rows: number, seed: number): number[][] =>
      Array.from({ length: rows }, (_, i) => Array.from({ length: width }, (__, j) => entry(seed + i * width + j)));
    const points = 256;
    const world = {
      points: matrix(points * 16, 7).reduce<{ probability: number; views: { probability: number; x: number[] }[] }[]>(
        (all, x, i) => {
          if (i % 16 === 0) all.push({ probability: 1 / points, views: [] });
          all[all.length - 1].views.push({ probability: 1 / 16, x });
          return all;
        },
        [],
      ),
    };
    const net = { activation: 'relu', weights: [matrix(width, 1), matrix(width, 2), matrix(16, 3)] } as const;
    const before = process.memoryUsage().arrayBuffers;
    const kernel = layerKernel(net, world, 2);
    const out = new Float64Array(kernel.size);
    kernel.apply(kernel.weights, out);
    const used = process.memoryUsage().arrayBuffers - before;
    expect(used).toBeLessThan(64 * 2 ** 20);
    expect(used).toBeGreaterThan(8 * 2 ** 20); // the measure sees the kernel's own 8 MB of f_{l−1}
    expect(out.some((a) => a !== 0)).toBe(true);
  });
});
