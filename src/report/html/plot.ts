/** Plots as SVG text: Observable Plot on a document without a browser, its colours left to the page. */
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { type Html, trusted } from './escape.js';

/** What is needed of an SVG element: the types of a browser are not at hand. */
interface Figure {
  setAttribute(name: string, value: string): void;
  readonly outerHTML: string;
}

/** Colours of curves, as the style sheet sets them for light and dark, with a dash and a symbol for each: no curve is told by colour alone. */
export const SERIES = [1, 2, 3, 4, 5, 6].map((n) => `var(--series-${n})`);
export const DASHES = ['none', '7 3', '2 3', '9 3 2 3', '1 2', '12 4'];
export const SYMBOLS = ['circle', 'square', 'triangle', 'diamond', 'star', 'cross'] as const;

const { document } = parseHTML('<html></html>') as unknown as { readonly document: object };

/** The SVG of a plot. `label` is what a screen reader says of it. */
export const plotted = (label: string, options: Plot.PlotOptions): Html => {
  const figure = Plot.plot({
    ...options,
    document: document as never,
    style: { background: 'none', color: 'currentColor', fontSize: '11px', fontFamily: 'inherit', overflow: 'visible' },
  }) as unknown as Figure;
  figure.setAttribute('role', 'img');
  figure.setAttribute('aria-label', label);
  // The style sheet of the page has these rules once.
  return trusted(figure.outerHTML.replace(/<style>[\s\S]*?<\/style>/g, ''));
};
