import { block, cell } from '../report/markdown.js';
import { countText, figures, LEGEND, verdictText } from '../report/theorem-table.js';
import { accountOf, type Tested } from './account.js';

const row = ({ report, title }: Tested): string => {
  const cells = [report.id, title, verdictText(report), ...figures(report)];
  return `| ${cells.map(cell).join(' | ')} |`;
};

const details = (tested: Tested): string =>
  `<details open><summary>${cell(tested.report.id)}</summary>\n\n${block(accountOf(tested).split('\n'))}\n\n</details>`;

/** The table of theorems and the claims that did not come out as expected, for the summary of a job. */
export const summaryMarkdown = (all: readonly Tested[]): string => {
  const differing = all.filter(({ report }) => !report.asExpected);
  return `${[
    `## Claims: ${countText(all.map(({ report }) => report))}`,
    ...differing.map(details),
    [
      '| claim | | verdict | evidence | cases | dropped | margin |',
      '|---|---|---|---|--:|--:|--:|',
      ...all.map(row),
    ].join('\n'),
    LEGEND.split('\n').map(cell).join('  \n'),
  ].join('\n\n')}\n`;
};
