/** The ablation matrix: claims × assumptions, in colours and symbols. */
import { claimAnchor, nameOf } from '../model/anchors.js';
import type { MatrixCell, MatrixPage } from '../model/page.js';
import { CELLS } from '../text/looks.js';
import { html, type Html } from './escape.js';
import { claimLink, wide } from './words.js';

const cell = (claim: string, slug: string, found: MatrixCell | null): Html => {
  if (found === null) return html`<td></td>`;
  const { symbol, word, tone } = CELLS[found];
  return html`<td class="${tone}">
    <a href="#${claimAnchor(claim)}-assumptions" title="${slug}: ${word}"
      ><span aria-hidden="true">${symbol}</span><span class="hidden">${word.split(':')[0]}</span></a
    >
  </td>`;
};

const subjectTable = ({ subject, assumptions, rows }: MatrixPage): Html =>
  wide(
    `Ablation matrix of ${subject}`,
    html`<table class="matrix"><caption>${subject}</caption>
<thead><tr><th scope="col">claim</th>${assumptions.map((slug) => html`<th scope="col"><span>${slug}</span></th>`)}</tr></thead>
<tbody>${rows.map(
      ({ claim, cells }) =>
        html`<tr><th scope="row">${claimLink(claim, nameOf(claim))}</th>${cells.map((found, i) => cell(claim, assumptions[i], found))}</tr>`,
    )}</tbody></table>`,
  ); // prettier-ignore

const counted = (matrix: readonly MatrixPage[]): Html[] => {
  const all = matrix.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells));
  return (Object.keys(CELLS) as MatrixCell[]).flatMap((kind) => {
    const count = all.filter((found) => found === kind).length;
    const { symbol, word, tone } = CELLS[kind];
    return count === 0 ? [] : [html`<li><span class="key ${tone}" aria-hidden="true">${symbol}</span> ${count} ${word}</li>`]; // prettier-ignore
  });
};

/** All matrices, with a key that counts. */
export const matrixSection = (matrix: readonly MatrixPage[]): Html =>
  html`<section id="matrix" aria-labelledby="matrix-title">
    <h2 id="matrix-title">Which assumption carries what</h2>
    <p>Each assumption was dropped and what remains attacked. An empty cell: the claim does not assume it.</p>
    <ul class="legend">
      ${counted(matrix)}
    </ul>
    ${matrix.map(subjectTable)}
  </section>`;
