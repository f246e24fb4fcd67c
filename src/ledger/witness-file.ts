/** A counterexample as a file: values, both sides of what it violates, what it does not refute, and the command that finds it. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ExplainedPart, NumberText } from '../judge/explain.js';
import { LONGEST_LIST } from './codec.js';
import { formatOf } from './file-readers.js';
import { makeFolder, refused, writeWhole } from './files.js';
import { inWords, isObject, numberText, parseJson } from './json.js';
import { badInput, BadInput, childPath, quoted } from './problem.js';

export const WITNESS_FORMAT = 'contrapose/witness@1';

/** Where the witnesses of a repository are, from its root. */
export const WITNESS_FOLDER = 'fixtures/witnesses';

const ATTACKED = ['claim', 'mutant', 'agreement', 'without'] as const;
const GRADES = ['genuine', 'quasi-genuine', 'potential'] as const;
const RELATIONS = ['equal', 'atMost', 'lessThan', 'psd', 'law'] as const;
const EXPONENTIALS = ['e^a', '2^a'] as const;

/** What a second implementation says: violated beyond its own error, violated with a reservation, or not judged by it. */
export type Grade = (typeof GRADES)[number];

/** Both sides of the violated part. For M ⪰ 0 `left` is the matrix, row by row; for a law the frequency and what is claimed of it. */
export interface WitnessSides {
  readonly relation: ExplainedPart['relation'] | 'law';
  /** What e^a was read as: 2^a where temperatures are in units of 1/ln 2. */
  readonly exponential: (typeof EXPONENTIALS)[number];
  readonly left: readonly NumberText[];
  readonly right: readonly NumberText[];
}

export interface WitnessFile {
  readonly format: typeof WITNESS_FORMAT;
  readonly claim: string;
  readonly attack: (typeof ATTACKED)[number];
  /** The slugs of the assumptions left out. */
  readonly dropped: readonly string[];
  readonly mutant?: string;
  readonly part: string;
  /** Signed slack of the part, negative; null where it has no number. */
  readonly margin: number | null;
  readonly sides: WitnessSides;
  /** As `encode` writes it and `decode` reads it. */
  readonly instance: unknown;
  /** What it does not refute, in words. */
  readonly boundary: string;
  /** The command that finds it. */
  readonly foundBy: string;
  readonly grade: Grade;
  readonly reasons: readonly string[];
}

/** The most numbers and words in an instance: a witness is small, and what is read is computed with. */
export const MOST_LEAVES = 4096;
const LONGEST_STRING = 2000;

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, child]) => [key, sorted(child)]),
  );
};

/** What a file is named by: the problem, the part and the instance. Everything else in the file follows from these. */
const identity = ({ format, claim, attack, dropped, mutant, part, instance }: WitnessFile): string =>
  JSON.stringify(sorted({ format, claim, attack, dropped, ...(mutant !== undefined && { mutant }), part, instance }));

const nameSafe = (text: string): string => text.replace(/[^a-z0-9+-]+/gi, '-').slice(0, 80);

/** ⟨claim⟩--⟨attack⟩--⟨8 digits of SHA-256⟩.json: the same witness has the same name wherever it is found. */
export const witnessName = (witness: WitnessFile): string => {
  const { claim, attack, dropped, mutant = '' } = witness;
  const about = attack === 'without' ? dropped.join('+') : mutant;
  const hash = createHash('sha256').update(identity(witness)).digest('hex').slice(0, 8);
  const head = [claim.slice(claim.indexOf('/') + 1), about === '' ? attack : `${attack}-${about}`];
  return `${[...head.map(nameSafe), hash].join('--')}.json`;
};

/** The text of a witness: a line a field, in a fixed order. */
export const witnessText = (witness: WitnessFile): string => {
  const { format, claim, attack, dropped, mutant, part, margin, sides, instance, ...rest } = witness;
  const { boundary, foundBy, grade, reasons } = rest;
  const fields = {
    format,
    claim,
    attack,
    dropped,
    mutant,
    part,
    margin,
    sides,
    instance,
    boundary,
    foundBy,
    grade,
    reasons,
  };
  const lines = Object.entries(fields).flatMap(([key, value]) =>
    value === undefined ? [] : [`  ${JSON.stringify(key)}: ${JSON.stringify(value)}`],
  );
  return `{\n${lines.join(',\n')}\n}\n`;
};

const textOf = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined; // not there, or not readable: writing says which
  }
};

/** Writes a witness into a folder under its name, whole or not at all; a file that says the same stays as it is. @throws {BadInput} */
export const writeWitness = (folder: string, witness: WitnessFile): string => {
  const file = join(folder, witnessName(witness));
  const text = witnessText(witness);
  if (textOf(file) === text) return file;
  try {
    makeFolder(resolve(folder));
    writeWhole(file, text);
  } catch (error) {
    throw refused(quoted(file), 'a file that can be written', error);
  }
  return file;
};

const stringAt = (value: unknown, at: string): string => {
  if (typeof value !== 'string') throw badInput(at, 'text', inWords(value));
  if (value.length > LONGEST_STRING) throw badInput(at, `at most ${LONGEST_STRING} characters`, `${value.length}`);
  return value;
};

