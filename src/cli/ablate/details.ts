import type { Ablation, ClaimAblation, DoseResponse } from '../../ledger/ablation-report.js';
import { WIDTH } from './matrix.js';

const shortened = (text: string, width: number): string =>
  text.length <= width ? text : `${text.slice(0, Math.max(1, width - 1))}…`;

const marginText = (margin: number | null): string => (margin === null ? 'no margin' : margin.toPrecision(3));

const outcomeText = ({ verdict, witness, bestMargin, cases, reason }: Ablation): readonly string[] => {
  if (witness) {
    const how = `${verdict === 'necessary' ? 'necessary' : 'THE CLAIM FAILS'} (${witness.evidence})`;
    const size = `${witness.nonZero} of ${witness.size} numbers not 0`;
    return [`${how}: ${size}, margin ${marginText(witness.margin)}, case ${cases}`, witness.part];
  }
  const word = verdict === 'not-shown-necessary' ? 'not shown necessary' : verdict;
  return verdict === 'not-shown-necessary'
    ? [`${word}: ${cases} cases, best margin ${marginText(bestMargin)}`]
    : [`${word}: ${reason ?? ''}`];
};

const setText = (set: readonly string[]): string => set.join(' + ');

/** What each assumption of a claim showed, a paragraph each. */
export const claimText = ({ claim, single, droppable, parts }: ClaimAblation): string =>
  [
    claim,
    ...single.flatMap((ablation) => [
      `  ${ablation.dropped.join(' + ')}`,
      ...outcomeText(ablation).map((line) => `    ${shortened(line, WIDTH - 4)}`),
    ]),
    ...droppable.map(({ dropped, cases }) => `  potentially not needed together (${cases} cases): ${setText(dropped)}`),
    ...(parts ?? []).flatMap(({ part, needs, droppable: sets }) => [
      `  part ${shortened(part, WIDTH - 7)}`,
      `    seen to need: ${needs.length > 0 ? needs.join(', ') : 'nothing'}`,
      ...sets.map(({ dropped, cases }) => `    potentially not needed (${cases} cases): ${setText(dropped)}`),
    ]),
  ].join('\n');

/** Pairs that were not shown necessary, for the end of a table. */
export const openText = (reports: readonly ClaimAblation[]): string =>
  reports
    .flatMap(({ moot, single }) => (moot === undefined ? single : []))
    .filter(({ verdict }) => verdict !== 'necessary')
    .map((ablation) => `${ablation.claim} without ${setText(ablation.dropped)}: ${outcomeText(ablation).join(' ')}`)
    .join('\n');

const exponentText = (k: number | null): string => (k === null ? '–' : k.toFixed(2)).padStart(6);

const doseLines = ({ assumption, part, exponent, slopeAtZero, residuals }: DoseResponse): readonly string[] => {
  const [least, most] = [residuals[0], residuals[residuals.length - 1]].map((r) => r.toPrecision(2).padStart(9));
  const head = `  ${assumption.padEnd(34)}${exponentText(exponent)}${exponentText(slopeAtZero)}  ${least}${most}`;
  return [head, `    ${shortened(part, WIDTH - 4)}`];
};

/** How fast each part fails as an assumption is violated by ε, with the exponent of the fit and the slope at the smallest doses. */
export const dosesText = (reports: readonly ClaimAblation[]): string =>
  [
    `residual ≈ C εᵏ; columns: k fitted, k at the smallest ε, residual at 1/64, at 1`,
    ...reports.flatMap(({ claim, doses = [] }) => (doses.length > 0 ? [claim, ...doses.flatMap(doseLines)] : [])),
  ].join('\n');
