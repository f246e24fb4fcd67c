/** Control characters, marks of direction and other characters that are not seen, by which a text could pose as another or command a terminal. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

const escaped = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/** A foreign text as it may stand in a line of a terminal, a log or a page: every character that is not seen is written out. */
export const printable = (text: string): string => text.replace(UNSEEN, escaped);

/** A foreign text that may have lines and tabs, with all else that is not seen written out. */
export const printableLines = (text: string): string =>
  text.replace(UNSEEN, (character) => (character === '\n' || character === '\t' ? character : escaped(character)));

/** The first character of a text that `printable` would write out, so written; nothing where there is none. */
export const firstUnseen = (text: string): string | undefined => {
  const found = text.match(UNSEEN);
  return found === null ? undefined : escaped(found[0]);
};
