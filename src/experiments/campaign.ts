/** Many runs: which are still to do, where each goes when it is finished, and an early end that loses none. */
import type { RunRecord } from './record.js';
import { type RunKey, runKeys, type TrainingSettings } from './settings.js';
import type { Store } from './store.js';

/** Something that makes runs, such as a pool of threads. A record is a function of the key. */
export interface Runner {
  /** The record, or nothing where the work was ended early. */
  readonly run: (key: RunKey) => Promise<RunRecord | undefined>;
  readonly close: () => Promise<void>;
}

export interface CampaignOptions {
  readonly runner: Runner;
  /** Keeps each run as it is finished, and knows those of an earlier start. */
  readonly store?: Store | undefined;
  /** Called with each run as it is finished, `kept` those of an earlier start. */
  readonly onRun?: ((record: RunRecord, kept: boolean) => void) | undefined;
  /** Ends the campaign early; the runs finished so far are kept and returned. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * The records of all runs of the settings, in the order of `runKeys` whatever the order they were finished in; where the signal ended it
 * early, of the finished ones. The runner is closed at the end.
 * @throws {BadInput} where the store cannot be read or written; what was finished before stays in it
 */
export const runCampaign = async (
  settings: TrainingSettings,
  { runner, store, onRun, signal }: CampaignOptions,
): Promise<readonly RunRecord[]> => {
  const start = async (key: RunKey): Promise<RunRecord | undefined> => {
    if (signal?.aborted) return undefined;
    const record = await runner.run(key);
    if (record === undefined) return undefined;
    store?.write(record);
    onRun?.(record, false);
    return record;
  };
  try {
    // All that is there is read before anything starts: a damaged file should not come up after hours of work.
    const keys = runKeys(settings).map((key) => ({ key, kept: store?.read(key) }));
    for (const { kept } of keys) if (kept) onRun?.(kept, true);
    const records = await Promise.all(
      keys.map(({ key, kept }) => (kept === undefined ? start(key) : Promise.resolve(kept))),
    );
    return records.filter((record) => record !== undefined);
  } finally {
    await runner.close();
  }
};
