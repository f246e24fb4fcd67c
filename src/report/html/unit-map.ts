/** The units of a run on their latent tree: how well each knows its latent. */
import type { EpochRecord, Measured, RunRecord } from '../../experiments/record.js';
import { html, type Html } from './escape.js';
import { layered } from './layout.js';
import { latentName } from './words.js';

/** The side of a unit's cell, and what is around the cells and above them. */
const CELL = 8;
const BORDER = 3;
const HEAD = 19;
const LEAST_WIDTH = 44;

const twoDigits = (x: Measured | undefined): string => (x ?? 0).toFixed(2);

/** Up to two thirds of the colour, on which the ink of the page is read in light and dark. */
const shade = (rho: number): string => `fill:color-mix(in srgb, var(--heat) ${Math.round(66 * rho)}%, var(--card))`;

/**
 * Every latent of a run with the best |corr(z_μ, f̃_j)| of its units as a number, and below it a square for each unit j whose area is corr(z_μ, f̃_j)²:
 * seen without colour.
 */
export const unitMap = ({ epochs }: RunRecord, epoch: number): Html => {
  const { correlation, unitCorrelation }: Partial<EpochRecord> = epochs[epoch] ?? {};
  const latents = Object.entries(unitCorrelation ?? {});
  const units = Math.max(1, ...latents.map(([, all]) => all.length));
  const columns = Math.min(units, Math.max(5, Math.ceil(units / 4)));
  const box = {
    width: Math.max(LEAST_WIDTH, columns * CELL + 2 * BORDER),
    height: HEAD + Math.ceil(units / columns) * CELL + BORDER,
  };
  const id = (path: string): string => `z${path}`;
  const edges = latents.filter(([path]) => path !== '').map(([path]) => [id(path.slice(0, -1)), id(path)] as const);
  const boxes = latents.map(([path]) => ({ id: id(path), ...box }));
  const { width, height, at } = layered(boxes, edges, { direction: 'TB', between: 5, layers: 20, keepOrder: true });
  const lines = edges.map(([from, to]) => {
    const [a, b] = [at(from), at(to)];
    return html`<path class="edge" d="M${a.x} ${a.y + box.height / 2}L${b.x} ${b.y - box.height / 2}" />`;
  });
  const nodes = latents.map(([path, all]) => {
    const { x, y } = at(id(path));
    const [left, top] = [x - box.width / 2, y - box.height / 2];
    const best = correlation?.[path] ?? 0;
    const first = x - (Math.min(columns, all.length) * CELL) / 2;
    const squares = all.map((rho, j) => {
      const side = Math.abs(rho ?? 0) * (CELL - 1);
      const middle = [first + ((j % columns) + 0.5) * CELL, top + HEAD + (Math.floor(j / columns) + 0.5) * CELL];
      const [from, down, size] = [middle[0] - side / 2, middle[1] - side / 2, side].map((a) => Math.round(10 * a) / 10);
      return html`<path class="cell" d="M${from} ${down}h${size}v${size}h-${size}z" />`;
    });
    return html`<g><title>${latentName(path)}: ${all.map(twoDigits).join(', ')}</title><rect x="${left}" y="${top}" width="${box.width}" height="${box.height}" rx="4" style="${shade(best)}" /><text x="${x}" y="${top + 14}">${best.toFixed(2)}</text>${squares}</g>`; // prettier-ignore
  });
  return html`<svg class="graph heat-tree" role="img" aria-label="Correlation of every unit with its latent after ${epoch} epochs" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${lines}${nodes}</svg>`; // prettier-ignore
};

/** The same as numbers: a row for each latent, a column for each unit. */
export const unitTable = ({ epochs }: RunRecord, epoch: number): Html => {
  const latents = Object.entries(epochs[epoch]?.unitCorrelation ?? {});
  const units = Array.from({ length: Math.max(0, ...latents.map(([, all]) => all.length)) }, (_, j) => j + 1);
  return html`<table class="numbers">
    <thead>
      <tr><th scope="col">latent</th>${units.map((j) => html`<th scope="col">unit ${j}</th>`)}</tr>
    </thead>
    <tbody>${latents.map(([path, all]) => html`<tr><th scope="row">${latentName(path)}</th>${all.map((rho) => html`<td>${twoDigits(rho).replace('-', '−')}</td>`)}</tr>`)}</tbody>
  </table>`; // prettier-ignore
};
