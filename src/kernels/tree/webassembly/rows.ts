/** The primitives that go row by row, in WebAssembly: a row is unrolled. */
import * as wasm from './assembler.js';

const { add, get, i32, load, loadInt, plus, repeat, set, shiftLeft, store, times } = wasm;
const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i);
const advance = (local: number, by: number): wasm.Code => set(local, plus(get(local), i32(by)));

/** A function whose parameters are ints (then rates), with so many more int locals and pairs behind them. */
const rowFunction = (
  name: string,
  ints: number,
  [more, pairs]: readonly [number, number],
  body: wasm.Code,
  rates = 0,
): wasm.FunctionCode => ({
  name,
  parameters: [...new Array<number>(ints).fill(wasm.I32), ...new Array<number>(rates).fill(wasm.F64)],
  locals: [...new Array<number>(more).fill(wasm.I32), ...new Array<number>(pairs).fill(wasm.V128)],
  body,
});

/** All of them, for rows of so many entries. */
export const rowCodes = (width: number): readonly wasm.FunctionCode[] => {
  const bytes = 8 * width;
  const offsets = upTo(width / 2).map((i) => 16 * i);
  const eachPair = (code: (offset: number) => wasm.Code): wasm.Code => offsets.flatMap(code);
  const floats = (...locals: readonly number[]): wasm.Code => locals.flatMap((l) => set(l, shiftLeft(get(l), 3)));
  const ints = (...locals: readonly number[]): wasm.Code => locals.flatMap((l) => set(l, shiftLeft(get(l), 2)));
  /** The address of row p[r] of P. */
  const row = (P: number, p: number): wasm.Code => plus(get(P), times(loadInt(get(p)), i32(bytes)));
  const rows = (local: number): wasm.Code => advance(local, bytes);

  return [
    // out, rows, p, P, q, Q | a, b
    rowFunction(
      'gatherPair',
      6,
      [2, 0],
      [
        ...floats(0, 3, 5),
        ...ints(2, 4),
        ...repeat(1, [
          ...set(6, row(3, 2)),
          ...set(7, row(5, 4)),
          ...eachPair((o) => store(get(0), o, add(load(get(6), o), load(get(7), o)))),
          ...rows(0),
          ...advance(2, 4),
          ...advance(4, 4),
        ]),
      ],
    ),
    // out, rows, p, P | a
    rowFunction(
      'gather',
      4,
      [1, 0],
      [
        ...floats(0, 3),
        ...ints(2),
        ...repeat(1, [
          ...set(4, row(3, 2)),
          ...eachPair((o) => store(get(0), o, load(get(4), o))),
          ...rows(0),
          ...advance(2, 4),
        ]),
      ],
    ),
    rowFunction(
      'gatherAdd',
      4,
      [1, 0],
      [
        ...floats(0, 3),
        ...ints(2),
        ...repeat(1, [
          ...set(4, row(3, 2)),
          ...eachPair((o) => store(get(0), o, add(load(get(0), o), load(get(4), o)))),
          ...rows(0),
          ...advance(2, 4),
        ]),
      ],
    ),
    // P, rows, p, G | a
    rowFunction(
      'scatterAdd',
      4,
      [1, 0],
      [
        ...floats(0, 3),
        ...ints(2),
        ...repeat(1, [
          ...set(4, row(0, 2)),
          ...eachPair((o) => store(get(4), o, add(load(get(4), o), load(get(3), o)))),
          ...rows(3),
          ...advance(2, 4),
        ]),
      ],
    ),
    // G, rows, p, P, q, Q | a, b | value
    rowFunction(
      'scatterPair',
      6,
      [2, 1],
      [
        ...floats(0, 3, 5),
        ...ints(2, 4),
        ...repeat(1, [
          ...set(6, row(3, 2)),
          ...set(7, row(5, 4)),
          ...eachPair((o) => [
            ...set(8, load(get(0), o)),
            ...store(get(6), o, add(load(get(6), o), get(8))),
            ...store(get(7), o, add(load(get(7), o), get(8))),
          ]),
          ...rows(0),
          ...advance(2, 4),
          ...advance(4, 4),
        ]),
      ],
    ),
    // out, x, rows | zero
    rowFunction(
      'relu',
      3,
      [0, 1],
      [
        ...floats(0, 1),
        ...repeat(2, [
          ...eachPair((o) => store(get(0), o, wasm.larger(get(3), load(get(1), o)))),
          ...rows(0),
          ...rows(1),
        ]),
      ],
    ),
    // g, x, rows | zero
    rowFunction(
      'gate',
      3,
      [0, 1],
      [
        ...floats(0, 1),
        ...repeat(2, [
          ...eachPair((o) => store(get(0), o, wasm.bitsOfBoth(load(get(0), o), wasm.exceeds(load(get(1), o), get(3))))),
          ...rows(0),
          ...rows(1),
        ]),
      ],
    ),
    // out, G, rows | zero
    rowFunction(
      'sumRows',
      3,
      [0, 1],
      [
        ...floats(0, 1),
        ...eachPair((o) => store(get(0), o, get(3))),
        ...repeat(2, [...eachPair((o) => store(get(0), o, add(load(get(0), o), load(get(1), o)))), ...rows(1)]),
      ],
    ),
    // out, rows | zero
    rowFunction(
      'clear',
      2,
      [0, 1],
      [...floats(0), ...repeat(1, [...eachPair((o) => store(get(0), o, get(2))), ...rows(0)])],
    ),
    // out, A | pairs of rows of A left | two rows
    rowFunction(
      'transpose',
      2,
      [1, 2],
      [
        ...floats(0, 1),
        ...set(2, i32(width / 2)),
        ...repeat(2, [
          ...eachPair((o) => [
            ...set(3, load(get(1), o)),
            ...set(4, load(get(1), o + bytes)),
            ...store(get(0), (o / 8) * bytes, wasm.halves(get(3), get(4), 0)),
            ...store(get(0), (o / 8 + 1) * bytes, wasm.halves(get(3), get(4), 1)),
          ]),
          ...advance(0, 16),
          ...advance(1, 2 * bytes),
        ]),
      ],
    ),
    // w, g, rows, rate, decay | rate and decay twice, w
    rowFunction(
      'descend',
      3,
      [0, 3],
      [
        ...floats(0, 1),
        ...set(5, wasm.twice(get(3))),
        ...set(6, wasm.twice(get(4))),
        ...repeat(2, [
          ...eachPair((o) => {
            const slope = add(load(get(1), o), wasm.multiply(get(6), get(7)));
            const next = wasm.subtract(get(7), wasm.multiply(get(5), slope));
            return [...set(7, load(get(0), o)), ...store(get(0), o, next)];
          }),
          ...rows(0),
          ...rows(1),
        ]),
      ],
      2,
    ),
  ];
};
