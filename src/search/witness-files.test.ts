import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readWitness, type WitnessFile } from '../ledger/witness-file.js';
import { claimById, statementById } from '../theory/index.js';
import { ablateClaim } from './ablation/ablate-claim.js';
import { huntChunk } from './ablation/hunt.js';
import { huntOn, huntStart } from './ablation/hunt-state.js';
import { attackClaim } from './attack-claim.js';
import { replay } from './replay.js';
import { ablationWitnessFiles, claimWitnessFiles, huntWitnessFiles } from './witness-files.js';

const options = { runs: 100, seed: 5 };
const folder = (): string => mkdtempSync(join(tmpdir(), 'contrapose-witness-files-'));
const written = (files: readonly string[]): readonly WitnessFile[] =>
  files.map((file) => readWitness(readFileSync(file, 'utf8'), file));

describe('a counterexample that was found', () => {
  it('is a file for each assumption that an ablation shows necessary', () => {
    const into = folder();
    const files = ablationWitnessFiles(into, ablateClaim(statementById('dual-networks/homogeneity'), options), options);
    expect(files).toHaveLength(2);
    expect(written(files).map((witness) => replay(witness).status)).toEqual(['refutes', 'refutes']);
    expect(written(files)[0].foundBy).toBe('npx contrapose ablate dual-networks/homogeneity --runs 100 --seed 5');
  });
  it('is none where there was nothing to try', () => {
    const into = folder();
    const exists = statementById('dual-networks/no-relative-residue-bound');
    expect(ablationWitnessFiles(into, ablateClaim(exists, options), options)).toEqual([]);
    expect(readdirSync(into)).toEqual([]);
  });
  it('is a file of a claim that is refuted, and none of one that holds', () => {
    const into = folder();
    const report = (id: string) => attackClaim(claimById(id), options);
    const [witness] = written(claimWitnessFiles(into, report('as-released/batch-mean-weight'), options));
    expect(witness).toMatchObject({ attack: 'claim', dropped: [] });
    expect(witness.foundBy).toBe('npx contrapose check as-released/batch-mean-weight --runs 100 --seed 5');
    expect(claimWitnessFiles(into, report('dual-networks/hinge-limit'), options)).toEqual([]);
    expect(readdirSync(into)).toHaveLength(1);
  });
  it('is a file of the hunt that found it, with the command that finds it again', () => {
    const into = folder();
    const part = 'f_L = K_lᵀ vec(W_l)';
    const claim = statementById('dual-networks/homogeneity');
    const start = huntStart({ claim: claim.id, without: ['no-bias'], part, seed: 5 });
    expect(huntWitnessFiles(into, start)).toEqual([]);
    const [witness] = written(huntWitnessFiles(into, huntOn(start, huntChunk(claim, start, 0, 400))));
    expect(witness).toMatchObject({ attack: 'without', dropped: ['no-bias'], part });
    expect(witness.foundBy).toBe(
      `npx contrapose hunt dual-networks/homogeneity --without no-bias --part '${part}' --cases 400 --seed 5`,
    );
  });
});
