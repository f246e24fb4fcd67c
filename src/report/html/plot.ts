/** Plots as SVG text: Observable Plot on a document without a browser, its colours left to the page. */
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { html, type Html, trusted } from './escape.js';
import { powerOfTen } from './words.js';

/** What is needed of an SVG element: the types of a browser are not at hand. */
interface Figure {
  readonly outerHTML: string;
}

/** Colours of curves, as the style sheet sets them for light and dark, with a dash and a symbol for each: no curve is told by colour alone. */
export const SERIES = [1, 2, 3, 4, 5, 6].map((n) => `var(--series-${n})`);
export const DASHES = ['none', '7 3', '2 3', '9 3 2 3', '1 2', '12 4'];
export const SYMBOLS = ['circle', 'square', 'triangle', 'diamond', 'star', 'cross'] as const;

const { document } = parseHTML('<html></html>') as unknown as { readonly document: object };

/** Places on a page to a tenth of a pixel: more digits are not seen and make up half the file. */
const rounded = (svg: string): string =>
  svg.replace(/<[^>]+>/g, (tag) => tag.replace(/-?\d+\.\d{2,}/g, (x) => String(Math.round(Number(x) * 10) / 10)));

/** Attributes that Plot gives every figure and the style sheet of the page has once, and names of marks in it that say nothing to a reader. */
const REPEATED = / (?:style|font-family|class|aria-label)="[^"]*"| aria-hidden="true"/g;

/** The SVG of a plot. `label` is what a screen reader says of it. */
export const plotted = (label: string, options: Plot.PlotOptions): Html => {
  const figure = Plot.plot({ ...options, document: document as never }) as unknown as Figure;
  const svg = rounded(figure.outerHTML.replace(/<style>[\s\S]*?<\/style>/g, '').replace(REPEATED, ''));
  return html`${trusted('<svg class="plot" role="img" aria-label="')}${label}${trusted(`"${svg.slice('<svg'.length)}`)}`;
};

/** The powers of ten within numbers, or a few round ones where there are fewer than two: the marks of a logarithmic axis. */
export const powerTicks = (values: readonly number[]): readonly number[] => {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const [from, to] = [Math.ceil(Math.log10(low)), Math.floor(Math.log10(high))];
  if (to - from < 1) return [low, high];
  const step = Math.ceil((to - from + 1) / 5);
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => 10 ** (from + i * step));
};

/** 10⁻³, or the number where it is no power of ten. */
export const powerTick = (x: number): string => {
  const exponent = Math.round(Math.log10(x));
  return Math.abs(x / 10 ** exponent - 1) < 1e-9 ? powerOfTen(exponent) : String(Number(x.toPrecision(2)));
};