const oneOf = <T extends string>(options: readonly T[], value: unknown, at: string): T => {
  const found = options.find((option) => option === value);
  if (found === undefined) throw badInput(at, options.map((option) => `"${option}"`).join(' or '), inWords(value));
  return found;
};

const listAt = <T>(value: unknown, at: string, item: (value: unknown, at: string) => T): readonly T[] => {
  if (!Array.isArray(value)) throw badInput(at, 'a list', inWords(value));
  if (value.length > LONGEST_LIST) throw badInput(at, `at most ${LONGEST_LIST} items`, `${value.length}`);
  return value.map((child: unknown, i) => item(child, childPath(at, i)));
};

const numberTextAt = (value: unknown, at: string): NumberText => {
  if (!Array.isArray(value)) return stringAt(value, at);
  if (value.length !== 2) throw badInput(at, 'a number or the two ends around one', inWords(value));
  return [stringAt(value[0], childPath(at, 0)), stringAt(value[1], childPath(at, 1))];
};

const marginAt = (value: unknown, at: string): number | null => {
  if (value === null) return null;
  const margin = Number(numberText(value) ?? NaN);
  if (!Number.isFinite(margin)) throw badInput(at, 'a number or null', inWords(value));
  return margin;
};

/** The instance as plain JSON values: counts as numbers, every other number as the text written. */
const plain = (instance: unknown, at: string): unknown => {
  let leaves = 0;
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, walk(child)]));
    if (++leaves > MOST_LEAVES) throw badInput(at, `at most ${MOST_LEAVES} numbers and words`, 'more');
    const number = numberText(value);
    return number === undefined ? value : Number.isSafeInteger(Number(number)) ? Number(number) : number;
  };
  return walk(instance);
};

const sidesAt = (value: unknown, at: string): WitnessSides => {
  if (!isObject(value)) throw badInput(at, 'an object with relation, exponential, left, right', inWords(value));
  return {
    relation: oneOf(RELATIONS, value.relation, childPath(at, 'relation')),
    exponential: oneOf(EXPONENTIALS, value.exponential, childPath(at, 'exponential')),
    left: listAt(value.left, childPath(at, 'left'), numberTextAt),
    right: listAt(value.right, childPath(at, 'right'), numberTextAt),
  };
};

/** A command of this program and nothing a shell would read as more, in quotes or out of them: it is printed for copying. */
const commandAt = (value: unknown, at: string): string => {
  const command = stringAt(value, at);
  if (/^(npx )?contrapose( ([\w./+=,:-]+|'[^'\p{C}]*'))*$/u.test(command)) return command;
  throw badInput(at, 'a contrapose command', inWords(value));
};

const format = formatOf(WITNESS_FORMAT);

const FIELDS = [
  'format', 'claim', 'attack', 'dropped', 'mutant', 'part', 'margin', 'sides', 'instance', 'boundary', 'foundBy', 'grade',
  'reasons',
]; // prettier-ignore

const witnessOfJson = (json: unknown): WitnessFile => {
  if (!isObject(json)) throw badInput('witness', 'an object', inWords(json));
  format(json.format, 'format');
  const unknown = Object.keys(json).find((key) => !FIELDS.includes(key));
  if (unknown !== undefined) throw badInput(childPath('', unknown), 'no such field', inWords(json[unknown]));
  const attack = oneOf(ATTACKED, json.attack, 'attack');
  const dropped = listAt(json.dropped, 'dropped', stringAt);
  const ofMutant = attack === 'mutant' || attack === 'agreement';
  if (dropped.length > 0 !== (attack === 'without')) {
    throw badInput(
      'dropped',
      attack === 'without' ? 'an assumption' : `none, as the attack is "${attack}"`,
      inWords(dropped),
    );
  }
  if (!ofMutant && json.mutant !== undefined) throw badInput('mutant', 'no such field', inWords(json.mutant));
  if (json.instance === undefined) throw badInput('instance', 'an instance', 'nothing');
  return {
    format: WITNESS_FORMAT,
    claim: stringAt(json.claim, 'claim'),
    attack,
    dropped,
    ...(ofMutant && { mutant: stringAt(json.mutant, 'mutant') }),
    part: stringAt(json.part, 'part'),
    margin: marginAt(json.margin, 'margin'),
    sides: sidesAt(json.sides, 'sides'),
    instance: plain(json.instance, 'instance'),
    boundary: stringAt(json.boundary, 'boundary'),
    foundBy: commandAt(json.foundBy, 'foundBy'),
    grade: oneOf(GRADES, json.grade, 'grade'),
    reasons: listAt(json.reasons, 'reasons', stringAt),
  };
};

/** The witness a text holds. `name` is what a message calls the text. @throws {BadInput} for anything else, with the place */
export const readWitness = (text: string, name: string): WitnessFile => {
  try {
    return witnessOfJson(parseJson(text, name));
  } catch (error) {
    if (!(error instanceof BadInput) || error.message.startsWith(name)) throw error;
    throw new BadInput(`${name}: ${error.message}`, error.path);
  }
};
