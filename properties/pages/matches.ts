const ELISION = '…';

/** Tables whose last column is seconds, which are others every time, and the line after each. */
const TIMED = [
  { head: /^claim +verdict +evid +cases +drop +margin +s$/, after: /^E exact/ },
  { head: /^mutant +verdict +cases +s$/, after: /mutants refuted/ },
];

/** The lines of a text, without the seconds of its tables. */
export const comparable = (text: string): readonly string[] => {
  let after: RegExp | undefined;
  return text
    .replace(/\n+$/, '')
    .split('\n')
    .map((line) => {
      if (after?.test(line)) after = undefined;
      after = TIMED.find(({ head }) => head.test(line))?.after ?? after;
      if (after) return line.replace(/ +(s|–|\d+\.\d+)$/, '');
      return line.includes(' mutants refuted: ') ? line.replace(/, \d[\d.e+-]* s/g, '') : line.trimEnd();
    });
};

/** A line that stands for any number of lines: "…", or "… (and what they are)". */
const standsForLines = (line: string): boolean => /^\s*…( \(.*\))?$/.test(line);

/** Whether a line is as shown; "…" inside it stands for any text. */
const lineMatches = (shown: string, line: string): boolean => {
  if (!shown.includes(ELISION)) return shown === line;
  const [first, ...others] = shown.split(ELISION);
  if (!line.startsWith(first)) return false;
  let at = first.length;
  for (const [i, piece] of others.entries()) {
    const found = i === others.length - 1 ? line.length - piece.length : line.indexOf(piece, at);
    if (found < at || !line.startsWith(piece, found)) return false;
    at = found + piece.length;
  }
  return true;
};

/** Whether a text is what a page shows, whole, but for what the page leaves out with "…". */
export const matches = (shown: readonly string[], printed: readonly string[]): boolean => {
  if (shown.length === 0) return printed.length === 0;
  const [head, ...rest] = shown;
  if (standsForLines(head)) {
    return Array.from({ length: printed.length + 1 }, (_, i) => i).some((i) => matches(rest, printed.slice(i)));
  }
  return printed.length > 0 && lineMatches(head, printed[0]) && matches(rest, printed.slice(1));
};

/** What a page would have to show of an output: whole, or as many lines at its start and end as it shows now around what it leaves out. */
export const renewed = (shown: readonly string[], printed: readonly string[]): readonly string[] => {
  const first = shown.findIndex(standsForLines);
  if (first < 0) return printed;
  const last = shown.findLastIndex(standsForLines);
  return [...printed.slice(0, first), shown[first], ...printed.slice(printed.length - (shown.length - 1 - last))];
};
