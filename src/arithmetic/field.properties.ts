import type { Field } from './field.js';

/** What the laws need to know of an arithmetic beyond its operations. */
export interface Comparison<S> {
  /** Whether two results may be one number, neither being poisoned: equality, or for intervals that they meet. */
  readonly agree: (a: S, b: S) => boolean;
  readonly poisoned: (a: S) => boolean;
}

/** The laws by title, as predicates of what the title quantifies over. */
export interface FieldLaws<S> {
  /** For all numbers a, b, c whose gates are decided (and whose derivatives exist). */
  readonly numbers: Readonly<Record<string, (a: S, b: S, c: S) => boolean>>;
  /** For every number a, and b that may be divided by. */
  readonly quotients: Readonly<Record<string, (a: S, b: S) => boolean>>;
  /** For integers m, n, and d that may be divided by. */
  readonly constants: Readonly<Record<string, (m: number, n: number, d: number) => boolean>>;
}

/** The laws every arithmetic keeps where it has a value. */
export const fieldLaws = <S>(F: Field<S>, { agree, poisoned }: Comparison<S>): FieldLaws<S> => {
  const { zero, one } = F;
  const gateSign = (a: S): S => F.sub(F.mul(F.of(2), F.gate(a)), one);
  const square = (a: S): S => F.mul(a, a);
  return {
    numbers: {
      'a + b = b + a and a·b = b·a': (a, b) => agree(F.add(a, b), F.add(b, a)) && agree(F.mul(a, b), F.mul(b, a)),
      '(a + b) + c = a + (b + c)': (a, b, c) => agree(F.add(F.add(a, b), c), F.add(a, F.add(b, c))),
      '(a·b)·c = a·(b·c)': (a, b, c) => agree(F.mul(F.mul(a, b), c), F.mul(a, F.mul(b, c))),
      'a·(b + c) = a·b + a·c': (a, b, c) => agree(F.mul(a, F.add(b, c)), F.add(F.mul(a, b), F.mul(a, c))),
      'a + 0 = a, a·1 = a, a·0 = 0': (a) =>
        agree(F.add(a, zero), a) && agree(F.mul(a, one), a) && agree(F.mul(a, zero), zero),
      'a − b = a + (−b), a − a = 0, −(−a) = a': (a, b) =>
        agree(F.sub(a, b), F.add(a, F.neg(b))) && agree(F.sub(a, a), zero) && agree(F.neg(F.neg(a)), a),
      '1[a > 0] is 0 or 1, and 0 at 0': (a) =>
        (agree(F.gate(a), zero) || agree(F.gate(a), one)) && agree(F.gate(zero), zero),
      '|a| = (2·1[a > 0] − 1)·a and |a|² = a²': (a) =>
        agree(F.abs(a), F.mul(gateSign(a), a)) && agree(square(F.abs(a)), square(a)),
      '(√a²)² = a²': (a) => agree(square(F.sqrt(square(a))), square(a)),
      'e⁰ = 1, log 1 = 0, and e^a is one number ≠ 0 for each a': (a) =>
        agree(F.exp(zero), one) &&
        agree(F.log(one), zero) &&
        agree(F.exp(a), F.exp(F.sub(a, zero))) &&
        agree(F.div(F.exp(a), F.exp(a)), one),
      'detach is linear, and the same done twice': (a, b) =>
        agree(F.detach(F.add(a, b)), F.add(F.detach(a), F.detach(b))) && agree(F.detach(F.detach(a)), F.detach(a)),
      'a/0 is poisoned and what is computed from it stays so': (a, b) => {
        const p = F.div(a, zero);
        const sums = [F.add(p, b), F.add(b, p), F.sub(p, b), F.sub(b, p)];
        const products = [F.mul(p, b), F.mul(b, p), F.div(p, b), F.div(b, p)];
        const functions = [F.neg(p), F.exp(p), F.log(p), F.sqrt(p), F.abs(p), F.gate(p), F.detach(p)];
        return [p, ...sums, ...products, ...functions].every(poisoned) && !poisoned(a);
      },
    },
    quotients: {
      '(a/b)·b = a and b/b = 1': (a, b) => agree(F.mul(F.div(a, b), b), a) && agree(F.div(b, b), one),
      'a/b = a·(1/b)': (a, b) => agree(F.div(a, b), F.mul(a, F.div(one, b))),
    },
    constants: {
      'of(n, d) = of(n)/of(d), whether numbers or BigInts': (_, n, d) =>
        agree(F.of(n, d), F.div(F.of(n), F.of(d))) && agree(F.of(BigInt(n), BigInt(d)), F.of(n, d)),
      'of(m) + of(n) = of(m + n)': (m, n) => agree(F.add(F.of(m), F.of(n)), F.of(m + n)),
    },
  };
};
