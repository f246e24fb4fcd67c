import type { Outcome } from '../../judge/outcome.js';

/** What a search looks at of one judged instance: for each part a number that is smaller the nearer the part is to being violated, and below 0 where it is. */
export type Scores = Readonly<Record<string, number>>;

/**
 * The margin of a part that holds, at least 0 (the width of an enclosure that contains 0 says nothing), or its violation, below 0. Nothing for a part that is
 * open, or whose margin no arithmetic gave.
 */
export const scoreOf = ({ status, margin }: Outcome): number | undefined => {
  if (status === 'unknown' || Number.isNaN(margin)) return undefined;
  return status === 'holds' ? Math.max(0, margin) : Math.min(-Number.MIN_VALUE, margin);
};

/** The scores of all parts. */
export const scoresOf = (outcomes: Readonly<Record<string, Outcome>>): Scores =>
  Object.fromEntries(
    Object.entries(outcomes).flatMap(([name, outcome]) => {
      const score = scoreOf(outcome);
      return score === undefined ? [] : [[name, score] as const];
    }),
  );
