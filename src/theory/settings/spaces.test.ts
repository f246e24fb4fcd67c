import { describe, expect, it } from 'vitest';
import { sampleOf } from '../../../properties/instances.js';
import type { Rational } from '../../arithmetic/rational.js';
import { type Network, windowStarts } from '../../model/network.js';
import type { World } from '../../model/world.js';
import { axis, type Node, record } from '../space.js';
import { networkNode, worldNode } from './spaces.js';

const drawn = <I>(node: Node, runs = 400): readonly I[] => sampleOf<I>(node, runs);
const values = (of: readonly (string | number | undefined)[]): (string | number | undefined)[] =>
  [...new Set(of)].sort((a, b) => String(a).localeCompare(String(b)));

describe('a network that is drawn', () => {
  const drawnNetworks = () =>
    drawn<{ network: Network<Rational> }>(record({ network: networkNode() })).map(({ network }) => network);

  it('has one to three layers of one to three units, of every activation, with biases or not', () => {
    const networks = drawnNetworks();
    expect(values(networks.map(({ weights }) => weights.length))).toEqual([1, 2, 3]);
    expect(values(networks.flatMap(({ weights }) => weights.map((W) => W.length)))).toEqual([1, 2, 3]);
    expect(values(networks.map(({ weights }) => weights[0][0].length))).toEqual([1, 2, 3]);
    expect(values(networks.map(({ activation }) => activation))).toEqual(['leaky-relu', 'linear', 'relu', 'softplus']);
    expect(values(networks.map(({ biases }) => typeof biases))).toEqual(['object', 'undefined']);
    expect(networks.filter(({ strides }) => strides !== undefined)).toEqual([]);
  });

  it('has a column for each unit of the layer below', () => {
    const fits = ({ weights }: Network<Rational>): boolean =>
      weights.every((W, i) => i === 0 || W.every((row) => row.length === weights[i - 1].length));
    expect(drawnNetworks().filter((network) => !fits(network))).toEqual([]);
  });

  it('has the layers and widths of axes of its own where it is given any', () => {
    const axes = { layers: axis('layers of g', 2, 2), width: (l: number) => axis(`width ${l} of g`, l + 1, l + 1) };
    const [{ network }] = drawn<{ network: Network<Rational> }>(record({ network: networkNode({ axes }) }), 1);
    expect(network.weights.map((W) => [W.length, W[0].length])).toEqual([
      [2, 1],
      [3, 2],
    ]);
  });
});

describe('a network whose first layer may be a convolution', () => {
  interface Instance {
    readonly world: World<Rational>;
    readonly network: Network<Rational>;
  }
  const node = () =>
    record({ world: worldNode({ inputs: [2, 3] }), network: networkNode({ tied: true, activations: ['relu'] }) });

  it('has strides or none, and of the layers only the first has any', () => {
    const instances = drawn<Instance>(node());
    expect(values(instances.map(({ network: { strides } }) => strides?.[0]))).toEqual([0, 1, 2, undefined]);
    expect(values(instances.flatMap(({ network: { strides } }) => strides?.slice(1) ?? []))).toEqual([0]);
  });

  it('reads every window of one or two entries, and above it all its windows', () => {
    const strided = drawn<Instance>(node()).filter(({ network: { strides = [0] } }) => strides[0] > 0);
    const columns = (W: readonly (readonly Rational[])[]): number => W[0].length;
    expect(values(strided.map(({ network: { weights } }) => columns(weights[0])))).toEqual([1, 2]);
    const wrong = strided.filter(({ world, network: { weights, strides = [] } }) => {
      const windows = windowStarts(world.points[0].views[0].x.length, columns(weights[0]), strides[0]).length;
      return (
        (weights.length > 1 && columns(weights[1]) !== weights[0].length * windows) ||
        (weights.length > 2 && columns(weights[2]) !== weights[1].length)
      );
    });
    expect([wrong, strided.length > 50]).toEqual([[], true]);
  });

  it('reads the whole input where its stride is 0', () => {
    const whole = drawn<Instance>(node()).filter(
      ({ network: { strides } }) => strides === undefined || strides[0] === 0,
    );
    expect(
      whole.filter(({ world, network }) => world.points[0].views[0].x.length !== network.weights[0][0].length),
    ).toEqual([]);
  });
});

describe('a world that is drawn', () => {
  it('has one to three points of one to three views of one to three entries, each point a number of its own', () => {
    const worlds = drawn<{ world: World<Rational> }>(record({ world: worldNode() })).map(({ world }) => world);
    expect(values(worlds.map(({ points }) => points.length))).toEqual([1, 2, 3]);
    expect(values(worlds.flatMap(({ points }) => points.map(({ views }) => views.length)))).toEqual([1, 2, 3]);
    expect(values(worlds.map(({ points }) => points[0].views[0].x.length))).toEqual([1, 2, 3]);
    expect(worlds.some(({ points }) => values(points.map(({ views }) => views.length)).length > 1)).toBe(true);
  });
});
