import { type Field, kinkAt } from './field.js';
import { type Float64Field, dyadic } from './float64.js';
import { type PrimeField, multiply } from './prime-field.js';
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

/** `run` for float64 and dyadic numbers: the same values, with the four operations inlined over one typed array. */
export const runFloat64 = (program: Program, inputs: ArrayLike<number>, field: Float64Field = dyadic): Float64Array => {
  const { op, a, b, constants, length } = program;
  const v = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const x = v[a[i]];
    const y = v[b[i]];
    // prettier-ignore
    switch (op[i]) {
      case Op.constant: v[i] = field.of(...constants[a[i]]); break;
      case Op.input: v[i] = inputs[a[i]]; break;
      case Op.add: v[i] = x + y; break;
      case Op.sub: v[i] = x - y; break;
      case Op.mul: v[i] = x * y; break;
      case Op.div: v[i] = field.div(x, y); break;
      case Op.neg: v[i] = -x; break;
      case Op.exp: v[i] = field.exp(x); break;
      case Op.log: v[i] = field.log(x); break;
      case Op.sqrt: v[i] = field.sqrt(x); break;
      case Op.abs: v[i] = Math.abs(x); break;
      case Op.gate: v[i] = field.gate(x); break;
      case Op.detach: v[i] = x; break;
    }
  }
  guardNumbers(program, v);
  return v;
};

/** `run` for the prime field: the same values over one typed array. */
export const runPrime = (program: Program, inputs: ArrayLike<number>, field: PrimeField): Float64Array => {
  const { op, a, b, constants, length } = program;
  const v = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const x = v[a[i]];
    const y = v[b[i]];
    // prettier-ignore
    switch (op[i]) {
      case Op.constant: v[i] = field.of(...constants[a[i]]); break;
      case Op.input: v[i] = inputs[a[i]]; break;
      case Op.add: v[i] = field.add(x, y); break;
      case Op.sub: v[i] = field.sub(x, y); break;
      case Op.mul: v[i] = Number.isNaN(x) || Number.isNaN(y) ? NaN : multiply(x, y); break;
      case Op.div: v[i] = field.div(x, y); break;
      case Op.neg: v[i] = field.neg(x); break;
      case Op.exp: v[i] = field.exp(x); break;
      case Op.log: v[i] = field.log(x); break;
      case Op.sqrt: v[i] = field.sqrt(x); break;
      case Op.abs: v[i] = field.abs(x); break;
      case Op.gate: v[i] = field.gate(x); break;
      case Op.detach: v[i] = x; break;
    }
  }
  guardNumbers(program, v);
  return v;
};
