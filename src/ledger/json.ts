import { isLosslessNumber, parse } from 'lossless-json';
import { firstUnseen } from './printable.js';
import { badInput, type BadInput, childPath, quoted } from './problem.js';

/** The longest text that is read: 64 Mi characters, some four million numbers. */
export const LONGEST_TEXT = 2 ** 26;
/** The deepest nesting that is read. */
export const DEEPEST = 128;

/**
 * The value of a JSON text, each number as the decimal written (a `LosslessNumber`). Refused, with the place: malformed
 * text, a key that occurs twice in one object or is `__proto__`, a string with a character that is not seen (control characters, marks of direction:
 * terminals and pages obey them), nesting deeper than `DEEPEST`, text longer than `LONGEST_TEXT`. `name` is what a message calls the text.
 * @throws {BadInput}
 */
export const parseJson = (text: string, name = 'instance'): unknown => {
  if (text.length > LONGEST_TEXT) {
    throw badInput(name, `at most ${LONGEST_TEXT} characters`, `${text.length}`);
  }
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  checkStructure(json);
  try {
    return parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) throw malformed(json, error.message, name);
    throw error;
  }
};

/** The parser's "… at position 12" as a line and a column. */
const malformed = (text: string, message: string, name: string): BadInput => {
  const position = Number(/at position (\d+)$/.exec(message)?.[1] ?? text.length);
  const before = text.slice(0, position).split('\n');
  const place = `${name}, line ${before.length}, column ${before[before.length - 1].length + 1}`;
  const character = String.fromCodePoint(text.codePointAt(position) ?? 0);
  return badInput(place, 'JSON', position < text.length ? quoted(character) : 'the end of the text');
};

interface Frame {
  readonly path: string;
  /** The keys seen; absent for a list. */
  readonly keys?: Set<string>;
  /** Whether the next string is a key. */
  atKey: boolean;
  child: string | number;
}

/** The place of the last quote of the string that begins at `start`. */
const endOfString = (text: string, start: number): number => {
  let i = start + 1;
  while (i < text.length && text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return i;
};

const decoded = (raw: string): string | undefined => {
  try {
    return JSON.parse(raw) as string;
  } catch {
    return undefined; // malformed: the parser says so, with the place
  }
};

/** Whether the text of a string may stand for a character that is not seen: the check of one in a million is the dear one. */
const isSuspect = (raw: string): boolean => /\\[^"\\/]|[^ -~]/.test(raw);

/** @throws {BadInput} for a character that is not seen */
const checkSeen = (text: string | undefined, path: string): void => {
  const unseen = text === undefined ? undefined : firstUnseen(text);
  if (unseen !== undefined) throw badInput(path, 'text of characters that are seen', `the character ${unseen}`);
};

/** What a recursive parser does not check, or is too late to: nesting and keys. Malformed text is left to it. */
const checkStructure = (text: string): void => {
  const stack: Frame[] = [];
  const pathHere = (): string => {
    const top = stack.at(-1);
    return top === undefined ? '' : childPath(top.path, top.child);
  };
  for (let i = 0; i < text.length; i++) {
    const top = stack.at(-1);
    switch (text[i]) {
      case '{':
      case '[': {
        if (stack.length === DEEPEST) throw badInput(pathHere(), `at most ${DEEPEST} levels of nesting`, 'more');
        const keys = text[i] === '{' ? { keys: new Set<string>() } : {};
        stack.push({ path: pathHere(), ...keys, atKey: text[i] === '{', child: text[i] === '{' ? '' : 0 });
        break;
      }
      case '}':
      case ']':
        stack.pop();
        break;
      case ',':
        if (top?.keys !== undefined) top.atKey = true;
        else if (typeof top?.child === 'number') top.child++;
        break;
      case '"': {
        const end = endOfString(text, i);
        const isKey = top?.atKey === true;
        const raw = text.slice(i, end + 1);
        if (isSuspect(raw)) checkSeen(decoded(raw), isKey ? top.path : pathHere());
        const key = isKey ? decoded(raw) : undefined;
        if (top?.keys !== undefined && key !== undefined) {
          const path = childPath(top.path, key);
          if (key === '__proto__') throw badInput(path, 'no key of this name', 'one');
          if (top.keys.has(key)) throw badInput(path, 'the key once', 'it twice');
          top.keys.add(key);
          top.child = key;
          top.atKey = false;
        }
        i = end;
        break;
      }
      default:
        break;
    }
  }
};

/** The text of a JSON number, or undefined for any other value. */
export const numberText = (value: unknown): string | undefined =>
  isLosslessNumber(value) ? value.value : typeof value === 'number' ? String(value) : undefined;

/** The value as JSON.parse gives it: every number a JavaScript number. Nothing is put in another order. */
export const plainOf = (value: unknown): unknown => {
  const number = numberText(value);
  if (number !== undefined) return Number(number);
  if (Array.isArray(value)) return value.map(plainOf);
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, child]) => [key, plainOf(child)]))
    : value;
};

/** Whether a value is a JSON object. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value);

/** A JSON value in a few words, for a message. */
export const inWords = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 1 ? 'a list of 1 item' : `a list of ${value.length} items`;
  if (typeof value === 'string') return quoted(value);
  const number = numberText(value);
  if (number !== undefined) return number.length > 60 ? `a number of ${number.length} characters` : number;
  return typeof value === 'boolean' ? String(value) : 'an object';
};
