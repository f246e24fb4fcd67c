import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { CellSummary } from '../experiments/summary.js';

/** One point of a curve: a cell after so many epochs. */
interface Point {
  readonly units: string;
  readonly polarity: string;
  readonly epoch: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** What is needed of an SVG element: the types of a browser are not at hand. */
interface Figure {
  setAttribute(name: string, value: string): void;
  readonly outerHTML: string;
}

/** Colours that differ in lightness and hue (Okabe and Ito's), and a dash for each, so that no curve is told by colour alone. */
const COLOURS = ['#d55e00', '#009e73', '#0072b2', '#cc79a7', '#e69f00', '#56b4e9'];
const DASHES = ['2,3', '7,3', 'none', '9,3,2,3', '1,2', '12,4'];

const points = (cells: readonly CellSummary[]): readonly Point[] =>
  cells.flatMap(({ hidden, polarity, epochs }) =>
    epochs.map(({ epoch, layers: [{ mean, deviation }] }) => ({
      units: `${hidden} ${hidden === 1 ? 'unit' : 'units'}`,
      polarity: `polarity ≥ ${polarity}`,
      epoch,
      mean,
      low: Math.max(0, mean - (deviation ?? 0)),
      high: Math.min(1, mean + (deviation ?? 0)),
    })),
  );

/** Least distance between two labels, as a share of the axis. */
const LABEL_DISTANCE = 0.06;

/** The ends of curves, highest first, moved apart so that their labels do not overlap. */
const labels = (ends: readonly Point[]): readonly Point[] => {
  let room = Infinity;
  return [...ends]
    .sort((a, b) => b.mean - a.mean)
    .map((point) => {
      room = Math.min(point.mean, room - LABEL_DISTANCE);
      return { ...point, mean: room };
    });
};

/**
 * The best |correlation| at the topmost latent against epochs, a panel for each polarity and a curve for each |N_μ|: mean over seeds, with a
 * band of one standard deviation. SVG text that needs nothing else.
 */
export const recoveryPlot = (cells: readonly CellSummary[]): string => {
  const data = points(cells);
  const curves = [...new Set(data.map(({ units }) => units))];
  const panels = [...new Set(data.map(({ polarity }) => polarity))];
  const last = Math.max(...data.map(({ epoch }) => epoch));
  const { document } = parseHTML('<html></html>') as unknown as { readonly document: object };
  const figure = Plot.plot({
    document: document as never,
    width: 880,
    height: 320,
    marginLeft: 46,
    marginRight: 58,
    marginBottom: 40,
    style: { background: 'white', color: '#1b1b1b', fontSize: '12px', fontFamily: 'system-ui, sans-serif' },
    x: { label: 'epochs of training', labelAnchor: 'center', labelArrow: 'none', domain: [0, last] },
    y: {
      label: 'best |correlation|, topmost latent',
      labelAnchor: 'center',
      labelArrow: 'none',
      domain: [0, 1],
      grid: true,
    },
    fx: { label: null, domain: panels },
    color: { domain: curves, range: COLOURS },
    marks: [
      Plot.areaY(data, { fx: 'polarity', x: 'epoch', y1: 'low', y2: 'high', fill: 'units', fillOpacity: 0.14 }),
      ...curves.map((units, i) =>
        Plot.lineY(
          data.filter((point) => point.units === units),
          {
            fx: 'polarity',
            x: 'epoch',
            y: 'mean',
            stroke: 'units',
            strokeWidth: 2,
            strokeDasharray: DASHES[i % DASHES.length],
          },
        ),
      ),
      Plot.dot(
        data.filter(({ epoch }) => epoch === 0 || epoch === last),
        { fx: 'polarity', x: 'epoch', y: 'mean', stroke: 'units', fill: 'white', r: 3 },
      ),
      Plot.text(
        labels(data.filter(({ epoch, polarity }) => epoch === last && polarity === panels[panels.length - 1])),
        {
          fx: 'polarity',
          x: 'epoch',
          y: 'mean',
          text: 'units',
          fill: 'units',
          textAnchor: 'start',
          dx: 8,
        },
      ),
      Plot.frame({ stroke: '#ccc' }),
    ],
  }) as unknown as Figure;
  figure.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  figure.setAttribute('role', 'img');
  figure.setAttribute('aria-label', 'Best correlation with the topmost latent against epochs of training');
  return `${figure.outerHTML}\n`;
};
