import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runPage } from '../pages/run-page.js';
import { buildStage, type ImageTree } from './image-tree.js';
import { nodesOf, type Ran, shell, succeed } from './npm.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const jsonOf = (file: string): Readonly<Record<string, unknown>> =>
  JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>;
const version = String(jsonOf(join(root, 'package.json')).version);
const tracked = (...folders: string[]): readonly string[] =>
  execFileSync('git', ['ls-files', ...folders], { cwd: root, encoding: 'utf8' })
    .trim()
    .split('\n');

const MAJORS = [20, 22, 24] as const;
const WARNS = /warn|deprecated|error|vulnerab/i;
const WITNESS = 'node_modules/contrapose/fixtures/witnesses/covariance-operator--without-no-bias--ebc63090.json';

let tree: ImageTree;
let nodes: ReadonlyMap<number, string>;
let reader = '';
let installed: Ran;

const nodeOf = (major: number): string => nodes.get(major) ?? '';

beforeAll(async () => {
  // Under the oldest node, where a dependency that needs a newer one is told of.
  tree = await buildStage(process.execPath);
  nodes = await nodesOf(MAJORS, join(tree.folder, 'nodes'));
  reader = join(tree.folder, 'reader');
  mkdirSync(reader);
  writeFileSync(join(reader, 'package.json'), '{ "name": "reader", "version": "1.0.0", "private": true }');
  const npm =
    process.env.npm_execpath ?? (await succeed('npm root --global', reader)).trim().concat('/npm/bin/npm-cli.js');
  installed = await shell(`node '${npm}' install '${tree.tarball}'`, reader, nodeOf(20));
});
afterAll(async () => {
  if (tree) await rm(tree.folder, { recursive: true, force: true });
});

describe('the tarball', () => {
  it('holds the compiled modules, the pages and the stored values, and nothing else', async () => {
    const files = (await succeed(`tar -tzf '${tree.tarball}'`, tree.folder)).trim().split('\n');
    const modules = tracked('src')
      .filter((name) => name.endsWith('.ts') && !/\.(test|properties)\.ts$|straight-line\.ts$/.test(name))
      .flatMap((name) => ['js', 'd.ts'].map((kind) => name.replace(/^src/, 'dist').replace(/ts$/, kind)));
    const pages = ['package.json', 'LICENSE', 'README.md', 'CHANGELOG.md', 'TRUST_BOUNDARIES.md'];
    const expected = [...modules, ...pages, ...tracked('docs', 'fixtures')].map((name) => `package/${name}`);
    expect(files.toSorted()).toEqual(expected.toSorted());
  });

  it('is small: at most 1.4 MB, and 5 MB when unpacked', async () => {
    expect(statSync(tree.tarball).size).toBeLessThan(1.4e6);
    const kilobytes = Number(await succeed('du -sk --apparent-size node_modules/contrapose | cut -f1', reader));
    expect(kilobytes).toBeLessThan(5000);
  });

  it('is installed without a warning, and so is what a clone needs', () => {
    expect(installed.code).toBe(0);
    expect(installed.stdout + installed.stderr).not.toMatch(WARNS);
    expect(installed.stdout).toMatch(/added \d+ packages/);
    const said = tree.said.get('npm ci');
    expect(said).toMatch(/added \d+ packages/);
    expect(said).not.toMatch(WARNS);
  });
});

describe('the tree of the image', () => {
  it('works, and has nothing that is for development', async () => {
    const ran = await shell('dist/cli/main.js --version', tree.app);
    expect(ran).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
    for (const name of ['typescript', 'vitest', 'eslint']) {
      expect(() => statSync(join(tree.app, 'node_modules', name)), name).toThrow('ENOENT');
    }
  });

  // Only root may become another user.
  it.skipIf(process.getuid?.() !== 0)('does a share as a user who may write the volume and nothing else', () => {
    const volume = join(tree.folder, 'volume');
    mkdirSync(volume);
    chownSync(volume, 1000, 1000);
    const args = ['check', 'dual-networks/hinge-limit', '--runs', '20', '--shard', '1/1', '--out', volume];
    const ran = spawnSync(process.execPath, [join(tree.app, 'dist/cli/main.js'), ...args], {
      cwd: '/',
      uid: 1000,
      gid: 1000,
      env: { PATH: process.env.PATH, HOME: '/none', TMPDIR: '/none' },
      encoding: 'utf8',
    });
    expect([ran.status, ran.stderr]).toEqual([0, expect.stringContaining('hinge-limit')]);
    expect(statSync(join(volume, 'shard-1-of-1.jsonl')).uid).toBe(1000);
  });
});

