/** Files that the user names: paths start from the folder of the surroundings, and messages name them as the user did. */
import { closeSync, openSync, readdirSync, rmSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { isDevice, makeFolder, placeOf, refused, writeWhole } from '../ledger/files.js';
import { quoted } from '../ledger/problem.js';
import { readWhole } from '../ledger/read-file.js';
import { pathOf, type Surroundings } from './surroundings.js';

/** The text of a file. @throws {BadInput} where it cannot be read, or is too large to be one of ours */
export const readText = (io: Surroundings, file: string): string => readWhole(pathOf(io, file), file);

/** What is at a path; nothing where there is nothing, or nothing that may be looked at. */
const statOf = (io: Surroundings, path: string): Stats | undefined => {
  const whole = pathOf(io, path);
  try {
    return statSync(whole);
  } catch {
    return undefined; // reading it says why
  }
};

export const isFolder = (io: Surroundings, path: string): boolean => statOf(io, path)?.isDirectory() ?? false;
export const isFile = (io: Surroundings, path: string): boolean => statOf(io, path)?.isFile() ?? false;

/** The files of a folder whose names end so, in the order of their names, each as the folder is named. @throws {BadInput} where it cannot be read */
export const filesIn = (io: Surroundings, folder: string, ending: string, expected: string): readonly string[] => {
  try {
    return readdirSync(pathOf(io, folder))
      .filter((name) => name.endsWith(ending))
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    throw refused(quoted(folder), expected, error);
  }
};

const EXPECTED = 'a file that can be written';

const tryToWrite = (draft: string): void => {
  closeSync(openSync(draft, 'w'));
  rmSync(draft);
};

/** Tries that a file can be written, so that long work does not end in vain; one that is there stays as it is. @throws {BadInput} */
export const checkWritable = (io: Surroundings, option: string, file: string): void => {
  try {
    const place = placeOf(pathOf(io, file));
    if (!isDevice(place)) tryToWrite(`${place}.${process.pid}.tmp`);
  } catch (error) {
    throw refused(`${option} ${quoted(file)}`, EXPECTED, error);
  }
};

/** Makes a folder where there is none, and tries that files can be written into it. @throws {BadInput} */
export const checkFolder = (io: Surroundings, option: string, folder: string): void => {
  try {
    makeFolder(pathOf(io, folder));
    tryToWrite(join(pathOf(io, folder), `${process.pid}.tmp`));
  } catch (error) {
    throw refused(`${option} ${quoted(folder)}`, 'a folder that can be written', error);
  }
};

/** Writes a text file, whole or not at all. @throws {BadInput} where it cannot be written */
export const writeText = (io: Surroundings, option: string, file: string, text: string): void => {
  try {
    writeWhole(pathOf(io, file), text);
  } catch (error) {
    throw refused(`${option} ${quoted(file)}`, EXPECTED, error);
  }
};
