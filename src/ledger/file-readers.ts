/** Readers of values that more than one file holds. */
import { type Reader } from './gate/fields.js';
import { inWords, isObject, numberText, parseJson } from './json.js';
import { badInput, childPath, inFile } from './problem.js';

/** A finite number. */
export const decimal: Reader<number> = (value, at) => {
  const found = Number(numberText(value) ?? NaN);
  if (!Number.isFinite(found)) throw badInput(at, 'a number', inWords(value));
  return found;
};

/** A finite number, or null: JSON has no NaN and no infinity. */
export const decimalOrNull: Reader<number | null> = (value, at) => {
  const found = value === null ? null : Number(numberText(value) ?? NaN);
  if (found !== null && !Number.isFinite(found)) throw badInput(at, 'a number or null', inWords(value));
  return found;
};

/** What the reader reads, or null. */
export const orNull =
  <T>(reader: Reader<T>): Reader<T | null> =>
  (value, at) =>
    value === null ? null : reader(value, at);

/** An object whose fields may have any name and are all read alike. */
export const recordOf =
  <T>(item: Reader<T>): Reader<Readonly<Record<string, T>>> =>
  (value, at) => {
    if (!isObject(value)) throw badInput(at, 'an object', inWords(value));
    const found = Object.entries(value).map(([key, child]) => [key, item(child, childPath(at, key))] as const);
    return Object.fromEntries(found);
  };

/** The name of a format with its version, such as `contrapose/check@1`: another version is not guessed at. */
export const formatOf =
  <F extends string>(format: F): Reader<F> =>
  (value, at) => {
    if (value === format) return format;
    const [name, version] = format.split('@');
    const written = typeof value === 'string' && value.startsWith(`${name}@`) ? value.slice(name.length + 1) : '';
    const hint =
      /^\d{1,6}$/.test(written) && Number(written) > Number(version)
        ? ' (written by a newer version: update contrapose)'
        : '';
    throw badInput(at, `"${format}"`, `${inWords(value)}${hint}`);
  };

/** What the text of a file says, its format asked for first. Every message starts with the name of the file. @throws {BadInput} */
export const readFields = <T>(content: string, name: string, format: Reader<string>, fields: Reader<T>): T => {
  try {
    const json = parseJson(content, name);
    if (!isObject(json)) throw badInput(name, 'an object', inWords(json));
    format(json.format, 'format');
    return fields(json, '');
  } catch (error) {
    throw inFile(error, name);
  }
};
