import { expect, test } from 'vitest';
import { operatorReport } from './report.js';
import { operatorText } from './text.js';

const instance = (loss: object, ...xs: string[]) => ({
  network: { activation: 'relu', weights: [[['1'], ['-1']], [['1', '1']]] },
  world: { points: xs.map((x) => ({ probability: `1/${xs.length}`, x: [x], views: [{ probability: 1, x: [x] }] })) },
  layer: 1,
  loss,
});

test('an exact report is a table of fractions, the vectors and the answers in words', () => {
  expect(operatorText(operatorReport(instance({ kind: 'simple' }, '1/2', '-1/2'))).split('\n')).toEqual([
    'layer 1',
    'operator',
    '  1/16  1/16',
    '  1/16  1/16',
    'positive semidefinite: yes   symmetric: yes   rank: 1',
    'vec(W)                          (1, -1)',
    'operator · vec(W)               (0, 0)',
    'negative gradient, one branch   (0, 0)',
    'negative gradient, both         (0, 0)',
    'residue (one branch − operator) (0, 0)',
  ]);
});

test('an enclosure is shown whole in a vector and short in the table', () => {
  const text = operatorText(operatorReport(instance({ kind: 'infonce', tau: 1, negatives: 1 }, '1', '-3')));
  expect(text).toMatch(/≈0\.0\d+/);
  expect(text).toMatch(/negative gradient, both {9}\(\[(-?[\d.e-]{15,}), -?[\d.e-]{15,}\], /);
});

test('several negatives, a kink, float64, a spectrum and all layers have their lines', () => {
  const several = operatorText(operatorReport(instance({ kind: 'infonce', tau: 1, negatives: 2 }, '1', '-3')));
  expect(several).toMatch(/not written out\n[^]*operator · vec\(W\) {15}not known\n[^]*\nnote: with several negatives/);
  const simple = instance({ kind: 'simple' }, '1', '-3');
  const kink = { ...simple, network: { ...simple.network, weights: [[['1'], ['-1']], [['3', '-3']], [['1']]] } };
  const balanced = { ...kink, network: { ...kink.network, weights: [[['1'], ['1']], [['1', '-1']], [['1']]] } };
  expect(operatorText(operatorReport(balanced))).toBe('layer 1\nundecided: kink at layer 2');
  const all = operatorText(operatorReport(simple, { layer: 'all', float: true, spectrum: 1 }));
  expect(all).toMatch(
    /^layer 1 \(float64\)\n[^]*spectrum \(float64\)\n {2}[\d.]+ {2}\(residual [\d.e+-]+\) {2}\(.*\)\n\nlayer 2 /,
  );
});

test('a large operator and a long vector are cut in the text', () => {
  const weights = [Array.from({ length: 6 }, (_, i) => Array.from({ length: 6 }, (__, j) => i - j + 1))];
  const x = ['1', '2', '3', '4', '5', '6'];
  const large = {
    network: { activation: 'linear', weights },
    world: { points: [{ probability: 1, views: [{ probability: 1, x }] }] },
    layer: 1,
    loss: { kind: 'simple' },
  };
  const text = operatorText(operatorReport(large));
  expect(text).toContain('36 × 36: too large to print, use --json');
  expect(text).toContain(', … 36 in all)');
});
