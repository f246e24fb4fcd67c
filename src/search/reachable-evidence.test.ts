import { describe, expect, it } from 'vitest';
import { statementById, statements } from '../theory/index.js';
import { attackClaim } from './attack-claim.js';
import { reachableEvidence } from './reachable-evidence.js';

describe('the evidence a claim is listed with', () => {
  it('follows from its parts', () => {
    expect(reachableEvidence(statementById('dual-networks/covariance-operator'))).toEqual([
      'exact',
      'identity',
      'exhaustive',
    ]);
    expect(reachableEvidence(statementById('dual-networks/normalised-output'))).toEqual([
      'exact',
      'identity',
      'enclosed',
    ]);
    expect(reachableEvidence(statementById('dual-networks/weighted-residue-bound'))).toEqual(['exact', 'enclosed']);
    expect(reachableEvidence(statementById('dual-networks/no-relative-residue-bound'))).not.toContain('identity');
  });
  it.each(statements.filter(({ expect: word }) => word === 'holds').map((claim) => ({ id: claim.id, claim })))(
    'covers what an attack on $id reaches',
    ({ claim }) => {
      const { evidence } = attackClaim(claim, { runs: 15, seed: 3 });
      const words = Object.values(evidence).flatMap((text) => text.split(' · ').map((item) => item.split(' ')[0]));
      const listed: readonly string[] = [...reachableEvidence(claim), 'none'];
      expect(words.filter((word) => !listed.includes(word))).toEqual([]);
    },
  );
});
