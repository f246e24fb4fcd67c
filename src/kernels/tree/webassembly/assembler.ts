/** Bytes of a WebAssembly module: instructions as lists of bytes, put together by concatenation (WebAssembly 2.0, binary format). */

/** Instructions. */
export type Code = readonly number[];

/** LEB128, unsigned. */
const unsigned = (n: number): number[] => (n < 128 ? [n] : [(n % 128) + 128, ...unsigned(Math.floor(n / 128))]);

/** LEB128, signed, for n ≥ 0. */
const signed = (n: number): number[] => (n < 64 ? [n] : [(n % 128) + 128, ...signed(Math.floor(n / 128))]);

const vector = (items: readonly Code[]): number[] => [...unsigned(items.length), ...items.flat()];
const name = (text: string): number[] => vector(Array.from(text, (c) => [c.charCodeAt(0)]));
const section = (id: number, items: readonly Code[]): number[] => {
  const content = vector(items);
  return [id, ...unsigned(content.length), ...content];
};

/** Value types. */
export const I32 = 0x7f;
export const F64 = 0x7c;
export const V128 = 0x7b;

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)];
export const i32 = (n: number): Code => [0x41, ...signed(n)];
export const plus = (a: Code, b: Code): Code => [...a, ...b, 0x6a];
export const times = (a: Code, b: Code): Code => [...a, ...b, 0x6c];
export const both = (a: Code, b: Code): Code => [...a, ...b, 0x71];
export const shiftLeft = (a: Code, bits: number): Code => [...a, ...i32(bits), 0x74];
export const shiftRight = (a: Code, bits: number): Code => [...a, ...i32(bits), 0x76];
/** The int at an address. */
export const loadInt = (address: Code, offset = 0): Code => [...address, 0x28, 2, ...unsigned(offset)];

const simd = (operation: number): Code => [0xfd, ...unsigned(operation)];
/** The pair of floats at an address. */
export const load = (address: Code, offset = 0): Code => [...address, ...simd(0), 3, ...unsigned(offset)];
/** The float at an address, twice. */
export const loadTwice = (address: Code, offset = 0): Code => [...address, ...simd(10), 3, ...unsigned(offset)];
export const store = (address: Code, offset: number, value: Code): Code => [
  ...address,
  ...value,
  ...simd(11),
  3,
  ...unsigned(offset),
];
export const twice = (a: Code): Code => [...a, ...simd(0x14)];
export const add = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xf0)];
export const subtract = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xf1)];
export const multiply = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xf2)];
/** a < b ? b : a, of each float. */
export const larger = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xf7)];
/** All bits set where a > b. */
export const exceeds = (a: Code, b: Code): Code => [...a, ...b, ...simd(0x4a)];
export const bitsOfBoth = (a: Code, b: Code): Code => [...a, ...b, ...simd(0x4e)];
/** (a_h, b_h) for half h of both. */
export const halves = (a: Code, b: Code, half: 0 | 1): Code => {
  const bytes = Array.from({ length: 8 }, (_, i) => 8 * half + i);
  return [...a, ...b, ...simd(13), ...bytes, ...bytes.map((i) => 16 + i)];
};

/** While a counter is not 0: the body, then one less. */
export const repeat = (counter: number, body: Code): Code => {
  const again = [...get(counter), ...i32(1), 0x6b, 0x22, ...unsigned(counter), 0x0d, 0];
  return [0x02, 0x40, ...get(counter), 0x45, 0x0d, 0, 0x03, 0x40, ...body, ...again, 0x0b, 0x0b];
};

/** The body if a number is not 0. */
export const when = (condition: Code, body: Code): Code => [...condition, 0x04, 0x40, ...body, 0x0b];

/** A function without results. */
export interface FunctionCode {
  readonly name: string;
  /** Types of the parameters, which are the first locals. */
  readonly parameters: readonly number[];
  /** Types of the locals behind them. */
  readonly locals: readonly number[];
  readonly body: Code;
}

/** A module of functions on a memory imported as `host.memory`. */
export const moduleBytes = (functions: readonly FunctionCode[]): Uint8Array => {
  const types = functions.map(({ parameters }) => [0x60, ...vector(parameters.map((type) => [type])), 0]);
  const bodies = functions.map(({ locals, body }) => {
    const code = [...vector(locals.map((type) => [1, type])), ...body, 0x0b];
    return [...unsigned(code.length), ...code];
  });
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, types),
    ...section(2, [[...name('host'), ...name('memory'), 2, 0, 0]]),
    ...section(
      3,
      functions.map((_, i) => unsigned(i)),
    ),
    ...section(
      7,
      functions.map((f, i) => [...name(f.name), 0, ...unsigned(i)]),
    ),
    ...section(10, bodies),
  ]);
};
