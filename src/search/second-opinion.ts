/** How far a witness is to be trusted: what an implementation independent of the one that found it says of the same values. */
import { compiled, type Statement } from '../judge/statement.js';
import type { Grade } from '../ledger/witness-file.js';
import { type DirectJudgement, type DirectReading, judgeDirectly } from './direct-judgement.js';
import { drawFrequency, isRejected } from './law-frequency.js';

export interface SecondOpinion {
  readonly grade: Grade;
  readonly reasons: readonly string[];
}

/** Binary digits of the second implementation: few first, many where few do not tell the sides apart. */
const PRECISIONS = [120, 480] as const;

/** The reservations a second implementation can have. */
export const RESERVATION = {
  kink: 'at a kink: a pre-activation is 0, and with 1 for the derivative of ReLU there the part is not violated',
  baseTwo: 'shown with 2^a for e^a (temperatures in units of 1/ln 2); with e^a itself the part is not violated here',
  formal: 'only the formal exponential shows it: with e^a itself the part is not violated here',
} as const;

const judged = (statement: Statement, instance: unknown, part: string, reading: DirectReading): DirectJudgement => {
  let last = judgeDirectly(statement, instance, part, PRECISIONS[0], reading);
  for (const bits of PRECISIONS.slice(1)) {
    if (last.status !== 'close') break;
    last = judgeDirectly(statement, instance, part, bits, reading);
  }
  return last;
};

/** Why a violation is not confirmed, and what is left of it. */
const unconfirmed = (statement: Statement, instance: unknown, part: string, found: DirectJudgement): SecondOpinion => {
  const quasi = (reason: string): SecondOpinion => ({ grade: 'quasi-genuine', reasons: [reason] });
  const potential = (reason: string): SecondOpinion => ({ grade: 'potential', reasons: [reason] });
  if (found.status === 'silent') return potential(`the second implementation cannot judge it: ${found.reason}`);
  const { transcendental } = compiled(statement, instance);
  if (transcendental.has(part)) {
    if (statement.exponential === 'formal') return quasi(RESERVATION.formal);
    if (
      statement.exponential === 'true' &&
      judged(statement, instance, part, { baseTwo: true }).status === 'violated'
    ) {
      return quasi(RESERVATION.baseTwo);
    }
  }
  return found.status === 'close'
    ? quasi(`within the rounding of the second implementation (intervals of width ${found.width.toExponential(1)})`)
    : potential('the second implementation finds that the part holds');
};

/**
 * The grade of a violated part. `genuine`: the conclusion, run once more in big-float intervals with the true exponential, is violated beyond their width,
 * and does not rest on the value given to a derivative at a kink. A law is drawn anew from another generator.
 */
export const secondOpinion = (statement: Statement, instance: unknown, part: string): SecondOpinion => {
  const law = statement.laws?.[part];
  if (law) {
    return isRejected(drawFrequency(law, instance, `second opinion of ${part}`))
      ? { grade: 'genuine', reasons: [] }
      : { grade: 'quasi-genuine', reasons: ['fresh draws from another generator do not reject the law'] };
  }
  const found = judged(statement, instance, part, {});
  if (found.status !== 'violated') return unconfirmed(statement, instance, part, found);
  const rests = found.metZero && judged(statement, instance, part, { openAtZero: true }).status !== 'violated';
  return rests ? { grade: 'quasi-genuine', reasons: [RESERVATION.kink] } : { grade: 'genuine', reasons: [] };
};
