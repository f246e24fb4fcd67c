import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contrapose, contraposeProcess, MAIN } from '../run-contrapose.js';

const folder = mkdtempSync(join(tmpdir(), 'contrapose-processes-'));
const quick = 'check dual-networks/hinge-limit as-released/batch-mean-weight --runs 20';

/** What a shell makes of a line in which `contrapose` is the built command. */
const shell = (line: string) => {
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['-c', line.replaceAll('contrapose ', `'${process.execPath}' '${MAIN}' `)],
    {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
    },
  );
  return { code: status, stdout, stderr };
};

describe('a command in a process of its own', () => {
  it.each([
    ['list'],
    ['list', '--json'],
    ['schema', 'operator'],
    ['cite', 'byol/update'],
    ['witness', join('fixtures/witnesses', readdirSync('fixtures/witnesses')[0])],
    ['check', 'dual-networks/nothing'],
    ['check', '--runs', 'x'],
    ['eval', 'dual-networks/homogeneity', '--instance', '/no/such/file'],
    ['frobnicate'],
    ['--version'],
    ['--help'],
    ['help', 'check'],
  ])('%s %s says and ends with what it does in a program that calls it', async (...args) => {
    expect(contraposeProcess(...args)).toEqual(await contrapose(...args));
  });
  it('in threads comes to what it comes to in one', async () => {
    const untimed = ({ code, stdout }: { code: number | null; stdout: string }) => [
      code,
      stdout.replace(/"seconds": .*/g, ''),
    ];
    for (const args of [
      [...quick.split(' '), '--mutants', '--json'],
      ['replay', '--json'],
      ['ablate', 'dual-networks/homogeneity', '--runs', '200', '--json'],
      ['hunt', 'dual-networks/homogeneity', '--cases', '900', '--json'],
    ]) {
      expect(untimed(contraposeProcess(...args))).toEqual(untimed(await contrapose(...args)));
    }
  });
});

describe('outputs that are not there', () => {
  it('a reader that goes away is no error, and files are written though nobody reads', () => {
    expect(shell(`contrapose ${quick} --report p.html | true; exit \${PIPESTATUS[0]}`).code).toBe(0);
    expect(readFileSync(join(folder, 'p.html'), 'utf8')).toContain('</html>');
    expect(shell('contrapose list | head -1').stdout).toMatch(/^\S+ .*\n$/);
  });
  it('a closed stderr, or one whose reader went away, stops nothing', () => {
    expect(shell(`contrapose ${quick} 2>&-`)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('2 of 2 claims') as unknown,
    });
    expect(shell(`contrapose ${quick} 2> >(true)`)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('2 of 2 claims') as unknown,
    });
  });
  it('a device is written to, not replaced', () => {
    expect(shell(`contrapose ${quick} --report /dev/null --observe /dev/null`).code).toBe(0);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });
  it('a full disk under stdout or under --observe is told in one line, with the code for bad use', () => {
    const full = shell('contrapose list > /dev/full');
    expect(full).toEqual({
      code: 2,
      stdout: '',
      stderr: 'contrapose: stdout: expected an output that can be written, got a full disk\n',
    });
    const observed = shell(`contrapose ${quick} --observe /dev/full`);
    expect(observed.code).toBe(2);
    expect(observed.stderr).toMatch(/--observe .*: expected a file that can be written, got a full disk\n$/);
    expect(observed.stderr).not.toMatch(/\n\s+at /);
  });
});

