import { Op, type Node, type Program } from './program.js';
import { notRational, type Rational, type RationalField, rational, rationals } from './rational.js';

/** Integers below this in magnitude are float64, and so are their sums, differences and products while these stay below it. */
const LIMIT = 2 ** 53;
const BIG_LIMIT = 2n ** 53n;

/** Above this a fraction is reduced as soon as it is made, so that products of two of them seldom pass the limit. */
const REDUCE = 2 ** 26;

const gcd = (a: number, b: number): number => {
  let x = Math.abs(a);
  let y = b;
  while (y !== 0) [x, y] = [y, x % y];
  return x;
};

/**
 * The numbers of one run: n/d with integers |n|, d < 2⁵³ in float64, not always in lowest terms, where they fit, and
 * fraction.js numbers where they do not (d = 0 then marks the place).
 */
class Values {
  readonly n: Float64Array;
  readonly d: Float64Array;
  private readonly large = new Map<Node, Rational>();
  constructor(length: number) {
    this.n = new Float64Array(length);
    this.d = new Float64Array(length);
  }
  at(node: Node): Rational {
    const { n, d } = this;
    return d[node] === 0 ? (this.large.get(node) ?? notRational) : rational(BigInt(n[node]), BigInt(d[node]));
  }
  put(node: Node, value: Rational): void {
    if (value !== notRational && value.n < BIG_LIMIT && value.d < BIG_LIMIT) {
      this.n[node] = Number(value.n * value.s);
      this.d[node] = Number(value.d);
    } else {
      this.d[node] = 0;
      this.large.set(node, value);
    }
  }
  /** n/d if both are exact, that is below the limit after rounding and hence before. */
  fits(node: Node, n: number, d: number): boolean {
    if (!(Math.abs(n) < LIMIT && d < LIMIT)) return false;
    if (d > REDUCE || n > REDUCE || n < -REDUCE) {
      const g = d === 1 ? 1 : gcd(n, d);
      this.n[node] = n / g;
      this.d[node] = d / g;
    } else {
      this.n[node] = n;
      this.d[node] = d;
    }
    return true;
  }
  /** Whether a ± b fitted: over the larger denominator where the smaller divides it, over their least common multiple otherwise. */
  sum(node: Node, a: Node, b: Node, sign: 1 | -1): boolean {
    const da = this.d[a];
    const db = this.d[b];
    if (da === 0 || db === 0) return false;
    const x = this.n[a];
    const y = sign * this.n[b];
    if (da === db) return this.fits(node, x + y, da);
    const g = da % db === 0 ? db : db % da === 0 ? da : gcd(da, db);
    const left = x * (db / g);
    const right = y * (da / g);
    const small = Math.abs(left) < LIMIT && Math.abs(right) < LIMIT;
    return small && this.fits(node, left + right, da * (db / g));
  }
  product(node: Node, a: Node, b: Node): boolean {
    const d = this.d[a] * this.d[b];
    return d !== 0 && this.fits(node, this.n[a] * this.n[b], d);
  }
  quotient(node: Node, a: Node, b: Node): boolean {
    const { n, d } = this;
    if (d[a] === 0 || d[b] === 0 || n[b] === 0) return false;
    return this.fits(node, n[a] * d[b] * Math.sign(n[b]), d[a] * Math.abs(n[b]));
  }
}

/**
 * `run` over the rationals: the same values, by node, with integers in float64 as long as they fit. A program costs a tenth of
 * what it costs in fraction.js, and only the numbers asked for are made into fractions.
 * @throws {Undecided} where a derivative passes through a kink
 */
export const runRational = (
  program: Program,
  inputs: readonly Rational[],
  field: RationalField = rationals,
): ((node: Node) => Rational) => {
  const { op, a, b, constants, length, guards } = program;
  const v = new Values(length);
  for (let i = 0; i < length; i++) {
    const x = a[i];
    const y = b[i];
    // prettier-ignore
    switch (op[i]) {
      case Op.constant: v.put(i, field.of(...constants[x])); break;
      case Op.input: v.put(i, inputs[x]); break;
      case Op.add: if (!v.sum(i, x, y, 1)) v.put(i, field.add(v.at(x), v.at(y))); break;
      case Op.sub: if (!v.sum(i, x, y, -1)) v.put(i, field.sub(v.at(x), v.at(y))); break;
      case Op.mul: if (!v.product(i, x, y)) v.put(i, field.mul(v.at(x), v.at(y))); break;
      case Op.div: if (!v.quotient(i, x, y)) v.put(i, field.div(v.at(x), v.at(y))); break;
      case Op.neg: if (v.d[x] === 0 || !v.fits(i, -v.n[x], v.d[x])) v.put(i, field.neg(v.at(x))); break;
      case Op.exp: v.put(i, field.exp(v.at(x))); break;
      case Op.log: v.put(i, field.log(v.at(x))); break;
      case Op.sqrt: v.put(i, field.sqrt(v.at(x))); break;
      case Op.abs: v.put(i, field.abs(v.at(x))); break;
      case Op.gate: v.put(i, field.gate(v.at(x))); break;
      case Op.detach: v.put(i, field.detach(v.at(x))); break;
    }
  }
  for (const { value, tangents, layer } of guards) {
    if (v.d[value] !== 0 && v.n[value] !== 0) continue;
    field.guard(
      v.at(value),
      tangents.map((t) => v.at(t)),
      layer,
    );
  }
  return (node) => v.at(node);
};
