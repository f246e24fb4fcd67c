import { execFileSync } from 'node:child_process';
import { LEDGER_FILE, type Ledger } from '../../ledger/gate/entry.js';
import { LONGEST_TEXT } from '../../ledger/json.js';
import { readLedger } from '../../ledger/ledger-file.js';
import { BadInput, quoted } from '../../ledger/problem.js';
import { isFile, readText } from '../files.js';
import type { Surroundings } from '../surroundings.js';

/** The ledger that claims are compared with. */
export interface Base {
  readonly name: string;
  /** None where there was no ledger yet: every claim is new. */
  readonly ledger?: Ledger;
  /** Whether it is that of a git ref: the folder's own ledger will take its place. */
  readonly ofRef: boolean;
}

/** What git prints, or nothing where it refuses. */
const git = ({ cwd }: Surroundings, ...args: string[]): string | undefined => {
  try {
    const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore'];
    return execFileSync('git', args, { cwd, encoding: 'utf8', maxBuffer: LONGEST_TEXT, stdio });
  } catch {
    return undefined;
  }
};

const ofRef = (io: Surroundings, ref: string): Base => {
  const commit =
    /^[\w./@{}~^-]{1,200}$/.test(ref) && !ref.startsWith('-')
      ? git(io, 'rev-parse', '--verify', '--quiet', `${ref}^{commit}`)?.trim()
      : undefined;
  if (commit === undefined) throw new BadInput(`--base: expected a file or a git ref, got ${quoted(ref)}`);
  const name = `${LEDGER_FILE} of ${ref}`;
  if (git(io, 'cat-file', '-e', `${commit}:${LEDGER_FILE}`) === undefined)
    return { name: `${name} (there is none)`, ofRef: true };
  const text = git(io, 'show', `${commit}:${LEDGER_FILE}`);
  if (text === undefined)
    throw new BadInput(`${name}: expected a ledger of at most ${LONGEST_TEXT} characters, got more`);
  return { name, ledger: readLedger(text, name), ofRef: true };
};

/** The ledger of the folder one is in, or nothing. @throws {BadInput} where it is not one */
export const ownLedger = (io: Surroundings): Ledger | undefined =>
  isFile(io, LEDGER_FILE) ? readLedger(readText(io, LEDGER_FILE), LEDGER_FILE) : undefined;

/** The ledger `--base` names: a file, or that of a git ref; the folder's own where it is not given. @throws {BadInput} */
export const baseOf = (io: Surroundings, option: string | undefined): Base => {
  if (option !== undefined) {
    return isFile(io, option)
      ? { name: option, ledger: readLedger(readText(io, option), option), ofRef: false }
      : ofRef(io, option);
  }
  const ledger = ownLedger(io);
  return { name: LEDGER_FILE, ...(ledger && { ledger }), ofRef: false };
};
