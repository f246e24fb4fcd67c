import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The id of the false claim stands on line 17. */
const CLAIMS = `import { atMost, axis, claim, equal, list, number, record, space } from 'contrapose';

interface Instance { readonly x: readonly { readonly s: bigint }[] }

const common = {
  source: { paper: 'none', result: 'none' },
  reading: { tag: 'derived', note: 'none' } as const,
  space: space<Instance>(record({ x: list(axis('n', 1, 3), number(2, 2)) })),
  assumptions: [], quantifier: 'for all' as const, exponential: 'formal' as const, expect: 'holds' as const, dependsOn: [],
  mutants: [],
};
export const squares = claim<Instance>({
  id: 'mine/squares', title: 'Squares are not negative', statement: 'x^2 \\\\ge 0', ...common,
  conclusion: (F, { x }) => ({ 'x² ≥ 0': atMost(x.map(() => F.zero), x.map((s) => F.mul(s, s))) }),
});
export const zeros = claim<Instance>({
  id: 'mine/zeros', title: 'All | numbers are zero', statement: 'x = 0', ...common,
  conclusion: (F, { x }) => ({ 'x = 0': equal(x, x.map(() => F.zero)) }),
});
`;

const SUITE = `import { attackClaim, claimById, handOver } from 'contrapose';
import { describe, expect, test } from 'vitest';
import { squares, zeros } from './claims.js';

const plan = { runs: 50, seed: 7 };
const attacked = (task, claim) => {
  const report = attackClaim(claim, plan);
  handOver(task, claim, report, plan);
  return report;
};
describe('mine', () => {
  test('zeros (they are not)', ({ task }) => expect(attacked(task, zeros).asExpected).toBe(true));
  test('squares', ({ task }) => expect(attacked(task, squares).asExpected).toBe(true));
  test('a claim of the package', ({ task }) => {
    expect(attacked(task, claimById('as-released/batch-mean-weight')).asExpected).toBe(true);
  });
  test('a claim that holds, in a test that fails for another reason', ({ task }) => {
    attacked(task, squares);
    expect(1).toBe(2);
  });
  test('no claim', () => expect('left').toBe('right'));
});
`;

const CONFIG = `export default { test: { include: ['suite.ts'], reporters: ['default', 'contrapose/reporter'] } };`;

describe('a suite with the reporter', () => {
  const folder = mkdtempSync(join(tmpdir(), 'contrapose-reporter-'));
  const summary = join(folder, 'summary.md');

  const suite = (env: Record<string, string>): string => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--root', folder],
      {
        encoding: 'utf8',
        cwd: folder,
        env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, GITHUB_ACTIONS: undefined, ...env },
      },
    );
    expect(status, stderr).toBe(1);
    return `${stdout}\n${stderr}`;
  };
  let onGitHub: string;
  let elsewhere: string;

  beforeAll(() => {
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(root, join(folder, 'node_modules/contrapose'));
    symlinkSync(join(root, 'node_modules/vitest'), join(folder, 'node_modules/vitest'));
    for (const [name, text] of [
      ['package.json', '{ "type": "module" }'],
      ['claims.ts', CLAIMS],
      ['suite.ts', SUITE],
      ['vitest.config.js', CONFIG],
      ['summary.md', 'from an earlier step\n'],
    ] as const) {
      writeFileSync(join(folder, name), text);
    }
    onGitHub = suite({ GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary, GITHUB_WORKSPACE: join(folder, '..') });
    elsewhere = suite({ GITHUB_STEP_SUMMARY: join(folder, 'not-written.md') });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('ends with the table of theorems: claims of the package first, others in the order of their tests', () => {
    const table = elsewhere.slice(elsewhere.indexOf('\nclaim '));
    expect(table).toMatch(/^\nclaim +verdict +evid cases drop +margin\n/);
    const names = table
      .split('\n')
      .flatMap((line) => /^ (\S+) +(holds|refuted)/.exec(line)?.slice(1, 3).join(' ') ?? []);
    expect(names).toEqual(['batch-mean-weight refuted', 'zeros refuted', 'squares holds', 'squares holds']);
    expect(table).toMatch(/ zeros +refuted ! –/);
    expect(table).toContain('\n3 of 4 claims as expected\n');
  });

  it('tells a false claim, its shrunk instance and the command to repeat it, and no stack', () => {
    const start = elsewhere.indexOf('Claim: mine/zeros: refuted');
    const told = elsewhere.slice(start, elsewhere.indexOf('⎯⎯⎯', start));
    expect(told).toContain('  All | numbers are zero\n');
    expect(told).toContain('violated: x = 0 (margin -1) on\n  {"x":["1"]}');
    expect(told).toContain(`reproduce: npx vitest run suite.ts -t '^mine zeros \\(they are not\\)$'`);
    expect(told).not.toMatch(/❯|AssertionError|to be true/);
  });

  it('leaves other failures as they are', () => {
    expect(elsewhere).toContain('AssertionError: expected 1 to be 2');
    expect(elsewhere).toContain(`AssertionError: expected 'left' to be 'right'`);
    expect(elsewhere).toMatch(/❯ suite\.ts:21:/);
  });

  it('annotates, on GitHub alone, the line that states the claim', () => {
    const annotations = onGitHub.split('\n').filter((line) => line.startsWith('::error'));
    expect(annotations).toHaveLength(1);
    const file = join(folder.slice(folder.lastIndexOf('/') + 1), 'claims.ts');
    expect(annotations[0]).toMatch(`::error file=${file},line=17,title=mine/zeros%3A refuted::mine/zeros: refuted%0A`);
    expect(annotations[0]).toContain('%0A  reproduce: npx vitest run ');
    expect(elsewhere).not.toContain('::error');
  });

  it('adds to the summary of the job, on GitHub alone, the table and what is false', () => {
    const text = readFileSync(summary, 'utf8');
    expect(text).toMatch(/^from an earlier step\n## Claims: 3 of 4 claims as expected\n/);
    expect(text).toContain('| mine/zeros | All \\| numbers are zero | refuted ! | – |');
    expect(text).toContain('| mine/squares | Squares are not negative | holds | E X | 50 | 0% | 0 |');
    expect(text.match(/<details open>/g)).toHaveLength(1);
    expect(text).toContain('violated: x = 0 (margin -1) on\n  {"x":["1"]}');
    expect(() => readFileSync(join(folder, 'not-written.md'))).toThrow('ENOENT');
  });
});
