import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { contraposeIn, type Run } from '../run-contrapose.js';
import { DANGEROUS, type Mutation, mutations } from '../mutated-files.js';

const folder = mkdtempSync(join(tmpdir(), 'contrapose-fuzz-'));
let inputs = 0;
afterAll(() => expect(inputs).toBeGreaterThanOrEqual(2000));

const run = (...args: readonly string[]): Promise<Run> => {
  inputs++;
  return contraposeIn({ cwd: folder }, ...args);
};

/** What a terminal would obey, and what a value of JavaScript looks like that nobody wrote out. */
const UNREADABLE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\[object Object\]|NaN%|\bundefined\b/;

/** What is wrong with how a command ended, if anything is. An error that is thrown has a stack and is none of these. */
const complaint = ({ code, stdout, stderr }: Run, mustRefuse: boolean): string | undefined => {
  const said = `${stdout}\n${stderr}`;
  const unreadable = UNREADABLE.exec(said);
  if (unreadable)
    return `prints ${JSON.stringify(said.slice(Math.max(0, unreadable.index - 60), unreadable.index + 20))}`;
  if (/^\s*::/m.test(said) || said.includes('##[')) return 'prints a command of a workflow';
  if (/^\s+at .*\(.*:\d+\)$/m.test(said)) return 'prints a stack';
  if (![0, 1, 2].includes(code ?? -1)) return `exit code ${code}`;
  if (code !== 2) return mustRefuse ? `accepted with exit code ${code}` : undefined;
  const lines = stderr
    .trim()
    .split('\n')
    .filter((line) => !/^\d+\/\d+ /.test(line));
  if (stdout !== '') return `refused, with output ${JSON.stringify(stdout.slice(0, 80))}`;
  if (lines.length > 2 || !/expected .+, got .+|^error: /.test(lines[0]))
    return `refused with ${JSON.stringify(stderr.slice(0, 200))}`;
  return stderr.length > 3000 ? `refused in ${stderr.length} characters` : undefined;
};

/** Runs a command on the text of a file; an error that it throws is a complaint. */
const tried = async (what: string, mustRefuse: boolean, ...args: readonly string[]): Promise<readonly string[]> => {
  try {
    const found = complaint(await run(...args), mustRefuse);
    return found === undefined ? [] : [`${what}: ${found}`];
  } catch (error) {
    return [`${what}: ${error instanceof Error ? (error.stack ?? '') : String(error)}`];
  }
};

const jsonOf = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const named = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return name;
};

const network = {
  activation: 'relu',
  weights: [
    [
      ['1', '1/2'],
      ['-1', '1'],
    ],
    [['1', '2']],
  ],
  top: 'linear',
};
const points = [
  {
    probability: '1/3',
    x: ['1', '0'],
    views: [
      { probability: '1/2', x: ['1', '0'] },
      { probability: '1/2', x: ['2', '1'] },
    ],
  },
  { probability: '2/3', x: ['0', '1'], views: [{ probability: '1', x: ['1', '3'] }] },
];
const { top: _, ...withoutTop } = network;
const edge = {
  transition: [
    ['9/10', '1/10'],
    ['1/5', '4/5'],
  ],
};
const tree = {
  tree: { probability: ['1/2', '1/2'], children: [{ ...edge, children: [edge, edge] }, edge] },
  hidden: 1,
  weights: { '': [['1', '2']], '0': [['1', '-1']] },
};
const [witnessFile] = readdirSync('fixtures/witnesses');
const witness = jsonOf(`fixtures/witnesses/${witnessFile}`);

/** Instances of a user, by the command that reads them. */
const instances: readonly (readonly [string, unknown, readonly string[]])[] = [
  ['eval', { network, x: ['3', '1'], layer: 1 }, ['eval', 'dual-networks/homogeneity', '--instance']],
  [
    'operator',
    { network: withoutTop, world: { points }, layer: 1, loss: { kind: 'infonce', tau: '1/2', negatives: 1 } },
    ['operator', '--instance'],
  ],
  [
    'operator --float',
    { network: withoutTop, world: { points }, layer: 2, loss: { kind: 'simple' } },
    ['operator', '--float', '--spectrum', '1', '--instance'],
  ],
  ['latent-tree', tree, ['latent-tree', '--instance']],
  ['witness', witness, ['witness']],
  ['replay', witness, ['replay']],
];

