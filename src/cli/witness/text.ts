import type { WitnessFile } from '../../ledger/witness-file.js';
import type { Replay } from '../../search/replay.js';
import { problemName } from '../../search/witness-of.js';
import { instanceText } from './instance-text.js';
import { printable } from '../../ledger/printable.js';
import { commandText, labelled, wrapped } from './lines.js';
import { sidesText } from './sides-text.js';

/** What the title of a claim adds to its id. */
export interface ClaimWords {
  readonly title: string;
  /** What the mutant of the witness says, where it is one of a mutant. */
  readonly mutant?: string;
}

const gradeText = (grade: WitnessFile['grade'], reasons: readonly string[]): string =>
  labelled('grade:           ', [grade, ...reasons].map(printable).join('; '));

const standing = (found: Replay): readonly string[] => {
  if (found.status !== 'refutes') return [labelled('now:             ', `${found.status}: ${printable(found.reason)}`)];
  return [
    gradeText(found.grade, found.reasons),
    ...(found.changed ? [wrapped('note: the file records other numbers; those shown are computed now')] : []),
    ...(found.withinAll ? [wrapped('note: it meets every assumption, so it refutes the claim with them too')] : []),
  ];
};

/** `path` as one word of a shell. */
const shellWord = (path: string): string => (/^[\w./+-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`);

/** A witness for a person: the instance, both sides, what it refutes and what not, and how to see it again. */
export const witnessReport = (found: Replay, file: string, words: ClaimWords | undefined): string => {
  const { witness } = found;
  const sides = found.status === 'refutes' ? found.sides : witness.sides;
  const margin = found.status === 'refutes' ? found.margin : witness.margin;
  return [
    wrapped(printable(problemName(witness)), '  '),
    ...(words === undefined ? [] : [wrapped(`  ${words.title}`, '  ')]),
    ...(words?.mutant === undefined ? [] : [wrapped(`  mutant: ${words.mutant}`, '  ')]),
    '',
    instanceText(witness.instance),
    '',
    wrapped(`violated: ${printable(witness.part)}`, '    '),
    sidesText(sides),
    ...(margin === null ? [] : [`  margin ${margin}`]),
    '',
    labelled('refutes:         ', printable(problemName(witness))),
    labelled('does not refute: ', printable(witness.boundary)),
    ...standing(found),
    'check again:',
    commandText(`npx contrapose replay ${printable(shellWord(file))}`),
    'found by:',
    commandText(printable(witness.foundBy)),
  ].join('\n');
};