describe('inputs that are no files', () => {
  const evaluate = 'contrapose eval dual-networks/homogeneity --instance';
  const instance = JSON.stringify({
    network: { activation: 'relu', weights: [[['1', '1']]], top: 'linear' },
    x: ['3', '1'],
    layer: 1,
  });
  it('a pipe that is written to is read; one that is not, or never ends, is refused', () => {
    expect(shell(`${evaluate} <(echo '${instance}')`).code).toBe(0);
    expect(shell(`${evaluate} /dev/zero`).stderr).toMatch(/expected a file of at most 67108864 bytes, got more\n$/);
    expect(shell(`mkfifo pipe && ${evaluate} pipe`).stderr).toMatch(
      /expected a file that can be read, got a pipe that gives nothing\n$/,
    );
    expect(shell(`truncate -s 3G sparse && ${evaluate} sparse`).stderr).toMatch(
      /expected a file of at most 67108864 bytes, got 3221225472\n$/,
    );
  });
  it('a link is followed and stays one; one that leads nowhere is refused before any work', () => {
    const hunt = 'contrapose hunt dual-networks/homogeneity --cases 1 --out';
    symlinkSync(join(folder, 'nowhere/state.json'), join(folder, 'dangling.json'));
    expect(shell(`${hunt} dangling.json`)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('got a place that does not exist') as unknown,
    });
    expect(shell(`${hunt} state.json`).code).toBe(0);
    symlinkSync('state.json', join(folder, 'link.json'));
    expect(shell(`${hunt} link.json`).code).toBe(0);
    expect(shell('readlink link.json').stdout).toBe('state.json\n');
    expect(JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8'))).toMatchObject({ cases: 2 });
  });
});

describe('Ctrl-C', () => {
  it.each([
    ['check', ['check', '--runs', '5000'], /interrupted: \d+ of \d+ claims finished/],
    ['ablate', ['ablate'], /interrupted: \d+ of \d+ claims finished/],
    ['hunt', ['hunt', 'dual-networks/homogeneity', '--cases', '10000000'], /interrupted: \d+ of 10000000 cases done/],
    [
      'train',
      [
        'train',
        'latent-tree',
        '--depth',
        '4',
        '--hidden',
        '10',
        '--polarity',
        '0.8',
        '--epochs',
        '2',
        '--seeds',
        '1000',
        '--out',
        join(folder, 'runs'),
      ],
      /interrupted: \d+ of 1000 runs finished/,
    ],
    [
      'replay',
      ['replay', ...Array.from({ length: 60 }, () => 'fixtures/witnesses')],
      /interrupted: \d+ of \d+ witnesses judged/,
    ],
  ])('%s ends with code 130 and with what was finished', async (_name, args, words) => {
    const child = spawn(process.execPath, [MAIN, ...args], {
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
    child.stderr.on('data', (data: Buffer) => {
      if (stderr === '') child.kill('SIGINT');
      stderr += data.toString();
    });
    const code = await new Promise((done) => child.on('close', done));
    expect(code, stderr).toBe(130);
    expect(stderr).toMatch(words);
    expect(stderr).not.toMatch(/Warning|\n\s+at /);
    expect(stdout).not.toBe('');
  });
  it('ends at once what has nothing to keep, however much it has to work out', async () => {
    const numbers = (from: number): readonly string[] =>
      Array.from({ length: 22 }, (_, i) => `${(from * 31 + i * 17) % 97}/89`);
    const views = Array.from({ length: 20 }, (_, i) => ({ probability: '1/20', x: numbers(i) }));
    const points = [0, 1, 2].map((i) => ({ probability: '1/3', x: numbers(i), views }));
    const network = {
      activation: 'relu',
      weights: [Array.from({ length: 22 }, (_, i) => numbers(i + 1)), [numbers(5)]],
    };
    const instance = { network, world: { points }, layer: 1, loss: { kind: 'simple' } };
    writeFileSync(join(folder, 'large.json'), JSON.stringify(instance));
    const child = spawn(process.execPath, [MAIN, 'operator', '--instance', join(folder, 'large.json')], {
      stdio: 'ignore',
    });
    const ended = new Promise((done) => child.on('close', (code, signal) => done(signal ?? code)));
    setTimeout(() => child.kill('SIGINT'), 1000);
    expect(await ended).toBe('SIGINT');
  });
});
