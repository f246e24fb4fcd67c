/** Files read whole, where they are files of a size that is ours: the size is looked at before anything is read. */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { refused } from './files.js';
import { BadInput } from './problem.js';

/** The largest file that is read, in bytes. */
export const LARGEST_FILE = 2 ** 26;

/** How long a pipe may give nothing, in milliseconds. */
const PATIENCE = 10_000;
const PAUSE = 10;

const EXPECTED = 'a file that can be read';

const sleep = (milliseconds: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
};

const tooLarge = (name: string, got: string): BadInput =>
  new BadInput(`${name}: expected a file of at most ${LARGEST_FILE} bytes, got ${got}`);

/** Some bytes, none at the end, or undefined where a pipe has none yet. */
const chunkOf = (file: number): Buffer | undefined => {
  const buffer = Buffer.allocUnsafe(2 ** 16);
  try {
    return buffer.subarray(0, readSync(file, buffer));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return undefined;
    throw error;
  }
};

/** What a pipe or a device gives until its end. A pipe that nobody writes to looks like one at its end, so the first bytes are waited for. */
const streamed = (file: number, name: string, isPipe: boolean): Buffer => {
  const chunks: Buffer[] = [];
  let size = 0;
  for (let silent = 0; silent < PATIENCE;) {
    const chunk = chunkOf(file);
    if (chunk === undefined || (chunk.length === 0 && isPipe && size === 0)) {
      sleep(PAUSE);
      silent += PAUSE;
      continue;
    }
    if (chunk.length === 0) return Buffer.concat(chunks);
    silent = 0;
    chunks.push(chunk);
    size += chunk.length;
    if (size > LARGEST_FILE) throw tooLarge(name, 'more');
  }
  throw new BadInput(`${name}: expected ${EXPECTED}, got a pipe that gives nothing`);
};

const wholeFile = (file: number, size: number): Buffer => {
  const buffer = Buffer.allocUnsafe(size);
  let length = 0;
  while (length < size) {
    const read = readSync(file, buffer, length, size - length, null);
    if (read === 0) break;
    length += read;
  }
  return buffer.subarray(0, length);
};

/**
 * The text of a file, pipe or device; `name` is what messages call it.
 * @throws {BadInput} where it cannot be read, is larger than `LARGEST_FILE`, or is a pipe that gives nothing
 */
export const readWhole = (path: string, name = path): string => {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stat = fstatSync(file);
    if (stat.isDirectory()) throw new BadInput(`${name}: expected ${EXPECTED}, got a folder`);
    if (stat.size > LARGEST_FILE) throw tooLarge(name, `${stat.size}`);
    // A file of /proc says it is empty.
    const regular = stat.isFile() && stat.size > 0;
    return (regular ? wholeFile(file, stat.size) : streamed(file, name, stat.isFIFO())).toString('utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new BadInput(`${name}: expected ${EXPECTED}, got no such file`);
    }
    throw refused(name, EXPECTED, error);
  } finally {
    if (file !== undefined) closeSync(file);
  }
};
