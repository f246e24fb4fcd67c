/** How outcomes look and read, one for each: told apart by symbol and word, never by colour alone. */
import type { Grade } from '../../ledger/witness-file.js';
import type { MatrixCell, MutantPage } from '../model/page.js';

interface Look {
  readonly symbol: string;
  readonly word: string;
  readonly tone: string;
}

/** What dropping an assumption showed. */
export const CELLS: Readonly<Record<MatrixCell, Look>> = {
  necessary: { symbol: '●', word: 'necessary: without it the statement is false, by a witness', tone: 'need' },
  statistical: { symbol: '≈', word: 'necessary, by draws that reject a law', tone: 'need' },
  'not-shown-necessary': { symbol: '○', word: 'not shown necessary: no violation found without it', tone: 'warn' },
  vacuous: { symbol: '∅', word: 'vacuous: no case violates it', tone: 'quiet' },
  'claim-fails': { symbol: '✗', word: 'the claim itself fails', tone: 'bad' },
  moot: { symbol: '–', word: 'moot: an existence claim, or one expected to fail anyway', tone: 'quiet' },
  open: { symbol: '?', word: 'not ablated', tone: 'quiet' },
};

/** What came of a mutant. */
export const OUTCOMES: Readonly<Record<MutantPage['outcome'], Look>> = {
  refuted: { symbol: '✓', tone: 'good', word: 'refuted' },
  survives: { symbol: '‼', tone: 'bad', word: 'survives: the attack did not see that it is false' },
  'falls on its subclass': { symbol: '‼', tone: 'bad', word: 'falls where it should agree with the truth' },
  'not attacked': { symbol: '–', tone: 'quiet', word: 'not attacked in this check' },
};

/** How a statement was read. */
export const READINGS: Readonly<Record<string, string>> = {
  code: 'the wording is fixed by the authors’ released code',
  abstract: 'the wording is fixed by an abstract or summary',
  recalled: 'recalled from the paper and derived again here',
  'recalled, constants uncertain': 'recalled; its constants are not to be trusted',
  derived: 'derived here, not claimed to be in the paper',
};

/** What a second implementation says of a witness. */
export const GRADES: Readonly<Record<Grade, string>> = {
  genuine: 'genuine: a second implementation sees the violation too',
  'quasi-genuine': 'quasi-genuine: a second implementation sees it with a reservation',
  potential: 'potential: not judged by a second implementation',
};

const SUBJECTS: Readonly<Record<string, string>> = {
  'dual-networks': 'Dual deep networks',
  'latent-tree': 'Latent trees',
  byol: 'BYOL',
  'as-released': 'As released',
  beyond: 'Beyond the paper',
};

/** The name of a subject in words. */
export const subjectTitle = (subject: string): string => SUBJECTS[subject] ?? subject.replaceAll('-', ' ');
