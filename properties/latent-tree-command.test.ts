import { describe, expect, it } from 'vitest';
import { contrapose, fileOf, json, type Run } from './run-contrapose.js';

const edge = (stay0: string, go0: string, go1: string, stay1: string) => ({
  transition: [
    [stay0, go0],
    [go1, stay1],
  ],
});
const even = edge('9/10', '1/10', '1/10', '9/10');
const uneven = edge('4/5', '1/5', '1/10', '9/10');
const tree = { probability: ['1/2', '1/2'], children: [{ ...even, children: [even, uneven] }, even] };
const weights = {
  '': [
    ['1', '2', 3],
    ['1/2', 0, -1],
  ],
  '0': [
    ['1', '-1'],
    [2, '1/3'],
  ],
};
const instance = { tree, hidden: 2, weights };

const run = (value: unknown): Promise<Run> => contrapose('latent-tree', '--instance', fileOf(value), '--json');

const isRefused = async (value: unknown, ...words: string[]): Promise<void> => {
  const { code, stdout, stderr } = await run(value);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/expected .+, got .+/);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  for (const word of words) expect(stderr).toContain(word);
};

describe('latent-tree', () => {
  it('gives, for a tree worked out by hand, every latent under its path as exact fractions', async () => {
    const result = await run(instance);
    expect(result.code).toBe(0);
    expect(json(result)).toEqual({
      // Leaves: s = ½. Polarities 4/5 and 9/10 − 1/5 = 7/10. f of "0" on the leaves 00, 01, 10, 11: (0, 0), (0, 1/3), (1, 2), (0, 7/3).
      0: {
        a: ['2/5', '7/20'],
        o: '16/25',
        rhoToRoot: '4/5',
        gaps: ['1/10', '11/6'],
        selectivities: ['1/200', '11/12'],
        covariance: [
          ['64/625', '56/625'],
          ['56/625', '49/625'],
        ],
      },
      '': {
        a: ['1/250', '11/15', '2/5'],
        o: '1',
        rhoToRoot: '1',
        gaps: ['2003/375', '-199/250'],
        selectivities: ['2003/750', '-199/500'],
        covariance: [
          ['1/62500', '11/3750', '1/625'],
          ['11/3750', '121/225', '22/75'],
          ['1/625', '22/75', '4/25'],
        ],
      },
    });
  });
  it('prints the same for a reader, the root first', async () => {
    const { stdout } = await contrapose('latent-tree', '--instance', fileOf(instance));
    expect(stdout.startsWith('latent "" (root)')).toBe(true);
    expect(stdout).toContain('(2003/375, -199/250)');
  });
  it('shifts pre-activations by the biases where there are some', async () => {
    // Unit 2 of "0" becomes 0, 0, 5/3, 2: v(1) = 9/100·5/3 + 81/100·2 = 177/100, v(0) = 2/25·5/3 + 1/50·2 = 13/75.
    const shifted = json(await run({ ...instance, biases: { '': ['0', '0'], 0: ['0', '-1/3'] } })) as Record<
      string,
      { gaps: string[]; selectivities: string[] }
    >;
    expect(shifted['0'].gaps).toEqual(['1/10', '11/6']);
    expect(shifted['0'].selectivities).toEqual(['1/200', '479/600']);
  });
  it('gives the covariance alone where a latent has three states', async () => {
    const three = {
      probability: ['1/2', '1/4', '1/4'],
      children: [
        {
          transition: [
            ['1', '0'],
            ['1/2', '1/2'],
            ['0', '1'],
          ],
        },
      ],
    };
    expect(json(await run({ tree: three, hidden: 1, weights: { '': [['1']] } }))).toEqual({
      // E[x | z_0] = 0, 1/2, 1: mean 3/8, second moment 5/16, variance 11/64.
      '': { covariance: [['11/64']], a: null, o: null, rhoToRoot: null, gaps: null, selectivities: null },
    });
  });
  it('refuses transitions that are not stochastic', async () => {
    const bad = { ...tree, children: [edge('9/10', '1/10', '1/10', '1/2')] };
    await isRefused(
      { tree: bad, hidden: 1, weights: { '': [['1']] } },
      'tree.children[0].transition[1]',
      'sum to 1',
      '3/5',
    );
    const negative = { ...tree, children: [edge('3/2', '-1/2', '1/10', '9/10')] };
    await isRefused({ tree: negative, hidden: 1, weights: { '': [['1']] } }, 'not negative');
  });
  it('refuses what is not a tree', async () => {
    await isRefused({ ...instance, tree: { ...tree, children: 'none' } }, 'tree.children', 'a list');
    await isRefused({ ...instance, tree: { ...tree, children: ['leaf'] } }, 'tree.children[0]', 'an object');
    await isRefused({ ...instance, tree: { ...tree, children: [] } }, 'at least 1');
    await isRefused({ ...instance, tree: 7 }, 'tree');
    const wide = { probability: ['1/2', '1/2'], children: Array.from({ length: 11 }, () => even) };
    await isRefused({ tree: wide, hidden: 1, weights: {} }, 'at most 10 children', '11');
  });
  it('refuses a transition with a row too many', async () => {
    const bad = { ...tree, children: [{ transition: [['1'], ['1'], ['1']] }] };
    await isRefused({ tree: bad, hidden: 1, weights: { '': [['1']] } }, 'tree.children[0].transition', '2 items', '3');
  });
  it('refuses a tree that is too deep, or has too many patterns of leaves to list', async () => {
    const deep = (levels: number): object => (levels === 0 ? even : { ...even, children: [deep(levels - 1)] });
    await isRefused(
      { tree: { probability: ['1/2', '1/2'], children: [deep(40)] }, hidden: 1, weights: {} },
      '32 levels',
    );
    const ten = { ...even, children: Array.from({ length: 10 }, () => even) };
    const many = { probability: ['1/2', '1/2'], children: [{ ...even, children: [ten, ten] }] };
    const row = (n: number) => [Array.from({ length: n }, () => '1')];
    const all = { '': row(1), 0: row(2), '00': row(10), '01': row(10) };
    await isRefused({ tree: many, hidden: 1, weights: all }, 'patterns of leaves', '1048576');
  });
  it('refuses weights of the wrong shape, for no latent, and no units at all', async () => {
    await isRefused({ ...instance, weights: { ...weights, 0: [['1', '2']] } }, 'weights', '2 items', '1');
    await isRefused(
      {
        ...instance,
        weights: {
          ...weights,
          '': [
            ['1', '2'],
            ['1', '2'],
          ],
        },
      },
      '3 numbers',
      '2',
    );
    await isRefused({ ...instance, weights: { ...weights, 1: [['1']] } }, 'weights', 'no such field');
    await isRefused({ ...instance, weights: { 0: weights['0'] } }, 'weights');
    await isRefused({ ...instance, hidden: 0 }, 'hidden', '1 to');
  });
  it('has a schema in which a branch refers to itself', async () => {
    const schema = json(await contrapose('schema', 'latent-tree')) as { $defs: Record<string, unknown> };
    expect(JSON.stringify(schema.$defs.branch)).toContain('#/$defs/children');
  });
});
