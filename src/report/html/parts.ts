/** The parts of a claim: the evidence of each, and where its margins lie. */
import * as Plot from '@observablehq/plot';
import { MARGIN_BINS, type MarginBin, type MarginCounts } from '../../ledger/margins.js';
import { EVIDENCE, kindsOf } from '../model/evidence.js';
import type { ClaimPage, EvidenceItem, PartPage } from '../model/page.js';
import { binWords, countsText } from '../text/margins.js';
import { html, type Html } from './escape.js';
import { mathText } from './math-text.js';
import { plotted } from './plot.js';
import { numberText, plural, shareText } from './words.js';

/** The bins whose names stand below the axis: all would not fit. */
const TICKS: readonly MarginBin[] = ['violated', '= 0', '≥ 0.000001', '≥ 0.001', '≥ 1', '≥ 1000', '≥ 1000000'];
const tickText = (bin: MarginBin): string =>
  bin === 'violated' ? '✗' : bin === '= 0' ? '0' : binWords(bin).replace('≥ ', '');

const histogram = (margins: MarginCounts): Html => {
  const bars = MARGIN_BINS.flatMap((bin) => (margins[bin] === undefined ? [] : [{ bin, count: margins[bin] }]));
  return plotted(`Margins of the instances. ${countsText(margins)}`, {
    width: 300,
    height: 78,
    marginTop: 14,
    marginBottom: 20,
    marginLeft: 4,
    marginRight: 14,
    x: { domain: MARGIN_BINS, ticks: TICKS, tickFormat: tickText as never, label: null, tickSize: 3, padding: 0.12 },
    y: { axis: null },
    marks: [
      Plot.barY(bars, { x: 'bin', y: 'count', fill: ({ bin }: { bin: MarginBin }) => (bin === 'violated' ? 'var(--bad)' : 'var(--bar)') }), // prettier-ignore
      Plot.text(bars, { x: 'bin', y: 'count', text: 'count', dy: -6, fontSize: 9, fill: 'currentColor' }),
      Plot.ruleY([0], { stroke: 'currentColor', strokeOpacity: 0.4 }),
    ],
  });
};

const marginsOf = (margins: MarginCounts | undefined): Html | undefined => {
  const bins = Object.keys(margins ?? {});
  if (margins === undefined || bins.length === 0) return undefined;
  if (bins.length === 1 && bins[0] === '= 0') {
    return html`<p class="note">margin exactly 0 on all ${margins['= 0']}</p>`;
  }
  return html`<div class="histogram">${histogram(margins)}</div>`;
};

/** What the number beside a kind counts. */
const UNITS: Readonly<Record<string, string>> = {
  exact: 'instances',
  identity: 'points',
  exhaustive: 'instances',
  enclosed: 'instances',
  statistical: 'draws',
};

const item = ({ kind, text }: EvidenceItem, margins: MarginCounts | undefined): Html => {
  if (kind === 'none' && margins?.violated !== undefined) return html`<span class="pill bad">✗ violated</span>`;
  return html`<span class="pill"
    ><b aria-hidden="true">${EVIDENCE[kind]?.symbol}</b> ${kind} ${text} ${/^\d+$/.test(text) && UNITS[kind]}</span
  >`;
};

const part = ({ name, evidence, margins }: PartPage): Html =>
  html`<li>
    <div>
      <p class="part">${mathText(name)}</p>
      <p>${evidence.map((each) => item(each, margins))}</p>
    </div>
    ${marginsOf(margins)}
  </li>`;

const meanings = (kinds: readonly string[]): Html =>
  html`<dl class="meanings">${kinds.map(
    (kind) =>
      html`<dt>${EVIDENCE[kind].symbol} ${kind}</dt><dd>${EVIDENCE[kind].promises} <em>Not: ${EVIDENCE[kind].not}</em></dd>`,
  )}</dl>`; // prettier-ignore

/** Σ of what a claim covered, as facts. */
const facts = ({ covered, quantifier }: ClaimPage): Html | undefined => {
  if (covered === undefined) return undefined;
  const { instances, discarded, shapes, degree, worstMargin } = covered;
  const measured = quantifier === 'measured';
  return html`<dl class="facts">
    <div>
      <dt>${measured ? 'runs' : 'instances'}</dt>
      <dd>${instances}</dd>
    </div>
    ${
      !measured &&
      html`<div>
        <dt>discarded at kinks</dt>
        <dd>${discarded} (${shareText(discarded, instances + discarded)})</dd>
      </div>`
    }
    ${
      shapes > 0 &&
      html`<div>
        <dt>${measured ? 'arms' : 'shapes'}</dt>
        <dd>${shapes}</dd>
      </div>`
    }
    ${
      degree !== null &&
      html`<div>
        <dt>degree of identities</dt>
        <dd>≤ ${degree}</dd>
      </div>`
    }
    <div>
      <dt>${measured ? 'least end of an interval' : 'worst margin'}</dt>
      <dd>${numberText(worstMargin)}</dd>
    </div>
  </dl>`;
};

/** How strongly a claim stands: what was covered, its parts, and what the kinds of evidence mean. */
export const partsSection = (claim: ClaimPage): Html => {
  const kinds = kindsOf(claim.parts.flatMap(({ evidence }) => evidence)).filter((kind) => kind !== 'none');
  const scope = claim.covered?.scope;
  return html`<h4>How strongly it stands</h4>
    ${facts(claim)}
    ${
      claim.parts.length > 0 &&
      html`<ul class="parts">
        ${claim.parts.map(part)}
      </ul>`
    }
    ${scope !== undefined && html`<p class="note">Exhaustive: ${scope}.</p>`}
    ${
      kinds.length > 0 &&
      html`<details>
        <summary>What ${kinds.join(', ')} promise${kinds.length === 1 && 's'}, and what not</summary>
        ${meanings(kinds)}
      </details>`
    }
    ${claim.parts.some(({ margins }) => margins) && html`<p class="note">A margin is the slack of a part on an instance: 0 for an equality that holds exactly; more is further from failing. Bars count instances; the axis is in powers of ten.</p>`}
    ${claim.recorded && html`<p class="note">On record in the ledger: ${claim.recorded.verdict}, mutants ${claim.recorded.mutantScore}, both sides kept on ${plural(claim.recorded.probes, 'instance')}.</p>`}`;
};