describe('a file of a user that is changed in any field', () => {
  it.each(instances)('%s: is refused in one line, or worked with', async (_name, valid, args) => {
    const wrong: string[] = [];
    expect((await run(...args, named('valid.json', JSON.stringify(valid)))).code).toBe(0);
    for (const { text, what, invalid } of mutations(valid)) {
      wrong.push(...(await tried(what, invalid, ...args, named('changed.json', text))));
    }
    expect(wrong).toEqual([]);
  });
});

/** Every n-th of the mutations. */
const some = (valid: unknown, n: number): readonly Mutation[] =>
  [...mutations(valid)].filter((_mutation, i) => i % n === 0);

describe('a file of the project that is changed in any field', () => {
  it('merge: a shard with the right digest', async () => {
    const check = ['check', 'dual-networks/hinge-limit', 'as-released/batch-mean-weight', '--runs', '5'];
    expect((await run(...check, '--shard', '1/1', '--out', 'shards')).code).toBe(0);
    const file = join(folder, 'shards/shard-1-of-1.jsonl');
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(0, -1);
    const wrong: string[] = [];
    for (const [i, line] of lines.entries()) {
      for (const { text, what, invalid } of some(JSON.parse(line), 1)) {
        const body = lines
          .with(i, text)
          .map((each) => `${each}\n`)
          .join('');
        writeFileSync(file, `${body}${JSON.stringify({ sha256: createHash('sha256').update(body).digest('hex') })}\n`);
        wrong.push(...(await tried(`line ${i + 1}: ${what}`, invalid, 'merge', 'shards')));
      }
    }
    expect(wrong).toEqual([]);
  });

  it('hunt: the state it goes on from', async () => {
    const hunt = ['hunt', 'dual-networks/homogeneity', '--without', 'no-bias', '--cases', '1', '--out'];
    expect((await run(...hunt, 'state.json')).code).toBe(0);
    const valid = jsonOf(join(folder, 'state.json'));
    const wrong: string[] = [];
    for (const { text, what, invalid } of some(valid, 2))
      wrong.push(...(await tried(what, invalid, ...hunt, named('changed.json', text))));
    expect(wrong).toEqual([]);
  });

  it('gate: the ledger it compares with', async () => {
    const ledger = jsonOf('fixtures/ledger.json') as {
      readonly claims: readonly { readonly id: string; readonly probes: readonly unknown[] }[];
    };
    const claim = ledger.claims.find(({ id }) => id === 'as-released/batch-mean-weight');
    const valid = { ...ledger, claims: [{ ...claim, probes: claim?.probes.slice(0, 1) }] };
    const gate = ['gate', 'as-released/batch-mean-weight', '--runs', '3', '--markdown', 'gate.md', '--base'];
    const wrong: string[] = [];
    for (const { text, what, invalid } of some(valid, 14)) {
      wrong.push(...(await tried(what, invalid, ...gate, named('changed.json', text))));
    }
    expect(wrong).toEqual([]);
  });

  it('report: each of the files it reads is a box where it cannot be used', async () => {
    const ablation = jsonOf('fixtures/ablation.json') as { readonly claims: readonly unknown[] };
    mkdirSync(join(folder, 'witnesses'), { recursive: true });
    mkdirSync(join(folder, 'runs'), { recursive: true });
    copyFileSync('fixtures/training/settings.json', join(folder, 'runs/settings.json'));
    const trained = ['train', 'latent-tree', '--depth', '2', '--hidden', '2', '--polarity', '0.8', '--epochs', '1', '--samples', '128', '--seeds', '1', '--evaluation', '100', '--out', 'trained', '--table', 'table.json']; // prettier-ignore
    expect((await run(...trained)).code).toBe(0);
    const [record] = readdirSync(join(folder, 'trained')).filter((name) => name.startsWith('run-'));
    const checked = await run('check', 'as-released/batch-mean-weight', '--runs', '5', '--mutants', '--json');
    named('none.json', JSON.stringify({ ...(JSON.parse(checked.stdout) as object), claims: [] }));
    named('no-ablation.json', JSON.stringify({ ...ablation, claims: [] }));
    const rest = ['--check', 'none.json', '--ablation', 'no-ablation.json', '--witnesses', 'witnesses', '--training', 'table.json', '--json', '--markdown', 'r.md']; // prettier-ignore
    const files: readonly (readonly [option: string, valid: unknown, place: string, argument: string])[] = [
      ['--check', JSON.parse(checked.stdout), 'changed.json', 'changed.json'],
      ['--ablation', { ...ablation, claims: ablation.claims.slice(0, 1) }, 'changed.json', 'changed.json'],
      ['--witnesses', witness, 'witnesses/changed.json', 'witnesses'],
      ['--training', jsonOf(join(folder, 'table.json')), 'changed.json', 'changed.json'],
      ['--training', jsonOf(join(folder, 'trained', record)), `trained/${record}`, 'trained'],
      ['--training', jsonOf(join(folder, 'trained/settings.json')), 'trained/settings.json', 'trained'],
    ];
    const wrong: string[] = [];
    for (const [option, valid, place, argument] of files) {
      const args = [
        'report',
        ...rest.flatMap((each, i) => (each === option || rest[i - 1] === option ? [] : [each])),
        option,
        argument,
      ];
      for (const { text, what, invalid } of some(valid, 31)) {
        named(place, text);
        const found = await run(...args).catch((error: unknown) =>
          String(error instanceof Error ? error.stack : error),
        );
        if (typeof found === 'string') wrong.push(`${option} ${what}: ${found}`);
        else {
          const said = complaint({ ...found, stdout: found.stdout.replaceAll('\\u', '') }, false);
          if (said !== undefined) wrong.push(`${option} ${what}: ${said}`);
          if (invalid && found.code !== 1) wrong.push(`${option} ${what}: exit code ${found.code}`);
        }
        if (UNREADABLE.test(readFileSync(join(folder, 'r.md'), 'utf8')))
          wrong.push(`${option} ${what}: in the Markdown`);
      }
      named(place, JSON.stringify(valid));
    }
    expect(wrong).toEqual([]);
  });
});

