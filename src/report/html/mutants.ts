/** The false siblings of a claim: whether the attack saw that they are false, and how fast. */
import type { ClaimPage, MutantPage } from '../model/page.js';
import { OUTCOMES } from '../text/looks.js';
import { html, type Html } from './escape.js';
import { mathText } from './math-text.js';
import { plural } from './words.js';

/** The length of a bar: a third of the whole for every power of ten of cases. */
const barLength = (cases: number): number => Math.min(100, Math.round(4 + 33 * Math.log10(Math.max(1, cases))));

const mutant = ({ name, text, outcome, cases, agreesOn }: MutantPage, exists: boolean): Html => {
  const { symbol, tone, word } = OUTCOMES[outcome];
  const fell = outcome === 'refuted' && cases !== undefined && !exists;
  // A false existence claim falls by silence: nothing was found.
  const silence = exists && outcome === 'refuted' && cases !== undefined;
  return html`<li>
    <span class="key ${tone}" aria-hidden="true">${symbol}</span>
    <div>
      <p><code>${name}</code> ${mathText(text)}</p>
      <p class="note">
        ${word}${fell && ` at case ${cases}`}${outcome !== 'not attacked' && cases === undefined && ', by the ledger'}${silence && `: no instance of ${cases} shows it`}${agreesOn !== undefined && `; agrees with the truth on: `}${agreesOn !== undefined && mathText(agreesOn)}
      </p>
      ${fell && html`<div class="meter" aria-hidden="true"><span style="inline-size:${barLength(cases)}%"></span></div>`}
    </div>
  </li>`;
};

/** The mutants of a claim, each with a bar: the longer, the later it fell. */
export const mutantsSection = ({ mutants, quantifier }: ClaimPage): Html | undefined => {
  if (mutants.length === 0) return undefined;
  const fallen = mutants.filter(({ outcome }) => outcome === 'refuted').length;
  return html`<h4>False siblings</h4>
    <p class="note">
      Deliberately false versions, which the attack must refute: ${fallen} of ${plural(mutants.length, 'was', 'were')}.
      A longer bar: it fell later (a third for every power of ten).
    </p>
    <ul class="mutants">
      ${mutants.map((each) => mutant(each, quantifier === 'exists'))}
    </ul>`;
};
