import { type Rational, rational } from '../arithmetic/rational.js';
import { presences } from './presence.js';
import { type Axis, laidOut, type Node, type NumberNode, type Siblings } from '../theory/space.js';

/** The randomness a draw takes: uniform integers, ends included. */
export interface Draws {
  integer(min: number, max: number): number;
}

/** Probabilities are multiples of 1/8: dyadic, so that the exact float64 lane can hold them. */
const MASS = 8;

const certainty = (n: number, sure: number): Rational[] =>
  Array.from({ length: n }, (_, i) => rational(i === sure ? 1 : 0));

/** How the numbers of one instance are drawn: from {−1, 0, 1}, integers, or multiples of each number's own grid. */
export type Flavour = 'signs' | 'integers' | 'grid';
const flavours: readonly Flavour[] = ['signs', 'integers', 'integers', 'grid', 'grid', 'grid'];

/** A random instance of a description. Zeros, ones, repeated numbers, equal views and least sizes occur often. */
export const draw = (node: Node, random: Draws): unknown => {
  const sizes = new Map<string, number>();
  const flavour = flavours[random.integer(0, flavours.length - 1)];

  const size = (axis: Axis): number => {
    const known = sizes.get(axis.label);
    if (known !== undefined) return known;
    const fresh = axis.derived
      ? axis.derived((label) => sizes.get(label) ?? 0)
      : random.integer(0, 3) === 0
        ? axis.min
        : random.integer(axis.min, axis.max);
    sizes.set(axis.label, fresh);
    return fresh;
  };

  const isThere = presences();

  const scalar = ({ bound, grid, sign }: NumberNode): Rational => {
    const step = flavour === 'grid' || bound < 1 ? grid : 1;
    const most = flavour === 'signs' ? Math.min(1, bound) : bound;
    const top = Math.max(1, Math.floor(most * step));
    const low = sign === 'any' ? -top : sign === 'positive' ? 1 : 0;
    if (sign !== 'positive' && random.integer(0, 11) === 0) return rational(0);
    return rational(random.integer(low, top), step);
  };

  const probabilities = (n: number, zeros = false): Rational[] => {
    if (zeros && random.integer(0, 3) === 0) return certainty(n, random.integer(0, n - 1));
    const least = zeros && random.integer(0, 2) === 0 ? 0 : 1;
    const shares = new Array<number>(n).fill(least);
    const total = Math.max(MASS, 2 ** Math.ceil(Math.log2(n)));
    for (let left = total - n * least; left > 0; left--) shares[random.integer(0, n - 1)]++;
    return shares.map((share) => rational(share, total));
  };

  const at = (here: Node, siblings: Siblings): unknown => {
    switch (here.kind) {
      case 'number':
        return scalar(here);
      case 'integer':
        return random.integer(
          here.min,
          typeof here.max === 'number' ? here.max : (sizes.get(here.max.sizeOf) ?? here.min),
        );
      case 'choice':
        return here.options[random.integer(0, here.options.length - 1)];
      case 'absent':
        return undefined;
      case 'optional':
        return isThere(here, () => random.integer(0, 1) === 1) ? at(here.node, siblings) : undefined;
      case 'given':
        return at(here.node(siblings), siblings);
      case 'record': {
        const fields: Record<string, unknown> = {};
        for (const [key, child] of laidOut(here)) {
          const value = at(child, fields);
          if (value !== undefined) fields[key] = value;
        }
        return fields;
      }
      case 'simplex':
        return probabilities(size(here.axis), here.zeros);
      case 'symmetric': {
        const n = size(here.axis);
        const upper = Array.from({ length: n }, () => Array.from({ length: n }, () => scalar(here.entry)));
        return upper.map((row, i) => row.map((value, j) => (j < i ? upper[j][i] : value)));
      }
      case 'list': {
        const n = size(here.axis);
        const items: unknown[] = [];
        for (let i = 0; i < n; i++) {
          const repeat = i > 0 && here.law && random.integer(0, 11) === 0;
          items.push(repeat ? items[i - 1] : at(here.item(i), {}));
        }
        if (!here.law) return items;
        const p = probabilities(n);
        return items.map((item, i) => ({ probability: p[i], ...withoutProbability(item) }));
      }
    }
  };
  return at(node, {});
};

const withoutProbability = (item: unknown): object => {
  const fields = { ...(item as Record<string, unknown>) };
  delete fields.probability;
  return fields;
};
