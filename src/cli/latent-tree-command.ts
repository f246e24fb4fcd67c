import { Command } from 'commander';
import { readLatentTreeInstance } from './latent-tree/instance.js';
import { latentTreeReport } from './latent-tree/report.js';
import { latentTreeText } from './latent-tree/text.js';
import { latentsOf } from '../model/latent-tree/tree.js';
import { latentName } from '../report/text/words.js';
import { print, printJson, readText } from './output.js';
import { lateProgress } from './progress.js';

/** `latent-tree`: what the user's network shows of the latents of the user's tree. */
export const latentTreeCommand = (): Command =>
  new Command('latent-tree')
    .description("what a network shows of each latent of one's own tree: covariance, a, o, gaps, selectivities")
    .requiredOption('--instance <file>', 'tree, hidden and weights, in the format of "contrapose schema latent-tree"')
    .option('--json', 'the result as JSON')
    .action(({ instance, json }: { instance: string; json?: boolean }) => {
      const read = readLatentTreeInstance(readText(instance), instance);
      const progress = lateProgress(latentsOf(read.tree).length, 'latents');
      const report = latentTreeReport(read, (path) => progress.finished(latentName(path)));
      progress.stop();
      if (json) printJson(report);
      else print(latentTreeText(report));
    });
