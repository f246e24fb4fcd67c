import { fractionText, isRational, type Rational, rationals } from '../arithmetic/rational.js';
import { type Axis, laidOut, type Node, type NumberNode, type Siblings } from '../theory/space.js';
import { inWords, isObject, numberText } from './json.js';
import { NUMBER_IN_WORDS, rationalOfText } from './number-text.js';
import { badInput, childPath } from './problem.js';

/** The longest list that is read. The ranges of an axis are for drawing: a user's instance may be larger. */
export const LONGEST_LIST = 2 ** 16;
/** The most digits of the least common denominator of an instance's numbers: sums of them have it, and exact products its powers. */
export const MOST_DENOMINATOR_DIGITS = 4096;
const LARGEST_DENOMINATOR = 10n ** BigInt(MOST_DENOMINATOR_DIGITS);

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));

/** The most numbers that are read. */
export const MOST_NUMBERS = 2 ** 22;

/** A number written as text or as a JSON number. */
const numberOf = (value: unknown): Rational | undefined => {
  const text = typeof value === 'string' ? value : numberText(value);
  return text === undefined ? undefined : rationalOfText(text);
};

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const signs: Readonly<
  Record<NumberNode['sign'], { readonly words: string; readonly holds: (a: Rational) => boolean }>
> = {
  any: { words: NUMBER_IN_WORDS, holds: () => true },
  positive: { words: 'a number above 0', holds: (a) => a.n !== 0n && a.s > 0n },
  'non-negative': { words: 'a number that is not negative', holds: (a) => a.n === 0n || a.s > 0n },
};

/**
 * The instance a JSON value describes. Fields come in the order of the description, whatever their order in the file.
 *
 * An axis is bound to the length where it first occurs, at least its least one (exactly it, where least and greatest agree:
 * such a length is part of the statement), and every later list along it must agree. Probabilities are not negative and
 * sum to 1 exactly. Fields the description does not name are refused.
 * @throws {BadInput} with the path inside the file
 */
