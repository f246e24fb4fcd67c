import { describe, expect, it } from 'vitest';
import { claims } from '../src/theory/index.js';
import { contrapose, fileOf, json, type Run } from './run-contrapose.js';

const network = { activation: 'relu', weights: [[['1', '-1']], [['2']]], top: 'linear' };
const homogeneous = { network, x: ['3', '1'], layer: 1 };
const world = {
  points: [
    { probability: '1/2', x: ['1', '0'], views: [{ probability: '1', x: ['1', '0'] }] },
    { probability: '1/2', x: ['2', '1'], views: [{ probability: '1', x: ['2', '1'] }] },
  ],
};

/** One line on stderr that says what was expected, exit code 2, nothing on stdout, no stack. */
const isRefused = (run: Run, ...words: string[]): void => {
  expect({ code: run.code, stdout: run.stdout }).toEqual({ code: 2, stdout: '' });
  expect(run.stderr).toMatch(/expected .+, got .+/);
  expect(run.stderr).not.toMatch(/^\s+at /m);
  expect(run.stderr.trim().split('\n')).toHaveLength(1);
  for (const word of words) expect(run.stderr).toContain(word);
};

describe('list', () => {
  it('shows every claim with its assumptions and mutants', async () => {
    const listed = json(await contrapose('list', '--json')) as { id: string; mutants: unknown[] }[];
    expect(listed.map(({ id }) => id)).toEqual(claims.map(({ id }) => id));
    expect(listed.every(({ mutants }) => mutants.length >= 2)).toBe(true);
  });
  it('prints a line a claim', async () => {
    expect((await contrapose('list')).stdout.trim().split('\n')).toHaveLength(claims.length);
  });
});

describe('check', () => {
  const args = ['check', 'dual-networks/homogeneity', '--runs', '20', '--seed', '7', '--json'];
  it('gives the same bytes twice, but for the seconds', async () => {
    const once = async () => (await contrapose(...args)).stdout.replace(/"seconds": .*/, '');
    expect(await once()).toBe(await once());
  });
  it('answers with exit code 0 and the verdict as expected', async () => {
    const run = await contrapose(...args);
    expect(run.code).toBe(0);
    expect(json(run)).toMatchObject({ seed: 7, claims: [{ verdict: 'holds', asExpected: true, instances: 20 }] });
  });
  it('refutes mutants where asked', async () => {
    const run = await contrapose('check', 'dual-networks/pair-gradient', '--mutants');
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/3 of 3 mutants refuted|3 of 3 mutants refuted/);
  });
  it('refuses an unknown id and a bad number', async () => {
    isRefused(await contrapose('check', 'dual-networks/nothing'), 'nothing');
    isRefused(await contrapose('check', '--runs', '0'), '--runs');
    isRefused(await contrapose('check', '--seed', 'x'), '--seed');
  });
});

describe('eval', () => {
  const run = (instance: unknown, ...more: string[]) =>
    contrapose('eval', 'dual-networks/homogeneity', '--instance', fileOf(instance), '--json', ...more);
  it('gives both sides as fractions', async () => {
    const result = await run(homogeneous);
    expect(result.code).toBe(0);
    expect(json(result)).toMatchObject({
      verdict: 'holds',
      parts: [
        { left: ['4'], right: ['4'], margin: 0 },
        { left: ['6', '2'], right: ['6', '2'] },
      ],
    });
  });
  it('calls an instance on a kink undecided', async () => {
    const result = await run({ ...homogeneous, x: ['1', '1'] });
    expect(result.code).toBe(1);
    expect(json(result)).toMatchObject({ verdict: 'undecided', reason: 'kink at layer 1' });
  });
  it('does not call a dead input a kink', async () => {
    expect(json(await run({ ...homogeneous, x: ['0', '0'] }))).toMatchObject({ verdict: 'holds' });
  });
  it('says which assumption an instance is outside of', async () => {
    const biased = { ...homogeneous, network: { ...network, biases: [['1'], ['0']] } };
    expect(json(await run(biased))).toMatchObject({ verdict: 'violated', assumptions: { 'no-bias': false } });
  });
  it('reads a JSON number as the decimal written', async () => {
    const text = JSON.stringify(homogeneous).replace('["3","1"]', '[0.1,0]');
    expect(json(await run(text))).toMatchObject({ parts: [{ left: ['1/5'] }, {}] });
  });
});

describe('bad input is refused in one line', () => {
  const evaluate = (content: unknown) => contrapose('eval', 'dual-networks/homogeneity', '--instance', fileOf(content));
  const operate = (content: unknown) => contrapose('operator', '--instance', fileOf(content));
  const instance = {
    network: { activation: 'relu', weights: network.weights },
    world,
    layer: 1,
    loss: { kind: 'simple' },
  };

  it('a missing file, a folder, an unknown claim', async () => {
    isRefused(await contrapose('eval', 'dual-networks/homogeneity', '--instance', '/no/such/file'), '/no/such/file');
    isRefused(await contrapose('operator', '--instance', '/'), 'folder');
    isRefused(await contrapose('schema', 'nothing'), 'nothing');
  });
  it('malformed JSON', async () => isRefused(await evaluate('{"network": ')));
  it('a wrong shape, with its path', async () =>
    isRefused(await evaluate({ ...homogeneous, x: ['1', '2', '3'] }), 'x'));
  it('NaN and Infinity', async () => {
    isRefused(await evaluate({ ...homogeneous, x: ['NaN', '1'] }), 'x[0]');
    isRefused(await evaluate({ ...homogeneous, x: ['1', 'Infinity'] }), 'x[1]');
  });
  it('a layer that is not there', async () =>
    isRefused(await evaluate({ ...homogeneous, layer: 1_000_000_000 }), 'layer'));
  it('a __proto__ key', async () => isRefused(await evaluate('{"__proto__": {"x": 1}, "x": []}'), '__proto__'));
  it('probabilities that do not sum to 1', async () => {
    const points = [{ ...world.points[0], probability: '1/3' }, world.points[1]];
    isRefused(await operate({ ...instance, world: { points } }), 'sum to 1', '5/6');
  });
  it('a zero temperature', async () => {
    isRefused(await operate({ ...instance, loss: { kind: 'infonce', tau: '0', negatives: 1 } }), 'tau');
  });
  it('a billion negatives', async () => {
    isRefused(
      await operate({ ...instance, loss: { kind: 'infonce', tau: '1', negatives: 1_000_000_000 } }),
      'negatives',
    );
  });
});

describe('operator and schema', () => {
  it('gives the operator of the simple loss exactly', async () => {
    const file = fileOf({
      network: { activation: 'linear', weights: [[['1', '0']]] },
      world,
      layer: 1,
      loss: { kind: 'simple' },
    });
    const run = await contrapose('operator', '--instance', file, '--json');
    expect(run.code).toBe(0);
    expect(json(run)).toMatchObject({
      layer: 1,
      operator: [
        ['1/4', '1/4'],
        ['1/4', '1/4'],
      ],
      update: ['1/4', '1/4'],
      oneBranchNegativeGradient: ['1/4', '1/4'],
      negativeGradient: ['1/2', '1/2'],
      residue: ['0', '0'],
      psd: true,
      symmetric: true,
      rank: 1,
    });
  });
  it('prints a JSON Schema for every claim', async () => {
    expect(json(await contrapose('schema', 'operator'))).toHaveProperty('$schema');
    expect(json(await contrapose('schema', 'dual-networks/covariance-operator'))).toHaveProperty('properties');
  });
});
