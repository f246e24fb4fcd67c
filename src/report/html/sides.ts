/** Both sides of a violated part, as numbers. */
import type { NumberText } from '../../judge/explain.js';
import type { WitnessSides } from '../../ledger/witness-file.js';
import { html, type Html } from './escape.js';
import { leafText, matrixMath } from './values.js';

const SHOWN = 12;
const DIGITS = 8;

const endText = (text: string): string => {
  const value = Number(text);
  return text.length <= DIGITS || !Number.isFinite(value) ? text : String(Number(value.toPrecision(DIGITS)));
};

const numberText = (text: NumberText): string => {
  if (typeof text === 'string') return leafText(text);
  const [low, high] = text.map((end) => leafText(endText(end)));
  return low === high ? `≈ ${low}` : `[${low}, ${high}]`;
};

const SIGNS = { equal: 'should equal', atMost: 'should be at most', lessThan: 'should be below', law: 'claimed' };

const rowsOf = (left: readonly NumberText[]): readonly (readonly string[])[] => {
  const n = Math.round(Math.sqrt(left.length));
  const texts = left.map(numberText);
  return n * n === left.length ? Array.from({ length: n }, (_, i) => texts.slice(i * n, (i + 1) * n)) : [texts];
};

/** The sides of a comparison line by line, or the matrix that should be positive semidefinite. */
export const sidesTable = ({ relation, exponential, left, right }: WitnessSides): Html => {
  const note = exponential === '2^a' && html`<p class="note">e^a is read as 2^a here: temperatures are in units of 1/ln 2.</p>`; // prettier-ignore
  if (relation === 'psd') {
    return html`<p>${matrixMath('M', rowsOf(left))} should be positive semidefinite and is not.</p>
      ${note}`;
  }
  const rows = left.slice(0, SHOWN).map((a, i) => {
    const [one, other] = [numberText(a), numberText(right[i] ?? '–')];
    return html`<tr${one === other ? '' : html` class="differs"`}>${left.length > 1 && html`<th scope="row">${i + 1}</th>`}<td>${one}</td><td>${SIGNS[relation]}</td><td>${other}</td></tr>`;
  });
  const heads = relation === 'law' ? ['drawn', 'by the law'] : ['left', 'right'];
  return html`<div class="scrolls">
      <table class="sides">
        <thead>
          <tr>
            ${left.length > 1 && html`<th scope="col">entry</th>`}
            <th scope="col">${heads[0]}</th>
            <td></td>
            <th scope="col">${heads[1]}</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
    ${left.length > SHOWN && html`<p class="note">… ${left.length} entries in all.</p>`}${note}`;
};
