import Table from 'cli-table3';

const NO_LINES = {
  top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': '',
  'bottom-right': '', left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '',
}; // prettier-ignore

/** A table for the terminal without lines or colours of its own. */
export const compactTable = (head: string[], colAligns: ('left' | 'right')[], between = ' '): Table.Table =>
  new Table({
    head,
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
    chars: { ...NO_LINES, middle: between },
    colAligns,
  });

/** Its text, no line ending in blanks. */
export const tableText = (table: Table.Table): string => table.toString().replace(/ +$/gm, '');
