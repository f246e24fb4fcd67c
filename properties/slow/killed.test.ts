import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readWitness } from '../../src/ledger/witness-file.js';
import { replay } from '../../src/search/replay.js';
import { statementById } from '../../src/theory/index.js';

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const start = (...args: string[]): ChildProcess =>
  spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });

/** What a command says on stderr until it is killed: after so many lines and so many milliseconds more. */
const killedAfter = async (child: ChildProcess, lines: number, milliseconds: number): Promise<string> => {
  let said = '';
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const reached = new Promise<void>((resolve) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.split('\n').length > lines) resolve();
    });
  });
  await Promise.race([reached, ended]);
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  child.kill('SIGKILL');
  await ended;
  return said;
};

/** Claims each of whose assumptions has a witness. */
const claims = ['dual-networks/homogeneity', 'byol/same-network-no-contrast', 'dual-networks/covariance-operator'];

describe('a process killed at any moment', () => {
  // The moments are spread over the run; whichever the machine makes of them, what was said to be finished is there.
  it.each([
    [0, 300],
    [1, 0],
    [1, 15],
    [2, 0],
    [2, 60],
    [3, 0],
  ])(
    'loses no witness of a claim it had finished, nor one of before (%i claims, %i ms)',
    async (lines, milliseconds) => {
      const folder = mkdtempSync(join(tmpdir(), 'contrapose-killed-'));
      const before = join(folder, 'earlier.json');
      writeFileSync(before, 'of before');
      const run = start('ablate', ...claims, '--runs', '400', '--witnesses', folder);
      const said = await killedAfter(run, lines, milliseconds);
      const files = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'earlier.json');
      const witnesses = files.map((name) => readWitness(readFileSync(join(folder, name), 'utf8'), name));
      expect(witnesses.map((witness) => replay(witness).status)).toEqual(witnesses.map(() => 'refutes'));
      const finished = new Set(said.split('\n').map((line) => line.replace(/^\d+\/\d+ /, '')));
      for (const id of claims.filter((each) => finished.has(each))) {
        const dropped = witnesses.filter(({ claim }) => claim === id).flatMap((witness) => witness.dropped);
        expect(dropped.sort(), id).toEqual(statementById(id).assumptions.map(({ slug }) => slug).sort()); // prettier-ignore
      }
    },
  );

  it('leaves the state of a hunt whole, from which it goes on', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'contrapose-killed-')), 'hunt.json');
    const hunt = ['hunt', 'dual-networks/homogeneity', '--seed', '5', '--out', file, '--cases', '40000'];
    let before = 0;
    for (const milliseconds of [0, 7, 40]) {
      await killedAfter(start(...hunt), 1, milliseconds);
      const state = JSON.parse(readFileSync(file, 'utf8')) as { readonly chunks: number; readonly cases: number };
      expect(state.cases).toBe(400 * state.chunks);
      expect(state.chunks).toBeGreaterThan(before);
      before = state.chunks;
    }
  });
});
