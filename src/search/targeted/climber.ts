import { fractionText } from '../../arithmetic/rational.js';
import { numbersOf, shapeOf } from '../../theory/layout.js';
import type { Node } from '../../theory/space.js';
import type { Draws } from '../draw.js';
import { Leaderboard, type Place, type Target, towards } from './leaderboard.js';
import { moved, randomMove } from './neighbour.js';
import type { Scores } from './score.js';
import type { Move } from './value-moves.js';

/** Moves without an improvement after which a climb is given up for the next start. */
const PATIENCE = 60;
/** Moves tried for one that leads to an instance not seen before. */
const TRIES = 6;
/** One step in so many is of two moves at once. */
const DOUBLE_ONE_IN = 5;

interface Climb {
  readonly target: Target;
  at: Place;
  fails: number;
  /** The move that improved last, tried again at once. */
  momentum?: Move;
}

const nameOf = (instance: unknown): string => `${shapeOf(instance)} ${numbersOf(instance).map(fractionText).join()}`;

/**
 * Hill climbing on instances of a description: from the best instances of a random search, move by move, to lower scores. A step is taken
 * where the score is not worse; after too many without an improvement the next start is taken.
 */
export class Climber {
  private readonly leaders = new Leaderboard();
  private readonly seen = new Set<string>();
  private climb: Climb | undefined;
  private pending: { readonly instance: unknown; readonly move: Move } | undefined;

  constructor(private readonly node: Node) {}

  /** The next instance to judge, or nothing where there is no start to climb from. */
  propose(random: Draws): unknown {
    this.pending = undefined;
    if (this.climb === undefined) {
      const start = this.leaders.next();
      if (start === undefined) return undefined;
      this.climb = { target: start.target, at: start.from, fails: 0 };
    }
    const { climb } = this;
    for (let i = 0; i < TRIES; i++) {
      const candidate = this.step(climb, random);
      if (candidate === undefined) continue;
      const name = nameOf(candidate.instance);
      if (this.seen.has(name)) continue;
      this.seen.add(name);
      this.pending = candidate;
      return candidate.instance;
    }
    this.failed(climb);
    return undefined;
  }

  private step(climb: Climb, random: Draws): { readonly instance: unknown; readonly move: Move } | undefined {
    const { momentum } = climb;
    delete climb.momentum;
    const move = momentum ?? randomMove(this.node, climb.at.instance, random);
    const instance = move && moved(this.node, climb.at.instance, move);
    if (move === undefined || instance === undefined) return undefined;
    if (momentum !== undefined || random.integer(1, DOUBLE_ONE_IN) > 1) return { instance, move };
    const second = randomMove(this.node, instance, random);
    const further = second && moved(this.node, instance, second);
    return further === undefined ? { instance, move } : { instance: further, move: { ...move, again: false } };
  }

  private failed(climb: Climb): void {
    climb.fails++;
    if (climb.fails >= PATIENCE) this.climb = undefined;
  }

  /** What came of the instance proposed last; nothing where it was not decided. */
  observe(scores: Scores | undefined): void {
    const { climb, pending } = this;
    this.pending = undefined;
    if (climb === undefined || pending === undefined) return;
    const score = scores && towards(climb.target, scores);
    if (score === undefined || score > climb.at.score) {
      this.failed(climb);
      return;
    }
    const better = score < climb.at.score;
    climb.at = { instance: pending.instance, score };
    if (!better) this.failed(climb);
    else {
      climb.fails = 0;
      if (pending.move.again) climb.momentum = pending.move;
    }
  }

  /** Takes note of an instance that was drawn at random. */
  drawn(instance: unknown, scores: Scores | undefined): void {
    if (scores) this.leaders.note(instance, scores);
  }

  /** Climbs on from an instance at once: a violation, to make it larger. */
  from(instance: unknown, part: string, score: number): void {
    this.climb = { target: { part, aroundZero: false }, at: { instance, score }, fails: 0 };
  }
}
