import type { PairedEffect } from '../../experiments/effects.js';
import { lawText, tableOf } from './table.js';

const signed = (x: number): string => `${x < 0 ? '−' : '+'}${Math.abs(x).toFixed(3)}`;

const row = ({ polarity, hidden, than, interval, word }: PairedEffect): readonly string[] => [
  lawText(polarity),
  than === undefined ? `${hidden}` : `${hidden} − ${than}`,
  interval ? signed(interval.median) : '–',
  interval ? `[${signed(interval.low)}, ${signed(interval.high)}]` : 'too few seeds',
  interval ? `${(100 * interval.level).toFixed(1)} %` : '–',
  word,
];

const table = (title: string, effects: readonly PairedEffect[]): string =>
  [title, tableOf(['|ρ|', '|N_μ|', 'median', 'interval', 'level', 'it'], effects.map(row))].join('\n');

/** What training and width do at the topmost latent, each with a distribution-free interval for the median over seeds. */
export const effectsTable = (training: readonly PairedEffect[], width: readonly PairedEffect[]): string =>
  [
    table('trained minus untrained, paired over seeds', training),
    ...(width.length > 0 ? ['', table('more units minus fewer, trained, paired over seeds', width)] : []),
  ].join('\n');
