import { existsSync, lstatSync, mkdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { BadInput } from './problem.js';

/** What the system refused, by the code of the system's error. */
const REFUSALS: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'a read-only file system',
  ENOSPC: 'a full disk',
  EDQUOT: 'a full quota',
  ENOTDIR: 'a file in the way',
  EEXIST: 'a file of this name',
  EISDIR: 'a folder in the way',
  ENAMETOOLONG: 'a name that is too long',
  ENOENT: 'a place that does not exist',
  ELOOP: 'a circle of links',
  EMFILE: 'too many open files',
  EIO: 'an error of the device',
};

/** A system's error as "place: expected …, got …"; anything else is thrown as it is. */
export const refused = (place: string, expected: string, error: unknown): BadInput => {
  const { code } = error as { readonly code?: unknown };
  if (error instanceof BadInput || typeof code !== 'string') throw error;
  return new BadInput(`${place}: expected ${expected}, got ${REFUSALS[code] ?? code}`);
};

/** A folder and those above it. (The recursive mkdir of Node 20 never returns where a parent refuses with ENOENT, as /proc does.) */
export const makeFolder = (folder: string): void => {
  try {
    mkdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(folder) === folder || existsSync(dirname(folder))) throw error;
    makeFolder(dirname(folder));
    mkdirSync(folder);
  }
};

/** Where a file is, or is to be: a link is followed, so that it stays one. @throws where it leads nowhere, with the code of the system */
export const placeOf = (file: string): string =>
  lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ? realpathSync(file) : file;

/** Whether something is there that is neither a file nor a folder: a pipe or a device, which is written to and never replaced. */
export const isDevice = (file: string): boolean => {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat !== undefined && !stat.isFile() && !stat.isDirectory();
};

/** Written under another name first: a reader sees the whole text or no file. */
export const writeWhole = (name: string, content: string): void => {
  const file = placeOf(name);
  if (isDevice(file)) {
    writeFileSync(file, content);
    return;
  }
  const draft = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, content, { flush: true });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
};
