/** The units of every latent against every latent: whether what they know is their own latent. */
import type { CrossCorrelations } from '../../experiments/record.js';
import { html, type Html } from './escape.js';
import { latentName } from './words.js';

const CELL = 10;
const LABEL = 38;

const round = (x: number): number => Math.round(10 * x) / 10;

/** A square in the middle of a cell, its area the share of the cell. */
const square = (column: number, row: number, share: number): string => {
  const side = Math.sqrt(share) * (CELL - 1);
  if (side < 0.5) return '';
  const [x, y] = [column, row].map((k) => round((k + 0.5) * CELL - side / 2));
  return `M${x} ${y}h${round(side)}v${round(side)}h-${round(side)}z`;
};

/**
 * A row for the units of each latent μ, a column for each latent ν in the same order; the area of a square is max_j corr(z_ν, f̃_j)² over the units
 * of μ, the share of variance in common, and the frames are ν = μ.
 */
export const crossMap = (cross: CrossCorrelations, label: string): Html => {
  const paths = Object.keys(cross).sort();
  const size = paths.length * CELL;
  const squares = paths
    .flatMap((mu, row) => paths.map((nu, column) => square(column, row, (cross[mu][nu] ?? 0) ** 2)))
    .join('');
  const frames = paths.map((_, k) => `M${k * CELL} ${k * CELL}h${CELL}v${CELL}h-${CELL}z`).join('');
  const names = paths.map((path, row) => html`<text x="-4" y="${(row + 0.8) * CELL}">${latentName(path)}</text>`);
  return html`<svg class="graph cross-map" role="img" aria-label="${label}" viewBox="${-LABEL} -1 ${size + LABEL + 1} ${size + 2}" width="${size + LABEL + 1}" height="${size + 2}"><path class="cell" d="${squares}" /><path class="frame" d="${frames}" />${names}</svg>`; // prettier-ignore
};

const related = (mu: string, nu: string): 'own' | 'line' | 'elsewhere' =>
  mu === nu ? 'own' : mu.startsWith(nu) || nu.startsWith(mu) ? 'line' : 'elsewhere';

/** The means of the map over a latent itself, those above and below it, and all others. */
export const crossText = (cross: CrossCorrelations): string => {
  const pairs = Object.entries(cross).flatMap(([mu, row]) =>
    Object.entries(row).map(([nu, rho]) => ({ kind: related(mu, nu), rho: rho ?? 0 })),
  );
  const mean = (kind: ReturnType<typeof related>): string => {
    const values = pairs.filter((pair) => pair.kind === kind).map(({ rho }) => rho);
    return values.length === 0 ? '–' : (values.reduce((sum, rho) => sum + rho, 0) / values.length).toFixed(2);
  };
  return `own latent ${mean('own')}, latents above and below it ${mean('line')}, all others ${mean('elsewhere')}`;
};
