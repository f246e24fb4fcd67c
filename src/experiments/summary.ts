/** A cell of the table: the mean over its runs, and how many of them collapsed or diverged. */
import type { RunRecord } from './record.js';
import type { TrainingSettings } from './settings.js';

/** x̄ and s = √(Σ(x − x̄)²/(n − 1)); s is null for one run. */
export interface Spread {
  readonly mean: number;
  readonly deviation: number | null;
}

/** The correlations of a cell after so many epochs. */
export interface EpochSummary {
  readonly epoch: number;
  /** Layer by layer from the root down: |corr| of its latents averaged, then the spread over the runs. The first is the topmost latent. */
  readonly layers: readonly Spread[];
  /** The loss of this epoch over the runs that have one; null where none has. */
  readonly loss: Spread | null;
}

export interface CellSummary {
  readonly hidden: number;
  readonly polarity: number;
  /** Runs finished, whatever their status. */
  readonly runs: number;
  readonly collapsed: number;
  /** Runs that ended otherwise, with a root that cannot be told from one that knows nothing of z_0 (see `isLost`). */
  readonly lost: number;
  readonly diverged: number;
  /** Epochs 0, 1, …, E. */
  readonly epochs: readonly EpochSummary[];
}

export interface Cell {
  readonly hidden: number;
  readonly polarity: number;
  readonly summary: CellSummary;
  readonly runs: readonly RunRecord[];
}

/** The spread of numbers. @throws where there are none */
export const spread = (values: readonly number[]): Spread => {
  const n = values.length;
  if (n === 0) throw new Error('spread: expected at least one number, got none');
  const mean = values.reduce((sum, x) => sum + x, 0) / n;
  if (n === 1) return { mean, deviation: null };
  return { mean, deviation: Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1)) };
};

const average = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

/** The mean |corr| of a layer in one run after so many epochs; 0 where nothing was measured. */
const layerCorrelation = (record: RunRecord, epoch: number, layer: number): number => {
  const { correlation } = record.epochs[epoch] ?? { correlation: {} };
  const values = Object.entries(correlation).flatMap(([path, value]) => (path.length === layer ? [value ?? 0] : []));
  return values.length === 0 ? 0 : average(values);
};

/** Standard errors of a correlation of nothing, 1/√views, within which a root counts as lost. */
const LOST_WITHIN = 5;
/** The same where correlations are exact: rounding and no more. */
const LOST_EXACTLY = 1e-9;

/** Whether the outputs of a finished run vary, but max_j |corr(z_0, f̃_j)| is 0 up to the sampling error: the root gap is lost. */
const isLost = ({ status, epochs }: RunRecord, { exact, evaluation }: TrainingSettings): boolean =>
  status === 'finished' &&
  (epochs[epochs.length - 1].correlation[''] ?? 0) < (exact ? LOST_EXACTLY : LOST_WITHIN / Math.sqrt(evaluation));

/**
 * Means over ALL runs of a cell: a collapsed run enters with what was measured, 0 for every constant unit, and a diverged run with 0 from
 * the epoch on in which it has no number left, so neither leaves a mean; both are counted besides.
 */
const summarise = (
  key: Pick<Cell, 'hidden' | 'polarity'>,
  runs: readonly RunRecord[],
  settings: TrainingSettings,
): CellSummary => ({
  ...key,
  runs: runs.length,
  collapsed: runs.filter(({ status }) => status === 'collapsed').length,
  lost: runs.filter((run) => isLost(run, settings)).length,
  diverged: runs.filter(({ status }) => status === 'diverged').length,
  epochs: Array.from({ length: runs.length === 0 ? 0 : settings.epochs + 1 }, (_, epoch) => {
    const losses = runs.map(({ epochs }) => epochs[epoch]?.loss ?? null).filter((loss) => loss !== null);
    return {
      epoch,
      layers: Array.from({ length: settings.depth }, (_, layer) =>
        spread(runs.map((run) => layerCorrelation(run, epoch, layer))),
      ),
      loss: losses.length === 0 ? null : spread(losses),
    };
  }),
});

/** The cells of the settings, polarity by polarity, with the runs there are. */
export const cellsOf = (settings: TrainingSettings, records: readonly RunRecord[]): readonly Cell[] =>
  settings.polarity.flatMap((polarity) =>
    settings.hidden.map((hidden) => {
      const runs = records.filter((record) => record.hidden === hidden && record.polarity === polarity);
      return { hidden, polarity, summary: summarise({ hidden, polarity }, runs, settings), runs };
    }),
  );
