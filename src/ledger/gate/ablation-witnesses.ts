import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refused } from '../files.js';
import { quoted } from '../problem.js';
import { readWitness, type WitnessFile } from '../witness-file.js';

/** The names in a folder, in order; none where there is no such folder. */
const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw refused(quoted(folder), 'a folder that can be read', error);
  }
};

const fileText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw refused(quoted(file), 'a file that can be read', error);
  }
};

/** The witnesses of a folder that show what fails without some assumptions, in the order of their names. @throws {BadInput} */
export const ablationWitnesses = (folder: string): readonly WitnessFile[] =>
  namesIn(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => readWitness(fileText(join(folder, name)), name))
    .filter(({ attack }) => attack === 'without');
