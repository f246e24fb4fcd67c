import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { awayFromKinks, instancesOf, sameNumbers } from '../../properties/instances.js';
import { DualField } from '../arithmetic/dual.js';
import { float64 } from '../arithmetic/float64.js';
import { linearAlgebra } from '../arithmetic/linear-algebra.js';
import { rational, type Rational, rationals } from '../arithmetic/rational.js';
import { list, number, record } from '../theory/space.js';
import { networkNode, width } from '../theory/settings/spaces.js';
import { derivatives, variableLayer } from './gradient.js';
import { mapNetwork, type Network, networks, windowStarts } from './network.js';

type RationalNetwork = Network<Rational>;
interface NetworkAndInput {
  readonly network: RationalNetwork;
  readonly x: readonly Rational[];
}

const Q = rationals;
const net = networks(Q);
const algebra = linearAlgebra(Q);
const dense = instancesOf<NetworkAndInput>(record({ network: networkNode(), x: list(width(0), number(2, 2)) }));

/** Networks whose layers are convolutions or dense, with an input they fit. */
const convolutional = fc.gen().map((g): NetworkAndInput => {
  const upTo = (min: number, max: number): number => g(fc.integer, { min, max });
  const entry = (): Rational => rational(upTo(-4, 4), 2);
  const vector = (n: number): Rational[] => Array.from({ length: n }, entry);
  const length = upTo(1, 5);
  const weights: Rational[][][] = [];
  const strides: number[] = [];
  let units = length;
  for (let l = upTo(1, 3); l > 0; l--) {
    const stride = upTo(0, 2);
    const columns = stride === 0 ? units : upTo(1, units);
    const channels = upTo(1, 2);
    weights.push(Array.from({ length: channels }, () => vector(columns)));
    strides.push(stride);
    units = windowStarts(units, columns, stride).length * channels;
  }
  const network: RationalNetwork = {
    activation: g(fc.constantFrom, 'relu', 'leaky-relu', 'linear', 'softplus') as RationalNetwork['activation'],
    slope: rational(1, 4),
    weights,
    biases: g(fc.boolean) ? weights.map((W) => vector(W.length)) : undefined,
    top: g(fc.boolean) ? 'activated' : 'linear',
    strides,
  };
  return { network, x: vector(length) };
});

/** The dense network whose matrices apply W_l to every window: T[p·r + i][start_p + j] = W[i][j]. */
const toeplitz = ({ weights, biases, strides, ...rest }: RationalNetwork, inputs: number): RationalNetwork => {
  let units = inputs;
  const unfolded = weights.map((W, l) => {
    const starts = windowStarts(units, W[0].length, strides?.[l] ?? 0);
    const T = starts.flatMap((start) =>
      W.map((row) => Array.from({ length: units }, (_, j) => row[j - start] ?? Q.zero)),
    );
    units = T.length;
    return { T, b: starts.flatMap(() => biases?.[l] ?? []) };
  });
  return { ...rest, weights: unfolded.map(({ T }) => T), biases: biases && unfolded.map(({ b }) => b) };
};

/** ∂f_L/∂b_l, row by output, of the dense network with biases (zeros where it has none): J_l by definition. */
const derivativeInBias = (network: RationalNetwork, x: readonly Rational[], l: number): Rational[][] => {
  const biases = network.biases ?? network.weights.map((W) => W.map(() => Q.zero));
  return derivatives(Q).jacobian(biases[l - 1], (D, b) => {
    const lifted = mapNetwork({ ...network, biases }, (s) => D.constant(s));
    const moving = { ...lifted, biases: lifted.biases?.map((old, i) => (i === l - 1 ? b : old)) };
    return networks(D).output(
      moving,
      x.map((s) => D.constant(s)),
    );
  });
};

const layers = (network: RationalNetwork): number[] => network.weights.map((_, i) => i + 1);

describe('a network', () => {
  it('has J_l = ∂f_L/∂f̃_l, as dual numbers differentiate it', () => {
    fc.assert(
      fc.property(dense, ({ network, x }) =>
        awayFromKinks(() => {
          const J = net.jacobians(network, net.forward(network, x));
          return layers(network).every((l) => sameNumbers(J[l - 1], derivativeInBias(network, x, l)));
        }),
      ),
    );
  });

  it('satisfies ∂f_L/∂vec(W_l) = K_lᵀ, convolutions included', () => {
    fc.assert(
      fc.property(convolutional, ({ network, x }) =>
        awayFromKinks(() =>
          layers(network).every((l) => {
            const byDefinition = derivatives(Q).jacobian(algebra.vec(network.weights[l - 1]), (D, w) =>
              networks(D).output(
                variableLayer(D, network, l, w),
                x.map((s) => D.constant(s)),
              ),
            );
            return sameNumbers(algebra.transpose(net.connectionAt(network, x, l)), byDefinition);
          }),
        ),
      ),
    );
  });

  it('as a convolution equals the dense network of its Toeplitz matrices, output and J_l', () => {
    fc.assert(
      fc.property(convolutional, ({ network, x }) => {
        const unfolded = toeplitz(network, x.length);
        const [trace, other] = [net.forward(network, x), net.forward(unfolded, x)];
        return (
          sameNumbers(trace.output, other.output) &&
          sameNumbers(net.jacobians(network, trace), net.jacobians(unfolded, other))
        );
      }),
    );
  });

  it('has K_l = Σ_p window_p ⊗ J_{l,p}ᵀ, one Kronecker product for every window', () => {
    fc.assert(
      fc.property(convolutional, ({ network, x }) => {
        const trace = net.forward(network, x);
        const J = net.jacobians(network, trace);
        return layers(network).every((l) => {
          const units = network.weights[l - 1].length;
          const summed = trace.windows[l - 1]
            .map((window, p) => {
              const block = J[l - 1].map((row) => row.slice(p * units, (p + 1) * units));
              const column = window.map((s) => [s]);
              return algebra.kronecker(column, algebra.transpose(block));
            })
            .reduce((s, K) => algebra.add(s, K));
          return sameNumbers(summed, net.connection(trace, J[l - 1], l));
        });
      }),
    );
  });

  it('with biases misses homogeneity by f_L − K_lᵀ vec(W_l) = Σ_{m≥l} J_m b_m', () => {
    const homogeneous = dense.filter(
      ({ network }) => network.activation !== 'softplus' && network.biases !== undefined,
    );
    fc.assert(
      fc.property(homogeneous, ({ network, x }) => {
        const { biases = [] } = network;
        const trace = net.forward(network, x);
        const J = net.jacobians(network, trace);
        return layers(network).every((l) => {
          const linear = algebra.applyTransposed(
            net.connection(trace, J[l - 1], l),
            algebra.vec(network.weights[l - 1]),
          );
          const defect = J.slice(l - 1)
            .map((Jm, k) => algebra.apply(Jm, biases[l - 1 + k]))
            .reduce((s, v) => algebra.plus(s, v));
          return sameNumbers(algebra.minus(trace.output, linear), defect);
        });
      }),
    );
  });
});

