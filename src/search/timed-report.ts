import type { ClaimReport, UntimedReport } from '../ledger/claim-report.js';
import { attackName } from './attacks.js';

/** Seconds of computing by the name of the island. */
export type IslandSeconds = ReadonlyMap<string, number>;

/**
 * A report with the seconds of its islands and of each mutant's, each of which stands alone on a line of the JSON: without these lines it is the
 * report's own.
 */
export const timed = ({ id, mutants, ...report }: UntimedReport, seconds: IslandSeconds): ClaimReport => {
  const total = (start: string): number =>
    [...seconds].reduce((sum, [island, each]) => (island.startsWith(start) ? sum + each : sum), 0);
  return {
    id,
    seconds: total(`${id}: `),
    ...report,
    ...(mutants && {
      mutants: mutants.map(({ name, ...mutant }) => ({
        name,
        seconds: total(`${id}: ${attackName({ kind: 'mutant', name })}, `),
        ...mutant,
      })),
    }),
  };
};
