import { colors } from '../report/colors.js';
import { compactTable, tableText } from '../report/compact-table.js';
import { quoted } from '../ledger/problem.js';
import { type AgainstReport, type Break, checkAgainst, type StepReport } from '../search/foreign/against.js';
import { stepOf } from '../search/foreign/steps.js';
import { ExitCode } from './exit-code.js';
import { interruptible, print, printJson, type Surroundings, tell } from './surroundings.js';
import { progressBar } from './progress.js';

/** The options of `check --against`. */
export interface AgainstCommandOptions {
  readonly runs: number;
  readonly seed: number;
  readonly timeout: number;
  readonly json?: boolean;
}

/** Seconds a program may be silent where no number is asked for: enough to load a large library. */
export const DEFAULT_TIMEOUT = 60;

const residualText = (residual: number | null): string =>
  residual === null ? '∞' : residual === 0 ? '0' : residual.toPrecision(2);

const stepWord = ({ step, instances, broken }: StepReport, first: Break | null): string => {
  if (instances === 0) return colors.dim('not given');
  if (broken === 0) return colors.green('agrees');
  return step === first?.step ? colors.red('breaks') : colors.yellow('differs');
};

/** The proof chain, a line a step: how many answers gave it, how many differ, the largest scaled residual. */
const chainTable = ({ steps, first }: AgainstReport): string => {
  const table = compactTable(
    ['step', 'what', 'cases', 'differ', 'residual', ''],
    ['left', 'left', 'right', 'right', 'right', 'left'],
  );
  for (const step of steps) {
    const { instances, broken, worst } = step;
    const residual = instances === 0 ? '–' : residualText(worst);
    table.push([step.step, step.text, instances, broken, residual, stepWord(step, first)]);
  }
  return tableText(table);
};

const breakText = ({ step, difference, line }: Break): string => {
  const { text, claim } = stepOf(step);
  const { path, expected, got, residual } = difference;
  return [
    `first step that breaks: ${step}, ${text} (the claim ${claim} rests on it)`,
    `  ${path}: expected ${expected}, got ${got}; ${residualText(residual)} times what rounding explains`,
    `  on the instance ${line}`,
  ].join('\n');
};

const summary = ({ verdict, answered, unsupported, precision, first }: AgainstReport): string => {
  if (first !== null) return breakText(first);
  if (verdict === 'undecided') return 'undecided: no instance was answered';
  const compared = `${answered - unsupported} of ${answered} instances compared in ${precision.join(', ')}`;
  return `every step given agrees with the exact values: ${compared}`;
};

/** `check --against`: an outside program's forward and backward passes, step by step against the exact values. */
export const checkAgainstCommand = async (
  io: Surroundings,
  command: string,
  options: AgainstCommandOptions,
): Promise<void> => {
  const { runs, seed, timeout, json } = options;
  const bar = progressBar(io, runs, 1, 'instances', 'programs');
  const [report, interrupted] = await interruptible(io, (signal) =>
    checkAgainst(command, {
      runs,
      seed,
      timeout,
      cwd: io.cwd,
      env: io.env,
      onProgress: (instances) => bar.work(instances),
      signal,
    }),
  ).finally(() => bar.stop());
  bar.item(quoted(command));
  if (json) printJson(io, report);
  else print(io, [chainTable(report), summary(report), `seed ${seed}`].join('\n'));
  if (interrupted) {
    tell(io, `interrupted: ${report.answered} of ${runs} instances answered`);
    io.exitCode = ExitCode.interrupted;
  } else io.exitCode = report.verdict === 'agrees' ? ExitCode.asExpected : ExitCode.differs;
};
