import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MOST_ITEMS } from './gate/fields.js';
import { BadInput } from './problem.js';
import {
  readWitness,
  WITNESS_FORMAT,
  type WitnessFile,
  witnessName,
  witnessText,
  writeWitness,
} from './witness-file.js';

const witness: WitnessFile = {
  format: WITNESS_FORMAT,
  claim: 'dual-networks/homogeneity',
  attack: 'without',
  dropped: ['no-bias'],
  part: 'f_L = K_lᵀ vec(W_l)',
  margin: -1,
  sides: { relation: 'equal', exponential: 'e^a', left: ['1'], right: [['-1e-320', '0.5']] },
  instance: { network: { weights: [[['0']]], biases: [['1']], top: 'linear' }, x: ['0'], layer: 1 },
  boundary: 'the claim with no-bias (no layer has a bias)',
  foundBy: 'npx contrapose ablate dual-networks/homogeneity --seed -7',
  grade: 'genuine',
  reasons: [],
};

const folder = (): string => mkdtempSync(join(tmpdir(), 'witness-'));
/** The text of the witness with fields replaced; `undefined` leaves one out. */
const textWith = (change: Record<string, unknown>): string => JSON.stringify({ ...witness, ...change });
const problem = (text: string): string => {
  try {
    readWitness(text, 'file.json');
  } catch (error) {
    if (error instanceof BadInput) return error.message;
    throw error;
  }
  return 'none';
};

describe('a witness file', () => {
  it('is read back as it was written', () => {
    expect(readWitness(witnessText(witness), 'w')).toEqual(witness);
    const ofMutant: WitnessFile = { ...witness, attack: 'mutant', dropped: [], mutant: 'row-major', margin: null };
    expect(readWitness(witnessText(ofMutant), 'w')).toEqual(ofMutant);
  });

  it('has a name that depends on the problem, the part and the instance, and on nothing else', () => {
    expect(witnessName(witness)).toMatch(/^homogeneity--without-no-bias--[0-9a-f]{8}\.json$/);
    const reordered = { layer: 1, x: ['0'], network: { top: 'linear', biases: [['1']], weights: [[['0']]] } };
    const other: WitnessFile = { ...witness, foundBy: 'npx contrapose check', instance: reordered, grade: 'potential' };
    expect(witnessName(other)).toBe(witnessName(witness));
    expect(witnessName({ ...witness, part: 'another' })).not.toBe(witnessName(witness));
    expect(witnessName({ ...witness, instance: { ...reordered, layer: 2 } })).not.toBe(witnessName(witness));
  });

  it('keeps to its folder whatever its claim is called', () => {
    const name = witnessName({ ...witness, claim: '../../x/../../../etc', dropped: ['/a', '\u0000'] });
    expect(name).toMatch(/^[\w+-]+\.json$/);
  });

  it('may be found by a command with quoted arguments', () => {
    const foundBy = "npx contrapose hunt a/b --without no-bias --part '⟨W_l, −∇L⟩ ≥ 0; $(x)' --cases 9";
    expect(readWitness(textWith({ foundBy }), 'file.json').foundBy).toBe(foundBy);
  });

  it('is not written again where it is there already', () => {
    const dir = folder();
    const file = writeWitness(dir, witness);
    utimesSync(file, 1, 1);
    expect(writeWitness(dir, witness)).toBe(file);
    expect(statSync(file).mtimeMs).toBe(1000);
    writeWitness(dir, { ...witness, grade: 'potential' });
    expect(readdirSync(dir)).toHaveLength(1);
    expect(readWitness(readFileSync(file, 'utf8'), file).grade).toBe('potential');
  });

  it('is refused, and leaves no draft, where it cannot be written', () => {
    const dir = folder();
    const file = join(dir, witnessName(witness));
    mkdirSync(file);
    expect(() => writeWitness(dir, witness)).toThrow(/expected a file that can be written, got a folder in the way/);
    expect(readdirSync(dir)).toEqual([witnessName(witness)]);
    writeFileSync(join(dir, 'plain'), '');
    expect(() => writeWitness(join(dir, 'plain'), witness)).toThrow(BadInput);
  });
});

