/** Readers of the fields of a file: each takes a JSON value and its place, and refuses what it does not expect. */
import { inWords, isObject, numberText } from '../json.js';
import { badInput, childPath } from '../problem.js';

export type Reader<T> = (value: unknown, at: string) => T;

const LONGEST_STRING = 2000;
/** The most items of a list, and the most numbers and words of an instance. */
export const MOST_ITEMS = 4096;

export const text: Reader<string> = (value, at) => {
  if (typeof value !== 'string') throw badInput(at, 'text', inWords(value));
  if (value.length > LONGEST_STRING) throw badInput(at, `at most ${LONGEST_STRING} characters`, `${value.length}`);
  return value;
};

export const matching =
  (pattern: RegExp, words: string): Reader<string> =>
  (value, at) => {
    const found = text(value, at);
    if (!pattern.test(found)) throw badInput(at, words, inWords(found));
    return found;
  };

export const yesOrNo: Reader<boolean> = (value, at) => {
  if (typeof value !== 'boolean') throw badInput(at, 'true or false', inWords(value));
  return value;
};

export const whole =
  (min: number, max: number): Reader<number> =>
  (value, at) => {
    const written = numberText(value) ?? '';
    const found = Number(written);
    if (!/^-?\d{1,15}$/.test(written) || found < min || found > max) {
      throw badInput(at, `a whole number from ${min} to ${max}`, inWords(value));
    }
    return found;
  };

export const oneOf =
  <T extends string>(...options: readonly T[]): Reader<T> =>
  (value, at) => {
    const found = options.find((option) => option === value);
    if (found === undefined) throw badInput(at, options.map((option) => `"${option}"`).join(' or '), inWords(value));
    return found;
  };

export const listOf =
  <T>(item: Reader<T>, most = MOST_ITEMS): Reader<readonly T[]> =>
  (value, at) => {
    if (!Array.isArray(value)) throw badInput(at, 'a list', inWords(value));
    if (value.length > most) throw badInput(at, `at most ${most} items`, `${value.length}`);
    return value.map((child: unknown, i) => item(child, childPath(at, i)));
  };

/** A list in which no two items have the same name. */
export const distinct =
  <T>(item: Reader<T>, name: (item: T) => string): Reader<readonly T[]> =>
  (value, at) => {
    const found = listOf(item)(value, at);
    const seen = new Set<string>();
    found.forEach((each, i) => {
      if (seen.has(name(each))) throw badInput(childPath(at, i), 'another name', `${inWords(name(each))} again`);
      seen.add(name(each));
    });
    return found;
  };

export const textRecord: Reader<Readonly<Record<string, string>>> = (value, at) => {
  if (!isObject(value)) throw badInput(at, 'an object', inWords(value));
  const found = Object.entries(value).map(([key, child]) => [key, text(child, childPath(at, key))] as const);
  return Object.fromEntries(found);
};

/** A reader that takes nothing for an answer. */
const OPTIONAL = Symbol('optional');
type Optional<T> = Reader<T | undefined> & { readonly [OPTIONAL]: true };
export const maybe = <T>(reader: Reader<T>): Optional<T> =>
  Object.assign((value: unknown, at: string) => (value === undefined ? undefined : reader(value, at)), {
    [OPTIONAL]: true as const,
  });

type Readers = Readonly<Record<string, Reader<unknown>>>;
type Fields<R extends Readers> = {
  readonly [K in keyof R as R[K] extends Optional<unknown> ? never : K]: ReturnType<R[K]>;
} & { readonly [K in keyof R as R[K] extends Optional<unknown> ? K : never]?: Exclude<ReturnType<R[K]>, undefined> };

/** An object of these fields and no others; the result has them in this order. */
export const object =
  <R extends Readers>(readers: R): Reader<Fields<R>> =>
  (value, at) => {
    const known = Object.keys(readers).join(', ');
    if (!isObject(value)) throw badInput(at, `an object with ${known}`, inWords(value));
    const stray = Object.keys(value).find((key) => !Object.hasOwn(readers, key));
    if (stray !== undefined)
      throw badInput(childPath(at, stray), `no such field (only ${known})`, inWords(value[stray]));
    const read = Object.entries(readers).flatMap(([key, reader]) => {
      const found = reader(Object.hasOwn(value, key) ? value[key] : undefined, childPath(at, key));
      return found === undefined ? [] : [[key, found] as const];
    });
    return Object.fromEntries(read) as unknown as Fields<R>;
  };

/** An instance as plain JSON values: counts as numbers, every other number as the text written. */
export const plainJson: Reader<unknown> = (value, at) => {
  let leaves = 0;
  const walk = (child: unknown): unknown => {
    if (Array.isArray(child)) return child.map(walk);
    if (isObject(child)) return Object.fromEntries(Object.entries(child).map(([key, inner]) => [key, walk(inner)]));
    if (++leaves > MOST_ITEMS) throw badInput(at, `at most ${MOST_ITEMS} numbers and words`, 'more');
    const number = numberText(child);
    return number === undefined ? child : Number.isSafeInteger(Number(number)) ? Number(number) : number;
  };
  if (value === undefined) throw badInput(at, 'an instance', 'nothing');
  return walk(value);
};
