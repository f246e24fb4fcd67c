/** Counterexamples into files, as soon as they are found. */
import { decode } from '../ledger/codec.js';
import { writeWitness } from '../ledger/witness-file.js';
import { narrowed } from '../theory/claim.js';
import { claimById, isMeasured, statementById } from '../theory/index.js';
import type { AblationOptions } from './ablation/ablate.js';
import type { ClaimAblation } from '../ledger/ablation-report.js';
import type { HuntState } from './ablation/hunt-state.js';
import type { Attack } from './attacks.js';
import type { ClaimReport, ShownOn } from '../ledger/claim-report.js';
import { witnessOf } from './witness-of.js';

interface Found {
  readonly id: string;
  readonly attack: Attack;
  /** With its instance as in files. */
  readonly shown: ShownOn;
  readonly foundBy: string;
}

const written = (folder: string, { id, attack, shown, foundBy }: Found): readonly string[] => {
  const claim = statementById(id);
  const instance = decode(narrowed(claim, attack.kind === 'without' ? attack.slugs : []), shown.instance, id);
  const file = witnessOf(claim, attack, { word: 'refuted', witness: { ...shown, instance } }, foundBy);
  return file ? [writeWitness(folder, file)] : [];
};

const commandOf = (verb: string, id: string, { runs, seed }: AblationOptions): string =>
  `npx contrapose ${verb} ${id} --runs ${runs} --seed ${seed}`;

/** Writes the witness of every necessary assumption of a claim into a folder; the files written. @throws {BadInput} */
export const ablationWitnessFiles = (
  folder: string,
  { claim: id, single }: ClaimAblation,
  options: AblationOptions,
): readonly string[] =>
  single.flatMap(({ dropped, witness }) =>
    witness
      ? written(folder, {
          id,
          attack: { kind: 'without', slugs: dropped },
          shown: witness,
          foundBy: commandOf('ablate', id, options),
        })
      : [],
  );

/** Writes the witness of a claim of ours that was refuted into a folder; the file written, if there is one. @throws {BadInput} */
export const claimWitnessFiles = (
  folder: string,
  { id, verdict, witness }: ClaimReport,
  options: AblationOptions,
): readonly string[] =>
  verdict === 'refuted' && witness && !isMeasured(claimById(id))
    ? written(folder, { id, attack: { kind: 'claim' }, shown: witness, foundBy: commandOf('check', id, options) })
    : [];

/** Writes the witness a hunt ended with into a folder; the file written, if it found one. @throws {BadInput} */
export const huntWitnessFiles = (
  folder: string,
  { claim: id, without, part, cases, seed, witness }: HuntState,
): readonly string[] => {
  if (witness === null) return [];
  const what = [
    ...(without.length > 0 ? ['--without', ...without] : []),
    ...(part === undefined ? [] : ['--part', `'${part}'`]),
  ].join(' ');
  const attack: Attack = without.length > 0 ? { kind: 'without', slugs: without } : { kind: 'claim' };
  return written(folder, {
    id,
    attack,
    shown: witness,
    foundBy: `npx contrapose hunt ${id} ${what} --cases ${cases} --seed ${seed}`.replace('  ', ' '),
  });
};
