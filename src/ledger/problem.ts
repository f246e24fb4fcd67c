/** The longest piece of someone's input that a message repeats. */
const LONGEST_QUOTE = 60;

/** A piece of input as it may stand in one line of a message: quoted, control characters escaped, shortened. */
export const quoted = (text: string): string =>
  JSON.stringify(text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text);

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
    super(message);
    this.name = 'BadInput';
  }
}

/** `path`: expected …, got …, where the path is a place inside a file, such as `world.points[1].views[0].x`. */
export const badInput = (path: string, expected: string, got: string): BadInput =>
  new BadInput(`${path === '' ? 'instance' : path}: expected ${expected}, got ${got}`, path);
