import { runCampaign } from '../experiments/campaign.js';
import { modelHash } from '../experiments/code-hash.js';
import { threadRunner } from '../experiments/pool.js';
import type { RunRecord } from '../experiments/record.js';
import { runKeys, runName, type TrainingSettings } from '../experiments/settings.js';
import { recoveryTable, recoveryText } from '../experiments/recovery-table.js';
import { openStore } from '../experiments/store.js';
import { cellsOf } from '../experiments/summary.js';
import { ExitCode } from './exit-code.js';
import type { Define } from './define.js';
import { checkWritable, writeText } from './files.js';
import { interruptible, pathOf, print, printJson, type Surroundings, tell } from './surroundings.js';
import { progressBar } from './progress.js';
import { effectsTable } from './train/effects-table.js';
import { settingsOf, trainOptions, type TrainOptions } from './train/options.js';
import { layerTable, topTable } from './train/table.js';

const report = async (
  io: Surroundings,
  settings: TrainingSettings,
  records: readonly RunRecord[],
  hash: string,
  { json = false, table, svg }: TrainOptions,
): Promise<void> => {
  const cells = cellsOf(settings, records);
  const kept = recoveryTable(settings, hash, cells);
  if (json) printJson(io, { settings, modelHash: hash, cells });
  else {
    const { training, width } = kept;
    print(io, [topTable(settings, cells), effectsTable(training, width), layerTable(settings, cells)].join('\n\n'));
    print(io, `\ncode ${hash}`);
  }
  if (table !== undefined) writeText(io, '--table', table, recoveryText(kept));
  if (svg !== undefined) {
    // Plots are drawn by a large library, loaded where one is asked for.
    const { recoveryPlot } = await import('../report/recovery-plot.js');
    writeText(io, '--svg', svg, recoveryPlot(kept.cells));
  }
};

const train = async (io: Surroundings, options: TrainOptions): Promise<void> => {
  const settings = settingsOf(options);
  if (options.table !== undefined) checkWritable(io, '--table', options.table);
  if (options.svg !== undefined) checkWritable(io, '--svg', options.svg);
  const hash = modelHash();
  const store = options.out === undefined ? undefined : openStore(pathOf(io, options.out), settings, hash, options.out);
  const keys = runKeys(settings);
  // A tuple is the unit of progress; a step of an exact run is over all tuples at once and counts as one.
  const tuples = settings.exact ? 1 : settings.batch;
  const steps = settings.epochs * settings.steps;
  const bar = progressBar(io, keys.length * steps * tuples, keys.length, settings.exact ? 'steps' : 'tuples', 'runs');
  const threads = io.threads ?? Math.min(options.workers, keys.length);
  let finished = 0;
  const [records, interrupted] = await interruptible(io, (signal) =>
    runCampaign(settings, {
      runner: threadRunner(settings, {
        threads,
        modelHash: hash,
        signal,
        onSteps: (taken) => bar.work(taken * tuples),
      }),
      store,
      onRun: (record, kept) => {
        finished++;
        if (kept) bar.skip(steps * tuples);
        bar.item(`${runName(record)} ${kept ? 'kept' : record.status}`);
      },
      signal,
    }),
  ).finally(() => bar.stop());
  await report(io, settings, records, hash, options);
  if (interrupted && finished < keys.length) {
    tell(io, `interrupted: ${finished} of ${keys.length} runs finished`);
    io.exitCode = ExitCode.interrupted;
  }
};

/** `train`: networks on random latent trees, and how well their units come to know the latents. */
export const trainCommand: Define = (command, io) =>
  trainOptions(
    command
      .command('latent-tree')
      .description('networks in the shape of a random latent tree: how well their units correlate with its latents'),
  ).action((options: TrainOptions) => train(io, options));