describe('a hostile witness file is refused with the place', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const long = JSON.stringify(Array.from({ length: MOST_ITEMS + 1 }, () => '0'));
  it.each([
    ['nesting', witnessText(witness).replace('"0.5"', deep), /levels of nesting/],
    ['__proto__', witnessText(witness).replace('"layer"', '"__proto__"'), /__proto__/],
    ['a key that occurs twice', witnessText(witness).replace('"part"', '"claim"'), /claim: expected the key once/],
    ['a large instance', witnessText(witness).replace('["0"]', long), /instance: expected at most 4096/],
    [
      'many sides',
      textWith({ sides: { ...witness.sides, left: new Array(70_000).fill('0') } }),
      /sides.left: expected at most/,
    ],
    ['a number that is none', witnessText(witness).replace('-1,', 'NaN,'), /line 7, column \d+: expected JSON/],
    ['an infinite margin', witnessText(witness).replace('-1,', '-1e999,'), /margin: expected a number or null/],
    ['half a file', witnessText(witness).slice(0, 300), /expected JSON, got/],
    ['no file', '', /expected JSON/],
    ['a newer format', textWith({ format: 'contrapose/witness@2' }), /format: expected .* newer version/],
    ['another format', textWith({ format: 'contrapose/record@1' }), /format: expected "contrapose\/witness@1", got/],
    ['no format', textWith({ format: undefined }), /format: .* got nothing/],
    ['a list', '[]', /expected an object, got a list/],
    [
      'a further field in sides',
      textWith({ sides: { ...witness.sides, more: 1 } }),
      /sides\.more: expected no such field/,
    ],
    [
      'a side that is no number',
      textWith({ sides: { ...witness.sides, left: ['NaN%'] } }),
      /sides\.left\[0\]: expected a fraction/,
    ],
    ['a further field', textWith({ more: 1 }), /more: expected no such field/],
    ['no instance', textWith({ instance: undefined }), /instance: expected an instance, got nothing/],
    ['an unknown attack', textWith({ attack: 'all' }), /attack: expected "claim" or/],
    ['nothing dropped', textWith({ dropped: [] }), /dropped: expected an assumption/],
    ['something dropped from a mutant', textWith({ attack: 'mutant', mutant: 'm' }), /dropped: expected none/],
    ['a mutant that is not attacked', textWith({ mutant: 'm' }), /mutant: expected no such field/],
    ['a grade of its own', textWith({ grade: 'proved' }), /grade: expected "genuine"/],
    [
      'one end of a number',
      textWith({ sides: { ...witness.sides, left: [['1']] } }),
      /sides.left\[0\]: expected a number/,
    ],
    ['a number for text', textWith({ part: 7 }), /part: expected text, got 7/],
    ['a long text', textWith({ boundary: 'x'.repeat(5000) }), /boundary: expected at most 2000/],
    [
      'another command',
      textWith({ foundBy: 'npx contrapose list; rm -r /' }),
      /foundBy: expected a contrapose command/,
    ],
    ['a command after a quote', textWith({ foundBy: "contrapose hunt 'a' 'b'; ls" }), /foundBy: expected a contrapose/],
    ['an open quote', textWith({ foundBy: "contrapose hunt 'a" }), /foundBy: expected a contrapose command/],
    [
      'a line in quotes',
      textWith({ foundBy: "contrapose hunt 'a\nb'" }),
      /foundBy: expected text of .* seen, got the character/,
    ],
    [
      'a command after a line',
      textWith({ foundBy: 'contrapose list\nls' }),
      /foundBy: expected text of .* seen, got the character/,
    ],
  ])('%s', (_, text, message) => {
    expect(problem(text)).toMatch(message);
    expect(problem(text)).toMatch(/^file\.json/);
    expect(problem(text)).not.toContain('\n');
  });

  it('and the object prototype stays as it is', () => {
    problem('{"__proto__":{"polluted":1}}');
    problem(textWith({ instance: JSON.parse('{"constructor":{"prototype":{"polluted":1}}}') as unknown }));
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
