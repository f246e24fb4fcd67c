import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { madeUpRecord, smallSettings } from '../../properties/training-records.js';
import { BadInput } from '../ledger/problem.js';
import { openStore, refusal } from './store.js';

const root = mkdtempSync(join(tmpdir(), 'contrapose-store-'));
afterAll(() => rmSync(root, { recursive: true }));
let folders = 0;
const freshFolder = (): string => join(root, `${folders++}`, 'below');

const settings = smallSettings();
const key = { hidden: 2, polarity: 0.5, seed: 1 };
const record = madeUpRecord(key);
const open = (folder: string, given = settings, hash = 'some code') => openStore(folder, given, hash);

describe('a folder of runs', () => {
  it('gives back what was written, to a later start too, and has no other files', () => {
    const folder = freshFolder();
    open(folder).write(record);
    expect(open(folder).read(key)).toEqual(record);
    expect(open(folder).read({ ...key, seed: 2 })).toBeUndefined();
    expect(readdirSync(folder).sort()).toEqual(['run-h2-p0.5-1.json', 'settings.json']);
  });

  it('refuses other settings, and names the first that differs', () => {
    const folder = freshFolder();
    open(folder);
    const other = smallSettings({ tau: 0.2 });
    expect(() => open(folder, other)).toThrow(
      /^--out: expected a folder of the same settings \(tau 0\.2\), got tau 0\.1/,
    );
    expect(() => open(folder, settings, 'other code')).toThrow(/modelHash "other code".* got modelHash "some code"/);
    expect(() => open(folder)).not.toThrow();
  });

  it('refuses runs without settings, a damaged settings.json and a damaged run', () => {
    const folder = freshFolder();
    open(folder).write(record);
    const file = join(folder, 'run-h2-p0.5-1.json');
    const whole = readFileSync(file, 'utf8');
    writeFileSync(file, whole.slice(0, 100));
    expect(() => open(folder).read(key)).toThrow(
      /run-h2-p0\.5-1\.json, line 1, column 101: expected JSON, got the end of the text/,
    );
    writeFileSync(file, whole.replace('"seed":1', '"seed":2'));
    expect(() => open(folder).read(key)).toThrow(/expected the run h2-p0.5-1, got h2-p0.5-2/);
    writeFileSync(file, whole.replace('some code', 'other code'));
    expect(() => open(folder).read(key)).toThrow(/expected a run of the code some code, got other code/);
    writeFileSync(join(folder, 'settings.json'), '{');
    expect(() => open(folder)).toThrow(/settings\.json, line 1, column 2: expected JSON, got the end of the text/);
    rmSync(join(folder, 'settings.json'));
    expect(() => open(folder)).toThrow(/expected settings.json beside the runs, got none/);
  });

  it('is refused before anything starts where a file stands in its way', () => {
    const file = join(root, 'file');
    writeFileSync(file, '');
    expect(() => open(file)).toThrow(/^--out ".*": expected a folder that can be written, got a file/);
    expect(() => open(join(file, 'below'))).toThrow(/got a file in the way/);
  });

  it.runIf(existsSync('/proc'))('is refused, and soon, below a folder that takes no folders', () => {
    expect(() => open('/proc/nowhere')).toThrow(/expected a folder that can be written/);
    expect(() => open('/proc/nowhere/below')).toThrow(/expected a folder that can be written/);
  });

  it('leaves no draft behind when a run cannot be written', () => {
    const folder = freshFolder();
    const store = open(folder);
    rmSync(folder, { recursive: true });
    expect(() => store.write(record)).toThrow(/expected a folder that can be written, got a place that does not exist/);
  });
});

describe('a system that refuses', () => {
  it.each([
    ['EACCES', 'no permission'],
    ['EROFS', 'a read-only file system'],
    ['ENOSPC', 'a full disk'],
    ['ENOTDIR', 'a file in the way'],
    ['EWHATEVER', 'EWHATEVER'],
  ])('by %s is told in one line', (code, words) => {
    const problem = refusal('/x', Object.assign(new Error('the system'), { code }));
    expect(problem).toBeInstanceOf(BadInput);
    expect(problem.message).toBe(`--out "/x": expected a folder that can be written, got ${words}`);
  });
  it('passes on what no system said', () => {
    expect(() => refusal('/x', new TypeError('a defect'))).toThrow('a defect');
  });
});
