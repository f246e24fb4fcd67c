/** The last thing that happens to a text before a terminal or a log reads it. */
import { colors } from '../report/colors.js';

/** Control characters, marks of direction and others that are not seen; line feeds stay. */
const UNSEEN = /[^\P{C}\n]|[\p{Zl}\p{Zp}]/gu;
/** The same but for our own colours. */
const UNSEEN_BUT_COLORS = /\u001b(?!\[\d{1,3}(?:;\d{1,3}){0,4}m)|[^\P{C}\n\u001b]|[\p{Zl}\p{Zp}]/gu;

const escaped = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/**
 * A text of which neither a terminal nor the log of a workflow obeys anything: every character that is not seen is written out, and where a line would be
 * a command of the log (`::error …`, `##[…]`) it is broken by a backslash.
 */
export const legible = (text: string): string =>
  text
    .replace(colors.isColorSupported ? UNSEEN_BUT_COLORS : UNSEEN, escaped)
    .replace(/^(\s*):(?=:)/gm, '$1\\:')
    .replace(/##(?=\[)/g, '#\\#');
