/** The width of a terminal line. */
export const COLUMNS = 80;

/** The code points of a text: an upper bound of the columns it takes, but for wide scripts. */
export const charactersOf = (text: string): readonly string[] => Array.from(text);
const lengthOf = (text: string): number => charactersOf(text).length;

/** A word longer than a line, cut. */
const pieces = (word: string, width: number): readonly string[] => {
  const characters = charactersOf(word);
  return characters.length <= width
    ? [word]
    : Array.from({ length: Math.ceil(characters.length / width) }, (_, i) =>
        characters.slice(i * width, (i + 1) * width).join(''),
      );
};

/** Words on lines of at most `COLUMNS` characters; every line but the first starts with the indent. */
export const wrapped = (text: string, indent = ''): string => {
  const lead = /^ */.exec(text)?.[0] ?? '';
  const lines: string[] = [];
  let line = lead;
  let empty = true;
  for (const word of text
    .slice(lead.length)
    .split(' ')
    .flatMap((each) => pieces(each, COLUMNS - indent.length))) {
    const next = empty ? line + word : `${line} ${word}`;
    if (empty || lengthOf(next) <= COLUMNS) line = next;
    else {
      lines.push(line);
      line = indent + word;
    }
    empty = false;
  }
  return [...lines, line].join('\n');
};

/** ⟨label⟩ ⟨text⟩, the text wrapped beside the label. */
export const labelled = (label: string, text: string): string =>
  wrapped(`${label}${text}`, ' '.repeat(lengthOf(label)));

/** A command on lines that a shell joins again: broken between words, and inside a word that is longer than a line. */
export const commandText = (command: string): string => {
  const lines: string[] = [];
  let line = ' ';
  for (const word of command.split(' ')) {
    if (lengthOf(line) + 1 + lengthOf(word) > COLUMNS - 2 && line.trim() !== '') {
      lines.push(`${line} \\`);
      line = ' ';
    }
    line = `${line} ${word}`;
    for (
      ;
      lengthOf(line) > COLUMNS - 2;
      line = charactersOf(line)
        .slice(COLUMNS - 2)
        .join('')
    ) {
      lines.push(
        `${charactersOf(line)
          .slice(0, COLUMNS - 2)
          .join('')}\\`,
      );
    }
  }
  return [...lines, line].join('\n');
};
