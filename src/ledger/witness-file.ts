/** A counterexample as a file: values, both sides of what it violates, what it does not refute, and the command that finds it. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ExplainedPart, NumberText } from '../judge/explain.js';
import { LONGEST_LIST } from './codec.js';
import { decimalOrNull, formatOf, readFields } from './file-readers.js';
import { makeFolder, refused, writeWhole } from './files.js';
import { listOf, matching, maybe, object, oneOf, plainJson, type Reader, text } from './gate/fields.js';
import { inWords } from './json.js';
import { badInput, childPath, quoted } from './problem.js';

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

const fraction = matching(/^-?\d{1,1900}(\/\d{1,1900})?$/, 'a fraction');
const end = matching(/^(-?(\d{1,25}(\.\d{1,25})?(e[+-]?\d{1,3})?|Infinity)|NaN)$/, 'an end of an enclosure');
const number: Reader<NumberText> = (value, at) => {
  if (!Array.isArray(value)) return fraction(value, at);
  if (value.length !== 2) throw badInput(at, 'a number or the two ends around one', inWords(value));
  return [end(value[0], childPath(at, 0)), end(value[1], childPath(at, 1))];
};
const numbers = listOf(number, LONGEST_LIST);

/** A command of this program and nothing a shell would read as more, in quotes or out of them: it is printed for copying. */
const command = matching(/^(npx )?contrapose( ([\w./+=,:-]+|'[^'\p{C}]*'))*$/u, 'a contrapose command');

const format = formatOf(WITNESS_FORMAT);
const witnessFields = object({
  format,
  claim: text,
  attack: oneOf(...ATTACKED),
  dropped: listOf(text),
  mutant: maybe(text),
  part: text,
  margin: decimalOrNull,
  sides: object({
    relation: oneOf(...RELATIONS),
    exponential: oneOf(...EXPONENTIALS),
    left: numbers,
    right: numbers,
  }),
  instance: plainJson,
  boundary: text,
  foundBy: command,
  grade: oneOf(...GRADES),
  reasons: listOf(text),
});

const witness: Reader<WitnessFile> = (value, at) => {
  const found = witnessFields(value, at);
  const { attack, dropped, mutant } = found;
  const ofMutant = attack === 'mutant' || attack === 'agreement';
  if (dropped.length > 0 !== (attack === 'without')) {
    const expected = attack === 'without' ? 'an assumption' : `none, as the attack is "${attack}"`;
    throw badInput('dropped', expected, inWords(dropped));
  }
  if ((mutant !== undefined) !== ofMutant) {
    throw badInput('mutant', ofMutant ? 'a name' : 'no such field', mutant === undefined ? 'nothing' : inWords(mutant));
  }
  return found;
};

/** The witness a text holds. `name` is what a message calls the text. @throws {BadInput} for anything else, with the place */
export const readWitness = (content: string, name: string): WitnessFile => readFields(content, name, format, witness);
