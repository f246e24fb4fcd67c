import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BadInput } from '../../ledger/problem.js';
import { claimById, claims as ours } from '../../theory/index.js';
import { attackClaim } from '../attack-claim.js';
import { loadClaims } from './claims-module.js';

const folder = mkdtempSync(join(tmpdir(), 'contrapose-'));
let files = 0;

const module = (text: string): string => {
  const file = join(folder, `${files++}.mjs`);
  writeFileSync(file, text);
  return file;
};

/** The text of a claim that imports nothing: spaces and relations are data. Fields given here replace its own. */
const claimText = (id: string, fields: Readonly<Record<string, string>> = {}): string => {
  const all = {
    id: JSON.stringify(id),
    title: '"A square is not negative"',
    statement: '"x^2 >= 0"',
    source: '{ paper: "none", result: "none" }',
    reading: '{ tag: "derived", note: "none" }',
    space: '{ node: { kind: "record", fields: { x: { kind: "number", bound: 2, grid: 2, sign: "any" } } } }',
    assumptions: '[]',
    quantifier: '"for all"',
    exponential: '"formal"',
    conclusion: '(F, { x }) => ({ sign: { kind: "atMost", left: [F.zero], right: [F.mul(x, x)], strict: false } })',
    expect: '"holds"',
    dependsOn: '[]',
    mutants: '[]',
    ...fields,
  };
  return `{ ${Object.entries(all)
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ')} }`;
};

/** The text of a part that says a is a. */
const relation = (a: string): string => `{ part: { kind: "equal", left: [${a}], right: [${a}] } }`;

const refused = async (text: string, message: RegExp): Promise<void> => {
  const loading = loadClaims(module(text));
  await expect(loading).rejects.toThrow(BadInput);
  await expect(loading).rejects.toThrow(message);
  await expect(loading).rejects.not.toThrow(/\n/);
};

describe('a module of claims', () => {
  test('gives the claims it exports by name and in its list, each once, and leaves helpers alone', async () => {
    const text = [
      `export const one = ${claimText('loaded/one')};`,
      `export const claims = [one, ${claimText('loaded/two')}];`,
      'export const helper = () => 1; export const table = { id: 3 };',
    ].join('\n');
    const { url, claims } = await loadClaims(module(text));
    expect(claims.map(({ id }) => id).sort()).toEqual(['loaded/one', 'loaded/two']);
    expect(url).toMatch(/^file:/);
    expect(claimById('loaded/one')).toBe(claims.find(({ id }) => id === 'loaded/one'));
    expect(ours.some(({ id }) => id === 'loaded/one')).toBe(false);
  });
  test('is attacked like ours: a false claim is refuted', async () => {
    const conclusion =
      '(F, { x }) => ({ sign: { kind: "atMost", left: [F.zero], right: [F.mul(x, F.mul(x, x))], strict: false } })';
    const { claims } = await loadClaims(module(`export const cube = ${claimText('loaded/cube', { conclusion })};`));
    expect(attackClaim(claims[0], { runs: 50, seed: 1 })).toMatchObject({
      verdict: 'refuted',
      witness: { instance: { x: '-1' } },
    });
  });
  test('that is not there, or a folder, is refused', async () => {
    await expect(loadClaims(join(folder, 'nothing.mjs'))).rejects.toThrow(
      /nothing\.mjs: expected .*, got no such file/,
    );
    await expect(loadClaims(folder)).rejects.toThrow(/got a folder/);
  });
  test.each([
    ['a syntax error', 'export const a = ;', /expected a module that can be imported, got \w*Error: /],
    ['a package that is missing', 'import "no-such-package-here";', /got Error: /],
    ['an error while it loads', '\nthrow new TypeError("first\\nsecond");', /expected .*got TypeError: first$/],
    ['no export', '', /expected exported claims, got no export/],
    ['no claim', 'export const a = 1; export const b = {};', /expected exported claims, got only a, b/],
    ['a list that is none', 'export const claims = 3;', /claims: expected a list of claims, got number/],
    ['no claim in the list', 'export const claims = [3];', /claims\[0\]: expected an object with id/],
    [
      'one id twice',
      `export const a = ${claimText('loaded/a')}, b = ${claimText('loaded/a')};`,
      /id of its own, got "loaded\/a"/,
    ],
    ['an id of ours', `export const a = ${claimText('dual-networks/homogeneity')};`, /id of its own/],
    ['a measured claim', `export const a = ${claimText('loaded/b', { effects: '{}' })};`, /got a measured claim/],
  ])('is refused in one line: %s', (_, text, message) => refused(text, message));
  test.each([
    ['id', '"no slash"', /a\.id: expected an id such as/],
    ['title', 'undefined', /a\.title: expected a text, got nothing/],
    ['reading', '{ tag: "guessed", note: "x" }', /a\.reading\.tag: expected "code" or .*got "guessed"/],
    [
      'source',
      '{ paper: "p", result: "r", papers: [{ key: "k l" }] }',
      /a\.source\.papers\[0\]\.key: expected a key .*got "k l"/,
    ],
    [
      'source',
      '{ paper: "p", result: "r", papers: [{ key: "k", authors: ["A"], title: "T", year: "2020", arxiv: "1" }] }',
      /papers\[0\]\.year: expected a year, got/,
    ],
    ['space', '{}', /a\.space\.node: expected a description/],
    ['space', '{ node: { kind: "colour" } }', /a\./],
    [
      'assumptions',
      '[{ slug: "s", text: "t", holds: () => true }]',
      /assumptions\[0\]\.narrow: expected a function, got nothing/,
    ],
    [
      'assumptions',
      '[{ slug: "s", text: "t", holds: () => true, narrow: () => { throw new Error("no path") } }]',
      /assumptions\[0\]: expected a narrowing of the space, got Error: no path/,
    ],
    ['conclusion', '3', /a\.conclusion: expected a function, got 3/],
    ['conclusion', '() => { throw new Error("boom") }', /a\.conclusion: expected parts .*got Error: boom/],
    ['conclusion', '(F, { x }) => ({ part: x })', /a\.conclusion: expected parts/],
    ['conclusion', '() => ({})', /a\.conclusion: expected a part, got none/],
    ['conclusion', `(F, { x }) => (${relation('F.mul(2, x)')})`, /a\.conclusion: .* got 2, which F\.of\(2\) would be/],
    ['conclusion', `(F, { x }) => (${relation('x + x')})`, /a\.conclusion: .* got an operator of JavaScript/],
    ['conclusion', `(F, { x }) => (${relation('x > F.zero ? x : F.zero')})`, /got an operator of JavaScript/],
    ['conclusion', `(F, { y }) => (${relation('F.neg(y)')})`, /a\.conclusion: .* got nothing/],
    ['conclusion', `() => (${relation('1')})`, /a\.conclusion: .* got 1, which F\.of\(1\) would be/],
    ['conclusion', `() => (${relation('"1"')})`, /a\.conclusion: .* got a string/],
    ['expect', '"maybe"', /a\.expect: expected "holds" or "fails", got "maybe"/],
    ['mutants', '[{ name: "m", text: "t" }]', /mutants\[0\]\.conclusion: expected a function/],
    ['mutants', '[{ name: "m", text: "t", conclusion: () => null }]', /mutants\[0\]\.conclusion: expected parts/],
  ])('with a claim that is malformed at %s is refused with the place: %s', (field, value, message) =>
    refused(`export const a = ${claimText('loaded/malformed', { [field]: value })};`, message),
  );
});
