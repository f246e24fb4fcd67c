/** A claim's section. */
import type { ClaimPage } from '../model/page.js';
import { READINGS } from '../text/looks.js';
import { assumptionsSection } from './assumptions.js';
import { html, type Content, type Html } from './escape.js';
import { statementMath } from './math.js';
import { mathText } from './math-text.js';
import { mutantsSection } from './mutants.js';
import { partsSection } from './parts.js';
import { commandList, witnessFigure } from './witness.js';
import { badge, claimLink, numberText } from './words.js';

const links = (ids: readonly string[], known: ReadonlySet<string>): Content =>
  ids.map((id, i) => [i > 0 && ', ', known.has(id) ? claimLink(id) : id]);

const chainLine = ({ restsOn, usedBy }: ClaimPage, known: ReadonlySet<string>): Html =>
  html`<p class="note">
    ${restsOn.length > 0 ? html`Rests on ${links(restsOn, known)}.` : 'Rests on no other result here.'}${usedBy.length > 0 && html` Used by ${links(usedBy, known)}.`}
  </p>`;

const brokenLine = ({ stands: { firstBroken, asExpected }, id }: ClaimPage, known: ReadonlySet<string>): Html | undefined => {
  if (asExpected || firstBroken.length === 0) return undefined;
  const own = firstBroken.includes(id);
  return html`<p class="box bad">${own ? 'It is a first broken step: it rests on no broken result.' : html`The break may come from ${links(firstBroken, known)}.`}</p>`;
}; // prettier-ignore

const listedWitnesses = (listed: ClaimPage['listed']): Html | undefined =>
  listed.length === 0
    ? undefined
    : html`<details class="witness">
        <summary><span class="witness-title">${listed.length} more like these</span></summary>
        <ul>
          ${listed.map(({ title, part, margin, file }) => html`<li>${title}: ${part}${margin !== null && `, margin ${numberText(margin)}`} <code>${file}</code></li>`)}
        </ul>
      </details>`; // prettier-ignore

const witnessesSection = ({ witnesses, listed }: ClaimPage): Html | undefined =>
  witnesses.length === 0
    ? undefined
    : html`<h4>Witnesses</h4>
        ${witnesses.map((witness) => witnessFigure(witness, witness === witnesses[0]))} ${listedWitnesses(listed)}`;

const sourceText = ({ source: { paper, result } }: ClaimPage): string =>
  paper === 'contrapose' ? `derived here: ${result}` : result;

/** The section of one claim: what it states, how strongly it stands, what breaks it, how to run it again, where it is from. */
export const claimSection = (claim: ClaimPage, known: ReadonlySet<string>): Html => {
  const { id, anchor, title, statement, stands, reading, commands, bibtex } = claim;
  return html`<article class="claim" id="${anchor}" aria-labelledby="${anchor}-title" data-claim="${id}">
    <header>
      <p class="kicker">${sourceText(claim)} <code>${id}</code></p>
      <h3 id="${anchor}-title">${title}</h3>
      ${badge(stands)}
    </header>
    ${statementMath(statement)}
    <p class="words">${stands.words}</p>
    ${stands.reason !== undefined && html`<p class="box ${stands.asExpected ? 'quiet' : 'bad'}">${stands.reason}</p>`}
    ${brokenLine(claim, known)} ${chainLine(claim, known)} ${partsSection(claim)} ${assumptionsSection(claim)}
    ${witnessesSection(claim)} ${mutantsSection(claim)}
    <h4>Run it again</h4>
    ${commandList(commands)}
    <h4>How it was read</h4>
    <p><strong>${reading.tag}</strong>: ${READINGS[reading.tag] ?? 'as noted'}; ${mathText(reading.note)}.</p>
    <details>
      <summary>Cite</summary>
      <pre class="folded"><code>${bibtex}</code></pre>
    </details>
    <p class="back"><a href="#overview">Overview</a></p>
  </article>`;
};
