import { Command } from 'commander';
import { runCampaign } from '../experiments/campaign.js';
import { modelHash } from '../experiments/code-hash.js';
import { threadRunner } from '../experiments/pool.js';
import type { RunRecord } from '../experiments/record.js';
import { runKeys, runName, type TrainingSettings } from '../experiments/settings.js';
import { recoveryTable, recoveryText } from '../experiments/recovery-table.js';
import { openStore } from '../experiments/store.js';
import { cellsOf } from '../experiments/summary.js';
import { ExitCode } from './exit-code.js';
import { checkWritable, print, printJson, writeText } from './output.js';
import { progressBar } from './progress.js';
import { effectsTable } from './train/effects-table.js';
import { settingsOf, trainOptions, type TrainOptions } from './train/options.js';
import { layerTable, topTable } from './train/table.js';

const report = async (
  settings: TrainingSettings,
  records: readonly RunRecord[],
  hash: string,
  { json = false, table, svg }: TrainOptions,
): Promise<void> => {
  const cells = cellsOf(settings, records);
  const kept = recoveryTable(settings, hash, cells);
  if (json) printJson({ settings, modelHash: hash, cells });
  else {
    const { training, width } = kept;
    print([topTable(settings, cells), effectsTable(training, width), layerTable(settings, cells)].join('\n\n'));
    print(`\ncode ${hash}`);
  }
  if (table !== undefined) writeText('--table', table, recoveryText(kept));
  if (svg !== undefined) {
    // Plots are drawn by a large library, loaded where one is asked for.
    const { recoveryPlot } = await import('../report/recovery-plot.js');
    writeText('--svg', svg, recoveryPlot(kept.cells));
  }
};

const train = async (options: TrainOptions): Promise<void> => {
  const settings = settingsOf(options);
  if (options.table !== undefined) checkWritable('--table', options.table);
  if (options.svg !== undefined) checkWritable('--svg', options.svg);
  const hash = modelHash();
  const store = options.out === undefined ? undefined : openStore(options.out, settings, hash);
  const keys = runKeys(settings);
  // A tuple is the unit of progress; a step of an exact run is over all tuples at once and counts as one.
  const tuples = settings.exact ? 1 : settings.batch;
  const steps = settings.epochs * settings.steps;
  const bar = progressBar(keys.length * steps * tuples, keys.length, settings.exact ? 'steps' : 'tuples', 'runs');
  const interrupt = new AbortController();
  const onInterrupt = (): void => interrupt.abort();
  process.once('SIGINT', onInterrupt);
  const threads = Math.min(options.workers, keys.length);
  let finished = 0;
  const records = await runCampaign(settings, {
    runner: threadRunner(settings, { threads, modelHash: hash, onSteps: (taken) => bar.work(taken * tuples) }),
    store,
    onRun: (record, kept) => {
      finished++;
      if (kept) bar.skip(steps * tuples);
      bar.item(`${runName(record)} ${kept ? 'kept' : record.status}`);
    },
    signal: interrupt.signal,
  }).finally(() => {
    bar.stop();
    process.off('SIGINT', onInterrupt);
  });
  await report(settings, records, hash, options);
  if (interrupt.signal.aborted && finished < keys.length) {
    process.stderr.write(`interrupted: ${finished} of ${keys.length} runs finished\n`);
    process.exitCode = ExitCode.interrupted;
  }
};

/** `train`: networks on random latent trees, and how well their units come to know the latents. */
export const trainCommand = (): Command =>
  new Command('train')
    .description('train networks and measure what they learn')
    .addCommand(
      trainOptions(
        new Command('latent-tree')
          .description('networks in the shape of a random latent tree: how well their units correlate with its latents')
          .showHelpAfterError('(run with --help for the options)')
          .exitOverride(),
      ).action((options: TrainOptions) => train(options)),
    );
