import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AgainstReport } from '../src/search/foreign/against.js';
import type { Observation } from '../src/search/observations.js';
import { contrapose, fileOf, json, type Run } from './run-contrapose.js';

const inRepository = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const library = new URL('../dist/index.js', import.meta.url).href;

const isRefused = (run: Run, ...words: string[]): void => {
  expect({ code: run.code, stdout: run.stdout }).toEqual({ code: 2, stdout: '' });
  expect(run.stderr).toMatch(/expected .+, got .+/);
  expect(run.stderr.trim().split('\n')).toHaveLength(1);
  for (const word of words) expect(run.stderr).toContain(word);
};

const hasPython = ((): boolean => {
  try {
    execFileSync('python3', ['--version']);
    return true;
  } catch {
    console.warn('python3 is not there: the programs in properties/foreign are not run');
    return false;
  }
})();

const RUNS = 80;
const asked = new Map<string, Run>();

/** Every program is run once. */
const against = async (program: string): Promise<Run> => {
  const command = `python3 "${inRepository(`properties/foreign/${program}.py`)}"`;
  const run = asked.get(program) ?? (await contrapose('check', '--against', command, '--json', '--runs', String(RUNS)));
  asked.set(program, run);
  return run;
};
const report = (run: Run): AgainstReport => json(run) as AgainstReport;
const broken = ({ steps }: AgainstReport): string[] => steps.filter((one) => one.broken > 0).map(({ step }) => step);

