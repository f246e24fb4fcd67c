import type { Paper, Reading, Source } from './claim.js';

/** The paper this project is about. */
export const DUAL_NETWORKS: Paper = {
  key: 'tian2020dual',
  authors: ['Yuandong Tian', 'Lantao Yu', 'Xinlei Chen', 'Surya Ganguli'],
  title: 'Understanding Self-supervised Learning with Dual Deep Networks',
  year: 2020,
  arxiv: '2010.00578',
};

/** The paper its linear dynamics of BYOL went into. */
export const WITHOUT_CONTRASTIVE_PAIRS: Paper = {
  key: 'tian2021dynamics',
  authors: ['Yuandong Tian', 'Xinlei Chen', 'Surya Ganguli'],
  title: 'Understanding Self-supervised Learning Dynamics without Contrastive Pairs',
  year: 2021,
  arxiv: '2102.06810',
};

const surname = (author: string): string => author.slice(author.lastIndexOf(' ') + 1);

/** "Tian, Yu: Title, arXiv:…". */
const inWords = ({ authors, title, arxiv }: Paper): string =>
  `${authors.map(surname).join(', ')}: ${title}, arXiv:${arxiv}`;

/** A result of the main paper, and of others it is restated in. */
export const dualNetworksPaper = (result: string, ...others: readonly Paper[]): Source => ({
  paper: inWords(DUAL_NETWORKS),
  result,
  papers: [DUAL_NETWORKS, ...others],
});

/** A result derived for this project. */
export const derivedHere = (result: string): Source => ({ paper: 'contrapose', result });

/** How the wording was read. */
export const read = (tag: Reading, note: string): { readonly tag: Reading; readonly note: string } => ({ tag, note });
