/** What is kept of many runs: enough to draw, to test and to reproduce, and no more. */
import { type PairedEffect, trainingEffects, widthEffects } from './effects.js';
import type { RunStatus } from './record.js';
import type { TrainingSettings } from './settings.js';
import type { Cell, CellSummary } from './summary.js';

export const TABLE_FORMAT = 'contrapose/recovery@1';

/** A run in a table: the best |corr| at the topmost latent after 0, 1, … epochs. */
export interface TableRun {
  readonly seed: number;
  readonly status: RunStatus;
  readonly recovery: readonly number[];
}

/** The recovery of latents over cells of runs, with what made it. */
export interface RecoveryTable {
  readonly format: typeof TABLE_FORMAT;
  readonly settings: TrainingSettings;
  readonly modelHash: string;
  readonly cells: readonly (CellSummary & { readonly perSeed: readonly TableRun[] })[];
  readonly training: readonly PairedEffect[];
  readonly width: readonly PairedEffect[];
}

/** The table of finished cells. */
export const recoveryTable = (
  settings: TrainingSettings,
  modelHash: string,
  cells: readonly Cell[],
): RecoveryTable => ({
  format: TABLE_FORMAT,
  settings,
  modelHash,
  cells: cells.map(({ summary, runs }) => ({
    ...summary,
    perSeed: runs.map(({ seed, status, epochs }) => ({
      seed,
      status,
      recovery: epochs.map(({ correlation }) => correlation[''] ?? 0),
    })),
  })),
  training: trainingEffects(cells, settings.epochs),
  width: widthEffects(cells, settings.epochs),
});

/** The table as text: one line a run, so that two tables can be compared line by line. */
export const recoveryText = ({ cells, training, width, ...head }: RecoveryTable): string => {
  const lines = (items: readonly unknown[]): string => items.map((item) => `\n    ${JSON.stringify(item)}`).join(',');
  const cellText = ({ perSeed, epochs, ...cell }: RecoveryTable['cells'][number]): string =>
    `${JSON.stringify(cell).slice(0, -1)},"epochs":[${lines(epochs)}],"perSeed":[${lines(perSeed)}]}`;
  return [
    `${JSON.stringify(head).slice(0, -1)},`,
    `"cells":[${cells.map((cell) => `\n  ${cellText(cell)}`).join(',')}],`,
    `"training":[${lines(training)}],`,
    `"width":[${lines(width)}]}`,
    '',
  ].join('\n');
};
