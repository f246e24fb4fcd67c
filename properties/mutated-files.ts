/** What somebody may do to a file: every field of a JSON value, changed in every way that readers must be ready for. */

/** Characters that a terminal, a log or a page obeys, or does not show. */
export const DANGEROUS = [
  '\u001b[31m',
  '\u009b31m',
  '\u007f',
  '\u202e',
  '\u2066',
  '\u2028',
  '\n::error ::x',
  '\u0000',
  '\ufeff',
  '\ud800',
];

export interface Mutation {
  readonly text: string;
  /** What was done, and where. */
  readonly what: string;
  /** Whether no file of ours may be so: dangerous characters, a key twice, a number beyond float64, nesting without end, a field nobody knows. */
  readonly invalid: boolean;
}

/** A piece of JSON text in the place of a value. */
class Raw {
  constructor(readonly text: string) {}
}

const textOf = (value: unknown): string => {
  if (value instanceof Raw) return value.text;
  if (Array.isArray(value)) return `[${value.map(textOf).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, child]) => `${JSON.stringify(key)}:${textOf(child)}`)
    .join(',')}}`;
};

type Path = readonly (string | number)[];

/** The places of a value, each with what is there. Of long lists the first two items and the last one stand for all. */
function* placesIn(value: unknown, path: Path = []): Generator<readonly [Path, unknown]> {
  yield [path, value];
  if (Array.isArray(value)) {
    for (const i of new Set([0, 1, value.length - 1]))
      if (i >= 0 && i < value.length) yield* placesIn(value[i], [...path, i]);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) yield* placesIn(child, [...path, key]);
  }
}

/** The value with what `change` makes of the one at a path; undefined leaves it out. */
const changedAt = (value: unknown, [step, ...rest]: Path, change: (at: unknown) => unknown): unknown => {
  if (step === undefined) return change(value);
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, i) => (i === step ? (changedAt(item, rest, change) ?? []) : [item]));
  }
  return Object.fromEntries(
    Object.entries(value as object).flatMap(([key, child]) => {
      const changed: unknown = key === step ? changedAt(child, rest, change) : child;
      return changed === undefined ? [] : [[key, changed] as const];
    }),
  );
};

const BOMB = new Raw(`${'['.repeat(200)}${']'.repeat(200)}`);

/** Values of every type, and texts of JSON that no value has. */
const REPLACEMENTS: readonly (readonly [what: string, value: unknown, invalid: boolean])[] = [
  ['null', null, false],
  ['true', true, false],
  ['-1', -1, false],
  ['1.5', 1.5, false],
  ['1e999', new Raw('1e999'), false],
  ['an empty text', '', false],
  ['a text', 'x', false],
  ['an empty list', [], false],
  ['an empty object', {}, false],
  ['lists without end', BOMB, true],
];

const renamed = (value: object, key: string, to: string): object =>
  Object.fromEntries(Object.entries(value).map(([name, child]) => [name === key ? to : name, child]));

const twice = (value: object, key: string): Raw =>
  new Raw(
    textOf(value).replace('{', `{${JSON.stringify(key)}:${textOf((value as Readonly<Record<string, unknown>>)[key])},`),
  );

/** Every field of a valid JSON value changed in every way. */
export function* mutations(valid: unknown): Generator<Mutation> {
  const mutation = (path: Path, what: string, invalid: boolean, change: (at: unknown) => unknown): Mutation => ({
    text: textOf(changedAt(valid, path, change) ?? null),
    what: `${path.join('.') || 'the whole'}: ${what}`,
    invalid,
  });
  for (const [path, value] of placesIn(valid)) {
    for (const [what, replacement, invalid] of REPLACEMENTS) yield mutation(path, what, invalid, () => replacement);
    if (path.length > 0) yield mutation(path, 'left out', false, () => undefined);
    if (typeof value === 'string') {
      for (const character of DANGEROUS) {
        yield mutation(path, JSON.stringify(character), true, () => value + character);
      }
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
    yield mutation(path, 'a field nobody knows', false, (at) => ({ ...(at as object), nobodyKnows: 1 }));
    yield mutation(path, '__proto__', true, (at) => new Raw(textOf(at).replace('{', '{"__proto__":1,')));
    for (const key of Object.keys(value)) {
      yield mutation(path, `${key} twice`, true, () => twice(value, key));
      yield mutation(path, `${key} with a dangerous name`, true, () => renamed(value, key, `${key}\u001b]0;x\u0007`));
    }
  }
}
