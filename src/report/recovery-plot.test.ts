import { describe, expect, it } from 'vitest';
import type { CellSummary } from '../experiments/summary.js';
import { recoveryPlot } from './recovery-plot.js';

const cell = (hidden: number, polarity: number, means: readonly number[]): CellSummary => ({
  hidden,
  polarity,
  runs: 3,
  collapsed: 0,
  lost: 0,
  diverged: 0,
  epochs: means.map((mean, epoch) => ({ epoch, loss: null, layers: [{ mean, deviation: 0.1 }] })),
});

const cells = [
  cell(2, 0.7, [0.2, 0.3, 0.4]),
  cell(10, 0.7, [0.5, 0.6, 0.7]),
  cell(2, 0.9, [0.5, 0.5, 0.7]),
  cell(10, 0.9, [0.6, 0.8, 0.7]),
];

describe('the picture of recovery', () => {
  const svg = recoveryPlot(cells);
  it('is one SVG that stands alone: no script, no reference to anything outside', () => {
    expect(svg.startsWith('<svg')).toBe(true);
    expect(svg.match(/xmlns="[^"]*"/g)).toEqual(['xmlns="http://www.w3.org/2000/svg"']);
    expect(svg).not.toMatch(/<script|href=|url\(http/);
  });
  it('has a panel for each polarity and a labelled curve for each number of units, told apart by a dash as well', () => {
    for (const text of ['polarity ≥ 0.7', 'polarity ≥ 0.9', '2 units', '10 units']) expect(svg).toContain(`>${text}<`);
    expect(new Set(svg.match(/stroke-dasharray="[^"]*"/g)).size).toBeGreaterThanOrEqual(2);
  });
  it('is the same text for the same records', () => {
    expect(recoveryPlot(cells)).toBe(svg);
  });
});
