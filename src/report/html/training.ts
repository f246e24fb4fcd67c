/** Training: recovery by layer, the table, what training and width do, and where runs are at hand their norms and their trees. */
import type { PairedEffect } from '../../experiments/effects.js';
import type { RecoveryTable } from '../../experiments/recovery-table.js';
import type { ByLatent, EpochRecord, Measured, RunRecord } from '../../experiments/record.js';
import type { TrainingPage } from '../model/page.js';
import { html, type Html } from './escape.js';
import { mathText } from './math-text.js';
import { DASHES } from './plot.js';
import { eigenvalueNames, layerCurves, normCurves, seedSlopes, spectrumCurves, unitsText } from './training-plots.js';
import { crossMap, crossText } from './cross-map.js';
import { unitMap, unitTable } from './unit-map.js';
import { commandLine, plural, wide } from './words.js';

type Cell = RecoveryTable['cells'][number];

const lawText = (polarity: number): string => (polarity === 1 ? '|ρ| = 1' : `|ρ| ≥ ${Number(polarity.toPrecision(3))}`);

const byPolarity = (cells: readonly Cell[]): readonly (readonly [number, readonly Cell[]])[] =>
  [...new Set(cells.map(({ polarity }) => polarity))].map((polarity) => [
    polarity,
    cells.filter((cell) => cell.polarity === polarity && cell.epochs.length > 0),
  ]);

const latents = (children: number, layer: number): string => plural(children ** layer, 'latent');
const layerName = (children: number, layer: number): string =>
  layer === 0 ? 'the topmost latent' : `layer ${layer} (${latents(children, layer)})`;

/** The names of curves beside their colours and dashes. */
const key = (names: readonly string[]): Html =>
  html`<ul class="legend">
    ${names.map(
      (name, i) =>
        html`<li>
          <svg class="swatch series-${(i % 6) + 1}" width="34" height="10" aria-hidden="true">
            <path d="M1 5H33" stroke="currentColor" stroke-width="2" stroke-dasharray="${DASHES[i % DASHES.length]}" />
          </svg>
          ${name}
        </li>`,
    )}
  </ul>`;

const panel = (caption: string, picture: Html): Html =>
  html`<figure>
    <figcaption>${mathText(caption)}</figcaption>
    ${picture}
  </figure>`;

const layerFigures = ({ table: { cells, settings } }: TrainingPage): Html => {
  const panels = Array.from({ length: settings.depth }, (_, layer) => {
    const name = layerName(settings.children, layer);
    const figures = byPolarity(cells).map(([polarity, of]) =>
      panel(lawText(polarity), layerCurves(of, layer, `Best correlation at ${name}, ${lawText(polarity)}, against epochs`)),
    );
    const content = html`<div class="figures">${figures}</div>`;
    return layer === 0
      ? html`<h4 class="as-written">Best |correlation| at ${name}</h4>${content}`
      : html`<details><summary>The same at ${name}</summary>${content}</details>`;
  });
  return html`${key([...new Set(cells.map(({ hidden }) => unitsText(hidden)))])}${panels}`;
}; // prettier-ignore

const spread = ({ mean, deviation }: { readonly mean: number; readonly deviation: number | null }): string =>
  `${mean.toFixed(3)} ± ${deviation === null ? '–' : deviation.toFixed(3)}`;

const cellRow = ({ polarity, hidden, epochs, runs, collapsed, lost, diverged }: Cell): Html => {
  const shown = [0, 1, epochs.length - 1].map((k) => {
    const top = epochs[k]?.layers[0];
    return html`<td>${top ? spread(top) : '–'}</td>`;
  });
  return html`<tr><th scope="row">${lawText(polarity)}</th><td>${hidden}</td>${shown}<td>${runs}</td><td>${collapsed}</td><td>${lost}</td><td>${diverged}</td></tr>`; // prettier-ignore
};

/** A table under its title, which wraps where the table scrolls. */
const titled = (title: string, table: Html): Html =>
  html`<p class="table-title">${title}</p>
    ${wide(title, table)}`;

const topTable = ({ table: { cells, settings } }: TrainingPage): Html =>
  titled(
    'Best |correlation| with the topmost latent, mean ± deviation over seeds',
    html`<table class="numbers">
      <thead>
        <tr>
          <th scope="col">polarity</th><th scope="col">units</th><th scope="col">untrained</th><th scope="col">epoch 1</th>
          <th scope="col">epoch ${settings.epochs}</th><th scope="col">runs</th><th scope="col">collapsed</th>
          <th scope="col">lost</th><th scope="col">diverged</th>
        </tr>
      </thead>
      <tbody>${cells.map(cellRow)}</tbody>
    </table>`,
  ); // prettier-ignore

const signed = (x: number): string => `${x < 0 ? '−' : '+'}${Math.abs(x).toFixed(3)}`;
const WORDS = { grows: '▲ grows', falls: '▼ falls', open: '○ open' } as const;

const effectRow = ({ polarity, hidden, than, interval, word }: PairedEffect): Html =>
  html`<tr><th scope="row">${lawText(polarity)}</th><td>${than === undefined ? hidden : `${hidden} − ${than}`}</td><td>${interval ? signed(interval.median) : '–'}</td><td>${interval ? `[${signed(interval.low)}, ${signed(interval.high)}]` : 'too few seeds'}</td><td>${interval ? `${(100 * interval.level).toFixed(1)} %` : '–'}</td><td>${WORDS[word]}</td></tr>`; // prettier-ignore

const effectTable = (caption: string, effects: readonly PairedEffect[]): Html | undefined =>
  effects.length === 0
    ? undefined
    : titled(
        caption,
        html`<table class="numbers">
          <thead>
            <tr><th scope="col">polarity</th><th scope="col">units</th><th scope="col">median</th><th scope="col">interval</th><th scope="col">level</th><th scope="col">it</th></tr>
          </thead>
          <tbody>${effects.map(effectRow)}</tbody>
        </table>`,
      ); // prettier-ignore

