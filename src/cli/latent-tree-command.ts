import { withinBudget } from '../arithmetic/budget.js';
import { Undecided } from '../arithmetic/field.js';
import { badInput } from '../ledger/problem.js';
import { type LatentTreeInstance, readLatentTreeInstance } from './latent-tree/instance.js';
import { latentTreeReport } from './latent-tree/report.js';
import { latentTreeText } from './latent-tree/text.js';
import { latentsOf } from '../model/latent-tree/tree.js';
import { latentName } from '../report/text/words.js';
import type { Define } from './define.js';
import { readText } from './files.js';
import { print, printJson } from './surroundings.js';
import { lateProgress } from './progress.js';

/** @throws {BadInput} where exact numbers would take too long */
const boundedReport = (
  read: LatentTreeInstance,
  file: string,
  onLatent: (path: string) => void,
): ReturnType<typeof latentTreeReport> => {
  try {
    return withinBudget(() => latentTreeReport(read, onLatent));
  } catch (error) {
    if (error instanceof Undecided) throw badInput(file, 'an instance that can be worked out exactly', error.reason);
    throw error;
  }
};

/** `latent-tree`: what the user's network shows of the latents of the user's tree. */
export const latentTreeCommand: Define = (command, io) =>
  command
    .requiredOption('--instance <file>', 'tree, hidden and weights, in the format of "contrapose schema latent-tree"')
    .option('--json', 'the result as JSON')
    .action(({ instance, json }: { instance: string; json?: boolean }) => {
      const read = readLatentTreeInstance(readText(io, instance), instance);
      const progress = lateProgress(io, latentsOf(read.tree).length, 'latents');
      const report = boundedReport(read, instance, (path) => progress.finished(latentName(path)));
      progress.stop();
      if (json) printJson(io, report);
      else print(io, latentTreeText(report));
    });
