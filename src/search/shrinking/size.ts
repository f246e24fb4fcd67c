import type { Rational } from '../../arithmetic/rational.js';
import type { Axis, Node } from '../../theory/space.js';
import { type Places, placesOf } from './places.js';

/**
 * The components of a size, the first one that differs decides:
 * - points, views, layers, units: Σ of the lengths of the axes of that rank;
 * - settings: optional fields that are there, choices after the first, integers above their least value;
 * - nonZero: numbers that are not 0;
 * - bits: Σ over the numbers of the bits of |numerator| and of the denominator, that of a denominator 1 not counted;
 * - fractions: numbers that are not integers;
 * - distinct: different magnitudes other than 0;
 * - height: Σ (|numerator| + denominator − 1);
 * - negative: numbers below 0.
 * Mirror images in a symmetric matrix are not counted; probabilities are numbers.
 */
export const SIZE_PARTS = [
  'points',
  'views',
  'layers',
  'units',
  'settings',
  'nonZero',
  'bits',
  'fractions',
  'distinct',
  'height',
  'negative',
] as const;

/** A size: one natural number for each of `SIZE_PARTS`. As these are well-ordered, every chain of smaller sizes ends. */
export type Size = readonly bigint[];

type Rank = 'points' | 'views' | 'layers' | 'units';

/** The words of a label that rank its axis. What is not listed ranks with the units: inputs, outputs, states, children … */
const ranks: Readonly<Record<string, Rank>> = {
  points: 'points',
  objects: 'points',
  batch: 'points',
  views: 'views',
  positives: 'views',
  layers: 'layers',
};

/** The rank of an axis by the words of its label: "views 2" and "data views 2" rank with the views. */
export const rankOf = ({ label }: Axis): Rank => {
  const known = label.split(' ').find((word) => Object.hasOwn(ranks, word));
  return known === undefined ? 'units' : ranks[known];
};

/** ⌊log₂ n⌋ + 1, and 0 for n = 0. */
const bitLength = (n: bigint): bigint => (n === 0n ? 0n : BigInt(n.toString(2).length));

/** What one number costs: [non-zero, bits, fraction], the part of its size that adds up over the numbers. */
export const costOf = ({ n, d }: Rational): readonly [bigint, bigint, bigint] =>
  n === 0n ? [0n, 0n, 0n] : [1n, bitLength(n) + bitLength(d) - 1n, d === 1n ? 0n : 1n];

/** The size of what stands at these places. */
export const sizeOfPlaces = ({ axes, settings, numbers }: Places): Size => {
  const lengths: Record<Rank, number> = { points: 0, views: 0, layers: 0, units: 0 };
  for (const { axis, size } of axes.values()) lengths[rankOf(axis)] += size;
  let [nonZero, bits, fractions, height, negative] = [0n, 0n, 0n, 0n, 0n];
  const magnitudes = new Set<string>();
  for (const { value, role } of numbers) {
    if (role === 'mirror' || value.n === 0n) continue;
    const cost = costOf(value);
    nonZero += cost[0];
    bits += cost[1];
    fractions += cost[2];
    height += value.n + value.d - 1n;
    if (value.s < 0n) negative++;
    magnitudes.add(`${value.n}/${value.d}`);
  }
  const { points, views, layers, units } = lengths;
  const structure = [points, views, layers, units, settings].map(BigInt);
  return [...structure, nonZero, bits, fractions, BigInt(magnitudes.size), height, negative];
};

/** The size of an instance of a description. */
export const sizeOf = (node: Node, instance: unknown): Size => sizeOfPlaces(placesOf(node, instance));

/** < 0, 0 or > 0 as a is smaller than, as large as, or larger than b. */
export const compareSizes = (a: Size, b: Size): number => {
  const i = a.findIndex((component, k) => component !== b[k]);
  return i < 0 ? 0 : a[i] < b[i] ? -1 : 1;
};

/** A size in words, for messages: its components that are not 0. */
export const sizeText = (size: Size): string =>
  SIZE_PARTS.map((part, i) => [part, size[i]] as const)
    .filter(([, n]) => n !== 0n)
    .map(([part, n]) => `${part} ${n}`)
    .join(', ');
