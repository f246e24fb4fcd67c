/** Text as the data of a workflow command. */
const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** Where an annotation of GitHub stands, and its headline. */
export interface Annotated {
  readonly file: string;
  /** Counted from 1. */
  readonly line?: number | undefined;
  readonly title: string;
}

/** A workflow command by which GitHub shows a text on a line of a file. */
export const annotation = (kind: 'error' | 'notice', { file, line, title }: Annotated, text: string): string => {
  const place = `file=${property(file)}${line === undefined ? '' : `,line=${line}`}`;
  return `::${kind} ${place},title=${property(title)}::${data(text)}`;
};
