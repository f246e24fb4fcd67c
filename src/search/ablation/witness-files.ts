import { decode } from '../../ledger/codec.js';
import { writeWitness } from '../../ledger/witness-file.js';
import { narrowed } from '../../theory/claim.js';
import { statementById } from '../../theory/index.js';
import { witnessOf } from '../witness-of.js';
import type { AblationOptions } from './ablate.js';
import type { ClaimAblation } from './ablation-report.js';

/** Writes the witness of every necessary assumption, and of every set dropped together, into a folder; the files written. @throws {BadInput} */
export const witnessFiles = (
  folder: string,
  reports: readonly ClaimAblation[],
  { runs, seed }: AblationOptions,
): readonly string[] =>
  reports.flatMap(({ claim: id, single }) =>
    single.flatMap(({ dropped, witness }) => {
      if (!witness) return [];
      const claim = statementById(id);
      const instance = decode(narrowed(claim, dropped), witness.instance, id);
      const file = witnessOf(
        claim,
        { kind: 'without', slugs: dropped },
        { word: 'refuted', witness: { instance, part: witness.part, margin: witness.margin } },
        `contrapose ablate ${id} --runs ${runs} --seed ${seed}`,
      );
      return file ? [writeWitness(folder, file)] : [];
    }),
  );
