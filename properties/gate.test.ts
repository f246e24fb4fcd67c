import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contraposeIn, type Run } from './run-contrapose.js';

const ids = ['as-released/batch-mean-weight', 'dual-networks/hinge-limit'];

/** A folder with the ledger of the repository, in which the gate is run; edits of the code are tried in the second lane. */
const freshFolder = (change: (ledger: string) => string = (ledger) => ledger): string => {
  const folder = mkdtempSync(join(tmpdir(), 'contrapose-gate-'));
  mkdirSync(join(folder, 'fixtures'));
  cpSync('fixtures/witnesses', join(folder, 'fixtures/witnesses'), { recursive: true });
  writeFileSync(join(folder, 'fixtures/ledger.json'), change(readFileSync('fixtures/ledger.json', 'utf8')));
  return folder;
};
const gate = (cwd: string, ...args: readonly string[]): Promise<Run> => contraposeIn({ cwd }, 'gate', ...args);
const ledgerIn = (folder: string): string => readFileSync(join(folder, 'fixtures/ledger.json'), 'utf8');

/** The first number of a side that a probe of the claim keeps, changed. */
const otherValue = (ledger: string): string => {
  const start = ledger.indexOf('"id": "dual-networks/hinge-limit"');
  return ledger.slice(0, start) + ledger.slice(start).replace(/"left":\["[^"]*"/, '"left":["12345"');
};

describe('the gate', () => {
  it('lets pass what is as the ledger says, and says so for a terminal, as JSON and for a pull request', async () => {
    const folder = freshFolder();
    const run = await gate(folder, ...ids, '--markdown', 'gate.md');
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('2 bit-identical');
    expect(readFileSync(join(folder, 'gate.md'), 'utf8')).toContain('bit-identical');
    expect(JSON.parse((await gate(folder, ids[0], '--json')).stdout)).toMatchObject({ passes: true });
  });

  it('stops a changed value, annotates it on GitHub, and lets it pass once it is approved for a reason', async () => {
    const folder = freshFolder(otherValue);
    const stopped = await contraposeIn({ cwd: folder, env: { GITHUB_ACTIONS: 'true' } }, 'gate', ids[1]);
    expect(stopped.code).toBe(1);
    expect(stopped.stdout).toContain('value-changing');
    expect(stopped.stderr).toMatch(/^::error file=src\/theory\/dual-networks\/hinge-limit\.ts,title=/m);
    expect((await gate(folder, ids[1], '--approve', ' ')).code).toBe(2);
    expect((await gate(folder, ids[1], '--approve', 'another reading')).code).toBe(0);
    expect(ledgerIn(folder)).toContain('another reading');
    expect((await gate(folder, ids[1])).code).toBe(0);
  });

  it('writes the ledger anew where it is asked to, for the claims named', async () => {
    const folder = freshFolder(otherValue);
    expect((await gate(folder, ids[1], '--update')).code).toBe(1);
    expect(ledgerIn(folder)).not.toContain('12345');
    rmSync(join(folder, 'fixtures/ledger.json'));
    expect((await gate(folder, ids[0])).stderr).toContain('write one with --update');
    expect((await gate(folder, ids[0], '--update')).stdout).toContain('new');
    expect((await gate(folder, ids[0])).code).toBe(0);
  });

  it('compares with the ledger of a git ref, in whose place the own one has to say what there is', async () => {
    const folder = freshFolder();
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: folder, stdio: 'ignore' });
    git('init');
    git('add', 'fixtures/ledger.json');
    git('commit', '--message', 'ledger');
    expect((await gate(folder, ids[0], '--base', 'HEAD')).code).toBe(0);
    rmSync(join(folder, 'fixtures/ledger.json'));
    const run = await gate(folder, ids[0], '--base', 'HEAD');
    expect([run.code, run.stdout]).toEqual([1, expect.stringContaining(`does not say what there is of ${ids[0]}`)]);
  });

  it('refuses a base that is none in one line, before any work', async () => {
    const folder = freshFolder();
    writeFileSync(join(folder, 'bad.json'), '{"format": "contrapose/ledger@2"}');
    for (const at of ['no/such-ref', '--upload-pack=x', 'a b', 'bad.json', '\u001b[31m']) {
      const { code, stdout, stderr } = await gate(folder, ids[0], `--base=${at}`);
      expect([code, stdout, stderr.trim().split('\n').length], at).toEqual([2, '', 1]);
      expect(stderr, at).toMatch(/expected .+, got .+/);
      expect(stderr).not.toContain('\u001b');
    }
    expect(existsSync(join(folder, 'bad.json'))).toBe(true);
  });

  it('keeps what was finished before Ctrl-C and leaves the ledger as it was', async () => {
    const folder = freshFolder();
    const before = ledgerIn(folder);
    const onStderr = (_text: string, interrupt: () => void): void => interrupt();
    const run = await contraposeIn({ cwd: folder, onStderr }, 'gate', ...ids, '--update');
    expect(run.code).toBe(130);
    expect(run.stderr).toMatch(/interrupted: 1 of 2 claims finished/);
    expect(ledgerIn(folder)).toBe(before);
  });
});
