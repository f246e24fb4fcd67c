import { expect, it } from 'vitest';
import type { Tested } from './account.js';
import { summaryMarkdown } from './summary.js';

const tested = (id: string, asExpected: boolean): Tested => ({
  report: {
    id,
    verdict: asExpected ? 'holds' : 'refuted',
    asExpected,
    evidence: { all: 'exact 3 · identity 3' },
    instances: 3,
    discarded: 1,
    shapes: 2,
    degree: 4,
    worstMargin: asExpected ? 0 : -0.5,
    ...(!asExpected && { witness: { part: 'all', margin: -0.5, instance: { text: '```' } } }),
  },
  title: 'A | B',
  runs: 3,
  seed: 7,
  place: 0,
  testFile: 'a.test.ts',
  testName: 'a',
});

it('the summary has a row a claim, and what is false in a block of its own that its text cannot end', () => {
  const text = summaryMarkdown([tested('a/true', true), tested('a/false', false)]);
  expect(text).toMatch(/^## Claims: 1 of 2 claims as expected\n/);
  expect(text).toContain('| a/true | A \\| B | holds | EI | 3 | 25% | 0 |');
  expect(text).toContain('| a/false | A \\| B | refuted ! | – | 3 | 25% | -0.50 |');
  expect(text).toContain(
    '<details open><summary>a/false</summary>\n\n````text\na/false: refuted (2 shapes, identities of degree ≤ 4)\n  A | B\n',
  );
  expect(text).toContain('\n````\n\n</details>');
  expect(text).not.toContain('<summary>a/true');
});
