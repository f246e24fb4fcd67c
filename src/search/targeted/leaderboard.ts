import type { Scores } from './score.js';

/** An instance and how near it comes to violating what is looked at. */
export interface Place {
  readonly instance: unknown;
  readonly score: number;
}

/** Instances kept for one target. */
const KEPT = 6;

/**
 * What is climbed towards: a low score of one part, either any or none that is exactly 0. Many inequalities are tight at degenerate instances
 * (a network of zeros), where nothing is to be found; the second kind of climb goes round them.
 */
export interface Target {
  readonly part: string;
  readonly aroundZero: boolean;
}

/** The score of a target, or nothing where the target does not look at it. */
export const towards = ({ part, aroundZero }: Target, scores: Scores): number | undefined => {
  const score: number | undefined = scores[part];
  return aroundZero && score === 0 ? undefined : score;
};

/** The best instances found by random generation for each target, each to be climbed from once. */
export class Leaderboard {
  private readonly boards = new Map<string, { readonly target: Target; best: Place[] }>();
  private readonly ranges = new Map<string, { low: number; high: number }>();
  private turn = 0;

  /** Takes note of a drawn instance. */
  note(instance: unknown, scores: Scores): void {
    for (const [part, score] of Object.entries(scores)) {
      const range = this.ranges.get(part);
      if (!range) this.ranges.set(part, { low: score, high: score });
      else {
        range.low = Math.min(range.low, score);
        range.high = Math.max(range.high, score);
      }
      for (const aroundZero of [false, true]) this.enter({ part, aroundZero }, instance, scores);
    }
  }

  private enter(target: Target, instance: unknown, scores: Scores): void {
    const score = towards(target, scores);
    if (score === undefined) return;
    const name = `${target.aroundZero ? 'around' : 'any'} ${target.part}`;
    const board = this.boards.get(name) ?? { target, best: [] };
    this.boards.set(name, board);
    const at = board.best.findIndex((other) => score < other.score);
    if (at < 0 && board.best.length >= KEPT) return;
    board.best.splice(at < 0 ? board.best.length : at, 0, { instance, score });
    board.best.length = Math.min(board.best.length, KEPT);
  }

  /** A start for the next climb, target by target in turn; nothing where every score was the same, so that there is no slope. */
  next(): { readonly target: Target; readonly from: Place } | undefined {
    const open = [...this.boards.values()].filter(({ target, best }) => {
      const range = this.ranges.get(target.part);
      return best.length > 0 && range !== undefined && range.low < range.high;
    });
    if (open.length === 0) return undefined;
    const { target, best } = open[this.turn++ % open.length];
    const from = best.shift();
    return from && { target, from };
  }
}
