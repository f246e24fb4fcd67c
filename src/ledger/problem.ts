import { printable } from './printable.js';

/** The longest piece of someone's input that a message repeats. */
const LONGEST_QUOTE = 60;

/** A piece of input as it may stand in one line of a message: quoted, what is not seen written out, shortened. */
export const quoted = (text: string): string =>
  printable(JSON.stringify(text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text));

/** The longest message. */
const LONGEST_MESSAGE = 2000;

/** A message in one line that nothing obeys, whatever names of files and pieces of input stand in it. */
const oneLine = (message: string): string =>
  printable(message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}…` : message);

/** `world.points[1]` and its child `x` or `0`: world.points[1].x, world.points[1][0]. */
export const childPath = (path: string, child: string | number): string => {
  if (typeof child === 'number') return `${path}[${child}]`;
  if (!/^[A-Za-z_][A-Za-z0-9_-]{0,59}$/.test(child)) return `${path}[${quoted(child)}]`;
  return path === '' ? child : `${path}.${child}`;
};

/** Input that cannot be used: one line "what: expected …, got …". `path` is the place inside the file, where there is one. */
export class BadInput extends Error {
  constructor(
    message: string,
    readonly path = '',
  ) {
    super(oneLine(message));
    this.name = 'BadInput';
  }
}

/** The same with the name of the file in front, where it is not there yet. Anything else is thrown as it is. */
export const inFile = (error: unknown, name: string): BadInput => {
  if (!(error instanceof BadInput)) throw error;
  return error.message.startsWith(oneLine(name)) ? error : new BadInput(`${name}: ${error.message}`, error.path);
};

/** `path`: expected …, got …, where the path is a place inside a file, such as `world.points[1].views[0].x`. */
export const badInput = (path: string, expected: string, got: string): BadInput =>
  new BadInput(`${path === '' ? 'instance' : path}: expected ${expected}, got ${got}`, path);
