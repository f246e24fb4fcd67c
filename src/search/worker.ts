import { BroadcastChannel } from 'node:worker_threads';
import { errorText } from './foreign/claim-shape.js';
import { adoptModule } from './foreign/claims-module.js';
import { type IslandResult, runIsland } from './island.js';
import { type Island, islandName } from './islands.js';
import { observationWriter } from './observations.js';

/** An island as a message. */
export interface Task {
  readonly island: Island;
  /** The channel that counts attacked instances. */
  readonly channel: string;
  /** URLs of modules with claims from outside the package. */
  readonly modules?: readonly string[];
  /** The file every case is written to. */
  readonly observations?: Observations;
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
  /** Cases that were counted on the channel. */
  readonly counted: number;
}

/** Instances between two messages of progress. */
const STEP = 20;

/** Does the work of an island in a worker thread. */
export const islandTask = async ({ island, channel, modules = [], observations }: Task): Promise<Done> => {
  for (const url of modules) await adoptModule(url);
  const writer = observations && observationWriter(observations.file, observations.runStart);
  const progress = new BroadcastChannel(channel);
  const started = performance.now();
  const isCounted = island.kind === 'cases';
  let done = 0;
  try {
    const result = runIsland(island, {
      progress: () => {
        if (isCounted && ++done % STEP === 0) progress.postMessage(STEP);
      },
      ...(writer && { observe: writer.observe }),
    });
    return { result, seconds: (performance.now() - started) / 1000, counted: done - (done % STEP) };
  } catch (error) {
    throw modules.length === 0 ? error : new Error(`${islandName(island)}: ${errorText(error)}`, { cause: error });
  } finally {
    writer?.flush();
    progress.close();
  }
};
