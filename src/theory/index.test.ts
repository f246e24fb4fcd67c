import { describe, expect, it } from 'vitest';
import { adopt, claimById, claims, isMeasured, statementById, statements } from './index.js';

describe('the registry of claims', () => {
  it('knows every claim by its id, and every one rests on claims it knows', () => {
    expect(claims.filter((claim) => claimById(claim.id) !== claim)).toEqual([]);
    expect(new Set(claims.map(({ id }) => id)).size).toBe(claims.length);
    expect(claims.flatMap(({ dependsOn }) => dependsOn).map((id) => claimById(id).id)).toEqual(
      claims.flatMap(({ dependsOn }) => dependsOn),
    );
    expect(() => claimById('byol/nothing')).toThrow(
      new RangeError('claim: expected one of the ids of "list", got "byol/nothing"'),
    );
  });

  it('tells claims about instances from measured ones', () => {
    expect(statements.map(({ id }) => statementById(id))).toEqual(statements);
    const measured = claims.filter(isMeasured).map(({ id }) => id);
    expect(measured).toContain('latent-tree/latent-recovery');
    expect(measured.length + statements.length).toBe(claims.length);
    expect(() => statementById('latent-tree/latent-recovery')).toThrow(
      new RangeError('claim: expected a claim about instances, got the measured claim "latent-tree/latent-recovery"'),
    );
  });

  it('takes in a claim from outside once, under an id that no other claim has', () => {
    const [known] = statements;
    const outside = { ...known, id: 'outside/a' };
    adopt([outside]);
    adopt([outside, known]);
    expect(claimById('outside/a')).toBe(outside);
    expect(claims).not.toContain(outside);
    for (const other of [{ ...outside }, { ...known }]) {
      expect(() => adopt([other])).toThrow(
        new RangeError(`claim: expected an id of its own, got "${other.id}" for two`),
      );
    }
  });
});
