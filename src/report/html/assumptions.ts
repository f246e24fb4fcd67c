/** What breaks a claim: its assumptions with what dropping each showed, and how fast it fails as one is violated. */
import * as Plot from '@observablehq/plot';
import type { DoseResponse } from '../../ledger/ablation-report.js';
import type { AssumptionPage, ClaimPage } from '../model/page.js';
import { html, type Html } from './escape.js';
import { CELLS } from '../text/looks.js';
import { mathText } from './math-text.js';
import { DASHES, plotted, powerTick, powerTicks, SERIES, SYMBOLS } from './plot.js';
import { numberText, plural } from './words.js';

const assumption = ({ slug, text, verdict, statistical, words, witness }: AssumptionPage): Html => {
  const { symbol, tone } = CELLS[verdict === 'necessary' && statistical ? 'statistical' : (verdict ?? 'open')];
  const shown = witness !== undefined && html` <a href="#${witness}">See the witness.</a>`;
  return html`<li>
    <span class="key ${tone}" aria-hidden="true">${symbol}</span>
    <div>
      <p><code>${slug}</code> ${mathText(text)}</p>
      <p class="note">${words}${shown}</p>
    </div>
  </li>`;
};

const fraction = (text: string): number => {
  const [numerator, denominator = '1'] = text.split('/');
  return Number(numerator) / Number(denominator);
};

interface Point {
  readonly part: string;
  readonly dose: number;
  readonly residual: number;
}

const pointsOf = (responses: readonly DoseResponse[]): readonly Point[] =>
  responses.flatMap(({ doses, residuals }, i) =>
    doses.flatMap((dose, k) =>
      residuals[k] > 0 ? [{ part: `${i + 1}`, dose: fraction(dose), residual: residuals[k] }] : [],
    ),
  );

const doseTick = (dose: number): string => (dose >= 1 ? '1' : `1/${Math.round(1 / dose)}`);

const curves = (slug: string, responses: readonly DoseResponse[]): Html | undefined => {
  const points = pointsOf(responses);
  if (points.length === 0) return undefined;
  const parts = [...new Set(points.map(({ part }) => part))];
  const doses = [...new Set(points.map(({ dose }) => dose))].sort((a, b) => a - b);
  return plotted(`Residual against the violation ε of ${slug}, both on logarithmic axes`, {
    width: 280,
    height: 180,
    marginLeft: 42,
    marginRight: 12,
    marginBottom: 34,
    marginTop: 18,
    x: { type: 'log', label: 'violation ε', labelArrow: 'none', labelAnchor: 'center', ticks: doses.filter((_, i) => i % 2 === 0), tickFormat: doseTick as never }, // prettier-ignore
    y: { type: 'log', label: 'residual', labelArrow: 'none', grid: true, ticks: powerTicks(points.map(({ residual }) => residual)), tickFormat: powerTick as never }, // prettier-ignore
    color: { domain: parts, range: SERIES },
    symbol: { domain: parts, range: SYMBOLS },
    marks: [
      ...parts.map(
        (part, i) =>
        Plot.lineY(points.filter((point) => point.part === part), { x: 'dose', y: 'residual', stroke: 'part', strokeWidth: 1.6, strokeDasharray: DASHES[i % DASHES.length] }), // prettier-ignore
      ),
      Plot.dot(points, { x: 'dose', y: 'residual', stroke: 'part', symbol: 'part', r: 2.5 }),
    ],
  });
};

const MARKS = ['○', '□', '△', '◇', '☆', '＋'];

const response = ({ part, exponent, slopeAtZero, residuals }: DoseResponse, i: number): Html => {
  const law = exponent === null ? 'residual 0 at some ε' : `∝ ε^${exponent.toFixed(2)} (ε^${(slopeAtZero ?? exponent).toFixed(2)} at the smallest), up to ${numberText(residuals[residuals.length - 1])}`; // prettier-ignore
  return html`<li>
    <span class="series-${(i % 6) + 1}" aria-hidden="true">${MARKS[i % 6]}</span> ${mathText(part)}: ${law}
  </li>`;
};

const doseFigures = (doses: readonly DoseResponse[]): Html | undefined => {
  if (doses.length === 0) return undefined;
  const slugs = [...new Set(doses.map(({ assumption: slug }) => slug))];
  const figures = slugs.map((slug) => {
    const responses = doses.filter((each) => each.assumption === slug);
    return html`<figure>
      <figcaption>without <code>${slug}</code>, ${plural(responses[0].instances, 'instance')}</figcaption>
      ${curves(slug, responses)}
      <ul class="values">
        ${responses.map(response)}
      </ul>
    </figure>`;
  });
  return html`<h5>How fast it fails</h5>
    <p class="note">
      The largest violation over the instances when an assumption is violated by ε. A slope of 1 means that half the
      violation does half the harm.
    </p>
    <div class="figures">${figures}</div>`;
};

const NO_ASSUMPTIONS: Readonly<Record<ClaimPage['quantifier'], string>> = {
  'for all': 'It assumes nothing: it is claimed of every instance it can be evaluated on.',
  exists: 'It assumes nothing: it is claimed of one instance at least, which is shown.',
  measured: 'An experiment has settings, not assumptions.',
};

/** The assumptions of a claim, in words and symbols, the sets that were dropped together, and the curves. */
export const assumptionsSection = ({ anchor, assumptions, droppable, doses, quantifier }: ClaimPage): Html => {
  const none = NO_ASSUMPTIONS[quantifier];
  return html`<h4 id="${anchor}-assumptions">What breaks it</h4>
    ${
      assumptions.length === 0
        ? html`<p class="note">${none}</p>`
        : html`<ul class="assumptions">
            ${assumptions.map(assumption)}
          </ul>`
    }
    ${droppable.map(({ dropped, cases }) => html`<p class="note">Potentially not needed together (${cases} cases): ${dropped.join(' + ')}.</p>`)}
    ${doseFigures(doses)}`;
};
