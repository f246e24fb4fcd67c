/** How the margins of one part are spread over the instances it was judged on, in bins that are the same everywhere: two spreads add up. */
import type { Outcome } from '../judge/outcome.js';

/** The powers of ten that bound the bins of positive margins from below. */
const POWERS = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1, 10, 100, 1e3, 1e4, 1e5, 1e6] as const;

/**
 * The bins, from worst to best. `≈ 0`: an enclosure of the slack holds 0 and numbers below it, so that the part is not violated; `= 0`: no
 * slack at all; `> 0`: less than 10⁻⁶; `≥ 0.001`: less than the next; the last: 10⁶ and more.
 */
export const MARGIN_BINS = ['violated', '≈ 0', '= 0', '> 0', ...POWERS.map((power) => `≥ ${power}` as const)] as const;
/** One of the bins. */
export type MarginBin = (typeof MARGIN_BINS)[number];

/** Instances by the bin of their margin; a bin without any is not named. The bins stand in their order. */
export type MarginCounts = Readonly<Partial<Record<MarginBin, number>>>;

/** The bin of an outcome; none where it is not decided or has no number. */
export const marginBin = ({ status, margin }: Pick<Outcome, 'status' | 'margin'>): MarginBin | undefined => {
  if (status === 'violated') return 'violated';
  if (status === 'unknown' || Number.isNaN(margin)) return undefined;
  if (margin < 0) return '≈ 0';
  if (margin === 0) return '= 0';
  const reached = POWERS.findLast((power) => margin >= power);
  return reached === undefined ? '> 0' : `≥ ${reached}`;
};

/** The spread of all of them together. */
export const addMargins = (...spreads: readonly MarginCounts[]): MarginCounts =>
  Object.fromEntries(
    MARGIN_BINS.flatMap((bin) => {
      const count = spreads.reduce((n, spread) => n + (spread[bin] ?? 0), 0);
      return count === 0 ? [] : [[bin, count]];
    }),
  );
