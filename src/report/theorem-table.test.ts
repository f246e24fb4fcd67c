import { describe, expect, it } from 'vitest';
import type { ClaimReport } from '../ledger/claim-report.js';
import { claims } from '../theory/index.js';
import { mutantTable, partsText, refutationText, theoremTable } from './theorem-table.js';

const report = (id: string, more: Partial<ClaimReport> = {}): ClaimReport => ({
  id,
  verdict: 'holds',
  asExpected: true,
  evidence: { first: 'exact 200 · identity 200', second: 'statistical 100000' },
  instances: 200,
  discarded: 8,
  shapes: 12,
  degree: 4,
  worstMargin: 0,
  seconds: 1.25,
  ...more,
});
// Colours come with a terminal; what is said must not depend on them.
const plain = (text: string): string => text.replace(/\u001b\[[0-9;]*m/g, '');
const homogeneity = 'dual-networks/homogeneity';

describe('the table of theorems', () => {
  it('fits 80 columns for every claim, with the largest numbers', () => {
    const wide = claims.map(({ id, expect: word }) =>
      report(id, {
        verdict: word === 'holds' ? 'undecided' : 'refuted',
        asExpected: word !== 'holds',
        worstMargin: -1.2345e-14,
        seconds: 9.94,
        evidence: { all: 'exact 1 · identity 1 · enclosed 1 · statistical 1 · measured +1' },
      }),
    );
    const lines = plain(theoremTable(wide)).split('\n');
    expect(Math.max(...lines.map((line) => Array.from(line.trimEnd()).length))).toBeLessThanOrEqual(80);
    for (const { id } of claims) expect(lines.some((line) => line.startsWith(` ${id.split('/')[1]} `))).toBe(true);
  });
  it('has a letter for each kind of evidence and marks what was not expected', () => {
    const text = plain(
      theoremTable([
        report(homogeneity),
        report('dual-networks/pair-gradient', { verdict: 'refuted', asExpected: false }),
      ]),
    );
    expect(text).toMatch(/homogeneity +holds +EI  S +200 +4% +0 1\.\d/);
    expect(text).toMatch(/pair-gradient +refuted ! +–/);
    expect(text).toContain('1 of 2 claims as expected');
  });
  it('has a dash where nothing was judged', () => {
    const none = report(homogeneity, { instances: 0, discarded: 0, worstMargin: null, evidence: { a: 'none' } });
    expect(plain(theoremTable([none]))).toMatch(/homogeneity +holds +\? +0 +– +– /);
  });
});

describe('what is said of one claim', () => {
  it('is the evidence of every part', () => {
    expect(partsText(report(homogeneity))).toContain(
      'homogeneity (12 shapes, identities of degree ≤ 4)\n  first: exact',
    );
    expect(partsText(report(homogeneity, { degree: null }))).toContain('(12 shapes)');
  });
  it('is, when refuted, the part, the instance and how to see and repeat it', () => {
    const witness = { part: 'first', margin: -2, instance: { x: ['1'] } };
    const text = refutationText(report(homogeneity, { verdict: 'refuted', reason: 'because', witness }), 10, 7);
    expect(text).toContain('homogeneity: refuted: because (12 shapes, identities of degree ≤ 4)\n');
    expect(text).toContain('violated: first (margin -2) on\n  {"x":["1"]}');
    expect(text).toContain('npx contrapose check dual-networks/homogeneity --runs 10 --seed 7');
    expect(refutationText(report(homogeneity, { verdict: 'vacuous' }), 10, 7)).not.toContain('violated');
  });
  it('says of a part without evidence that it is violated, or that there is none, and of no shape nothing', () => {
    const witness = { part: 'second', margin: -2, instance: {} };
    const evidence = { first: 'none', second: 'none' };
    const text = refutationText(report(homogeneity, { witness, evidence, shapes: 0, degree: null }), 10, 7);
    expect(text).toContain('homogeneity: holds\n  first: no evidence\n  second: violated\n');
    expect(partsText(report(homogeneity, { shapes: 1, degree: null }))).toContain('(1 shape)');
    const measured = report(homogeneity, { shapes: 3, degree: null, evidence: { a: 'measured +0.1, 10 seeds' } });
    expect(partsText(measured)).toContain('(3 arms)\n  a: measured +0.1, 10 seeds');
  });
  it('is, of its mutants, whether each fell', () => {
    const mutant = (name: string, refuted: boolean, holds?: boolean) => ({
      name,
      text: '',
      refuted,
      cases: 3,
      ...(holds !== undefined && { agreesOn: { text: '', holds } }),
    });
    const mutants = [mutant('a', true), mutant('b', false), mutant('c', true, false), mutant('d', true, true)];
    const text = plain(mutantTable([report(homogeneity, { mutants }), report('dual-networks/pair-gradient')]));
    expect(text).toMatch(/homogeneity: b +survives ! +3/);
    expect(text).toMatch(/homogeneity: c +falls on its subclass too ! +3/);
    expect(text).toMatch(/homogeneity: d +refuted +3/);
    expect(text).toContain('3 of 4 mutants refuted');
  });
  it('ends with how fast the mutants that fell did: the middle and the most, of cases and of seconds', () => {
    const fallen = [4, 1, 9].map((cases) => ({
      name: `m${cases}`,
      text: '',
      refuted: true,
      cases,
      seconds: cases / 10,
    }));
    const standing = { name: 'stands', text: '', refuted: false, cases: 200, seconds: 50 };
    const of = (mutants: NonNullable<ClaimReport['mutants']>) => plain(mutantTable([report(homogeneity, { mutants })]));
    expect(of([...fallen, standing])).toContain('3 of 4 mutants refuted: median 4 cases, 0.40 s; most 9 cases, 0.90 s');
    // Put together from files there are no seconds.
    expect(of(fallen.map(({ seconds: _, ...rest }) => rest))).toMatch(/: median 4 cases; most 9 cases$/);
    expect(of([standing])).toMatch(/0 of 1 mutants refuted$/);
  });
});
