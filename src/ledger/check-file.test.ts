import { describe, expect, it } from 'vitest';
import { readAblation } from './ablation-file.js';
import { readCheck } from './check-file.js';

const report = {
  id: 'subject/claim',
  seconds: 1.5,
  verdict: 'holds',
  asExpected: true,
  evidence: { part: 'exact 3' },
  instances: 3,
  discarded: 1,
  shapes: 2,
  degree: null,
  worstMargin: -1e-14,
  margins: { part: { '≈ 0': 1, '= 0': 2 } },
  witness: { part: 'part', margin: null, instance: { x: ['1/2', 3] } },
  mutants: [{ name: 'm', text: 't', refuted: true, cases: 4, agreesOn: { text: 's', holds: true } }],
};
const check = { format: 'contrapose/check@1', version: '0.1.0', seed: -7, runs: 200, mutants: true, claims: [report] };
const ablation = {
  format: 'contrapose/ablation@1',
  seed: 7,
  runs: 20,
  claims: [
    {
      claim: 'subject/claim',
      assumptions: ['a'],
      single: [{ claim: 'subject/claim', dropped: ['a'], verdict: 'vacuous', reason: 'r', bestMargin: null, cases: 0 }],
      droppable: [],
      doses: [{ claim: 'subject/claim', assumption: 'a', part: 'p', instances: 2, doses: ['1/2', '1'], residuals: [0, 0.5], exponent: null, slopeAtZero: null }],
    },
  ],
}; // prettier-ignore

const readingOf = (value: unknown) => () => readCheck(JSON.stringify(value), 'c.json');

describe('the file of a check', () => {
  it('is read as it was written', () => {
    expect(readCheck(JSON.stringify(check), 'c.json')).toEqual(check);
  });
  it('is refused with its name and the place where it says something else', () => {
    expect(readingOf({ ...check, format: 'contrapose/check@2' })).toThrow('c.json: format: expected "contrapose/check@1", got "contrapose/check@2" (written by a newer version: update contrapose)'); // prettier-ignore
    // Asked for first: in another version every other field may mean something else.
    expect(readingOf({ format: 'contrapose/check@2', other: 1 })).toThrow(/^c\.json: format: expected/);
    expect(readingOf({ ...check, format: undefined })).toThrow(/^c\.json: format: expected "contrapose\/check@1"/);
    expect(readingOf({ ...check, claims: [{ ...report, verdict: 'proved' }] })).toThrow(/^c\.json: claims\[0\]\.verdict: expected "holds" or/); // prettier-ignore
    expect(readingOf({ ...check, claims: [report, report] })).toThrow(/claims\[1\]: expected another name/);
    expect(readingOf({ ...check, claims: [{ ...report, margins: { part: { '≥ 7': 1 } } }] })).toThrow(/margins\.part.*no such field/); // prettier-ignore
    expect(readingOf({ ...check, claims: [{ ...report, id: '<b>' }] })).not.toThrow();
    expect(readingOf({ ...check, claims: [{ ...report, id: 'two words' }] })).toThrow(/expected the id of a claim/);
    expect(readingOf([])).toThrow(/^c\.json: expected an object, got a list of 0 items$/);
    expect(() => readCheck('{', 'c.json')).toThrow(/^c\.json, line 1, column 2: expected JSON/);
  });
});

describe('the file of an ablation', () => {
  it('is read as it was written, with or without the version that wrote it', () => {
    expect(readAblation(JSON.stringify(ablation), 'a.json')).toEqual(ablation);
    expect(readAblation(JSON.stringify({ ...ablation, version: '1' }), 'a.json').version).toBe('1');
  });
  it('is refused where a number is none', () => {
    const [claim] = ablation.claims;
    const bad = { ...ablation, claims: [{ ...claim, doses: [{ ...claim.doses[0], residuals: ['0'] }] }] };
    expect(() => readAblation(JSON.stringify(bad), 'a.json')).toThrow(/^a\.json: claims\[0\]\.doses\[0\]\.residuals\[0\]: expected a number, got "0"$/); // prettier-ignore
  });
});
