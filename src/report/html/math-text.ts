/** The plain mathematics of names and remarks, "V^ξ vec(W_l)", with its indices lowered and its exponents raised. */
import { html, type Content, type Html } from './escape.js';

/** What _ and ^ take without braces: a number, one capital or small letters with their marks, or a sign. */
const ITEM = /^(?:\d+|(?:\p{Lu}|\p{Ll}+)[\p{Mn}′]*|[+−])/u;

/** The length of a group in braces at the start of a text, the braces in it; 0 where it is not closed. */
const groupLength = (text: string): number => {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '{') depth++;
    if (text[i] === '}' && --depth === 0) return i + 1;
  }
  return 0;
};

const scriptOf = (text: string): { readonly inner: string; readonly length: number } | undefined => {
  if (text.startsWith('{')) {
    const length = groupLength(text);
    return length === 0 ? undefined : { inner: text.slice(1, length - 1), length };
  }
  const [item] = ITEM.exec(text) ?? [];
  return item === undefined ? undefined : { inner: item, length: item.length };
};

const piecesOf = (text: string): readonly Content[] => {
  const pieces: Content[] = [];
  let plain = '';
  for (let i = 0; i < text.length; i++) {
    const isScript = (text[i] === '_' || text[i] === '^') && i > 0 && !/\s/.test(text[i - 1]);
    const script = isScript ? scriptOf(text.slice(i + 1)) : undefined;
    if (script === undefined) {
      plain += text[i];
      continue;
    }
    const inner = piecesOf(script.inner);
    pieces.push(plain, text[i] === '_' ? html`<sub>${inner}</sub>` : html`<sup>${inner}</sup>`);
    plain = '';
    i += script.length;
  }
  return [...pieces, plain];
};

/** The text as HTML: a_{bc}, a_bc and a_12 with what follows lowered, a^{…} and a^b raised; any other _ or ^ as it is. */
export const mathText = (text: string): Html => html`${piecesOf(text)}`;
