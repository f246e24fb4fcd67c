/** What `ablate` found, for programs: a flat array on stdout, and a record in a file with all that it depends on. */
import { ABLATION_FORMAT } from '../../ledger/ablation-file.js';
import type { ClaimAblation } from '../../ledger/ablation-report.js';
import { packageVersion } from '../version.js';

/**
 * One object for each set of assumptions that was dropped, {claim, dropped, verdict, witness, bestMargin, cases}; where asked for, one for each part of
 * a claim, {claim, part, needs, droppable}, and one for each dose–response, {claim, assumption, part, doses, residuals, exponent}.
 */
export const ablationRows = (reports: readonly ClaimAblation[]): readonly unknown[] =>
  reports.flatMap(({ claim, single, droppable, parts = [], doses = [] }) => {
    const alone = new Set(single.map(({ dropped }) => dropped.join(' ')));
    const together = droppable.filter(({ dropped }) => !alone.has(dropped.join(' ')));
    return [
      ...[...single, ...together].map((ablation) => ({ ...ablation, witness: ablation.witness ?? null })),
      ...parts.map((part) => ({ claim, ...part })),
      ...doses,
    ];
  });

/** The record of an ablation as the text of a file. */
export const ablationText = (
  reports: readonly ClaimAblation[],
  { runs, seed }: { readonly runs: number; readonly seed: number },
): string =>
  `${JSON.stringify({ format: ABLATION_FORMAT, version: packageVersion(), seed, runs, claims: reports }, undefined, 1)}\n`;
