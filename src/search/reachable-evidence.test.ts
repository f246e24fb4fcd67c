import { describe, expect, it } from 'vitest';
import { claimById, claims } from '../theory/index.js';
import { attackClaim } from './attack-claim.js';
import { reachableEvidence } from './reachable-evidence.js';

describe('the evidence a claim is listed with', () => {
  it('follows from its parts', () => {
    expect(reachableEvidence(claimById('dual-networks/covariance-operator'))).toEqual(['exact', 'identity']);
    expect(reachableEvidence(claimById('dual-networks/normalised-output'))).toEqual(['exact', 'identity', 'enclosed']);
    expect(reachableEvidence(claimById('dual-networks/weighted-residue-bound'))).toEqual(['exact', 'enclosed']);
    expect(reachableEvidence(claimById('dual-networks/no-relative-residue-bound'))).not.toContain('identity');
  });
  it.each(claims.filter(({ expect: word }) => word === 'holds').map((claim) => ({ id: claim.id, claim })))(
    'covers what an attack on $id reaches',
    ({ claim }) => {
      const { evidence } = attackClaim(claim, { runs: 15, seed: 3 });
      const words = Object.values(evidence).flatMap((text) => text.split(' · ').map((item) => item.split(' ')[0]));
      const listed: readonly string[] = [...reachableEvidence(claim), 'none'];
      expect(words.filter((word) => !listed.includes(word))).toEqual([]);
    },
  );
});
