/** Markdown in which no text from a file is markup. */

/** Control characters, marks of direction and others that are not seen. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu;

const written = (character: string): string =>
  character === '\n' || character === '\t' ? ' ' : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/** A text on one line: whatever Markdown or HTML would read as more is escaped. */
export const plain = (text: string): string =>
  text.replace(UNSEEN, written).replace(/[\\`*_{}[\]()#+!|<>&~$]/g, (character) => `\\${character}`);

/** A text as code on one line, fenced by more backticks than it has. */
export const code = (text: string): string => {
  const line = text.replace(UNSEEN, written);
  const fence = '`'.repeat(1 + Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length)));
  return fence.length === 1 ? `\`${line}\`` : `${fence} ${line} ${fence}`;
};

/** Lines as a block of code, fenced by more backticks than they have. */
export const block = (text: string, language = ''): string => {
  const fence = '`'.repeat(Math.max(3, 1 + Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))));
  return `${fence}${language}\n${text.replace(/[^\P{C}\n\t]/gu, written)}\n${fence}`;
};

/** A cell of a table: plain text, in which a bar is escaped. */
export const tableRow = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** A table of cells that are Markdown already. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [tableRow(head), tableRow(head.map(() => '---')), ...rows.map(tableRow)].join('\n');
