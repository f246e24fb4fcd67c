import { type Field, kinkAt } from './field.js';
import { type Float64Field, dyadic } from './float64.js';
import { PRIME, type PrimeField, multiply } from './prime-field.js';
import { Op, type Program } from './program.js';

/**
 * The value of every node of a program at the given inputs, in any field.
 * @throws {Undecided} where a derivative passes through a kink
 */
export const run = <S>(program: Program, field: Field<S>, inputs: readonly S[]): S[] => {
  const { op, a, b, constants, length } = program;
  const v = new Array<S>(length);
  for (let i = 0; i < length; i++) {
    // prettier-ignore
    switch (op[i]) {
      case Op.constant: v[i] = field.of(...constants[a[i]]); break;
      case Op.input: v[i] = inputs[a[i]]; break;
      case Op.add: v[i] = field.add(v[a[i]], v[b[i]]); break;
      case Op.sub: v[i] = field.sub(v[a[i]], v[b[i]]); break;
      case Op.mul: v[i] = field.mul(v[a[i]], v[b[i]]); break;
      case Op.div: v[i] = field.div(v[a[i]], v[b[i]]); break;
      case Op.neg: v[i] = field.neg(v[a[i]]); break;
      case Op.exp: v[i] = field.exp(v[a[i]]); break;
      case Op.log: v[i] = field.log(v[a[i]]); break;
      case Op.sqrt: v[i] = field.sqrt(v[a[i]]); break;
      case Op.abs: v[i] = field.abs(v[a[i]]); break;
      case Op.gate: v[i] = field.gate(v[a[i]]); break;
      case Op.detach: v[i] = field.detach(v[a[i]]); break;
    }
  }
  for (const { value, tangents, layer } of program.guards) {
    field.guard(
      v[value],
      tangents.map((t) => v[t]),
      layer,
    );
  }
  return v;
};

const guardNumbers = (program: Program, v: Float64Array): void => {
  for (const { value, tangents, layer } of program.guards) {
    if (v[value] === 0 && tangents.some((t) => v[t] !== 0)) throw kinkAt(layer);
  }
};

/** x·y modulo p, or NaN where a factor is. */
const product = (x: number, y: number): number => (Number.isNaN(x + y) ? NaN : multiply(x, y));

/**
 * `run` for float64 and dyadic numbers: the same values over one typed array, a loop for each stretch of one operation, so that
 * the four operations are inlined and what to do is decided once a stretch.
 * `v` is where the values go, at least as long as the program: a fresh array of some hundred kB costs as much as the run (its pages come
 * from the system), so give one that is used again and read the values before it is.
 */
export const runFloat64 = (
  program: Program,
  inputs: ArrayLike<number>,
  field: Float64Field = dyadic,
  v = new Float64Array(program.length),
): Float64Array => {
  const { op, a, b, constants, stretches } = program;
  let i = 0;
  for (const end of stretches) {
    // prettier-ignore
    switch (op[i]) {
      case Op.constant: for (; i < end; i++) v[i] = field.of(...constants[a[i]]); break;
      case Op.input: for (; i < end; i++) v[i] = inputs[a[i]]; break;
      case Op.add: for (; i < end; i++) v[i] = v[a[i]] + v[b[i]]; break;
      case Op.sub: for (; i < end; i++) v[i] = v[a[i]] - v[b[i]]; break;
      case Op.mul: for (; i < end; i++) v[i] = v[a[i]] * v[b[i]]; break;
      case Op.div: for (; i < end; i++) v[i] = field.div(v[a[i]], v[b[i]]); break;
      case Op.neg: for (; i < end; i++) v[i] = -v[a[i]]; break;
      case Op.exp: for (; i < end; i++) v[i] = field.exp(v[a[i]]); break;
      case Op.log: for (; i < end; i++) v[i] = field.log(v[a[i]]); break;
      case Op.sqrt: for (; i < end; i++) v[i] = field.sqrt(v[a[i]]); break;
      case Op.abs: for (; i < end; i++) v[i] = Math.abs(v[a[i]]); break;
      case Op.gate: for (; i < end; i++) v[i] = field.gate(v[a[i]]); break;
      case Op.detach: for (; i < end; i++) v[i] = v[a[i]]; break;
    }
  }
  guardNumbers(program, v);
  return v;
};

/** `run` for the prime field: the same values, a loop for each stretch of one operation. `v` as in `runFloat64`. */
export const runPrime = (
  program: Program,
  inputs: ArrayLike<number>,
  field: PrimeField,
  v = new Float64Array(program.length),
): Float64Array => {
  const { op, a, b, constants, stretches } = program;
  let i = 0;
  for (const end of stretches) {
    // prettier-ignore
    switch (op[i]) {
      case Op.constant: for (; i < end; i++) v[i] = field.of(...constants[a[i]]); break;
      case Op.input: for (; i < end; i++) v[i] = inputs[a[i]]; break;
      case Op.add: for (; i < end; i++) { const s = v[a[i]] + v[b[i]]; v[i] = s >= PRIME ? s - PRIME : s; } break;
      case Op.sub: for (; i < end; i++) { const d = v[a[i]] - v[b[i]]; v[i] = d < 0 ? d + PRIME : d; } break;
      case Op.mul: for (; i < end; i++) v[i] = product(v[a[i]], v[b[i]]); break;
      case Op.div: for (; i < end; i++) v[i] = field.div(v[a[i]], v[b[i]]); break;
      case Op.neg: for (; i < end; i++) v[i] = field.neg(v[a[i]]); break;
      case Op.exp: for (; i < end; i++) v[i] = field.exp(v[a[i]]); break;
      case Op.log: for (; i < end; i++) v[i] = field.log(v[a[i]]); break;
      case Op.sqrt: for (; i < end; i++) v[i] = field.sqrt(v[a[i]]); break;
      case Op.abs: for (; i < end; i++) v[i] = field.abs(v[a[i]]); break;
      case Op.gate: for (; i < end; i++) v[i] = field.gate(v[a[i]]); break;
      case Op.detach: for (; i < end; i++) v[i] = v[a[i]]; break;
    }
  }
  guardNumbers(program, v);
  return v;
};
