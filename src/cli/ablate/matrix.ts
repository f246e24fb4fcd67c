import type { Ablation, AblationVerdict, ClaimAblation } from '../../ledger/ablation-report.js';
import { CELLS } from '../../report/text/looks.js';

/** The widest line. */
export const WIDTH = 80;

/** Not an assumption of the claim. */
const NONE = '·';

const LEGEND = [
  ...(['necessary', 'statistical', 'not-shown-necessary', 'vacuous', 'claim-fails', 'moot'] as const).map(
    (cell) => `${CELLS[cell].symbol} ${CELLS[cell].word}`,
  ),
  `${NONE} not an assumption of the claim`,
];

const symbolOf = ({ verdict, witness }: Ablation, { moot }: ClaimAblation): string => {
  if (moot !== undefined) return CELLS.moot.symbol;
  return CELLS[verdict === 'necessary' && witness?.evidence === 'statistical' ? 'statistical' : verdict].symbol;
};

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** "4–12": the least and the greatest of the sizes. */
const rangeText = (sizes: readonly number[]): string => {
  if (sizes.length === 0) return '';
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  return least === most ? `${least}` : `${least}–${most}`;
};

const nameOf = (claim: string): string => claim.slice(claim.indexOf('/') + 1);

/** Words in as many columns as fit. */
const inColumns = (words: readonly string[]): readonly string[] => {
  const width = Math.max(...words.map(({ length }) => length)) + 2;
  const columns = Math.max(1, Math.floor(WIDTH / width));
  const rows = Math.ceil(words.length / columns);
  return Array.from({ length: rows }, (_, row) =>
    words
      .filter((_word, i) => i % rows === row)
      .map((word) => word.padEnd(width))
      .join('')
      .trimEnd(),
  );
};

/** The matrix claims × assumptions of one subject: a letter a column. */
const subjectMatrix = (subject: string, reports: readonly ClaimAblation[]): string => {
  const slugs = [...new Set(reports.flatMap(({ assumptions }) => assumptions))];
  const wide = Math.max(subject.length, ...reports.map(({ claim }) => nameOf(claim).length)) + 2;
  const letters = slugs.map((_, i) => LETTERS[i] ?? '?').join('');
  const rows = reports.map((report) => {
    const { claim, single } = report;
    const bySlug = new Map(single.map((ablation) => [ablation.dropped[0], ablation]));
    const cells = slugs.map((slug) => {
      const found = bySlug.get(slug);
      return found ? symbolOf(found, report) : NONE;
    });
    const sizes = single.flatMap(({ witness }) => witness?.nonZero ?? []);
    return `${nameOf(claim).padEnd(wide)}${cells.join('')}  ${rangeText(sizes)}`.trimEnd();
  });
  return [
    `${subject.padEnd(wide)}${letters}  non-zero`,
    ...rows,
    '',
    ...inColumns(slugs.map((slug, i) => `${LETTERS[i] ?? '?'} ${slug}`)),
  ].join('\n');
};

/** Claims × assumptions, subject by subject, at most 80 columns wide; on the right how many numbers of the smallest witnesses are not 0. */
export const matrixText = (reports: readonly ClaimAblation[]): string => {
  const withAny = reports.filter(({ assumptions }) => assumptions.length > 0);
  const subjects = [...new Set(withAny.map(({ claim }) => claim.split('/')[0]))];
  return [
    ...subjects.map((subject) =>
      subjectMatrix(
        subject,
        withAny.filter(({ claim }) => claim.startsWith(`${subject}/`)),
      ),
    ),
    LEGEND.join('\n'),
  ].join('\n\n');
};

/** How many pairs of a claim and an assumption came out each way. */
export const countsText = (reports: readonly ClaimAblation[]): string => {
  const all = reports.flatMap(({ single }) => single);
  const words: readonly (readonly [AblationVerdict, string])[] = [
    ['necessary', 'necessary'],
    ['not-shown-necessary', 'not shown necessary'],
    ['vacuous', 'vacuous'],
    ['claim-fails', 'of a claim that fails'],
  ];
  const counts = words.flatMap(([verdict, word]) => {
    const count = all.filter((ablation) => ablation.verdict === verdict).length;
    return count === 0 && verdict === 'claim-fails' ? [] : [`${count} ${word}`];
  });
  return `${all.length} assumptions of ${reports.length} claims:\n${counts.join(' · ')}`;
};