describe('the installed package', () => {
  beforeAll(async () => {
    const { version: vitest } = jsonOf(join(root, 'node_modules/vitest/package.json'));
    await succeed(`npm install vitest@${String(vitest)}`, reader, nodeOf(20));
  });

  it.each(MAJORS)('does what the README and the first claim say, on node %i', async (major) => {
    const modules = join(reader, 'node_modules');
    const there = {
      node: nodeOf(major),
      contrapose: join(modules, 'contrapose'),
      vitest: join(modules, 'vitest'),
    };
    const pages = ['README.md', 'docs/first-claim.md'];
    const runs = await Promise.all(pages.map((page) => runPage(readFileSync(join(root, page), 'utf8'), there)));
    expect(runs.flatMap(({ problems }) => problems)).toEqual([]);
  });

  it.each(MAJORS)('does what the pages leave out, on node %i', async (major) => {
    const commands: [command: string, line: string | RegExp, code?: number][] = [
      ['contrapose --version', version],
      ['contrapose list', 'dual-networks/covariance-operator'],
      ['contrapose check dual-networks/homogeneity byol/update --runs 40 --mutants', '2 of 2 claims as expected'],
      ['contrapose check dual-networks/no-such-claim', 'expected an id from "contrapose list"', 2],
      ['contrapose check byol/update --runs 40 --shard 1/1 --out shards && contrapose merge shards', '1 of 1 claims as expected'], // prettier-ignore
      ['contrapose report --out page.html --json', /"format": "contrapose\/report@\d/],
      ['grep -c "<html" page.html', '1'],
      [`contrapose witness ${WITNESS}`, 'refutes:         dual-networks/covariance-operator without no-bias'],
      [`contrapose replay ${WITNESS}`, '1 still refute (1 genuine'],
      ['contrapose hunt dual-networks/homogeneity --cases 400', '400 cases: no violation'],
      ['contrapose cite', 'eprint = {2010.00578}'],
      ['contrapose schema operator', 'json-schema.org/draft/2020-12/schema'],
      ['contrapose train latent-tree --depth 2 --hidden 2 --polarity 0.8 --epochs 2 --samples 256 --seeds 2 --evaluation 500 --table t.json --svg t.svg', 'mean ± standard deviation over seeds'], // prettier-ignore
      ['contrapose gate dual-networks/homogeneity --base node_modules/contrapose/fixtures/ledger.json', '1 bit-identical'], // prettier-ignore
      ['npx --no contrapose cite dual-networks/homogeneity', '@misc{tian2020dual,'],
      ['node use.mjs', 'holds'],
    ];
    const use = `import { attackClaim, claims } from 'contrapose';
      const claim = claims.find(({ id }) => id === 'dual-networks/homogeneity');
      console.log(attackClaim(claim, { runs: 20, seed: 1 }).verdict);`;
    writeFileSync(join(reader, 'use.mjs'), use);
    for (const name of ['shards', 'page.html', 't.json', 't.svg']) rmSync(join(reader, name), { recursive: true, force: true }); // prettier-ignore
    for (const [command, line, code = 0] of commands) {
      const path = `${join(reader, 'node_modules/.bin')}:${join(nodeOf(major), '..')}:${process.env.PATH ?? ''}`;
      const ran = await shell(`${command} 2>&1`, reader, nodeOf(major), { PATH: path });
      expect([command, ran.code]).toEqual([command, code]);
      if (typeof line === 'string') expect(ran.stdout, command).toContain(line);
      else expect(ran.stdout, command).toMatch(line);
    }
  });

  it('has types, of its own and of the reporter', async () => {
    const text = `import { type ClaimReport, attackClaim, claims, handOver } from 'contrapose';
      import Reporter, { ClaimsReporter } from 'contrapose/reporter';
      export const same: typeof Reporter = ClaimsReporter;
      export const reports: readonly ClaimReport[] = claims.map((claim) => attackClaim(claim, { runs: 1, seed: 1 }));
      export const hand: typeof handOver = handOver;
      // @ts-expect-error a plan has a number of runs
      attackClaim(claims[0], { seed: 1 });`;
    writeFileSync(join(reader, 'use.mts'), text);
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const options = '--noEmit --strict --module nodenext --target es2023 --skipLibCheck --types node';
    const ran = await shell(`'${process.execPath}' '${tsc}' ${options} --typeRoots '${join(root, 'node_modules/@types')}' use.mts`, reader); // prettier-ignore
    expect(ran).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});
