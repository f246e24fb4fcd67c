import { adviceLines, changedOf, changeLines, countsText, headline, witnessText } from './text.js';
import type { Decided, GateReport } from './verdict.js';

/** Text that a cell of a table shows as it is. */
const cell = (text: string): string => text.replace(/[\\`*_{}[\]<>#|~&]/g, '\\$&').replace(/\s+/g, ' ');

const row = (claim: Decided): string => {
  const { id, firstBrokenSteps: steps = [], changes, passes } = claim;
  const cells = [passes ? '✓' : '✗', id, headline(claim), steps.join(', '), changes[0]?.text ?? ''];
  return `| ${cells.map(cell).join(' | ')} |`;
};

/** A block that no run of backticks in it ends. */
const block = (lines: readonly string[]): string => {
  const longest = Math.max(
    2,
    ...(lines
      .join('\n')
      .match(/`+/g)
      ?.map((run) => run.length) ?? []),
  );
  const fence = '`'.repeat(longest + 1);
  return [`${fence}text`, ...lines, fence].join('\n');
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