export const decode = (node: Node, json: unknown, path = ''): unknown => {
  const sizes = new Map<string, number>();
  let numbers = 0;
  let denominator = 1n;

  const checkDenominator = ({ d }: Rational, at: string): void => {
    if (denominator % d === 0n) return;
    denominator *= d / gcd(denominator, d);
    if (denominator < LARGEST_DENOMINATOR) return;
    const most = `numbers with a common denominator of at most ${MOST_DENOMINATOR_DIGITS} digits`;
    throw badInput(at, most, 'one more than that allows');
  };

  const number = (value: unknown, at: string, sign: NumberNode['sign'] = 'any'): Rational => {
    if (++numbers > MOST_NUMBERS) throw badInput(at, `at most ${MOST_NUMBERS} numbers in the file`, 'more');
    const found = numberOf(value);
    if (found === undefined) throw badInput(at, NUMBER_IN_WORDS, inWords(value));
    if (!signs[sign].holds(found)) throw badInput(at, signs[sign].words, inWords(value));
    checkDenominator(found, at);
    return found;
  };

  const items = (axis: Axis, value: unknown, at: string, noun: string): readonly unknown[] => {
    if (!Array.isArray(value)) throw badInput(at, `a list (${axis.label})`, inWords(value));
    const got = `${value.length}`;
    const known = axis.derived === undefined ? sizes.get(axis.label) : axis.derived((label) => sizes.get(label) ?? 0);
    if (known !== undefined && value.length !== known) {
      throw badInput(at, `${plural(known, noun)} (as ${axis.label})`, got);
    }
    if (axis.derived === undefined && axis.min === axis.max && value.length !== axis.min) {
      throw badInput(at, `${plural(axis.min, noun)} (${axis.label})`, got);
    }
    if (value.length < axis.min && axis.derived === undefined) {
      throw badInput(at, `at least ${plural(axis.min, noun)} (${axis.label})`, got);
    }
    if (value.length > LONGEST_LIST) throw badInput(at, `at most ${plural(LONGEST_LIST, noun)}`, got);
    sizes.set(axis.label, value.length);
    return value;
  };

  const sumToOne = (p: readonly Rational[], at: string): void => {
    const sum = p.reduce((s, q) => s.add(q), rationals.zero);
    if (!sum.equals(rationals.one)) throw badInput(at, 'probabilities that sum to 1', fractionText(sum));
  };

  const fieldsOf = (here: Extract<Node, { kind: 'record' }>, value: unknown, at: string): unknown => {
    if (!isObject(value)) throw badInput(at, `an object with ${Object.keys(here.fields).join(', ')}`, inWords(value));
    const fields: Record<string, unknown> = {};
    for (const key of Object.keys(value)) {
      if (!Object.hasOwn(here.fields, key)) {
        const known = Object.keys(here.fields).join(', ');
        throw badInput(childPath(at, key), `no such field (only ${known})`, inWords(value[key]));
      }
    }
    for (const [key, child] of laidOut(here)) {
      const given = Object.hasOwn(value, key) ? value[key] : undefined;
      const found = walk(child, given, childPath(at, key), fields);
      if (found !== undefined) fields[key] = found;
    }
    return fields;
  };

  const lawItems = (here: Extract<Node, { kind: 'list' }>, value: unknown, at: string): unknown => {
    const found = items(here.axis, value, at, 'item').map((item, i) => {
      const place = childPath(at, i);
      if (!isObject(item)) throw badInput(place, 'an object with a probability', inWords(item));
      const { probability, ...rest } = item;
      const p = number(probability, childPath(place, 'probability'), 'non-negative');
      return { probability: p, ...(walk(here.item(i), rest, place, {}) as object) };
    });
    sumToOne(
      found.map(({ probability }) => probability),
      at,
    );
    return found;
  };

  const symmetricRows = (here: Extract<Node, { kind: 'symmetric' }>, value: unknown, at: string): unknown => {
    const rows = items(here.axis, value, at, 'row').map((row, i) =>
      items(here.axis, row, childPath(at, i), 'number').map((entry, j) =>
        number(entry, childPath(childPath(at, i), j), here.entry.sign),
      ),
    );
    rows.forEach((row, i) => {
      row.slice(0, i).forEach((entry, j) => {
        const mirror = rows[j][i];
        const place = childPath(childPath(at, i), j);
        if (entry.equals(mirror)) return;
        throw badInput(place, `${fractionText(mirror)} (as at [${j}][${i}]: symmetric)`, fractionText(entry));
      });
    });
    return rows;
  };

  const integer = (here: Extract<Node, { kind: 'integer' }>, value: unknown, at: string): number => {
    const max = typeof here.max === 'number' ? here.max : (sizes.get(here.max.sizeOf) ?? here.min);
    const found = numberOf(value);
    if (found?.d === 1n) {
      const n = Number(found.s * found.n);
      if (n >= here.min && n <= max) return n;
    }
    throw badInput(at, `an integer from ${here.min} to ${max}`, inWords(value));
  };

  const present = new Map<string, boolean>();
  const checkTogether = ({ together }: Extract<Node, { kind: 'optional' }>, there: boolean, at: string): void => {
    if (together === undefined) return;
    const expected = present.get(together) ?? there;
    present.set(together, there);
    if (expected !== there) throw badInput(at, `${expected ? 'a' : 'no'} field (${together})`, there ? 'one' : 'none');
  };

  const walk = (here: Node, value: unknown, at: string, siblings: Siblings): unknown => {
    switch (here.kind) {
      case 'number':
        return number(value, at, here.sign);
      case 'integer':
        return integer(here, value, at);
      case 'choice':
        if (typeof value === 'string' && here.options.includes(value)) return value;
        throw badInput(at, here.options.map((option) => `"${option}"`).join(' or '), inWords(value));
      case 'absent':
        if (value === undefined) return undefined;
        throw badInput(at, 'no such field', inWords(value));
      case 'optional':
        checkTogether(here, value !== undefined, at);
        return value === undefined ? undefined : walk(here.node, value, at, siblings);
      case 'given': {
        const meant = here.node(siblings);
        if (meant.kind === 'absent' && value !== undefined) throw badInput(at, here.about, inWords(value));
        return walk(meant, value, at, siblings);
      }
      case 'record':
        return fieldsOf(here, value, at);
      case 'simplex': {
        const p = items(here.axis, value, at, 'number').map((q, i) => number(q, childPath(at, i), 'non-negative'));
        sumToOne(p, at);
        return p;
      }
      case 'symmetric':
        return symmetricRows(here, value, at);
      case 'list': {
        if (here.law) return lawItems(here, value, at);
        const noun = here.item(0).kind === 'number' ? 'number' : 'item';
        return items(here.axis, value, at, noun).map((item, i) => walk(here.item(i), item, childPath(at, i), {}));
      }
    }
  };
  return walk(node, json, path, {});
};

/** The instance as a plain JSON value that `decode` reads back: each number a fraction string, counts JSON numbers. */
export const encode = (instance: unknown): unknown => {
  if (isRational(instance)) return fractionText(instance);
  if (Array.isArray(instance)) return instance.map(encode);
  if (typeof instance !== 'object' || instance === null) return instance;
  return Object.fromEntries(
    Object.entries(instance)
      .filter(([, child]) => child !== undefined)
      .map(([key, child]) => [key, encode(child)]),
  );
};
