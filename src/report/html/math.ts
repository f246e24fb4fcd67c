/** Statements in MathML, which browsers set without fonts of ours and screen readers speak. */
import katex from 'katex';
import { html, type Html, trusted } from './escape.js';

/** First letters of the styled alphabets of Unicode; MathML Core leaves styles other than upright to these characters. */
const ALPHABETS: Readonly<Record<string, { readonly upper: number; readonly lower: number; readonly digits?: number }>> = {
  'double-struck': { upper: 0x1d538, lower: 0x1d552, digits: 0x1d7d8 },
  script: { upper: 0x1d49c, lower: 0x1d4b6 },
  bold: { upper: 0x1d400, lower: 0x1d41a, digits: 0x1d7ce },
  fraktur: { upper: 0x1d504, lower: 0x1d51e },
}; // prettier-ignore

/** Letters that Unicode had before it had the alphabets. */
const EARLIER: Readonly<Record<string, string>> = {
  'double-struck C': 'ℂ', 'double-struck H': 'ℍ', 'double-struck N': 'ℕ', 'double-struck P': 'ℙ', 'double-struck Q': 'ℚ',
  'double-struck R': 'ℝ', 'double-struck Z': 'ℤ', 'script B': 'ℬ', 'script E': 'ℰ', 'script F': 'ℱ', 'script H': 'ℋ',
  'script I': 'ℐ', 'script L': 'ℒ', 'script M': 'ℳ', 'script R': 'ℛ', 'script e': 'ℯ', 'script g': 'ℊ', 'script o': 'ℴ',
  'fraktur C': 'ℭ', 'fraktur H': 'ℌ', 'fraktur I': 'ℑ', 'fraktur R': 'ℜ', 'fraktur Z': 'ℨ',
}; // prettier-ignore

const styledLetter = (style: string, letter: string): string => {
  const { upper, lower, digits } = ALPHABETS[style];
  const code = letter.codePointAt(0) ?? 0;
  if (/[A-Z]/.test(letter)) return EARLIER[`${style} ${letter}`] ?? String.fromCodePoint(upper + code - 65);
  if (/[a-z]/.test(letter)) return EARLIER[`${style} ${letter}`] ?? String.fromCodePoint(lower + code - 97);
  return /\d/.test(letter) && digits !== undefined ? String.fromCodePoint(digits + code - 48) : letter;
};

const styled = (mathml: string): string =>
  mathml.replace(
    /<(mi|mn|mtext) mathvariant="(double-struck|script|bold|fraktur)">([^<]*)</g,
    (_, tag: string, style: string, text: string) =>
      `<${tag} mathvariant="normal">${Array.from(text, (letter) => styledLetter(style, letter)).join('')}<`,
  );

/** The formula of a TeX text. @throws where it is no TeX */
const formula = (tex: string): string =>
  styled(katex.renderToString(tex, { output: 'mathml', displayMode: true, throwOnError: true, strict: 'ignore' }))
    .replace(/^<span class="katex">/, '')
    .replace(/<\/span>$/, '')
    .replace(/<annotation[\s\S]*?<\/annotation>/, '')
    .replace(/<\/?semantics>/g, '');

/** Formulas that stand side by side, \qquad or a comma and \quad between them: each for itself, so that lines may break there. */
const sideBySide = (tex: string): readonly string[] => {
  const pieces: string[] = [];
  let [depth, from] = [0, 0];
  for (const { 0: token, index } of tex.matchAll(/\\q?quad\b|\\(?:begin|left)\b|\\(?:end|right)\b|\\.|[{}]/g)) {
    if (token === '{' || token === '\\begin' || token === '\\left') depth++;
    else if (token === '}' || token === '\\end' || token === '\\right') depth--;
    else if (depth === 0 && (token === '\\qquad' || (token === '\\quad' && /,\s*$/.test(tex.slice(from, index))))) {
      pieces.push(tex.slice(from, index));
      from = index + token.length;
    }
  }
  return [...pieces, tex.slice(from)].map((piece) => piece.trim()).filter((piece) => piece !== '');
};

/** A statement in display style. What KaTeX does not know is shown as its TeX. */
export const statementMath = (tex: string): Html => {
  const shown = (text: string): Html => html`<div class="formula scrolls">${trusted(formula(text))}</div>`;
  for (const pieces of [sideBySide(tex), [tex]]) {
    try {
      return html`<div class="statement">${pieces.map(shown)}</div>`;
    } catch {
      // Tried as a whole next, and as plain text in the end.
    }
  }
  return html`<div class="statement"><code>${tex}</code></div>`;
};
