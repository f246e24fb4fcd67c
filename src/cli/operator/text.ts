import type { LayerReport, OperatorReport, ReportedNumber, UndecidedLayer } from './report-format.js';

/** Rows and columns of an operator up to which it is printed; the JSON has all of it. */
const MOST_ROWS = 16;
const MOST_ENTRIES = 32;

const numberText = (a: ReportedNumber): string => {
  if (typeof a === 'number') return String(Number(a.toPrecision(8)));
  return typeof a === 'string' ? a : `[${a[0]}, ${a[1]}]`;
};

/** In a table the lower end of a pair stands for it. */
const shortText = (a: ReportedNumber): string => {
  if (typeof a === 'string' || typeof a === 'number') return numberText(a);
  return `≈${Number(Number(a[0]).toPrecision(8))}`;
};

const vectorText = (v: readonly ReportedNumber[] | null): string => {
  if (v === null) return 'not known';
  const rest = v.length > MOST_ENTRIES ? `, … ${v.length} in all` : '';
  return `(${v.slice(0, MOST_ENTRIES).map(numberText).join(', ')}${rest})`;
};

const matrixLines = (M: readonly (readonly ReportedNumber[])[] | null): string[] => {
  if (M === null) return ['  not written out'];
  if (M.length > MOST_ROWS) return [`  ${M.length} × ${M.length}: too large to print, use --json`];
  const texts = M.map((row) => row.map(shortText));
  const widths = texts[0].map((_, j) => Math.max(...texts.map((row) => row[j].length)));
  return texts.map((row) => `  ${row.map((text, j) => text.padStart(widths[j])).join('  ')}`);
};

const word = (value: boolean | null): string => (value === null ? 'not known' : value ? 'yes' : 'no');

const spectrumLines = (report: LayerReport): string[] =>
  report.spectrum === undefined
    ? []
    : [
        'spectrum (float64)',
        ...report.spectrum.map(
          ({ eigenvalue, residual, eigenvector }) =>
            `  ${numberText(eigenvalue)}  (residual ${residual.toExponential(1)})  ${vectorText(eigenvector)}`,
        ),
      ];

const layerText = (report: LayerReport | UndecidedLayer): string => {
  if ('undecided' in report) return `layer ${report.layer}\nundecided: ${report.undecided}`;
  return [
    `layer ${report.layer}${report.arithmetic === undefined ? '' : ` (${report.arithmetic})`}`,
    'operator',
    ...matrixLines(report.operator),
    `positive semidefinite: ${word(report.psd)}   symmetric: ${word(report.symmetric)}   rank: ${report.rank ?? 'not known'}`,
    `vec(W)                          ${vectorText(report.weights)}`,
    `operator · vec(W)               ${vectorText(report.update)}`,
    `negative gradient, one branch   ${vectorText(report.oneBranchNegativeGradient)}`,
    `negative gradient, both         ${vectorText(report.negativeGradient)}`,
    `residue (one branch − operator) ${vectorText(report.residue)}`,
    ...(report.reason === undefined ? [] : [`note: ${report.reason}`]),
    ...spectrumLines(report),
  ].join('\n');
};

/** The report for a reader: one block a layer. */
export const operatorText = (report: OperatorReport): string =>
  Array.isArray(report)
    ? (report as readonly (LayerReport | UndecidedLayer)[]).map(layerText).join('\n\n')
    : layerText(report as LayerReport | UndecidedLayer);
