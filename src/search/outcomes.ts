import { Undecided } from '../arithmetic/field.js';
import { judge } from '../judge/judge.js';
import type { Outcome } from '../judge/outcome.js';
import type { Statement } from '../judge/statement.js';
import type { Witness } from '../ledger/verdict.js';

export type Outcomes = Readonly<Record<string, Outcome>>;

/** What one instance says of a statement: every part's outcome, or that it is not decided there. */
export const outcomesAt = (statement: Statement, instance: unknown): Outcomes | undefined => {
  try {
    return judge(statement, instance);
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    throw error;
  }
};

/** The violation of the first violated part, or nothing. */
export const violationIn = (outcomes: Outcomes, instance: unknown): Witness | undefined => {
  const found = Object.entries(outcomes).find(([, { status }]) => status === 'violated');
  return found && { instance, part: found[0], margin: found[1].margin };
};

/** The violation on an instance; none where it is not decided. */
export const violationAt = (statement: Statement, instance: unknown): Witness | undefined => {
  const outcomes = outcomesAt(statement, instance);
  return outcomes && violationIn(outcomes, instance);
};

/** The larger of two violations; the first where none is. */
export const larger = (a: Witness, b: Witness): Witness => (b.margin < a.margin ? b : a);
