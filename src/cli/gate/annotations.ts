import { annotation } from '../../report/workflow-command.js';
import { changedOf, changeLines, headline, stepText, witnessText } from './text.js';
import type { Decided, GateReport } from './verdict.js';

const ofClaim = (claim: Decided): string => {
  const lines = [stepText(claim), witnessText(claim), ...changeLines(claim)].filter((line) => line !== '');
  const place = { file: `src/theory/${claim.id}.ts`, title: `${claim.id}: ${headline(claim)}` };
  return annotation(claim.passes ? 'notice' : 'error', place, lines.join('\n'));
};

/** The changed claims as workflow commands of GitHub, each on the file that states it. */
export const annotations = (report: GateReport): readonly string[] => changedOf(report).map(ofClaim);
