import { describe, expect, it } from 'vitest';
import type { ReadReport } from '../../ledger/check-file.js';
import { claimById, claims } from '../../theory/index.js';
import { htmlReport } from '../html/document.js';
import type { ReportInputs } from './inputs.js';
import type { ReportPage } from './page.js';
import { reportPage } from './report-page.js';

const report = (id: string, more: Partial<ReadReport> = {}): ReadReport => ({
  id,
  verdict: claimById(id).expect === 'holds' ? 'holds' : 'refuted',
  asExpected: true,
  evidence: { part: 'exact 3 · identity 3' },
  instances: 3,
  discarded: 1,
  shapes: 2,
  degree: 4,
  worstMargin: 0,
  ...more,
});

const inputs = (changed: readonly ReadReport[], more: Partial<ReportInputs> = {}): ReportInputs => ({
  check: {
    file: 'check.json',
    value: {
      format: 'contrapose/check@1',
      version: '9.9.9',
      seed: 5,
      runs: 7,
      mutants: true,
      claims: claims.map(({ id }) => changed.find((each) => each.id === id) ?? report(id)),
    },
  },
  witnesses: [],
  training: [],
  problems: [],
  ...more,
});

const claimOf = (page: ReportPage, id: string) => {
  const found = page.claims.find((claim) => claim.id === id);
  if (!found) throw new Error(`claim: expected ${id}, got none`);
  return found;
};

const broken = (id: string): ReadReport => report(id, { verdict: 'refuted', asExpected: false });

describe('the page of a report', () => {
  it('has every claim of the registry once, in its order, under the paper it is from', () => {
    const page = reportPage(inputs([]), '1');
    expect(page.claims.map(({ id }) => id)).toEqual(claims.map(({ id }) => id));
    const listed = page.papers.flatMap(({ claims: ids }) => ids);
    expect([...listed].sort()).toEqual(claims.map(({ id }) => id).sort());
    for (const { paper, claims: ids } of page.papers) {
      for (const id of ids) expect(claimById(id).source.paper).toBe(paper);
    }
  });

  it('says with which seed, runs and version the verdicts were obtained, and repeats them in the commands', () => {
    const page = reportPage(inputs([]), '1');
    expect(page.check).toEqual({ file: 'check.json', version: '9.9.9', seed: 5, runs: 7 });
    expect(claimOf(page, 'byol/update').commands[0].command).toBe('npx contrapose check byol/update --runs 7 --seed 5');
  });

  it('marks the first broken step where a result is refuted unexpectedly, and what rests on it as broken after it', () => {
    const page = reportPage(inputs([broken('dual-networks/homogeneity'), broken('dual-networks/covariance-operator')]), '1'); // prettier-ignore
    expect(page.chain.filter(({ firstBroken }) => firstBroken).map(({ claim }) => claim)).toEqual(['dual-networks/homogeneity']); // prettier-ignore
    expect(claimOf(page, 'dual-networks/covariance-operator').stands.firstBroken).toEqual(['dual-networks/homogeneity']); // prettier-ignore
    const text = htmlReport(page);
    expect(text).toMatch(/First broken step:<\/strong> *<a href="#claim-dual-networks-homogeneity"/);
    expect(text).toMatch(/class="step bad first-broken"/);
  });

  it('marks no step where each claim comes out as expected, refuted ones among them', () => {
    const page = reportPage(inputs([]), '1');
    expect(page.chain.some(({ firstBroken }) => firstBroken)).toBe(false);
    expect(htmlReport(page)).not.toContain('First broken step');
  });

  it('calls a claim as strong as its weakest part', () => {
    const words = (evidence: Readonly<Record<string, string>>): string =>
      claimOf(reportPage(inputs([report('byol/update', { evidence })]), '1'), 'byol/update').stands.words;
    expect(words({ a: 'exact 3 · identity 3', b: 'exact 3' })).toContain('decided exactly on each');
    expect(words({ a: 'exact 3', b: 'exact 1 · enclosed 2' })).toContain('1 of 2 parts only enclosed');
    expect(words({ a: 'exact 3', b: 'exact 3', c: 'statistical 100000' })).toContain('1 of 3 parts a law');
    for (const evidence of ['exact 3', 'enclosed 3']) expect(words({ a: evidence })).toContain('No sampling is a proof'); // prettier-ignore
  });

  it('takes the committed ledger where no check speaks of a claim, and says so', () => {
    const { check: _, ...none } = inputs([]);
    const ledger = {
      file: 'ledger.json',
      value: {
        format: 'contrapose/ledger@1' as const,
        runs: 200,
        seed: 1,
        approvals: [],
        claims: [
          { id: 'byol/update', expect: 'holds' as const, verdict: 'holds' as const, text: '0'.repeat(16), quantifier: 'for all' as const, parts: [{ name: 'p', relation: 'equal' as const, evidence: 'exact 9' }], assumptions: [], mutants: [{ name: claimById('byol/update').mutants[0].name, refuted: true }], probes: [] },
        ],
      },
    }; // prettier-ignore
    const found = claimOf(reportPage({ ...none, ledger }, '1'), 'byol/update');
    expect(found.stands).toMatchObject({ verdict: 'holds', from: 'ledger' });
    expect(found.stands.words).toMatch(/^By the committed ledger/);
    expect(found.parts).toEqual([{ name: 'p', evidence: [{ kind: 'exact', text: '9' }] }]);
    expect(found.mutants[0].outcome).toBe('refuted');
  });

  it('cites every claim as the command cite does', () => {
    const found = claimOf(reportPage(inputs([]), '1'), 'dual-networks/covariance-operator');
    expect(found.bibtex).toContain('@misc{tian2020dual,');
    expect(claimOf(reportPage(inputs([]), '1'), 'beyond/norm-thermostat').bibtex).toMatch(/^% .*no paper states it$/);
  });

  it('names claims that a file has and this version has not', () => {
    const strange = inputs([]);
    const value = { ...strange.check?.value, claims: [{ ...report('byol/update'), id: 'gone/claim' }] } as never;
    const page = reportPage({ ...strange, check: { file: 'c.json', value } }, '1');
    expect(page.problems).toEqual([{ file: 'c.json', message: 'c.json: expected claims of this version, got gone/claim' }]); // prettier-ignore
  });

  it('shows a surviving mutant, and one that falls where it should agree, as what they are', () => {
    const [first, second] = claimById('dual-networks/covariance-operator').mutants;
    const mutants = [
      { name: first.name, text: '', refuted: false, cases: 3 },
      { name: second.name, text: '', refuted: true, cases: 2, agreesOn: { text: '', holds: false } },
    ];
    const page = reportPage(inputs([report('dual-networks/covariance-operator', { mutants })]), '1');
    const outcomes = claimOf(page, 'dual-networks/covariance-operator').mutants.map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['survives', 'falls on its subclass', 'not attacked']);
  });
});
