/** Claims × assumptions, subject by subject. */
import { subjectOf } from './anchors.js';
import type { AssumptionPage, ClaimPage, MatrixCell, MatrixPage } from './page.js';

const cellOf = ({ verdict, statistical }: AssumptionPage): MatrixCell =>
  verdict === undefined ? 'open' : verdict === 'necessary' && statistical ? 'statistical' : verdict;

/** A row for every claim that assumes something, a column for every assumption of its subject. */
export const matrixOf = (pages: readonly ClaimPage[]): readonly MatrixPage[] => {
  const assuming = pages.filter(({ assumptions }) => assumptions.length > 0);
  return [...new Set(assuming.map(({ id }) => subjectOf(id)))].map((subject) => {
    const rows = assuming.filter(({ id }) => subjectOf(id) === subject);
    const slugs = [...new Set(rows.flatMap(({ assumptions }) => assumptions.map(({ slug }) => slug)))];
    return {
      subject,
      assumptions: slugs,
      rows: rows.map(({ id, assumptions }) => ({
        claim: id,
        cells: slugs.map((slug) => {
          const found = assumptions.find((each) => each.slug === slug);
          return found ? cellOf(found) : null;
        }),
      })),
    };
  });
};