/** h(u) and h′(u) of the network of one activated unit. */
const unit = (network: Omit<Network<Rational>, 'weights'>, u: Rational): readonly [Rational, Rational] => {
  const trace = net.forward({ ...network, weights: [[[Q.one]]], top: 'activated' }, [u]);
  return [trace.output[0], trace.derivatives[0][0]];
};

describe('an activation', () => {
  const points = fc.integer({ min: -12, max: 12 }).map((n) => rational(n, 4));

  it('linear is h(u) = u, ReLU is max(0, u), leaky ReLU is max(u, slope·u) for a slope in [0, 1]', () => {
    fc.assert(
      fc.property(points, fc.integer({ min: 0, max: 4 }), (u, s) => {
        const slope = rational(s, 4);
        const scaled = slope.mul(u);
        return (
          sameNumbers(unit({ activation: 'linear' }, u), [u, Q.one]) &&
          unit({ activation: 'relu' }, u)[0].equals(u.s > 0n ? u : Q.zero) &&
          unit({ activation: 'leaky-relu', slope }, u)[0].equals(u.compare(scaled) > 0 ? u : scaled)
        );
      }),
    );
  });

  it('leaky ReLU with slope 0 is ReLU, with slope 1 linear, and without a slope ReLU', () => {
    fc.assert(
      fc.property(points, (u) => {
        const relu = unit({ activation: 'relu' }, u);
        return (
          sameNumbers(unit({ activation: 'leaky-relu', slope: Q.zero }, u), relu) &&
          sameNumbers(unit({ activation: 'leaky-relu' }, u), relu) &&
          sameNumbers(unit({ activation: 'leaky-relu', slope: Q.one }, u), [u, Q.one])
        );
      }),
    );
  });

  it('h′ is the dual-number derivative of h wherever that exists, softplus included', () => {
    const D = new DualField(Q, 1);
    const activations = fc.constantFrom('relu', 'leaky-relu', 'linear', 'softplus' as const);
    fc.assert(
      fc.property(activations, points, (activation, u) =>
        awayFromKinks(() => {
          const slope = rational(1, 4);
          const over = { activation, slope: D.constant(slope), weights: [[[D.one]]], top: 'activated' as const };
          const [value] = networks(D).output(over, [D.variable(u, 0)]);
          return sameNumbers([value.value, ...D.tangentsOf(value)], unit({ activation, slope }, u));
        }),
      ),
    );
  });

  it('softplus is log(1 + e^u) with h′ = e^u/(1 + e^u) in float64', () => {
    for (const u of [-3, -0.5, 0, 1, 4]) {
      const trace = networks(float64).forward({ activation: 'softplus', weights: [[[1]]], top: 'activated' }, [u]);
      expect(trace.output).toEqual([Math.log(1 + Math.exp(u))]);
      expect(trace.derivatives).toEqual([[Math.exp(u) / (1 + Math.exp(u))]]);
    }
  });

  it('is left out on top unless the top is activated', () => {
    const network: RationalNetwork = { activation: 'relu', weights: [[[Q.one]]] };
    expect(net.output(network, [rational(-3)])[0].equals(-3)).toBe(true);
    expect(net.output({ ...network, top: 'activated' }, [rational(-3)])[0].equals(0)).toBe(true);
  });
});

describe('the slope of a network', () => {
  it('is of the leaky ReLU alone, and stays absent where there is none', () => {
    const relu: RationalNetwork = { activation: 'relu', slope: rational(1, 2), weights: [[[Q.one]]], top: 'activated' };
    expect(net.output(relu, [rational(-3)])[0].equals(0)).toBe(true);
    expect(net.output({ ...relu, activation: 'leaky-relu' }, [rational(-3)])[0].equals(rational(-3, 2))).toBe(true);
    expect(mapNetwork({ ...relu, slope: undefined }, (a) => a.mul(2)).slope).toBeUndefined();
  });
});

describe('windows', () => {
  it('start every stride places as long as they fit, and once where the stride is 0', () => {
    expect(windowStarts(5, 2, 1)).toEqual([0, 1, 2, 3]);
    expect(windowStarts(5, 2, 2)).toEqual([0, 2]);
    expect(windowStarts(5, 5, 3)).toEqual([0]);
    expect(windowStarts(5, 5, 0)).toEqual([0]);
  });
});
