/** Training, drawn: recovery by layer, its spread over seeds, norms and spectra over time. */
import * as Plot from '@observablehq/plot';
import type { ByLatent, EpochRecord, Measured, RunRecord } from '../../experiments/record.js';
import type { RecoveryTable } from '../../experiments/recovery-table.js';
import type { Html } from './escape.js';
import { DASHES, plotted, powerTick, powerTicks, SERIES, SYMBOLS } from './plot.js';

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

/** From 0 to what the data reach, from 0 to a number, or by powers of ten. */
type Scale = 'linear' | 'logarithmic' | number;

const scaleOf = (scale: Scale, data: readonly Point[]): Plot.ScaleOptions => {
  if (scale === 'linear') return { zero: true, ticks: 5 };
  if (typeof scale === 'number') return { domain: [0, scale], ticks: 5 };
  const ticks = powerTicks(data.flatMap(({ low, high }) => [low, high]));
  return { type: 'log', ticks: [...ticks], tickFormat: powerTick as never };
};

/** Curves with bands, every curve with its dash and a symbol at its end. */
const curves = (label: string, data: readonly Point[], names: readonly string[], scale: Scale): Html => {
  const last = Math.max(...data.map(({ epoch }) => epoch));
  return plotted(label, {
    ...AXES,
    x: EPOCHS,
    y: { label: null, grid: true, ...scaleOf(scale, data) },
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

/** The mean, the least and the greatest of numbers; nothing of none. */
const pointOf = (curve: string, epoch: number, values: readonly number[]): Point | undefined =>
  values.length === 0
    ? undefined
    : {
        curve,
        epoch,
        mean: values.reduce((sum, x) => sum + x, 0) / values.length,
        low: Math.min(...values),
        high: Math.max(...values),
      };

/** The numbers of the latents of one layer in one epoch of runs. */
const inLayer = <T>(
  runs: readonly RunRecord[],
  of: (epoch: EpochRecord) => ByLatent<T>,
  layer: number,
  epoch: number,
): readonly T[] =>
  runs.flatMap(({ epochs }) =>
    Object.entries(epochs[epoch] ? of(epochs[epoch]) : {}).flatMap(([path, x]) => (path.length === layer ? [x] : [])),
  );

const epochsOf = (runs: readonly RunRecord[]): readonly number[] =>
  Array.from({ length: Math.max(...runs.map(({ epochs }) => epochs.length)) }, (_, epoch) => epoch);

const isThere = <T>(value: T | null | undefined): value is T => value !== undefined && value !== null;

/** A number of each epoch and layer of runs, averaged over the latents of the layer. */
export const normCurves = (
  runs: readonly RunRecord[],
  depth: number,
  of: (epoch: EpochRecord) => ByLatent<Measured>,
  label: string,
): Html => {
  const names = Array.from({ length: depth }, (_, layer) => `layer ${layer}`);
  const data = names
    .flatMap((curve, layer) =>
      epochsOf(runs).map((epoch) => pointOf(curve, epoch, inLayer(runs, of, layer, epoch).filter(isThere))),
    ) // prettier-ignore
    .filter(isThere);
  return curves(label, data, names.filter((name) => data.some(({ curve }) => curve === name)), 'linear'); // prettier-ignore
};

/** As many eigenvalues as there are colours. */
export const eigenvalueNames = (runs: readonly RunRecord[]): readonly string[] => {
  const most = Math.max(0, ...runs.flatMap(({ epochs }) => Object.values(epochs[0].operatorSpectrum).map((all) => all.length))); // prettier-ignore
  return SERIES.slice(0, most).map((_, k) => `λ${k + 1}`);
};

/** What is so small beside the largest is rounding, or as good as 0. */
const LEAST = 1e-6;

/** The eigenvalues of OP_μ over time, averaged over the latents of one layer; nothing where all are 0. */
export const spectrumCurves = (runs: readonly RunRecord[], layer: number, label: string): Html | undefined => {
  const spectra = (epoch: number) => inLayer(runs, ({ operatorSpectrum }) => operatorSpectrum, layer, epoch);
  const largest = Math.max(0, ...epochsOf(runs).flatMap((epoch) => spectra(epoch).flat().filter(isThere)));
  const names = eigenvalueNames(runs);
  const data = names
    .flatMap((curve, k) =>
      epochsOf(runs).map((epoch) => {
        const values = spectra(epoch).map((all) => all[k]).filter(isThere); // prettier-ignore
        return pointOf(curve, epoch, values.filter((value) => value > LEAST * largest)); // prettier-ignore
      }),
    )
    .filter(isThere);
  return data.length === 0 ? undefined : curves(label, data, names, 'logarithmic');
};
