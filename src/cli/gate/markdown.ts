import { block, cell } from '../../report/markdown.js';
import { adviceLines, changedOf, changeLines, countsText, headline, witnessText } from './text.js';
import type { Decided, GateReport } from './verdict.js';

const row = (claim: Decided): string => {
  const { id, firstBrokenSteps: steps = [], changes, passes } = claim;
  const cells = [passes ? '✓' : '✗', id, headline(claim), steps.join(', '), changes[0]?.text ?? ''];
  return `| ${cells.map(cell).join(' | ')} |`;
};

const details = (claim: Decided): string => {
  const witness = witnessText(claim);
  const lines = [...(witness === '' ? [] : [`witness ${witness}`]), ...changeLines(claim, 12)];
  return `<details><summary>${claim.id}</summary>\n\n${block(lines)}\n\n</details>`;
};

/** What a gate found, for a pull request. */
export const gateMarkdown = (report: GateReport): string => {
  const changed = changedOf(report);
  const advice = adviceLines(report);
  return `${[
    `## Claims: the gate is ${report.passes ? 'open' : 'closed'}`,
    `${countsText(report)}. Base: ${cell(report.base)}.`,
    ...(changed.length > 0
      ? [['| | claim | change | first broken step | |', '|---|---|---|---|---|', ...changed.map(row)].join('\n')]
      : []),
    ...changed.map(details),
    ...(advice.length > 0 ? [block(advice)] : []),
  ].join('\n\n')}\n`;
};
