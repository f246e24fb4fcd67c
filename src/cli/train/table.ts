/** The tables of `train latent-tree`, within 80 columns. */
import type { Cell, EpochSummary, Spread } from '../../experiments/summary.js';
import type { TrainingSettings } from '../../experiments/settings.js';
import { compactTable, tableText } from '../../report/compact-table.js';

/** A table without lines, two spaces between its columns. */
export const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const table = compactTable(
    [...head],
    head.map(() => 'right'),
    '  ',
  );
  for (const row of rows) table.push([...row]);
  return tableText(table);
};

/** x̄ ± s; "–" stands for the deviation of a single run. */
export const spreadText = ({ mean, deviation }: Spread): string =>
  `${mean.toFixed(3)}±${deviation === null ? '–' : deviation.toFixed(3)}`;

/** The epochs a table shows: at initialisation, after one, at the end. */
const shownEpochs = ({ epochs }: TrainingSettings): readonly number[] => [...new Set([0, Math.min(1, epochs), epochs])];

const epochHead = (epoch: number): string => (epoch === 0 ? 'init' : `epoch ${epoch}`);

/** The law of |ρ|: uniform from δ on, or always 1. */
export const lawText = (polarity: number): string => (polarity === 1 ? '= 1' : `≥ ${Number(polarity.toPrecision(3))}`);

const shown = (cell: Cell, settings: TrainingSettings, layer: number): readonly string[] =>
  shownEpochs(settings).map((epoch) => {
    const summary: EpochSummary | undefined = cell.summary.epochs[epoch];
    return summary === undefined ? '–' : spreadText(summary.layers[layer]);
  });

const countsText = ({ summary }: Cell): readonly string[] => [
  String(summary.runs),
  String(summary.collapsed),
  String(summary.lost),
  String(summary.diverged),
];

const what = ({ exact, evaluation }: TrainingSettings): string => (exact ? 'exact' : `on ${evaluation} fresh views`);

/** The topmost latent: a row a cell. */
export const topTable = (settings: TrainingSettings, cells: readonly Cell[]): string => {
  const head = ['|ρ|', '|N_μ|', ...shownEpochs(settings).map(epochHead), 'n', 'coll', 'lost', 'div'];
  const rows = cells.map((cell) => [
    lawText(cell.polarity),
    String(cell.hidden),
    ...shown(cell, settings, 0),
    ...countsText(cell),
  ]);
  return [
    `max over units of |corr(z_0, f_j)| at the topmost latent, ${what(settings)}`,
    'mean ± standard deviation over seeds',
    tableOf(head, rows),
    'n runs: coll ended with a constant output, lost with one that varies but not',
    'with the latent, div diverged; all are in the means (0 where nothing can be',
    'measured)',
  ].join('\n');
};

/** Every layer: a row a cell and layer, the mean over the latents of a layer. */
export const layerTable = (settings: TrainingSettings, cells: readonly Cell[]): string => {
  const head = ['|ρ|', '|N_μ|', 'layer', 'latents', ...shownEpochs(settings).map(epochHead)];
  const rows = cells.flatMap((cell) =>
    Array.from({ length: settings.depth }, (_, layer) => [
      lawText(cell.polarity),
      String(cell.hidden),
      String(layer),
      String(settings.children ** layer),
      ...shown(cell, settings, layer),
    ]),
  );
  return ['the same per layer, averaged over its latents (layer 0 the root)', tableOf(head, rows)].join('\n');
};
