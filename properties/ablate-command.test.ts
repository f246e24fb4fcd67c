import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contrapose, fileOf, json } from './run-contrapose.js';

const folder = mkdtempSync(join(tmpdir(), 'contrapose-ablate-'));
const refusal = async (...args: string[]): Promise<string> => {
  const { code, stdout, stderr } = await contrapose(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr.trim().split('\n')).toHaveLength(1);
  return stderr;
};

describe('ablate', () => {
  const id = 'dual-networks/homogeneity';
  it('gives every assumption of a claim with its verdict, its witness and its doses, the same at every run', async () => {
    const run = await contrapose('ablate', id, '--runs', '200', '--seed', '7', '--json');
    expect(run.code).toBe(0);
    expect(json(run)).toMatchObject([
      { claim: id, dropped: ['no-bias'], verdict: 'necessary', witness: { violates: ['no-bias'] } },
      { claim: id, dropped: ['positively-homogeneous-activation'], verdict: 'necessary' },
      { claim: id, assumption: 'no-bias', doses: ['1/64', '1/32', '1/16', '1/8', '1/4', '1/2', '1'] },
    ]);
    expect((await contrapose('ablate', id, '--runs', '200', '--seed', '7', '--json')).stdout).toBe(run.stdout);
  });
  it('keeps the whole result in a file with all that it depends on', async () => {
    const out = join(folder, 'ablation.json');
    expect((await contrapose('ablate', id, '--runs', '50', '--out', out, '--parts')).code).toBe(0);
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({
      format: 'contrapose/ablation@1',
      runs: 50,
      claims: [{ claim: id, single: [{}, {}], doses: [{ assumption: 'no-bias' }], parts: [{}, {}] }],
    });
    expect(await refusal('ablate', id, '--out', join(folder, 'none', 'ablation.json'))).toContain('--out');
    // Where /proc is a file system of the kernel's, a folder cannot be made in it, which some ways of making one never notice.
    for (const nowhere of [join(out, 'below'), '/proc/contrapose/below'])
      expect(await refusal('ablate', id, '--witnesses', nowhere)).toContain('--witnesses');
  });
  it('says that there is nothing to try where the claim stands or falls whatever is dropped', async () => {
    const exists = await contrapose('ablate', 'dual-networks/no-relative-residue-bound', '--json');
    expect(exists.code).toBe(0);
    for (const row of json(exists) as readonly unknown[])
      expect(row).toMatchObject({
        verdict: 'vacuous',
        reason: expect.stringContaining('existence') as unknown,
        witness: null,
      });
  });
  it('prints a matrix of symbols with a legend in 80 columns, a dash where there is nothing to try', async () => {
    const run = await contrapose(
      'ablate',
      id,
      'dual-networks/no-relative-residue-bound',
      'latent-tree/latent-recovery',
      '--doses',
    );
    expect(run.code).toBe(0);
    const lines = run.stdout.split('\n');
    expect(Math.max(...lines.map((line) => Array.from(line).length))).toBeLessThanOrEqual(80);
    expect(lines).toEqual(expect.arrayContaining([expect.stringMatching(/^homogeneity +●●··/)]));
    expect(lines).toEqual(expect.arrayContaining([expect.stringMatching(/^no-relative-residue-bound +––––$/)]));
    expect(run.stdout).toContain('2 necessary · 0 not shown necessary · 4 vacuous');
    expect(run.stdout).not.toContain('\u001b[');
  });
  it('ends with another code where too few instances leave an assumption open', async () => {
    const run = await contrapose('ablate', 'dual-networks/beta-extension', '--runs', '1');
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('○');
  });
  it('writes a witness a necessary assumption, whole files that name what was dropped', async () => {
    const into = join(folder, 'witnesses');
    expect((await contrapose('ablate', id, '--witnesses', into)).code).toBe(0);
    const files = readdirSync(into);
    expect(files).toHaveLength(2);
    const dropped = files.map(
      (file) => (JSON.parse(readFileSync(join(into, file), 'utf8')) as { dropped: string[] }).dropped,
    );
    expect(dropped.flat().sort()).toEqual(['no-bias', 'positively-homogeneous-activation']);
  });
  it('refuses an unknown claim', async () => {
    expect(await refusal('ablate', 'dual-networks/nothing')).toContain('expected an id');
  });
});

describe('hunt', () => {
  const growth = 'simple loss: ⟨W_l, −∇L⟩ ≥ 0';
  const standing = ['hunt', 'dual-networks/homogeneity', '--cases', '900', '--seed', '3'];
  it('finds that with a bias a weight can shrink under the simple loss, and stores the network that shows it', async () => {
    const into = join(folder, 'hunted');
    const run = await contrapose(
      'hunt',
      'dual-networks/layer-balance',
      '--without',
      'no-bias',
      '--part',
      growth,
      '--cases',
      '20000',
      '--witnesses',
      into,
      '--json',
    );
    expect(run.code).toBe(0);
    expect(json(run)).toMatchObject({ witness: { part: growth, evidence: 'exact', violates: ['no-bias'] } });
    const [file] = readdirSync(into).map((name) => join(into, name));
    expect((await contrapose('witness', file, '--json')).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain(`--without no-bias --part '${growth}' --cases`);
  });
  it('goes on from its file: two halves are the whole', async () => {
    const file = join(folder, 'state.json');
    const half = standing.with(3, '800');
    expect((await contrapose(...half, '--out', file)).code).toBe(0);
    expect(existsSync(file)).toBe(true);
    const twice = await contrapose(...half, '--out', file, '--json');
    expect(json(twice)).toMatchObject({ chunks: 4, cases: 1600, witness: null });
    expect(json(twice)).toEqual(json(await contrapose(...standing.with(3, '1600'), '--json')));
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(json(twice));
  });
  it('refuses what it can not hunt, and the file of another hunt', async () => {
    expect(await refusal('hunt', 'dual-networks/homogeneity', '--without', 'nothing')).toContain('no-bias');
    expect(await refusal('hunt', 'dual-networks/no-relative-residue-bound')).toContain('hold for all instances');
    expect(
      await refusal(
        ...standing,
        '--out',
        fileOf({
          format: 'contrapose/hunt@1',
          claim: 'other',
          without: [],
          seed: 3,
          chunks: 0,
          cases: 0,
          best: null,
          witness: null,
        }),
      ),
    ).toContain('another hunt');
    expect(await refusal(...standing, '--out', fileOf('{'))).toContain('JSON');
  });
});
