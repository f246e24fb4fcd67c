import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeFolder, refused, writeWhole } from '../ledger/files.js';
import { BadInput, quoted } from '../ledger/problem.js';
import type { AnyClaim } from '../theory/claim.js';
import { claims, isMeasured, type RegisteredClaim } from '../theory/index.js';

/** A value as JSON on stdout. NaN and ±Infinity, which JSON lacks, become null. */
export const printJson = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value, undefined, 2)}\n`);
};

export const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** The text of a file the user named. @throws {BadInput} where it cannot be read */
export const readText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const got = code === 'ENOENT' ? 'no such file' : code === 'EISDIR' ? 'a folder' : (code ?? 'an error');
    throw new BadInput(`${file}: expected a file that can be read, got ${got}`);
  }
};

const EXPECTED = 'a file that can be written';

const tryToWrite = (draft: string): void => {
  closeSync(openSync(draft, 'w'));
  rmSync(draft);
};

/** Tries that a file can be written, so that long work does not end in vain; one that is there stays as it is. @throws {BadInput} */
export const checkWritable = (option: string, file: string): void => {
  try {
    tryToWrite(`${file}.${process.pid}.tmp`);
  } catch (error) {
    throw refused(`${option} ${quoted(file)}`, EXPECTED, error);
  }
};

/** Makes a folder where there is none, and tries that files can be written into it. @throws {BadInput} */
export const checkFolder = (option: string, folder: string): void => {
  try {
    makeFolder(resolve(folder));
    tryToWrite(join(folder, `${process.pid}.tmp`));
  } catch (error) {
    throw refused(`${option} ${quoted(folder)}`, 'a folder that can be written', error);
  }
};

/** Writes a text file, whole or not at all. @throws {BadInput} where it cannot be written */
export const writeText = (option: string, file: string, text: string): void => {
  try {
    writeWhole(file, text);
  } catch (error) {
    throw refused(`${option} ${quoted(file)}`, EXPECTED, error);
  }
};

/** The claims of ids, all of them where none is given. @throws {BadInput} for an unknown id */
export const claimsOf = (ids: readonly string[]): readonly RegisteredClaim[] =>
  ids.length === 0 ? claims : ids.map(claimOf);

/** The claim of an id. @throws {BadInput} with the nearest ids where there is none */
export const claimOf = (id: string): RegisteredClaim => {
  const found = claims.find((claim) => claim.id === id);
  if (found) return found;
  const near = claims
    .map((claim) => claim.id)
    .filter((known) => known.endsWith(`/${id}`) || known.startsWith(`${id}/`));
  const hint = near.length > 0 ? ` (did you mean ${near.slice(0, 3).join(', ')}?)` : '';
  throw new BadInput(`claim: expected an id from "contrapose list", got "${id}"${hint}`);
};

/** The claim about instances of an id. @throws {BadInput} for a measured claim, which has none */
export const statementOf = (id: string): AnyClaim => {
  const found = claimOf(id);
  if (isMeasured(found)) throw new BadInput(`claim: expected a claim about instances, got the measured claim "${id}"`);
  return found;
};

/** A whole number from the command line. @throws {BadInput} outside [min, max] */
export const wholeNumber =
  (name: string, min: number, max: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^-?\d+$/.test(text) || value < min || value > max) {
      throw new BadInput(`${name}: expected a whole number from ${min} to ${max}, got "${text}"`);
    }
    return value;
  };
