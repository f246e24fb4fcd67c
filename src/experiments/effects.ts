/** What training and width do to the recovery of the topmost latent, seed by seed. */
import { medianInterval, type MedianInterval } from './median-interval.js';
import type { RunRecord } from './record.js';
import type { Cell } from './summary.js';

/** A paired difference over seeds; `word` says where its interval lies, `open` where it covers 0 or there are too few seeds for one. */
export interface PairedEffect {
  readonly polarity: number;
  /** For training |N_μ|; for width the larger and the smaller one. */
  readonly hidden: number;
  readonly than?: number;
  readonly differences: readonly number[];
  readonly interval: MedianInterval | null;
  readonly word: 'grows' | 'falls' | 'open';
}

const recovery = ({ epochs }: RunRecord, epoch: number): number => epochs[epoch]?.correlation[''] ?? 0;
const trained = (run: RunRecord, last: number): number => recovery(run, last);

const paired = (
  key: Pick<PairedEffect, 'polarity' | 'hidden' | 'than'>,
  differences: readonly number[],
): PairedEffect => {
  const interval = medianInterval(differences) ?? null;
  const word = interval === null ? 'open' : interval.low > 0 ? 'grows' : interval.high < 0 ? 'falls' : 'open';
  return { ...key, differences, interval, word };
};

/** max_j |corr(z_0, f̃_j)| after the last epoch minus before the first, run by run, for every cell. */
export const trainingEffects = (cells: readonly Cell[], last: number): readonly PairedEffect[] =>
  cells.map(({ hidden, polarity, runs }) =>
    paired(
      { hidden, polarity },
      runs.map((run) => trained(run, last) - recovery(run, 0)),
    ),
  );

/**
 * max_j |corr(z_0, f̃_j)| after the last epoch with more units minus with fewer, for neighbouring |N_μ| of one polarity: a seed has one tree
 * whatever |N_μ|.
 */
export const widthEffects = (cells: readonly Cell[], last: number): readonly PairedEffect[] =>
  [...new Set(cells.map(({ polarity }) => polarity))].flatMap((polarity) => {
    const ofPolarity = cells.filter((cell) => cell.polarity === polarity).sort((a, b) => a.hidden - b.hidden);
    return ofPolarity.slice(1).map((more, i) => {
      const fewer = ofPolarity[i];
      const bySeed = new Map(fewer.runs.map((run) => [run.seed, run]));
      return paired(
        { polarity, hidden: more.hidden, than: fewer.hidden },
        more.runs.flatMap((run) => {
          const other = bySeed.get(run.seed);
          return other ? [trained(run, last) - trained(other, last)] : [];
        }),
      );
    });
  });
