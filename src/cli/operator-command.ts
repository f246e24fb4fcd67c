import { ExitCode } from './exit-code.js';
import { operatorProgress } from './operator/operator-progress.js';
import { isUndecided, type OperatorOptions, operatorReport } from './operator/report.js';
import { operatorText } from './operator/text.js';
import type { Define } from './define.js';
import { readText } from './files.js';
import { print, printJson } from './surroundings.js';

interface Options extends OperatorOptions {
  readonly instance: string;
  readonly json?: boolean;
}

/** `operator`: the covariance operator of the user's own network, world and loss. */
export const operatorCommand: Define = (command, io) =>
  command
    .requiredOption(
      '--instance <file>',
      'network, world, layer and loss, in the format of "contrapose schema operator"',
    )
    .option('--layer <l>', 'a layer from 1, or "all"; overrides the file')
    .option('--float', 'float64 and matrix-free, for networks of real size')
    .option('--spectrum <k>', 'the k leading eigenvalues and eigenvectors')
    .option('--json', 'the result as JSON')
    .action((options: Options) => {
      const { onLayer, onResidual, stop } = operatorProgress(io, options.spectrum !== undefined);
      const report = operatorReport(readText(io, options.instance), {
        ...options,
        name: options.instance,
        onLayer,
        onResidual,
      });
      stop();
      if (options.json) printJson(io, report);
      else print(io, operatorText(report));
      io.exitCode = isUndecided(report) ? ExitCode.differs : ExitCode.asExpected;
    });
