/** The two matrix products in WebAssembly: tiles of two rows by up to ten columns, whose sums stay in registers. */
import * as wasm from './assembler.js';

/** Registers of two floats a tile is wide, at most: two rows of five leave six of sixteen for operands. */
const MOST_ACROSS = 5;

/** Columns in tiles of about the same width: the first register and the number of registers of each. */
const tiles = (width: number): readonly { readonly first: number; readonly across: number }[] => {
  const registers = width / 2;
  const count = Math.ceil(registers / MOST_ACROSS);
  return Array.from({ length: count }, (_, i) => {
    const first = Math.floor((i * registers) / count);
    return { first, across: Math.floor(((i + 1) * registers) / count) - first };
  });
};

const { add, get, i32, load, loadTwice, multiply, plus, repeat, set, shiftLeft, shiftRight, store, times } = wasm;
const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i);
const advance = (local: number, by: number): wasm.Code => set(local, plus(get(local), i32(by)));
const toBytes = (...locals: readonly number[]): wasm.Code =>
  locals.flatMap((local) => set(local, shiftLeft(get(local), 3)));

/** sum += factor · B for each register of a tile; B is read once for all rows. */
const accumulate = (
  sums: readonly (readonly number[])[],
  factors: readonly number[],
  operand: number,
  at: wasm.Code,
  offset: number,
) =>
  sums[0].flatMap((_, i) => [
    ...set(operand, load(at, offset + 16 * i)),
    ...sums.flatMap((row, r) => set(row[i], add(get(row[i]), multiply(get(factors[r]), get(operand))))),
  ]);

/** out[r] = initial + Σ_k A[r][k] B[k]. */
export const multiplyCode = (width: number): wasm.FunctionCode => {
  const [out, A, rows, inner, B, initial, a, a2, b, o, n, k, rowBytes] = upTo(13);
  const [operand, s0, s1] = [13, 14, 15];
  const registers = upTo(2 * MOST_ACROSS).map((i) => 16 + i);
  const tile = (first: number, across: number): wasm.Code => {
    const bytes = 16 * first;
    const pass = (count: 1 | 2): wasm.Code => {
      const sums = upTo(count).map((r) => upTo(across).map((i) => registers[r * across + i]));
      const pointers = [a, a2].slice(0, count);
      const factors = [s0, s1].slice(0, count);
      const term = (step: number): wasm.Code => [
        ...pointers.flatMap((pointer, r) => set(factors[r], loadTwice(get(pointer), 8 * step))),
        ...accumulate(sums, factors, operand, get(b), bytes + 8 * width * step),
      ];
      return [
        ...sums.flatMap((row) => row.flatMap((s, i) => set(s, load(get(initial), bytes + 16 * i)))),
        ...(count === 2 ? set(a2, plus(get(a), get(rowBytes))) : []),
        ...set(b, get(B)),
        // inner is even: two terms a turn.
        ...set(k, shiftRight(get(inner), 1)),
        ...repeat(k, [...term(0), ...term(1), ...pointers.flatMap((p) => advance(p, 16)), ...advance(b, 16 * width)]),
        ...sums.flatMap((row, r) => row.flatMap((s, i) => store(get(o), 8 * width * r + bytes + 16 * i, get(s)))),
        ...(count === 2 ? set(a, get(a2)) : []),
        ...advance(o, 8 * width * count),
      ];
    };
    return [
      ...set(a, get(A)),
      ...set(o, get(out)),
      ...set(n, shiftRight(get(rows), 1)),
      ...repeat(n, pass(2)),
      ...wasm.when(wasm.both(get(rows), i32(1)), pass(1)),
    ];
  };
  return {
    name: 'multiply',
    parameters: new Array<number>(6).fill(wasm.I32),
    locals: [...new Array<number>(7).fill(wasm.I32), ...new Array<number>(3 + registers.length).fill(wasm.V128)],
    body: [
      ...toBytes(out, A, B, initial),
      ...set(rowBytes, shiftLeft(get(inner), 3)),
      ...tiles(width).flatMap(({ first, across }) => tile(first, across)),
    ],
  };
};

/** out[k] = Σ_r A[r][k] B[r], two k a turn. */
export const multiplyTransposedCode = (width: number): wasm.FunctionCode => {
  const [out, A, rows, inner, B, a, b, o, n, k, first_, rowBytes] = upTo(12);
  const [operand, s0, s1] = [12, 13, 14];
  const registers = upTo(2 * MOST_ACROSS).map((i) => 15 + i);
  const tile = (first: number, across: number): wasm.Code => {
    const bytes = 16 * first;
    const sums = upTo(2).map((r) => upTo(across).map((i) => registers[r * across + i]));
    const zero = [0xfd, 12, ...new Array<number>(16).fill(0)];
    return [
      ...set(first_, get(A)),
      ...set(o, get(out)),
      ...set(k, shiftRight(get(inner), 1)),
      ...repeat(k, [
        ...sums.flat().flatMap((s) => set(s, zero)),
        ...set(a, get(first_)),
        ...set(b, get(B)),
        ...set(n, get(rows)),
        ...repeat(n, [
          ...set(s0, loadTwice(get(a))),
          ...set(s1, loadTwice(get(a), 8)),
          ...accumulate(sums, [s0, s1], operand, get(b), bytes),
          ...set(a, plus(get(a), get(rowBytes))),
          ...advance(b, 8 * width),
        ]),
        ...sums.flatMap((row, r) => row.flatMap((s, i) => store(get(o), 8 * width * r + bytes + 16 * i, get(s)))),
        ...advance(first_, 16),
        ...advance(o, 16 * width),
      ]),
    ];
  };
  return {
    name: 'multiplyTransposed',
    parameters: new Array<number>(5).fill(wasm.I32),
    locals: [...new Array<number>(7).fill(wasm.I32), ...new Array<number>(3 + registers.length).fill(wasm.V128)],
    body: [
      ...toBytes(out, A, B),
      ...set(rowBytes, times(get(inner), i32(8))),
      ...tiles(width).flatMap(({ first, across }) => tile(first, across)),
    ],
  };
};
