/** Spreads of margins in words. */
import { MARGIN_BINS, type MarginBin, type MarginCounts } from '../../ledger/margins.js';
import { powerOfTen } from './words.js';

/** A bin in words. */
export const binWords = (bin: MarginBin): string => {
  if (!bin.startsWith('≥')) return bin;
  const exponent = Math.round(Math.log10(Number(bin.slice(2))));
  return exponent >= -2 && exponent <= 2 ? bin : `≥ ${powerOfTen(exponent)}`;
};

/** "= 0: 138, ≥ 10⁻³: 12". */
export const countsText = (margins: MarginCounts): string =>
  MARGIN_BINS.flatMap((bin) => (margins[bin] === undefined ? [] : [`${binWords(bin)}: ${margins[bin]}`])).join(', ');
