import { compiled, mutantStatement } from '../../judge/statement.js';
import { inWords, isObject } from '../../ledger/json.js';
import { BadInput, badInput, childPath, quoted } from '../../ledger/problem.js';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { type AnyClaim, narrowed } from '../../theory/claim.js';
import { draw } from '../draw.js';

const got = (value: unknown): string => (typeof value === 'function' ? 'a function' : inWords(value));

type Check = (value: unknown, path: string) => void;

const check =
  (expected: string, holds: (value: unknown) => boolean): Check =>
  (value, path) => {
    if (!holds(value)) throw badInput(path, expected, got(value));
  };

const text = check('a text', (value) => typeof value === 'string' && value !== '');
const callable = check('a function', (value) => typeof value === 'function');
const slug = check(
  'an id such as "my-paper/my-claim"',
  (value) => typeof value === 'string' && /^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9-]*)+$/.test(value),
);
const oneOf = (...words: readonly string[]): Check =>
  check(words.map((word) => `"${word}"`).join(' or '), (value) => words.includes(value as string));

const fields =
  (shape: Readonly<Record<string, Check>>): Check =>
  (value, path) => {
    if (!isObject(value)) throw badInput(path, `an object with ${Object.keys(shape).join(', ')}`, got(value));
    for (const [key, inner] of Object.entries(shape)) inner(value[key], childPath(path, key));
  };

const every =
  (item: Check): Check =>
  (value, path) => {
    if (!Array.isArray(value)) throw badInput(path, 'a list', got(value));
    value.forEach((one, i) => item(one, childPath(path, i)));
  };

const ifGiven =
  (inner: Check): Check =>
  (value, path) => {
    if (value !== undefined) inner(value, path);
  };

/** Items that can be told apart by one of their texts. */
const distinct =
  (key: string, items: Check): Check =>
  (value, path) => {
    items(value, path);
    const names = (value as readonly Readonly<Record<string, string>>[]).map((item) => item[key]);
    const twice = names.find((name, i) => names.indexOf(name) < i);
    if (twice !== undefined) throw badInput(path, `a ${key} once`, `${quoted(twice)} twice`);
  };

const laws: Check = (value, path) => {
  if (!isObject(value)) throw badInput(path, 'an object with a law a name', got(value));
  const law = fields({ text, relation: oneOf('equal', 'at least'), probability: callable, draw: callable });
  for (const [name, one] of Object.entries(value)) law(one, childPath(path, name));
};

const isNode = (value: unknown): boolean => isObject(value) && typeof value.kind === 'string';
const node = check('a description made by record, list, number …', isNode);

const paper = fields({
  key: check('a key such as "tian2020dual"', (value) => typeof value === 'string' && /^[\w:.-]+$/.test(value)),
  authors: every(text),
  title: text,
  year: check('a year', (value) => Number.isInteger(value)),
  arxiv: check(
    'a number of arXiv such as "2010.00578"',
    (value) => typeof value === 'string' && /^[\w./-]+$/.test(value),
  ),
});

const claimShape = fields({
  id: slug,
  title: text,
  statement: text,
  source: fields({ paper: text, result: text, papers: ifGiven(every(paper)) }),
  reading: fields({
    tag: oneOf('code', 'abstract', 'recalled', 'recalled, constants uncertain', 'derived'),
    note: text,
  }),
  space: fields({ node }),
  assumptions: distinct('slug', every(fields({ slug: text, text, narrow: callable, holds: callable }))),
  quantifier: oneOf('for all', 'exists'),
  exponential: oneOf('formal', 'true', 'enclosed'),
  conclusion: callable,
  laws: ifGiven(laws),
  expect: oneOf('holds', 'fails'),
  dependsOn: every(text),
  mutants: distinct(
    'name',
    every(
      fields({
        name: text,
        text,
        conclusion: callable,
        laws: ifGiven(laws),
        agreesOn: ifGiven(fields({ text, narrow: callable })),
      }),
    ),
  ),
  witnesses: ifGiven(every(() => undefined)),
});

/** The words of whatever was thrown, on one line. */
export const errorText = (error: unknown): string => {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const line = text.split('\n')[0];
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
};

/** What a piece of someone's code gives. @throws {BadInput} where it throws */
const tried = <T>(path: string, expected: string, run: () => T): T => {
  try {
    return run();
  } catch (error) {
    if (error instanceof BadInput) throw error;
    throw badInput(path, expected, errorText(error));
  }
};

/** The random numbers of the rehearsal: any would do. */
const SEED = 1;

/** Everything a claim is made of is run once: its narrowings, a draw, and every conclusion on what was drawn. */
const rehearse = (claim: AnyClaim, path: string): void => {
  claim.assumptions.forEach(({ narrow }, i) => {
    const place = childPath(childPath(path, 'assumptions'), i);
    const expected = 'a narrowing of the space';
    node(
      tried(place, expected, () => narrow(claim.space.node)),
      place,
    );
  });
  const generator = xoroshiro128plus(SEED);
  const random = { integer: (min: number, max: number) => uniformInt(generator, min, max) };
  const instanceOf = (from: typeof claim.space.node): unknown =>
    tried(childPath(path, 'space'), 'a space that can be drawn from', () => draw(from, random));
  const narrow = narrowed(claim);
  const statements = [
    { statement: claim, place: childPath(path, 'conclusion'), space: narrow },
    ...claim.mutants.map((mutant, i) => ({
      statement: mutantStatement(claim, mutant),
      place: childPath(childPath(childPath(path, 'mutants'), i), 'conclusion'),
      space: narrow,
    })),
  ];
  for (const { statement, place, space } of statements) {
    const instance = instanceOf(space);
    const { parts } = tried(place, 'parts made by equal, atMost, lessThan and psd', () =>
      compiled(statement, instance),
    );
    if (Object.keys(parts).length === 0 && statement.laws === undefined) throw badInput(place, 'a part', 'none');
  }
  claim.mutants.forEach(({ agreesOn }, i) => {
    const place = childPath(childPath(childPath(path, 'mutants'), i), 'agreesOn');
    if (agreesOn) tried(place, 'a narrowing of the space', () => instanceOf(agreesOn.narrow(narrow)));
  });
};

/** Whether an exported value is meant as a claim: helpers beside the claims are left alone. */
export const looksLikeClaim = (value: unknown): boolean =>
  isObject(value) && ['id', 'conclusion', 'mutants', 'quantifier'].filter((key) => key in value).length >= 2;

/** The claim a value is. @throws {BadInput} with the place of what is missing or wrong */
export const asClaim = (value: unknown, path: string): AnyClaim => {
  if (isObject(value) && 'effects' in value) throw badInput(path, 'a claim about instances', 'a measured claim');
  claimShape(value, path);
  const claim = value as AnyClaim;
  rehearse(claim, path);
  return claim;
};
