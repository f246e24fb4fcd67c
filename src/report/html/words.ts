/** Small pieces that many sections write. */
import { html, type Content, type Html } from './escape.js';
import type { Standing } from '../model/page.js';
import { verdictLook } from '../text/words.js';
import { claimAnchor, nameOf } from '../model/anchors.js';

export { latentName, numberText, plural, powerOfTen, shareText } from '../text/words.js';
export { verdictLook };

export const badge = (stands: Pick<Standing, 'verdict' | 'asExpected'>): Html => {
  const { symbol, word, tone } = verdictLook(stands);
  return html`<span class="badge ${tone}"><span aria-hidden="true">${symbol}</span> ${word}</span>`;
};

/** A link to the section of a claim. */
export const claimLink = (id: string, text: Content = nameOf(id)): Html =>
  html`<a href="#${claimAnchor(id)}">${text}</a>`;

/** A command whose options are not broken after a hyphen. */
const commandWords = (command: string): Content =>
  command.split(/(?<= )/).map((word) => (word.startsWith('--') ? html`<span class="option">${word}</span>` : word));

/** A command to be copied. */
export const commandLine = (command: string): Html =>
  html`<pre class="command"><code>${commandWords(command)}</code></pre>`;

/** A part of a page that may be wider than it and scrolls. */
export const wide = (label: string, content: Content): Html =>
  html`<div class="scrolls" role="group" aria-label="${label}">${content}</div>`;