describe.skipIf(!hasPython)('a network in plain Python', () => {
  it.each([
    ['contrast', 'float64', 0],
    ['single_precision', 'float32', 0],
  ])('%s agrees with the exact values at every step, as far as %s can', async (program, precision) => {
    const run = await against(program);
    expect(run.code).toBe(0);
    expect(report(run)).toMatchObject({ verdict: 'agrees', first: null, precision: [precision], unsupported: 0 });
    expect(report(run).steps.every(({ instances, worst }) => instances > RUNS / 2 && worst !== null && worst < 1)).toBe(
      true,
    );
  });
  it('over fractions is equal to them, and is not asked about exponentials', async () => {
    const found = report(await against('exact'));
    expect(found).toMatchObject({ verdict: 'agrees', precision: ['exact'] });
    expect(found.unsupported).toBeGreaterThan(0);
    expect(found.steps.every(({ instances, worst }) => instances > RUNS / 8 && worst === 0)).toBe(true);
  });
  it.each([
    ['missing_half', 'distances', 'topGradients.one'],
    ['no_stop_gradient', 'topGradients.one', 'gradients.one'],
    ['augmented_weights', 'operator', 'operator'],
  ])('%s breaks the proof chain at %s first', async (program, first, later) => {
    const run = await against(program);
    expect(run.code).toBe(1);
    const found = report(run);
    expect(found).toMatchObject({ verdict: 'differs', first: { step: first } });
    expect(broken(found)[0]).toBe(first);
    expect(broken(found)).toContain(later);
    expect(found.first?.difference.path).toContain(first);
  });
  it('is told in words where it breaks', async () => {
    const { command } = report(await against('missing_half'));
    const { code, stdout } = await contrapose('check', '--against', command, '--runs', '20');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^distances .* breaks$/m);
    const [table] = stdout.split('first step');
    expect(Math.max(...table.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(stdout).toContain('first step that breaks: distances');
  });
  it('without a stop-gradient differs only where the anchor’s branch alone is asked for', async () => {
    expect(broken(report(await against('no_stop_gradient')))).toEqual(['topGradients.one', 'gradients.one']);
  });
  it('with weights from augmented views differs in nothing but the operator', async () => {
    expect(broken(report(await against('augmented_weights')))).toEqual(['operator']);
  });
});

describe('check --against', () => {
  it('ends with exit code 2 and one line for a program that does not keep to the protocol', async () => {
    isRefused(await contrapose('check', '--against', 'no-such-command-here', '--runs', '5'), 'exit code 127');
    isRefused(await contrapose('check', '--against', 'echo hello; cat > /dev/null', '--runs', '5'), 'answer 0', 'JSON');
    isRefused(await contrapose('check', '--against', 'cat > /dev/null', '--runs', '5'), '0 of 5 answers');
  });
  it('is not combined with what attacks claims', async () => {
    isRefused(await contrapose('check', '--against', 'cat', '--mutants'), '--mutants');
    isRefused(await contrapose('check', 'dual-networks/homogeneity', '--against', 'cat'), 'claim id');
    isRefused(await contrapose('check', '--timeout', '3'), '--against');
  });
  it('is undecided, exit code 1, where the program supports nothing', async () => {
    const code = `require('readline').createInterface({ input: process.stdin }).on('line', (line) => console.log(JSON.stringify({ id: JSON.parse(line).id, unsupported: 'all' })))`;
    const run = await contrapose(
      'check',
      '--against',
      `"${process.execPath}" -e ${JSON.stringify(code)}`,
      '--json',
      '--runs',
      '5',
    );
    expect(run.code).toBe(1);
    expect(report(run)).toMatchObject({ verdict: 'undecided', answered: 5, unsupported: 5 });
  });
  it('has its protocol as a JSON Schema', async () => {
    expect(json(await contrapose('schema', 'against'))).toMatchObject({
      $defs: { instance: { type: 'object' }, answer: { required: ['id'] } },
    });
  });
});

describe('check --claims', () => {
  let good: string;

  const text = (conclusion: string, id: string): string => `
    export const ${id} = claim({
      id: 'mine/${id}', title: 'Squares', statement: 'x^2 = x x', source: { paper: 'none', result: 'none' },
      reading: { tag: 'derived', note: 'none' }, space: space(record({ x: list(axis('n', 1, 4), number(2, 2)) })),
      assumptions: [{ slug: 'not-negative', text: 'x ≥ 0', narrow: at('x.*', number(2, 2, 'non-negative')), holds: ({ x }) => x.every((a) => a.s >= 0n) }],
      quantifier: 'for all', exponential: 'formal', conclusion: ${conclusion}, expect: 'holds', dependsOn: [],
      mutants: [{ name: 'negated', text: 'x ≤ 0', conclusion: (F, { x }) => ({ sign: atMost(x, x.map(() => F.zero)) }) }],
    });`;
  const imports = `import { at, atMost, axis, claim, equal, list, number, record, space } from '${library}';`;
  const write = (...parts: string[]): string => {
    const file = `${fileOf('')}.mjs`;
    writeFileSync(file, [imports, ...parts].join('\n'));
    return file;
  };

  beforeAll(() => {
    good = write(
      text('(F, { x }) => ({ sign: atMost(x.map(() => F.zero), x) })', 'sign'),
      text('(F, { x }) => ({ one: equal(x, x.map(() => F.one)) })', 'one'),
    );
  });

  it('attacks the claims of a module written with the library, and their mutants, in worker threads', async () => {
    const run = await contrapose('check', '--claims', good, 'mine/sign', '--mutants', '--json');
    expect(run.code).toBe(0);
    expect(json(run)).toMatchObject({
      claims: [{ id: 'mine/sign', verdict: 'holds', instances: 200, mutants: [{ refuted: true }] }],
    });
  });
  it('ends with exit code 1 for a false one, and says how to see it again', async () => {
    const run = await contrapose('check', '--claims', good);
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('mine/one: refuted');
    expect(run.stdout).toContain(`npx contrapose check mine/one --claims ${good}`);
    expect(run.stdout).not.toContain('contrapose eval');
  });
  it('refuses a file, an id or a claim that is wrong, in one line', async () => {
    isRefused(await contrapose('check', '--claims', 'nothing.mjs'), 'no such file');
    isRefused(await contrapose('check', '--claims', good, 'mine/other'), 'mine/one, mine/sign');
    isRefused(await contrapose('check', '--claims', write('export const a = ;')), 'SyntaxError');
    isRefused(await contrapose('check', '--claims', write('', 'throw new Error("here")')), ':3: ', 'Error: here');
    isRefused(await contrapose('check', '--claims', good, '--shard', '1/2'), '--claims');
  });
  it('refuses a claim whose conclusion fails on some instances only, naming it', async () => {
    const late = `(F, { x }) => { if (x.length > 3) throw new TypeError('late'); return { same: equal(x, x) }; }`;
    const run = await contrapose('check', '--claims', write(text(late, 'late')));
    expect(run.code).toBe(2);
    expect(run.stderr.trim().split('\n').at(-1)).toMatch(
      /expected claims that can be evaluated, got mine\/late: .*TypeError: late/,
    );
  });
});

describe('check --observe', () => {
  it('writes every case of a claim as a line', async () => {
    const file = fileOf('old content');
    const run = await contrapose('check', 'dual-networks/homogeneity', '--runs', '30', '--observe', file, '--json');
    expect(run.code).toBe(0);
    const cases = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Observation);
    const status = (wanted: string): number => cases.filter((one) => one.status === wanted).length;
    const [{ instances, discarded }] = (json(run) as { claims: { instances: number; discarded: number }[] }).claims;
    expect(status('passed')).toBe(instances);
    expect(status('gave_up')).toBeGreaterThanOrEqual(discarded);
    expect(new Set(cases.map(({ property }) => property))).toEqual(new Set(['dual-networks/homogeneity: claim']));
    expect(cases.every(({ type, features }) => type === 'test_case' && typeof features.numbers === 'number')).toBe(
      true,
    );
  });
  it('refuses a place that cannot be written before any work is done', async () => {
    isRefused(await contrapose('check', '--observe', '/no/such/folder/cases.jsonl'), '--observe');
    expect(existsSync('/no')).toBe(false);
  });
});
