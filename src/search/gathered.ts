import { type Finding, together } from './finding.js';
import type { IslandResult } from './island.js';
import { type Island, islandName } from './islands.js';
import { attackName } from './attacks.js';

const NOTHING: Finding = {
  parts: [],
  instances: 0,
  climbed: 0,
  discarded: 0,
  differentPoints: 0,
  degree: 0,
  shapes: [],
};

type Cases = Extract<IslandResult, { readonly kind: 'cases' }>;

/** The cases of one attack. */
interface Run {
  /** Its islands, in their order. */
  readonly names: string[];
  /** How many of them, from the first on, are put together in the first one's result. */
  together: number;
}

/**
 * Results of islands as they come in, in any order, by their names. Those of one attack are put together as far as they are there from its first on, and
 * dropped behind the first that settles it: what is held does not grow with the number of instances.
 */
export class Gathered {
  readonly #results = new Map<string, IslandResult>();
  readonly #runs = new Map<string, Run>();

  constructor(private readonly islands: readonly Island[]) {
    const runs = new Map<string, Run>();
    for (const island of islands) {
      if (island.kind !== 'cases') continue;
      const attack = attackName(island.attack);
      const run = runs.get(attack) ?? { names: [], together: 0 };
      runs.set(attack, run);
      run.names.push(islandName(island));
      this.#runs.set(islandName(island), run);
    }
  }

  get results(): ReadonlyMap<string, IslandResult> {
    return this.#results;
  }

  get isComplete(): boolean {
    return this.#results.size === this.islands.length;
  }

  add(result: IslandResult): void {
    this.#results.set(result.island, result);
    const run = this.#runs.get(result.island);
    if (run) this.#fold(run);
  }

  #cases(name: string): Cases | undefined {
    const result = this.#results.get(name);
    return result?.kind === 'cases' ? result : undefined;
  }

  #fold(run: Run): void {
    const [first] = run.names;
    for (; run.together < run.names.length; run.together++) {
      const next = this.#cases(run.names[run.together]);
      if (next === undefined) return;
      if (run.together === 0) continue;
      const sum = this.#cases(first) ?? next;
      const settled = sum.finding.witness !== undefined;
      this.#results.set(first, { ...sum, finding: settled ? sum.finding : together([sum.finding, next.finding]) });
      this.#results.set(next.island, { ...next, finding: NOTHING });
    }
  }
}
