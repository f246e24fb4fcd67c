/** How a claim is cited. */
import type { Source } from '../../theory/claim.js';

/** The full names behind an abbreviated list of authors, by arXiv number. */
const AUTHORS: Readonly<Record<string, string>> = {
  '2010.00578': 'Tian, Yuandong and Yu, Lantao and Chen, Xinlei and Ganguli, Surya',
};

const bare = (text: string): string => text.replace(/[{}\\%]/g, '');

/** "Authors: Title, arXiv:2010.00578" in its pieces. */
const piecesOf = (paper: string): { readonly authors: string; readonly title: string; readonly eprint: string } => {
  const [, authors = '', title = paper, eprint = ''] = /^([^:]+): (.+?), arXiv:(\d{4}\.\d{4,5})$/.exec(paper) ?? [];
  return { authors, title, eprint };
};

const keyOf = (authors: string, eprint: string): string =>
  `${(authors.split(',')[0] || 'paper').toLowerCase().replace(/[^a-z]/g, '')}20${eprint.slice(0, 2)}`;

const entry = (kind: string, key: string, fields: Readonly<Record<string, string>>): string =>
  [
    `@${kind}{${key},`,
    ...Object.entries(fields)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => `  ${name.padEnd(13)} = {${bare(value)}},`),
    '}',
  ].join('\n');

/** BibTeX of the paper a claim is from; of this project for what was derived here. */
export const bibtexOf = ({ paper, result }: Source, version: string): string => {
  const { authors, title, eprint } = piecesOf(paper);
  if (eprint === '') {
    return entry('software', 'contrapose', {
      title: 'contrapose: the published theory of self-supervised learning as executable claims',
      version,
      note: result,
    });
  }
  return entry('misc', keyOf(authors, eprint), {
    author: AUTHORS[eprint] ?? authors.split(', ').join(' and '),
    title,
    year: `20${eprint.slice(0, 2)}`,
    eprint,
    archiveprefix: 'arXiv',
    note: result,
  });
};
