import * as fc from 'fast-check';
import type { Node } from '../../theory/space.js';
import { Climber } from './climber.js';
import type { Scores } from './score.js';

/**
 * Targeted search as a plugin of fast-check, for properties of one instance of a description: the first half of the budget is drawn at
 * random, then instances are moved towards lower scores. The property says what it found of the instance it was given, by `found`.
 */
export class TargetedSearch {
  private readonly climber: Climber;
  private scores: Scores | undefined;
  private draws = 0;
  private climbs = 0;
  private urgent = 0;
  private current = false;

  /** A search over so many instances. */
  constructor(
    node: Node,
    private readonly budget: number,
  ) {
    this.climber = new Climber(node);
  }

  /** Whether the instance being judged was climbed to, not drawn. */
  get climbed(): boolean {
    return this.current;
  }

  /** Says what was found of the instance being judged; not called where it was not decided. */
  found(scores: Scores): void {
    this.scores = scores;
  }

  /** The next so many instances are looked for around this one. */
  enlarge(instance: unknown, part: string, score: number, moves: number): void {
    this.urgent = moves;
    this.climber.from(instance, part, score);
  }

  private isTimeToClimb(): boolean {
    if (this.urgent > 0) {
      this.urgent--;
      return true;
    }
    // Counted in instances that were given, so that a search ends whatever they are found to be.
    return this.draws >= this.budget / 2 && this.climbs < this.budget / 2;
  }

  readonly plugin: fc.Plugin<[unknown]> = () => ({
    decorateGenerate: (nested) => (random, runId) => {
      this.scores = undefined;
      this.current = false;
      if (this.isTimeToClimb()) {
        this.climbs++;
        const instance = this.climber.propose({ integer: (min, max) => random.nextInt(min, max) });
        this.current = instance !== undefined;
        if (this.current) return new fc.Value<[unknown]>([instance], undefined);
      }
      return nested(random, runId);
    },
    decorateRun: (nested) => (value) => {
      const result = nested(value);
      if (this.current) this.climber.observe(this.scores);
      else {
        if (this.scores) this.draws++;
        this.climber.drawn(value[0], this.scores);
      }
      return result;
    },
  });
}
