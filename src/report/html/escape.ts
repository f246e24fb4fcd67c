/** HTML in which every value is escaped unless it is HTML already: there is no other way from a string to the page. */

import { printableLines } from '../../ledger/printable.js';

/** A piece of HTML. */
export class Html {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** A text as it may stand between tags and in quoted attributes. */
export const escaped = (text: string): string =>
  printableLines(text).replace(/[&<>"'`]/g, (character) => ENTITIES[character]);

/** What may stand in a template: HTML, texts and numbers, lists of these; nothing leaves nothing. */
export type Content = Html | string | number | undefined | null | false | readonly Content[];

const textOf = (content: Content): string => {
  if (content instanceof Html) return content.text;
  if (content === undefined || content === null || content === false) return '';
  if (typeof content === 'object') return content.map(textOf).join('');
  return escaped(String(content));
};

const known = new WeakMap<TemplateStringsArray, readonly string[]>();

/** The parts of a template without the indentation of the source. */
const partsOf = (strings: TemplateStringsArray): readonly string[] => {
  const found = known.get(strings) ?? strings.map((part) => part.replace(/\n\s+/g, '\n'));
  known.set(strings, found);
  return found;
};

/** html`<b>${text}</b>`: the text escaped, HTML as it is, lists one after another. */
export const html = (strings: TemplateStringsArray, ...values: readonly Content[]): Html =>
  new Html(partsOf(strings).reduce((page, part, i) => page + textOf(values[i - 1]) + part));

/** HTML that this program made by other means, such as a plot. Never a text from a file. */
export const trusted = (text: string): Html => new Html(text);
