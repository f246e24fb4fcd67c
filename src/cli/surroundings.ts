/** What a command has of the world around it. A process gives its own; a program that calls commands, such as a test, gives ones it looks at. */
import { resolve } from 'node:path';
import { BadInput, quoted } from '../ledger/problem.js';
import { legible } from './legible.js';

export interface Surroundings {
  /** Writes to stdout and to stderr, as it is. What may hold foreign text goes through `print`, `printJson` and `tell` instead. */
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** The stream behind stderr where it is a terminal, on which progress can be drawn. */
  readonly terminal?: NodeJS.WritableStream;
  /** The folder that relative paths start from. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Worker threads: as many as cores where none is given, and 0 for the calling one. */
  readonly threads?: number;
  /** Calls the listener at every signal to end (Ctrl-C, SIGTERM), until what it returns is called. */
  readonly onInterrupt: (listener: () => void) => () => void;
  exitCode: number;
}

/** The whole path of a file the user named. @throws {BadInput} for what no file is called */
export const pathOf = ({ cwd }: Surroundings, file: string): string => {
  if (file === '' || file.includes('\0')) throw new BadInput(`file: expected a name, got ${quoted(file)}`);
  return resolve(cwd, file);
};

/** A text on stdout. */
export const print = ({ stdout }: Surroundings, text: string): void => stdout(`${legible(text)}\n`);

/** A text on stderr. */
export const tell = ({ stderr }: Surroundings, text: string): void => stderr(`${legible(text)}\n`);

/** A value as JSON on stdout, in characters that nothing obeys. NaN and ±Infinity, which JSON lacks, become null. */
export const printJson = ({ stdout }: Surroundings, value: unknown): void =>
  stdout(`${escapedJson(JSON.stringify(value, undefined, 2))}\n`);

/** JSON with the characters escaped that JSON.stringify leaves and a terminal would obey. */
const escapedJson = (json: string): string =>
  json.replace(
    /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Runs work that a signal ends early; says whether one did. */
export const interruptible = async <T>(
  { onInterrupt }: Surroundings,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<readonly [T, boolean]> => {
  const interrupt = new AbortController();
  const off = onInterrupt(() => interrupt.abort());
  try {
    const result = await work(interrupt.signal);
    return [result, interrupt.signal.aborted];
  } finally {
    off();
  }
};