describe('arguments that nobody means', () => {
  const words = [
    '',
    ' ',
    'x',
    '-1',
    '1e999',
    '0x10',
    '9'.repeat(400),
    '../../etc/passwd',
    '/dev/null',
    '--',
    '-',
    '__proto__',
    '$(ls)',
    '٣',
    ...DANGEROUS,
  ];
  const id = 'dual-networks/hinge-limit';
  const small = ['train', 'latent-tree', '--depth', '2', '--hidden', '3', '--polarity', '0.8', '--epochs', '2', '--samples', '64', '--batch', '16', '--seeds', '1', '--evaluation', '50', '--json']; // prettier-ignore
  const commands: readonly (readonly string[])[] = [
    ['list'], ['list', '--json'], ['schema'], ['cite'], ['witness'], ['replay'], ['merge'], ['eval'], ['hunt'], ['gate', id, '--runs', '3', '--base'], ['gate', id, '--runs', '3'],
    ['ablate', id, '--runs', '3'],
    ['check', id, '--runs', '3'], ['check', id, '--runs'], ['check', id, '--runs', '3', '--seed'], ['check', id, '--runs', '3', '--shard'], ['check', '--runs', '3', '--claims'], ['check', id, '--runs', '3', '--report'], ['check', id, '--runs', '3', '--shards'],
    ['eval', 'dual-networks/homogeneity', '--instance'], ['operator', '--instance'], ['latent-tree', '--instance'], ['report', '--out'], ['report', '--check'],
    ['hunt', 'dual-networks/homogeneity', '--without'], ['hunt', 'dual-networks/homogeneity', '--cases'],
    ...['depth', 'children', 'hidden', 'polarity', 'loss', 'tau', 'negatives', 'margin', 'epochs', 'samples', 'batch', 'rate', 'decay', 'released', 'seeds', 'seed', 'evaluation', 'workers'].map((name) => [...small, `--${name}`]),
  ]; // prettier-ignore

  it.each(commands.map((command) => [command.join(' '), command] as const))('%s', async (_name, command) => {
    const wrong: string[] = [];
    // A page takes a second.
    const few = command.some((each) => each.includes('report')) ? words.filter((_word, i) => i % 3 === 0) : words;
    for (const word of few) wrong.push(...(await tried(JSON.stringify(word), false, ...command, word)));
    expect(wrong).toEqual([]);
  });

  it('train counts what overflows as diverged', async () => {
    const extremes = [
      ['--rate', '1e100'], ['--rate', '1e308'], ['--tau', '1e-300'], ['--tau', '1e308'], ['--decay', '1e300'], ['--rate', '1e300', '--decay', '1e300'],
      ['--tau', '1e-300', '--as-released'], ['--rate', '1e200', '--normalise'], ['--exact', '--rate', '1e200'], ['--loss', 'triplet', '--tau', '1e-320', '--margin', '1e300'],
    ]; // prettier-ignore
    const wrong: string[] = [];
    for (const extreme of extremes) wrong.push(...(await tried(extreme.join(' '), false, ...small, ...extreme)));
    expect(wrong).toEqual([]);
  });
});
