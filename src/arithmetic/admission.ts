import type { Field } from './field.js';
import type { Program } from './program.js';
import { type Rational, rational } from './rational.js';
import { run } from './run.js';

/**
 * |v| ≤ bound and v ∈ 2^grid·ℤ: what is known of a number before it is computed. Where bound < 2^{53 + grid}, every
 * number of the kind is a float64. `constant` is the number itself where it is the same at every input; the grid of 0 is
 * ∞, for 0 is a multiple of everything; a bound of ∞ is the poisoned scalar.
 */
export interface BoundGrid {
  readonly bound: number;
  readonly grid: number;
  readonly constant?: number;
}

const poison: BoundGrid = { bound: Infinity, grid: 0 };

/** The formal functions of formal.ts take the values k/8, |E| ≤ 4 and |Λ| ≤ 2. */
const exponentialValues: BoundGrid = { bound: 4, grid: -3 };
const logarithmValues: BoundGrid = { bound: 2, grid: -3 };

/** The greatest g with value ∈ 2^g·ℤ; ∞ for 0. @throws {RangeError} for NaN and ±Infinity */
export const gridOf = (value: number): number => {
  if (!Number.isFinite(value)) throw new RangeError(`gridOf: expected a finite number, got ${value}`);
  if (value === 0) return Infinity;
  let grid = 0;
  let odd = value;
  for (; !Number.isInteger(odd); grid--) odd *= 2;
  for (; odd % 2 === 0; grid++) odd /= 2;
  return grid;
};

/** {|q|, grid of q}, or undefined where q is not dyadic, or more than 53 binary digits long, or its grid finer than 2⁻¹⁰²³. */
export const boundGridOf = (q: Rational): BoundGrid | undefined => {
  if (!isFloat(q.n) || !isFloat(q.d) || (q.d & (q.d - 1n)) !== 0n) return undefined;
  const bound = Number(q.n) / Number(q.d);
  return { bound, grid: gridOf(bound) };
};

const isFloat = (n: bigint): boolean => Number.isFinite(Number(n)) && BigInt(Number(n)) === n;

/** ±2^k. */
const isPowerOfTwo = (value: number): boolean => Math.abs(value) === 2 ** gridOf(value);

/** 2^{53 + grid} for grid = −1022 … 970; it is ∞ for any grid above. */
const LIMITS = Float64Array.from({ length: 970 + 1022 + 1 }, (_, i) => 2 ** (53 + i - 1022));

/**
 * bound < 2^{53 + grid}, and no grid finer than the least normal number, 2⁻¹⁰²²: otherwise poison.
 *
 * The bound may be computed in rounded float64: 2^{53 + grid} is itself a float64 (or ∞), so that a rounded bound below it
 * has an exact one below it; then the numbers bounded are float64, and rounding, being monotone, keeps them below the
 * rounded bound.
 */
const kept = (bound: number, grid: number): BoundGrid =>
  grid >= -1022 && bound < (grid < LIMITS.length - 1022 ? LIMITS[grid + 1022] : Infinity) ? { bound, grid } : poison;

const keptConstant = (value: number): BoundGrid => ({ ...kept(Math.abs(value), gridOf(value)), constant: value });

/** The bounds of the four operations by the triangle inequality; a constant stays one. */
export class BoundGridField implements Field<BoundGrid> {
  readonly name = 'bound and grid';
  readonly zero: BoundGrid = { bound: 0, grid: Infinity, constant: 0 };
  readonly one: BoundGrid = { bound: 1, grid: 0, constant: 1 };
  private result(bound: number, grid: number, constant: number | undefined): BoundGrid {
    const general = kept(bound, grid);
    return constant === undefined || general === poison ? general : keptConstant(constant);
  }
  of(numerator: number | bigint, denominator: number | bigint = 1): BoundGrid {
    const [n, d] = [BigInt(numerator), BigInt(denominator)];
    const exact = d !== 0n && isFloat(n) && isFloat(d) && boundGridOf(rational(n, d)) !== undefined;
    return exact ? keptConstant(Number(n) / Number(d)) : poison;
  }
  private sum(a: BoundGrid, b: BoundGrid, sign: 1 | -1): BoundGrid {
    const { constant: x } = a;
    const { constant: y } = b;
    const constant = x === undefined || y === undefined ? undefined : x + sign * y;
    return this.result(a.bound + b.bound, Math.min(a.grid, b.grid), constant);
  }
  add(a: BoundGrid, b: BoundGrid): BoundGrid {
    return this.sum(a, b, 1);
  }
  sub(a: BoundGrid, b: BoundGrid): BoundGrid {
    return this.sum(a, b, -1);
  }
  mul(a: BoundGrid, b: BoundGrid): BoundGrid {
    const { constant: x } = a;
    const { constant: y } = b;
    const constant = x === undefined || y === undefined ? undefined : x * y;
    return this.result(a.bound * b.bound, a.grid + b.grid, constant);
  }
  /** a/2^k is a·2^{−k}; any other quotient may round. */
  div(a: BoundGrid, b: BoundGrid): BoundGrid {
    const { constant } = b;
    return constant !== undefined && isPowerOfTwo(constant) ? this.mul(a, keptConstant(1 / constant)) : poison;
  }
  neg(a: BoundGrid): BoundGrid {
    return a.constant === undefined ? a : { ...a, constant: -a.constant };
  }
  exp(a: BoundGrid): BoundGrid {
    return a.bound < Infinity ? exponentialValues : poison;
  }
  log(a: BoundGrid): BoundGrid {
    return a.bound < Infinity ? logarithmValues : poison;
  }
  sqrt(): BoundGrid {
    return poison;
  }
  abs(a: BoundGrid): BoundGrid {
    return a.constant === undefined ? a : { ...a, constant: Math.abs(a.constant) };
  }
  gate(a: BoundGrid): BoundGrid {
    return a.bound < Infinity ? { bound: 1, grid: 0 } : poison;
  }
  detach(a: BoundGrid): BoundGrid {
    return a;
  }
  guard(): void {
    // Whether a value is 0 is not known before it is computed.
  }
}

const boundsAndGrids = new BoundGridField();

/**
 * max over the operations of bound/2^grid < 2⁵³: then no operation rounds on any inputs of these bounds and grids, and
 * `runFloat64` in the dyadic field (the formal exponential) computes what `run` computes over the rationals.
 * Every operation recorded counts, whether or not a result depends on it.
 */
export const admitted = (program: Program, inputs: readonly BoundGrid[]): boolean =>
  inputs.every(({ bound, grid }) => kept(bound, grid) !== poison) &&
  run(program, boundsAndGrids, inputs).every(({ bound }) => bound < Infinity);
