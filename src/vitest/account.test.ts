import { expect, it } from 'vitest';
import { accountOf, reproduceCommand, type Tested } from './account.js';

const tested = (more: Partial<Tested> = {}): Tested => ({
  report: {
    id: 'mine/zeros',
    verdict: 'refuted',
    asExpected: false,
    evidence: { 'x = 0': 'none' },
    instances: 1,
    discarded: 0,
    shapes: 0,
    degree: null,
    worstMargin: -1,
    witness: { part: 'x = 0', margin: -1, instance: { x: ['1'] } },
  },
  title: 'All numbers are zero',
  runs: 50,
  seed: 7,
  testFile: 'suite/zeros.test.ts',
  testName: 'mine > zeros',
  ...more,
});

it('a claim of the package is repeated by its id, and its instance can be evaluated', () => {
  const own = tested({ place: 3 });
  expect(reproduceCommand(own)).toBe('npx contrapose check mine/zeros --runs 50 --seed 7');
  expect(accountOf(own)).toContain('npx contrapose eval mine/zeros --instance FILE');
});

it('a claim of a module is repeated from the module, whose name is quoted for the shell', () => {
  expect(reproduceCommand(tested({ file: 'claims.mjs' }))).toContain(
    ' mine/zeros --claims claims.mjs --runs 50 --seed 7',
  );
  expect(reproduceCommand(tested({ file: "my claims' own.mjs" }))).toContain(` --claims 'my claims'\\'' own.mjs' `);
});

it('any other is repeated by its test alone, whose name is taken literally', () => {
  const command = reproduceCommand(tested({ testName: 'mine > zeros (1 + 1)' }));
  expect(command).toBe(`npx vitest run suite/zeros.test.ts -t '^mine zeros \\(1 \\+ 1\\)$'`);
  expect(accountOf(tested())).not.toContain('contrapose eval');
});

it('the account names claim, parts, instance and command', () => {
  expect(accountOf(tested({ place: 0 })).split('\n')).toEqual([
    'mine/zeros: refuted',
    '  All numbers are zero',
    '  x = 0: violated',
    '  violated: x = 0 (margin -1) on',
    '  {"x":["1"]}',
    '  see both sides: save an instance above and run npx contrapose eval mine/zeros --instance FILE',
    '  reproduce: npx contrapose check mine/zeros --runs 50 --seed 7',
  ]);
});
