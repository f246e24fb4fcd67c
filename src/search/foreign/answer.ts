import type { Rational } from '../../arithmetic/rational.js';
import { inWords, isObject, numberText, parseJson } from '../../ledger/json.js';
import { rationalOfText } from '../../ledger/number-text.js';
import { badInput, childPath } from '../../ledger/problem.js';
import type { Nested } from './nested.js';
import { CHAIN, type StepName } from './steps.js';
import type { Truth } from './truth.js';

export const ANSWER_FORMAT = 'contrapose/against-answer@1';

/** The arithmetics a program may say it computes in, with their unit roundoff u. */
export const PRECISIONS = { float32: 2 ** -24, float64: 2 ** -53, exact: 0 } as const;
export type Precision = keyof typeof PRECISIONS;

/** What a program computed where a number is: the number, or that it is none. */
export type Computed = Rational | 'NaN' | 'Infinity' | '-Infinity';

/** What a program says of one instance. */
export type Answer =
  | { readonly id: number; readonly unsupported: string }
  | {
      readonly id: number;
      readonly precision: Precision;
      readonly steps: Readonly<Partial<Record<StepName, Nested<Computed>>>>;
    };

const NOT_FINITE = ['NaN', 'Infinity', '-Infinity'] as const;

/** NaN and ±Infinity, which many languages print and JSON lacks, as strings; what stands in strings is left alone. */
const quoteNonFinite = (line: string): string =>
  line.replace(/"(?:\\.|[^"\\])*"|-?\b(?:NaN|Infinity)\b/g, (token) => (token.startsWith('"') ? token : `"${token}"`));

const computed = (value: unknown, path: string): Computed => {
  // JSON.stringify writes NaN and ±Infinity as null.
  if (value === null) return 'NaN';
  const found = NOT_FINITE.find((name) => name === value);
  if (found !== undefined) return found;
  const text = typeof value === 'string' ? value : numberText(value);
  const number = text === undefined ? undefined : rationalOfText(text);
  if (number === undefined) throw badInput(path, 'a number', inWords(value));
  return number;
};

/** The quantity in the shape of another. @throws {BadInput} where its lists have other lengths */
const shapedAs = (shape: Nested<unknown>, json: unknown, path: string): Nested<Computed> => {
  if (!Array.isArray(shape)) return computed(json, path);
  if (!Array.isArray(json)) throw badInput(path, `a list of ${shape.length}`, inWords(json));
  if (json.length !== shape.length) throw badInput(path, `a list of ${shape.length}`, `one of ${json.length}`);
  const items = shape.map((child: Nested<unknown>, i) => shapedAs(child, json[i], childPath(path, i)));
  return items as unknown as Nested<Computed>;
};

/** topGradients.one: the value at a name with dots, or undefined. */
const at = (json: Readonly<Record<string, unknown>>, name: string): unknown =>
  name.split('.').reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), json);

const required = (name: StepName): boolean => ['outputs', 'loss', 'lossDerivatives'].includes(name);

/** The fields an answer may have. */
const FIELDS = ['format', 'id', 'precision', 'unsupported', ...CHAIN.map(({ name }) => name.split('.')[0])];

const checkFields = (json: Readonly<Record<string, unknown>>, path: string): void => {
  for (const key of Object.keys(json)) {
    if (FIELDS.includes(key)) continue;
    throw badInput(childPath(path, key), `no such field (only ${[...new Set(FIELDS)].join(', ')})`, 'one');
  }
  for (const key of ['topGradients', 'gradients']) {
    const pair = json[key] ?? {};
    if (!isObject(pair)) throw badInput(childPath(path, key), 'an object with one and both', inWords(pair));
    const stray = Object.keys(pair).find((name) => name !== 'one' && name !== 'both');
    if (stray !== undefined)
      throw badInput(childPath(childPath(path, key), stray), 'no such field (only one, both)', 'one');
  }
  if (json.format !== undefined && json.format !== ANSWER_FORMAT) {
    throw badInput(childPath(path, 'format'), `"${ANSWER_FORMAT}"`, inWords(json.format));
  }
};

const precisionOf = (value: unknown, path: string): Precision => {
  const found = (Object.keys(PRECISIONS) as Precision[]).find((name) => name === value);
  if (found === undefined) throw badInput(path, '"float32", "float64" or "exact"', inWords(value));
  return found;
};

/**
 * The answer in a line, to the instance with this id. Steps the instance has no value of are not read.
 * @throws {BadInput} for what is no answer, or has another shape
 */
export const readAnswer = (line: string, id: number, truth: Truth): Answer => {
  const path = `answer ${id}`;
  const json = parseJson(quoteNonFinite(line), path);
  if (!isObject(json)) throw badInput(path, 'a JSON object', inWords(json));
  checkFields(json, path);
  const given = numberText(json.id);
  if (given === undefined || Number(given) !== id) throw badInput(childPath(path, 'id'), `${id}`, inWords(json.id));
  if (json.unsupported !== undefined) {
    if (typeof json.unsupported !== 'string') {
      throw badInput(childPath(path, 'unsupported'), 'a reason', inWords(json.unsupported));
    }
    return { id, unsupported: json.unsupported };
  }
  const precision = precisionOf(json.precision, childPath(path, 'precision'));
  const steps: Partial<Record<StepName, Nested<Computed>>> = {};
  for (const { name } of CHAIN) {
    const value = at(json, name);
    const shape = truth[name];
    if (value === undefined && required(name)) throw badInput(`${path}.${name}`, 'a value', 'nothing');
    const given = value !== undefined && (value !== null || required(name));
    if (given && shape !== undefined) steps[name] = shapedAs(shape, value, `${path}.${name}`);
  }
  if (steps['gradients.one'] === undefined && steps['gradients.both'] === undefined) {
    throw badInput(`${path}.gradients`, 'one, both, or each of them', 'neither');
  }
  return { id, precision, steps };
};
