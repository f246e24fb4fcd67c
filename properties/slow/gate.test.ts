import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtCopy, type Copy, gated } from '../gate/edited-copy.js';
import { claimEdits, modelEdits, refactorings, type Trial } from '../gate/edits.js';
import { tryOut } from '../gate/trial.js';

/** Few instances: an edit that is wrong is wrong almost everywhere. */
const RUNS = 15;
const named = (trials: readonly Trial[], ...names: string[]): readonly Trial[] =>
  names.map((name) => {
    const found = trials.find((trial) => trial.name === name);
    if (found === undefined) throw new Error(`trial: expected one of edits.ts, got "${name}"`);
    return found;
  });

const harmful = [
  ...named(modelEdits, 'the sign in the variance', 'the slope of a leaky unit counted with the wrong sign'),
  ...named(claimEdits, 'biases allowed', 'a bound loosened'),
];
const harmless = named(refactorings, 'a product in the other order', 'an enclosed bound multiplied in another order');
const trials = [...harmful, ...harmless];
const ids = [...new Set(trials.flatMap(({ claims }) => claims))];

let base: Copy;
const ledger = (copy: Copy): string => readFileSync(join(copy.folder, 'fixtures/ledger.json'), 'utf8');
const gateOf = (copy: Copy, ...args: string[]) => copy.gate([...args, '--runs', String(RUNS)]);

beforeAll(async () => {
  base = builtCopy();
  const run = await gateOf(base, ...ids, '--update');
  expect(run.code, run.stderr).toBe(0);
});
afterAll(() => base.remove());

describe('the gate', () => {
  it.concurrent.each(trials.map((trial) => [trial.class, trial.name, trial] as const))(
    '%s: %s',
    async (_class, _name, trial) => {
      expect((await tryOut(base, trial, RUNS)).problems).toEqual([]);
    },
  );

  it.concurrent('writes the same bytes twice', async () => {
    const again = base.edited([]);
    // One claim is written again, the others are read and written.
    await gateOf(again, 'dual-networks/homogeneity', '--update');
    expect(ledger(again)).toBe(ledger(base));
    again.remove();
  });

  it.concurrent('lets an approved change pass, and no other change of the same claim', async () => {
    const [approved, other] = [
      [{ file: 'model/network.js', from: 'F.add(slope, F.mul(', to: 'F.add(F.mul(F.of(2), slope), F.mul(' }],
      [{ file: 'model/network.js', from: 'F.add(slope, F.mul(', to: 'F.add(F.mul(F.of(3), slope), F.mul(' }],
    ];
    const copy = base.edited(approved);
    const id = 'dual-networks/homogeneity';
    expect((await gateOf(copy, id)).code).toBe(1);
    expect((await gateOf(copy, id, '--approve', 'leaky units are steeper')).code).toBe(0);
    const run = await gateOf(copy, id, '--json');
    expect([run.code, gated(run).get(id)?.class]).toEqual([0, 'value-changing']);
    const another = base.edited(other);
    writeFileSync(join(another.folder, 'fixtures/ledger.json'), ledger(copy));
    expect((await gateOf(another, id)).code).toBe(1);
    copy.remove();
    another.remove();
  });

  it.concurrent(
    'says what broke, where from and on which instance, for a terminal, a pull request and GitHub',
    async () => {
      const copy = base.edited(named(modelEdits, 'the ½ of the distance missing')[0].edits);
      const args = ['dual-networks/covariance-operator', '--runs', String(RUNS), '--markdown', 'gate.md', '--update'];
      const run = await copy.gate(args, { GITHUB_ACTIONS: 'true' });
      const said = 'dual-networks/covariance-operator: holds → refuted; first broken step: dual-networks/pair-gradient';
      expect(run.stdout).toContain(said);
      expect(run.stdout).toMatch(/witness violates .*\{"network"/);
      expect(run.stderr).toMatch(
        /^::error file=src\/theory\/dual-networks\/pair-gradient\.ts,title=.*holds → refuted/m,
      );
      expect(readFileSync(join(copy.folder, 'gate.md'), 'utf8')).toContain('| ✗ | dual-networks/covariance-operator |');
      // A ledger records no broken claim.
      expect(ledger(copy)).toBe(ledger(base));
      copy.remove();
    },
  );

  it.concurrent('compares with the ledger of a git ref, whose place the own ledger is to take', async () => {
    const copy = base.edited([]);
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: copy.folder });
    git('init', '--quiet');
    git('add', 'fixtures');
    git('commit', '--quiet', '--message', 'ledger');
    const id = 'dual-networks/homogeneity';
    expect((await gateOf(copy, id, '--base', 'HEAD')).code).toBe(0);
    rmSync(join(copy.folder, 'fixtures/ledger.json'));
    const run = await gateOf(copy, id, '--base', 'HEAD');
    expect([run.code, run.stdout]).toEqual([1, expect.stringContaining(`does not say what there is of ${id}`)]);
    copy.remove();
  });

  it('refuses a base that is none in one line, before any work', async () => {
    const copy = base.edited([]);
    const bad = join(copy.folder, 'bad.json');
    writeFileSync(bad, '{"format": "contrapose/ledger@2"}');
    for (const at of ['no/such-ref', '--upload-pack=x', 'a b', bad]) {
      const run = await gateOf(copy, ids[0], `--base=${at}`);
      expect([run.code, run.stdout, run.stderr.trim().split('\n').length], at).toEqual([2, '', 1]);
      expect(run.stderr, at).toMatch(/expected .+, got .+/);
    }
    expect(existsSync(bad)).toBe(true);
    copy.remove();
  });
});
