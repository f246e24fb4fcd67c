import { describe, expect, it } from 'vitest';
import { BadInput } from '../../ledger/problem.js';
import { readLatentTreeInstance } from './instance.js';
import { latentTreeReport } from './report.js';
import { latentTreeText } from './text.js';

const edge = (p: string, q: string) => [
  [p, q],
  [q, p],
];
const binary = {
  tree: {
    probability: ['3/4', '1/4'],
    children: [{ transition: edge('1', '0'), children: [{ transition: edge('3/4', '1/4') }] }],
  },
  hidden: 1,
  weights: { '': [['2']], 0: [['3']] },
};
const reportOf = (value: unknown) => latentTreeReport(readLatentTreeInstance(JSON.stringify(value), 'tree.json'));

describe('the report on a latent tree', () => {
  it('has o = ρ_{0μ}²(1 − ρ_0²), a = ρ s, gap = 2 w a, and s of the ReLU of 3x', () => {
    // ρ_0 = −½; the leaf copies z_0 with polarity ½ through "0", whose f = 3x: s = ½·3·½, a = ½·½.
    expect(reportOf(binary)['0']).toEqual({
      covariance: [['3/64']],
      a: ['1/4'],
      o: '3/4',
      rhoToRoot: '1',
      gaps: ['3/2'],
      selectivities: ['3/4'],
    });
    expect(reportOf(binary)[''].selectivities).toEqual(['3/2']);
  });
  it('is shown root first, and says what needs two states', () => {
    const three = {
      tree: {
        probability: ['1', '0', '0'],
        children: [{ transition: [['1'], ['1'], ['1']], children: [{ transition: [['1/2', '1/2']] }] }],
      },
      hidden: 2,
      weights: {
        '': [
          ['1', '1'],
          ['0', '1'],
        ],
        0: [['1'], ['2']],
      },
      biases: { '': ['1', '0'], 0: ['0', '-1'] },
    };
    const text = latentTreeText(reportOf(three));
    expect(text.indexOf('"" (root)')).toBeLessThan(text.indexOf('latent "0"'));
    expect(text.match(/needs two states/g)).toHaveLength(10);
  });
  it.each([
    [
      'a child that is no object',
      { ...binary, tree: { ...binary.tree, children: [1] } },
      'an object with a transition',
    ],
    ['a tree without children', { ...binary, tree: { probability: ['1'] } }, 'a list'],
    ['no tree', [], 'an object'],
    ['weights of another latent', { ...binary, weights: { '': [['2']], 1: [['3']] } }, 'no such field'],
  ])('refuses %s', (_, value, words) => {
    expect(() => reportOf(value)).toThrow(BadInput);
    expect(() => reportOf(value)).toThrow(words);
  });
  it('refuses more patterns of leaves than can be listed', () => {
    const leaf = { transition: edge('1/2', '1/2') };
    const ten = { transition: edge('1/2', '1/2'), children: Array.from({ length: 10 }, () => leaf) };
    const tree = { probability: ['1/2', '1/2'], children: [{ transition: edge('1/2', '1/2'), children: [ten, ten] }] };
    const row = (n: number) => [Array.from({ length: n }, () => '1')];
    const weights = { '': row(1), 0: row(2), '00': row(10), '01': row(10) };
    expect(() => reportOf({ tree, hidden: 1, weights })).toThrow('1048576');
  });
});
