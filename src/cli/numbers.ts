import { BadInput, quoted } from '../ledger/problem.js';

/** A whole number from the command line. @throws {BadInput} outside [min, max] */
export const wholeNumber =
  (name: string, min: number, max: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^-?\d+$/.test(text) || value < min || value > max) {
      throw new BadInput(`${name}: expected a whole number from ${min} to ${max}, got ${quoted(text)}`);
    }
    return value;
  };

/** The seed of every random choice. @throws {BadInput} outside 32 bits */
export const seedNumber = wholeNumber('--seed', -(2 ** 31), 2 ** 31 - 1);
