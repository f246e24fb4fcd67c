import type { Paper } from './claim.js';
import type { RegisteredClaim } from './index.js';

/** Text as TeX sets it: its special characters escaped, other letters as they are (UTF-8). */
const tex = (text: string): string =>
  text.replace(/[\\~^&%$#_{}]/g, (character) => {
    const word = { '\\': 'backslash', '~': 'asciitilde', '^': 'asciicircum' }[character];
    return word === undefined ? `\\${character}` : `\\text${word}{}`;
  });

/** A paper as a BibTeX entry. The title stands in braces of its own, so that no style changes its capitals. */
export const bibtex = ({ key, authors, title, year, arxiv }: Paper): string =>
  [
    `@misc{${key},`,
    `  author = {${authors.map(tex).join(' and ')}},`,
    `  title = {{${tex(title)}}},`,
    `  year = {${year}},`,
    `  eprint = {${arxiv}},`,
    '  archivePrefix = {arXiv},',
    `  url = {https://arxiv.org/abs/${arxiv}}`,
    '}',
  ].join('\n');

/** The papers that state some of the claims, once each, in the order in which they come up, each with the ids of its claims. */
export const papersOf = (claims: readonly RegisteredClaim[]): ReadonlyMap<Paper, readonly string[]> => {
  const found = new Map<string, { readonly paper: Paper; readonly ids: string[] }>();
  for (const { id, source } of claims) {
    for (const paper of source.papers ?? []) {
      const known = found.get(paper.key) ?? { paper, ids: [] };
      known.ids.push(id);
      found.set(paper.key, known);
    }
  }
  return new Map([...found.values()].map(({ paper, ids }) => [paper, ids]));
};

/**
 * BibTeX entries of the papers that state a claim. Where none does, a line of comment that says so: the result was derived, and
 * has no entry that could be cited.
 *
 * @example
 * process.stdout.write(cite(claimById('dual-networks/covariance-operator')));
 */
export const cite = (claim: RegisteredClaim): string => {
  const entries = [...papersOf([claim]).keys()].map(bibtex);
  return `${entries.length === 0 ? `% ${claim.id}: ${claim.source.result}; no paper states it` : entries.join('\n\n')}\n`;
};