const seedFigures = ({ table: { cells } }: TrainingPage): Html =>
  html`<details><summary>Every seed, before and after training (× a run that collapsed or diverged)</summary>
<div class="figures">${byPolarity(cells).map(([polarity, of]) => panel(lawText(polarity), seedSlopes(of, `Every seed before and after training, ${lawText(polarity)}`)))}</div></details>`; // prettier-ignore

const cellName = ({ hidden, polarity }: Pick<RunRecord, 'hidden' | 'polarity'>): string =>
  `${unitsText(hidden)}, ${lawText(polarity)}`;

const largestEigenvalues = ({ operatorSpectrum }: EpochRecord): ByLatent<Measured> =>
  Object.fromEntries(Object.entries(operatorSpectrum).map(([path, all]) => [path, all[0] ?? 0]));

const spectra = (of: readonly RunRecord[], depth: number, name: string): Html => {
  const panels = Array.from({ length: depth }, (_, layer) => {
    const curves = spectrumCurves(of, layer, `Operator spectrum of layer ${layer} over epochs, ${name}`);
    return curves && panel(layer === 0 ? 'layer 0, the root' : `layer ${layer}`, curves);
  });
  return html`<p class="note">The spectrum of OP<sub>μ</sub>: its largest eigenvalues, mean over the latents of a layer and over runs, by powers of ten. What is below a millionth of the largest is not drawn.</p>
${key(eigenvalueNames(of))}
<div class="figures">${panels}</div>`; // prettier-ignore
};

const runFigures = ({ runs, table: { settings } }: TrainingPage): Html | undefined => {
  if (runs.length === 0) {
    return html`<p class="note">Norms and spectra over time and the correlation of each unit are in the records of runs, which a table does not hold: name a folder of <code>train --out</code> to see them.</p>`; // prettier-ignore
  }
  const cells = [...new Set(runs.map(cellName))];
  const { depth } = settings;
  return html`${cells.map((name) => {
    const of = runs.filter((run) => cellName(run) === name);
    const [first] = of;
    const last = first.epochs.length - 1;
    return html`<h4 class="as-written">${name}</h4>
<p class="note">${plural(of.length, 'run')}, mean over latents and runs; the band is from the least to the greatest.</p>
${key(Array.from({ length: depth }, (_, layer) => (layer === 0 ? 'layer 0, the root' : `layer ${layer}`)))}
<div class="figures">${panel('operator norm ‖OP_μ‖ by layer', normCurves(of, depth, largestEigenvalues, `Operator norms over epochs, ${name}`))}
${panel('weight norm ‖W_μ‖ by layer', normCurves(of, depth, ({ weightNorm }) => weightNorm, `Weight norms over epochs, ${name}`))}</div>
${spectra(of, depth, name)}
<p class="note">corr(z<sub>μ</sub>, f̃<sub>j</sub>) of every unit j with its latent μ, seed ${first.seed}: untrained, then after ${plural(last, 'epoch')}. The number is the best |corr| of the latent’s units, which shades its box; the area of a square is corr² of one unit, the share of variance it has in common with the latent.</p>
<div class="scrolls">${unitMap(first, 0)}</div><div class="scrolls">${unitMap(first, last)}</div>
<p class="note">The best |corr| of the units of a latent (row) with every latent (column, in the same order), seed ${first.seed}: the area of a square is corr², frames are the latent itself. Means of |corr|, untrained: ${crossText(first.across.untrained)}; trained: ${crossText(first.across.trained)}.</p>
<div class="figures">${panel('untrained', crossMap(first.across.untrained, `Units against all latents, untrained, ${name}`))}
${panel(`after ${plural(last, 'epoch')}`, crossMap(first.across.trained, `Units against all latents, trained, ${name}`))}</div>
<details><summary>Every unit against its own latent as numbers, after ${plural(last, 'epoch')}</summary>${wide(`Correlation of every unit with its latent, ${name}`, unitTable(first, last))}</details>`; // prettier-ignore
  })}`;
};

const record = (page: TrainingPage): Html => {
  const { anchor, title, file, command, table } = page;
  const { settings, modelHash } = table;
  return html`<article class="claim" id="${anchor}" aria-labelledby="${anchor}-title">
    <h3 id="${anchor}-title">${title}</h3>
    <p class="note">Measured, never a theorem: it speaks of these settings and no others. <code>${file}</code>, depth ${settings.depth}, ${settings.epochs} epochs of ${settings.samples} tuples, ${settings.seeds} seeds, code ${modelHash.slice(0, 12)}.</p>
    ${layerFigures(page)} ${topTable(page)}
    <p class="note">Collapsed: ended with a constant output. Lost: varies, but not with the latent. All are in the means, 0 where nothing can be measured.</p>
    ${settings.seeds > 1 && effectTable('Trained minus untrained, paired over seeds', table.training)}
    ${settings.seeds > 1 && effectTable('More units minus fewer, trained, paired over seeds', table.width)}
    ${settings.seeds > 1 && seedFigures(page)} ${runFigures(page)}
    <h4>Run it again</h4>
    ${commandLine(command)}
  </article>`;
}; // prettier-ignore

/** A section for each record of training. */
export const trainingSection = (training: readonly TrainingPage[]): Html =>
  html`<section id="training" aria-labelledby="training-title">
    <h2 id="training-title">Training</h2>
    <p>Networks in the shape of a random latent tree: how well their units come to correlate with latents that nobody labelled.</p>
    ${training.map(record)}
  </section>`; // prettier-ignore
