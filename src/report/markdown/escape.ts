/** Markdown in which no text from a file is markup. */
import { printable, printableLines } from '../../ledger/printable.js';

/** On one line: what ends one becomes a space. */
const onOneLine = (text: string): string => printable(text.replace(/[\n\t]/g, ' '));

/** A text on one line: whatever Markdown or HTML would read as more is escaped. */
export const plain = (text: string): string =>
  onOneLine(text).replace(/[\\`*_{}[\]()#+!|<>&~$]/g, (character) => `\\${character}`);

/** A text as code on one line, fenced by more backticks than it has. */
export const code = (text: string): string => {
  const line = onOneLine(text);
  const fence = '`'.repeat(1 + Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length)));
  return fence.length === 1 ? `\`${line}\`` : `${fence} ${line} ${fence}`;
};

/** Lines as a block of code, fenced by more backticks than they have. */
export const block = (text: string, language = ''): string => {
  const fence = '`'.repeat(Math.max(3, 1 + Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))));
  return `${fence}${language}\n${printableLines(text)}\n${fence}`;
};

/** A cell of a table: plain text, in which a bar is escaped. */
export const tableRow = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** A table of cells that are Markdown already. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [tableRow(head), tableRow(head.map(() => '---')), ...rows.map(tableRow)].join('\n');
