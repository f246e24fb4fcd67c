import { describe, expect, it } from 'vitest';
import { madeUpRecord, smallSettings } from '../../../properties/training-records.js';
import { runKeys } from '../../experiments/settings.js';
import { cellsOf } from '../../experiments/summary.js';
import { layerTable, spreadText, topTable } from './table.js';

const widest = (text: string): number => Math.max(...text.split('\n').map((line) => Array.from(line).length));

describe('the tables of training', () => {
  const settings = smallSettings();
  const records = runKeys(settings).map((key) =>
    madeUpRecord(key, undefined, key.seed === 2 && key.hidden === 1 ? 'collapsed' : 'finished'),
  );
  const cells = cellsOf(settings, records);

  it('have a row a cell with mean ± deviation at init, after 1 epoch and at the end, and the collapsed runs', () => {
    expect(topTable(settings, cells)).toBe(
      [
        'max over units of |corr(z_0, f_j)| at the topmost latent, on 50 fresh views',
        'mean ± standard deviation over seeds',
        '  |ρ|  |N_μ|         init      epoch 1      epoch 2  n  coll  lost  div',
        '≥ 0.5      1  0.100±0.000  0.250±0.000  0.502±0.001  2     1     1    0',
        '≥ 0.5      2  0.100±0.000  0.250±0.000  0.502±0.001  2     0     2    0',
        '  = 1      1  0.100±0.000  0.500±0.000  1.002±0.001  2     1     0    0',
        '  = 1      2  0.100±0.000  0.500±0.000  1.002±0.001  2     0     0    0',
        'n runs: coll ended with a constant output, lost with one that varies but not',
        'with the latent, div diverged; all are in the means (0 where nothing can be',
        'measured)',
      ].join('\n'),
    );
  });

  it('have a row a cell and layer', () => {
    const lines = layerTable(settings, cells).split('\n');
    expect(lines.slice(1, 4)).toEqual([
      '  |ρ|  |N_μ|  layer  latents         init      epoch 1      epoch 2',
      '≥ 0.5      1      0        1  0.100±0.000  0.250±0.000  0.502±0.001',
      '≥ 0.5      1      1        2  0.038±0.000  0.094±0.000  0.188±0.000',
    ]);
    expect(lines).toHaveLength(2 + 4 * 2);
  });

  it('fit in 80 columns with the largest numbers', () => {
    const large = smallSettings({ hidden: [1024], polarity: [0.123456], epochs: 100_000 });
    const runs = runKeys(large).map((key) => madeUpRecord(key, [1, 1], 'diverged'));
    const wide = cellsOf(large, runs).map((cell) => ({
      ...cell,
      summary: { ...cell.summary, runs: 1000, collapsed: 1000, lost: 1000, diverged: 1000 },
    }));
    expect(widest(topTable(large, wide))).toBeLessThanOrEqual(80);
    expect(widest(layerTable(large, wide))).toBeLessThanOrEqual(80);
  });

  it('have a dash where no run is finished, and for the deviation of a single one', () => {
    expect(topTable(settings, cellsOf(settings, []))).toContain(
      '≥ 0.5      1     –        –        –  0     0     0    0',
    );
    expect(spreadText({ mean: 0.5, deviation: null })).toBe('0.500±–');
  });
});
