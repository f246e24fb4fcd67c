import { evalHint, findingText } from '../report/theorem-table.js';
import type { HandedOver } from './hand-over.js';

/** Where a claim was attacked, and where it is stated. */
export interface Tested extends HandedOver {
  /** The file of the test, relative to the root of the suite. */
  readonly testFile: string;
  /** The full name of the test. */
  readonly testName: string;
}

/** A word of a command for a shell. */
const quoted = (word: string): string => (/^[\w./:@+=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);

/** vitest takes the name of a test as a regular expression, over the names of its suites joined by blanks. */
const pattern = (name: string): string => `^${name.replaceAll(' > ', ' ').replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`;

/** The command that attacks the claim again with the same instances. */
export const reproduceCommand = ({ report, runs, seed, file, place, testFile, testName }: Tested): string => {
  const plan = `--runs ${runs} --seed ${seed}`;
  if (file !== undefined) return `npx contrapose check ${report.id} --claims ${quoted(file)} ${plan}`;
  if (place !== undefined) return `npx contrapose check ${report.id} ${plan}`;
  return `npx vitest run ${quoted(testFile)} -t ${quoted(pattern(testName))}`;
};

/** What a person wants to know of a claim that did not come out as expected: the claim, the shrunk instance, the command. */
export const accountOf = (tested: Tested): string => {
  const { report, title, place } = tested;
  const [headline, ...found] = findingText(report).split('\n');
  return [
    headline,
    `  ${title}`,
    ...found,
    ...(report.witness && place !== undefined ? [evalHint(report)] : []),
    `  reproduce: ${reproduceCommand(tested)}`,
  ].join('\n');
};
