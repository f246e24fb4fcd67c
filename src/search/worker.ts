import { errorText } from './foreign/claim-shape.js';
import { adoptModule } from './foreign/claims-module.js';
import { type IslandResult, runIsland } from './island.js';
import { type Island, islandName } from './islands.js';
import { observationWriter } from './observations.js';
import { BadInput } from '../ledger/problem.js';
import type { Job } from '../work/job.js';

/** An island as a message. */
export interface Task {
  readonly island: Island;
  /** URLs of modules with claims from outside the package. */
  readonly modules?: readonly string[] | undefined;
  /** The file every case is written to. */
  readonly observations?: Observations | undefined;
}

/** Where observations go, and when the run began, in seconds since 1970. */
export interface Observations {
  readonly file: string;
  readonly runStart: number;
}

/** What comes back: the result and, beside it, the seconds it took. */
export interface Done {
  readonly result: IslandResult;
  readonly seconds: number;
  /** Cases that progress was told of. */
  readonly counted: number;
}

/** Does the work of an island. */
export const islandTask: Job<Task, Done> = async ({ island, modules = [], observations }, progress) => {
  for (const url of modules) await adoptModule(url);
  const writer = observations && observationWriter(observations.file, observations.runStart);
  const started = performance.now();
  let counted = 0;
  try {
    const result = runIsland(island, {
      progress: () => {
        if (island.kind !== 'cases') return;
        counted++;
        progress(1);
      },
      ...(writer && { observe: writer.observe }),
    });
    return { result, seconds: (performance.now() - started) / 1000, counted };
  } catch (error) {
    if (modules.length === 0 || error instanceof BadInput) throw error;
    throw new Error(`${islandName(island)}: ${errorText(error)}`, { cause: error });
  } finally {
    writer?.flush();
  }
};
