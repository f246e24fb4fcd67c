/** Training, drawn: recovery by layer, its spread over seeds, norms over time, and what each latent was recovered to. */
import * as Plot from '@observablehq/plot';
import type { ByLatent, EpochRecord, Measured, RunRecord } from '../../experiments/record.js';
import type { RecoveryTable } from '../../experiments/recovery-table.js';
import { html, type Html } from './escape.js';
import { DASHES, plotted, SERIES, SYMBOLS } from './plot.js';
import { layered } from './layout.js';

type Cell = RecoveryTable['cells'][number];

/** 10 for |N_μ|, as a curve is called. */
export const unitsText = (hidden: number): string => `${hidden} ${hidden === 1 ? 'unit' : 'units'}`;

const AXES = { width: 270, height: 190, marginLeft: 34, marginRight: 14, marginTop: 16, marginBottom: 32 } as const;
const EPOCHS = { label: 'epochs of training', labelArrow: 'none', labelAnchor: 'center', ticks: 5 } as const;

interface Point {
  readonly curve: string;
  readonly epoch: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Curves with bands, every curve with its dash and a symbol at its end. */
const curves = (label: string, data: readonly Point[], names: readonly string[], top?: number): Html => {
  const last = Math.max(...data.map(({ epoch }) => epoch));
  return plotted(label, {
    ...AXES,
    x: EPOCHS,
    y: { label: null, grid: true, ticks: 5, ...(top === undefined ? { zero: true } : { domain: [0, top] }) },
    color: { domain: names, range: SERIES },
    symbol: { domain: names, range: SYMBOLS },
    marks: [
      Plot.areaY(data, { x: 'epoch', y1: 'low', y2: 'high', fill: 'curve', fillOpacity: 0.13 }),
      ...names.map((name, i) =>
        Plot.lineY(
          data.filter(({ curve }) => curve === name),
          { x: 'epoch', y: 'mean', stroke: 'curve', strokeWidth: 1.8, strokeDasharray: DASHES[i % DASHES.length] },
        ),
      ),
      Plot.dot(
        data.filter(({ epoch }) => epoch === last),
        { x: 'epoch', y: 'mean', stroke: 'curve', symbol: 'curve', r: 3.2 },
      ),
    ],
  });
};

/** Best |correlation| of the latents of one layer against epochs, a curve for each number of units; the band is one deviation over seeds. */
export const layerCurves = (cells: readonly Cell[], layer: number, label: string): Html => {
  const data = cells.flatMap(({ hidden, epochs }) =>
    epochs.map(({ epoch, layers }): Point => {
      const { mean, deviation } = layers[layer] ?? { mean: 0, deviation: null };
      const s = deviation ?? 0;
      return { curve: unitsText(hidden), epoch, mean, low: Math.max(0, mean - s), high: Math.min(1, mean + s) };
    }),
  );
  return curves(label, data, [...new Set(data.map(({ curve }) => curve))], 1);
};

/** Every seed's best |correlation| at the topmost latent, before and after training, joined by a line. */
export const seedSlopes = (cells: readonly Cell[], label: string): Html => {
  const data = cells.flatMap(({ hidden, perSeed }, i) =>
    perSeed.flatMap(({ seed, status, recovery }) =>
      [recovery[0] ?? 0, recovery[recovery.length - 1] ?? 0].map((value, k) => ({
        x: 3 * i + k,
        value,
        run: `${hidden} ${seed}`,
        units: unitsText(hidden),
        bad: status !== 'finished',
      })),
    ),
  );
  const names = cells.map(({ hidden }) => unitsText(hidden));
  return plotted(label, {
    ...AXES,
    x: { domain: [-0.5, 3 * cells.length - 1.5], ticks: cells.map((_, i) => 3 * i + 0.5), tickFormat: ((x: number) => names[Math.round((x - 0.5) / 3)] ?? '') as never, label: 'before → after, each seed', labelArrow: 'none', labelAnchor: 'center', tickSize: 0 }, // prettier-ignore
    y: { domain: [0, 1], grid: true, ticks: 5, label: null },
    color: { domain: names, range: SERIES },
    marks: [
      Plot.line(data, { x: 'x', y: 'value', z: 'run', stroke: 'units', strokeOpacity: 0.6 }),
      Plot.dot(data, { x: 'x', y: 'value', stroke: 'units', symbol: ({ bad }: { bad: boolean }) => (bad ? 'times' : 'circle'), r: 2.6 }), // prettier-ignore
    ],
  });
};

/** A number of each epoch and layer of runs, averaged over the latents of the layer. */
export const normCurves = (
  runs: readonly RunRecord[],
  depth: number,
  of: (epoch: EpochRecord) => ByLatent<Measured>,
  label: string,
): Html => {
  const names = Array.from({ length: depth }, (_, layer) => `layer ${layer}`);
  const last = Math.max(...runs.map(({ epochs }) => epochs.length));
  const data = names.flatMap((curve, layer) =>
    Array.from({ length: last }, (_, epoch): Point | undefined => {
      const values = runs.flatMap(
        ({ epochs }) =>
        Object.entries(epochs[epoch] ? of(epochs[epoch]) : {}).flatMap(([path, x]) => (path.length === layer && x !== null ? [x] : [])), // prettier-ignore
      );
      if (values.length === 0) return undefined;
      const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
      return { curve, epoch, mean, low: Math.min(...values), high: Math.max(...values) };
    }).filter((point) => point !== undefined),
  );
  return curves(label, data, names.filter((name) => data.some(({ curve }) => curve === name))); // prettier-ignore
};

const BOX = { width: 44, height: 26 };

/** The latents of a run on their tree, each with the best |correlation| of its units: a number on a shade. */
export const recoveredTree = ({ epochs }: RunRecord, epoch: number): Html => {
  const values = Object.entries(epochs[epoch]?.correlation ?? {});
  const id = (path: string): string => `z${path}`;
  const edges = values.filter(([path]) => path !== '').map(([path]) => [id(path.slice(0, -1)), id(path)] as const);
  const boxes = values.map(([path]) => ({ id: id(path), ...BOX }));
  const { width, height, at } = layered(boxes, edges, { direction: 'TB', between: 5, layers: 22, keepOrder: true });
  const lines = edges.map(([from, to]) => {
    const [a, b] = [at(from), at(to)];
    return html`<path class="edge" d="M${a.x} ${a.y + BOX.height / 2}L${b.x} ${b.y - BOX.height / 2}" />`;
  });
  const nodes = values.map(([path, value]) => {
    const { x, y } = at(id(path));
    // Up to two thirds of the colour, on which the ink of the page is read in light and dark.
    const shade = Math.round(66 * (value ?? 0));
    return html`<rect x="${x - BOX.width / 2}" y="${y - BOX.height / 2}" width="${BOX.width}" height="${BOX.height}" rx="4" style="fill:color-mix(in srgb, var(--heat) ${shade}%, var(--card))" /><text x="${x}" y="${y + 4}">${(value ?? 0).toFixed(2)}</text>`; // prettier-ignore
  });
  return html`<svg class="graph heat-tree" role="img" aria-label="Best correlation of each latent after ${epoch} epochs" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${lines}${nodes}</svg>`; // prettier-ignore
};
