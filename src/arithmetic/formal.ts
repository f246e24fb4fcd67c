import { hashFloat, hashText } from './hash.js';

/**
 * E(a) = k/8 with k ∈ {1, …, 32} a hash of a, and E(0) = 1: the formal exponential of the exact arithmetics.
 * Every value is positive and dyadic, so that the exact float64 lane can hold it. The argument is the canonical
 * name of the number: the float64 itself where the number is one, its fraction as text otherwise.
 */
export const formalExponential = (a: number | string): number =>
  a === 0 ? 1 : (1 + ((typeof a === 'number' ? hashFloat(a) : hashText(a)) % 32)) / 8;

/** Λ(a) = k/8 with k ∈ {−16, …, 16} a hash of a, and Λ(1) = 0: the value of the formal logarithm. */
export const formalLogarithm = (a: number | string): number =>
  a === 1 ? 0 : (((typeof a === 'number' ? hashFloat(a + 0.5) : hashText(`log ${a}`)) % 33) - 16) / 8;
