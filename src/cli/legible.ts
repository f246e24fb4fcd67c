/** The last thing that happens to a text before a terminal or a log reads it. */
import { printableLines } from '../ledger/printable.js';
import { colors } from '../report/colors.js';

/** Our own colours, where there are some. */
const COLORS = /\u001b\[\d{1,3}(?:;\d{1,3}){0,4}m/g;

/** The text with what `change` makes of what stands between the colours. */
const betweenColors = (text: string, change: (part: string) => string): string => {
  if (!colors.isColorSupported) return change(text);
  const parts = text.split(COLORS).map(change);
  const between = text.match(COLORS) ?? [];
  return parts.map((part, i) => part + (between.at(i) ?? '')).join('');
};

/**
 * A text of which neither a terminal nor the log of a workflow obeys anything: every character that is not seen is written out, and where a line would be
 * a command of the log (`::error …`, `##[…]`) it is broken by a backslash.
 */
export const legible = (text: string): string =>
  betweenColors(text, printableLines)
    .replace(/^(\s*):(?=:)/gm, '$1\\:')
    .replace(/##(?=\[)/g, '#\\#');
