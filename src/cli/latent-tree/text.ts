import type { LatentReport, LatentTreeReport } from './report.js';

const matrixLines = (M: readonly (readonly string[])[]): string[] => {
  const widths = M[0].map((_, j) => Math.max(...M.map((row) => row[j].length)));
  return M.map((row) => `      ${row.map((text, j) => text.padStart(widths[j])).join('  ')}`);
};

const vectorText = (v: readonly string[] | null): string => (v === null ? 'needs two states' : `(${v.join(', ')})`);

const latentText = (path: string, { covariance, a, o, rhoToRoot, gaps, selectivities }: LatentReport): string =>
  [
    `latent ${path === '' ? '"" (root)' : `"${path}"`}`,
    `  polarity to the root   ${rhoToRoot ?? 'needs two states'}`,
    `  o                      ${o ?? 'needs two states'}`,
    `  a                      ${vectorText(a)}`,
    `  gaps                   ${vectorText(gaps)}`,
    `  selectivities          ${vectorText(selectivities)}`,
    '  covariance over the root of its input, averaged over augmentations',
    ...matrixLines(covariance),
  ].join('\n');

/** The report for a reader: one block a latent. */
export const latentTreeText = (report: LatentTreeReport): string =>
  Object.entries(report)
    // Keys such as "0" come before "" in an object; the reader gets the root first.
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, latent]) => latentText(path, latent))
    .join('\n\n');
