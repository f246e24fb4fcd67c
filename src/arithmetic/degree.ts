import type { Field } from './field.js';
import type { Node, Program } from './program.js';
import { run } from './run.js';

/**
 * deg N and deg D of a value N/D as a rational function of the inputs, in total degree, at most.
 *
 * D is kept as the numbers divided by, each with its multiplicity, so that a sum over one common denominator costs that
 * denominator once. A number is known by its object: each operation that makes a new value makes a new one.
 */
export interface Degree {
  readonly numerator: number;
  readonly denominator: number;
  readonly divisors: Divisors;
}

type Divisors = ReadonlyMap<Degree, number>;

const none: Divisors = new Map();

const fraction = (numerator: number, divisors: Divisors): Degree => {
  let denominator = 0;
  for (const [divisor, multiplicity] of divisors) denominator += multiplicity * divisor.numerator;
  return { numerator, denominator, divisors };
};

/** A variable of the identity: an input, or a value drawn as freely as one. */
export const variable = (): Degree => fraction(1, none);

const free: Degree = fraction(0, none);

/** The polynomial 0 has no degree. */
const nothing: Degree = fraction(-Infinity, none);

/** For every divisor, multiplicity(in a, in b), with those that come out 0 left out. */
const combine = (a: Divisors, b: Divisors, multiplicity: (inA: number, inB: number) => number): Divisors => {
  if (b.size === 0) return a;
  const result = new Map<Degree, number>();
  for (const divisor of new Set([...a.keys(), ...b.keys()])) {
    const count = multiplicity(a.get(divisor) ?? 0, b.get(divisor) ?? 0);
    if (count > 0) result.set(divisor, count);
  }
  return result;
};

const product = (a: Divisors, b: Divisors): Divisors => combine(a, b, (m, n) => m + n);
const common = (a: Divisors, b: Divisors): Divisors => (a === b ? a : combine(a, b, Math.max));
const without = (a: Divisors, b: Divisors): Divisors => combine(a, b, (m, n) => m - n);

/** deg(N_a L/D_a + N_b L/D_b) with L the least common multiple of D_a and D_b. */
const sum = (a: Degree, b: Degree): Degree => {
  const { denominator, divisors } = fraction(0, common(a.divisors, b.divisors));
  const numerator = denominator + Math.max(a.numerator - a.denominator, b.numerator - b.denominator);
  return { numerator, denominator, divisors };
};

/**
 * Degrees of rational functions. Gates are free bits, of degree 0; values of exp and log are free variables of degree 1.
 *
 * A root is a free variable of degree 1 as well: the error is then that of a point whose roots were drawn first and whose
 * radicands are their squares. −a and ±a share the degrees, and as divisors the zeros, of a.
 */
export class DegreeField implements Field<Degree> {
  readonly name = 'degree';
  readonly zero = nothing;
  readonly one = free;
  of(numerator: number | bigint): Degree {
    return Number(numerator) === 0 ? nothing : free;
  }
  add(a: Degree, b: Degree): Degree {
    return sum(a, b);
  }
  sub(a: Degree, b: Degree): Degree {
    return sum(a, b);
  }
  mul(a: Degree, b: Degree): Degree {
    return fraction(a.numerator + b.numerator, product(a.divisors, b.divisors));
  }
  /** (N_a/D_a)/(N_b/D_b) = N_a D_b/(D_a N_b), where what D_a and D_b share is cancelled and N_b is a new divisor. */
  div(a: Degree, b: Degree): Degree {
    const raised = fraction(0, without(b.divisors, a.divisors)).denominator;
    const left = without(a.divisors, b.divisors);
    return fraction(a.numerator + raised, b.numerator <= 0 ? left : product(left, new Map([[b, 1]])));
  }
  neg(a: Degree): Degree {
    return a;
  }
  exp(): Degree {
    return variable();
  }
  log(): Degree {
    return variable();
  }
  sqrt(): Degree {
    return variable();
  }
  abs(a: Degree): Degree {
    return a;
  }
  gate(): Degree {
    return free;
  }
  detach(a: Degree): Degree {
    return a;
  }
  guard(): void {
    // A kink is a place and has no degree.
  }
}

const degrees = new DegreeField();

/**
 * d = max over the pairs of deg(N_l L/D_l − N_r L/D_r): if some identity left = right of the pairs is false (as a rational
 * function modulo p), a uniformly random point at which it is defined shows it but with probability ≤ d/(p − deg L)
 * (Schwartz–Zippel; the points where a denominator vanishes are poisoned and count as not drawn).
 */
export const degree = (program: Program, pairs: readonly (readonly [left: Node, right: Node])[]): number => {
  const inputs = Array.from({ length: program.inputs }, variable);
  const values = run(program, degrees, inputs);
  return pairs.reduce((d, [left, right]) => Math.max(d, sum(values[left], values[right]).numerator), 0);
};
