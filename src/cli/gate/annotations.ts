import { changedOf, changeLines, headline, stepText, witnessText } from './text.js';
import type { Decided, GateReport } from './verdict.js';

/** Text as the data of a workflow command. */
const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

const annotation = (claim: Decided): string => {
  const kind = claim.passes ? 'notice' : 'error';
  const title = `${claim.id}: ${headline(claim)}`;
  const lines = [stepText(claim), witnessText(claim), ...changeLines(claim)].filter((line) => line !== '');
  return `::${kind} file=${property(`src/theory/${claim.id}.ts`)},title=${property(title)}::${data(lines.join('\n'))}`;
};

/** The changed claims as workflow commands of GitHub, each on the file that states it. */
export const annotations = (report: GateReport): readonly string[] => changedOf(report).map(annotation);
