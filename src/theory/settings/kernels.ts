import type { Rational } from '../../arithmetic/rational.js';
import { type Assumption, at } from '../claim.js';
import { axis, list, type Node, number, symmetric } from '../space.js';

interface WithKernel {
  readonly kernel: readonly (readonly Rational[])[];
}

/** A weight ξ(x, x′) for every ordered pair of the world's points. */
export const kernelNode = ([min, max]: readonly [number, number]): Node => {
  const points = axis('points', min, max);
  return list(points, list(points, number(2, 2)));
};

/** ξ(x, x′) = ξ(x′, x). */
export const symmetricKernel: Assumption<WithKernel> = {
  slug: 'symmetric-kernel',
  text: 'ξ(x, x′) = ξ(x′, x)',
  narrow: at('kernel', (node) => {
    if (node.kind !== 'list') return node;
    const row = node.item(0);
    const entry = row.kind === 'list' ? row.item(0) : row;
    return entry.kind === 'number' ? symmetric(node.axis, entry) : node;
  }),
  holds: ({ kernel }) => kernel.every((row, x) => row.every((xi, y) => xi.equals(kernel[y][x]))),
};

/** ξ(x, x′) ≥ 0. */
export const nonNegativeKernel: Assumption<WithKernel> = {
  slug: 'non-negative-kernel',
  text: 'ξ(x, x′) ≥ 0',
  narrow: at('kernel.*.*', (entry) => (entry.kind === 'number' ? { ...entry, sign: 'non-negative' } : entry)),
  holds: ({ kernel }) => kernel.every((row) => row.every((xi) => xi.s >= 0n || xi.n === 0n)),
};
