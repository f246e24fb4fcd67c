import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rational } from '../arithmetic/rational.js';
import type { Outcome } from '../judge/outcome.js';
import { type JudgedCase, observationOf, observationWriter } from './observations.js';

const outcome = (status: Outcome['status'], margin: number): Outcome => ({ status, evidence: 'exact', margin });
const half = rational(1, 2);
const judged: JudgedCase = {
  property: 'a/claim: claim',
  instance: { weights: [[half, half], [half]], layer: 1 },
  outcomes: { first: outcome('holds', 0), second: outcome('holds', 0.25) },
  generated: 'drawn',
};
const START = 1_700_000_000.5;

describe('an observation', () => {
  test('has the fields that viewers of property-based tests read, and nothing that JSON lacks', () => {
    const observation = observationOf(judged, START);
    expect(JSON.parse(JSON.stringify(observation))).toEqual({
      type: 'test_case',
      run_start: START,
      property: 'a/claim: claim',
      status: 'passed',
      status_reason: '',
      representation: '{"weights":[["1/2","1/2"],["1/2"]],"layer":1}',
      arguments: { weights: [['1/2', '1/2'], ['1/2']], layer: 1 },
      how_generated: 'drawn',
      features: { margin: 0, numbers: 3, 'size of weights': 2, 'size of weights.*': 2 },
      coverage: null,
      timing: {},
      metadata: { evidence: { first: 'exact', second: 'exact' } },
    });
  });
  test('of a violation names the parts that are violated and the least margin', () => {
    const outcomes = { first: outcome('holds', 0), second: outcome('violated', -3), third: outcome('violated', -1) };
    expect(observationOf({ ...judged, outcomes }, START)).toMatchObject({
      status: 'failed',
      status_reason: 'violated: second; third',
      features: { margin: -3 },
    });
  });
  test('of an instance that is not decided, or only in part, gives up and says why', () => {
    const undecided = observationOf({ ...judged, outcomes: undefined }, START);
    expect(undecided).toMatchObject({ status: 'gave_up', status_reason: 'undecided: a kink' });
    expect(undecided.features).not.toHaveProperty('margin');
    const open = { first: outcome('holds', 0), second: outcome('unknown', NaN) };
    expect(observationOf({ ...judged, outcomes: open }, START)).toMatchObject({
      status: 'gave_up',
      status_reason: 'not decided: second',
      features: { margin: 0 },
    });
  });
  test('is written in whole lines, in order, none of them lost at the end', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'contrapose-')), 'cases.jsonl');
    const writer = observationWriter(file, START);
    const names = Array.from({ length: 150 }, (_, i) => `case ${i}`);
    for (const property of names) writer.observe({ ...judged, property });
    writer.flush();
    writer.flush();
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { property: string }).property)).toEqual(names);
  });
});
