import { describe, expect, test } from 'vitest';
import { BadInput } from '../../ledger/problem.js';

import { isUndecided, type OperatorOptions, operatorReport } from './report.js';
import type { LayerReport } from './report-format.js';
import { one, world, instance } from './report.properties.js';

describe('operator: layers, kinks and bad input', () => {
  const good = instance([[['1'], ['-1']], [['1', '1']]], world(['1/2', ['1'], ['-1']], ['1/2', ['2']]));
  const messageOf = (source: unknown, options: OperatorOptions = {}): string => {
    try {
      operatorReport(source, options);
    } catch (error) {
      if (error instanceof BadInput && !error.message.includes('\n')) return error.message;
      throw error;
    }
    return 'accepted';
  };

  test('--layer overrides the file, a list comes only with all, and JSON text is read as its value is', () => {
    expect(one(good).layer).toBe(1);
    expect(one(JSON.stringify(good), { layer: '2' }).layer).toBe(2);
    expect((operatorReport(good, { layer: 'all' }) as LayerReport[]).map(({ layer }) => layer)).toEqual([1, 2]);
    expect(
      one(
        '{"network":{"activation":"linear","weights":[[[0.1]]]},"world":{"points":[{"probability":1,"views":[{"probability":1,"x":[1e-3]}]}]},"layer":1,"loss":{"kind":"simple"}}',
      ).weights,
    ).toEqual(['1/10']);
  });

  test('a kink is undecided at its layer, below and at it; above it, and where all is dead or the input 0, it is none', () => {
    const kink = world(['1/2', ['1', '1']], ['1/2', ['2', '1']]);
    const weights = [
      [
        ['1', '0'],
        ['0', '1'],
      ],
      [['1', '-1']],
      [['1']],
    ];
    for (const float of [false, true]) {
      const reports = operatorReport({ ...instance(weights, kink), layer: 1 }, { layer: 'all', float });
      expect(isUndecided(reports)).toBe(true);
      expect((reports as object[]).map((report) => ('undecided' in report ? report.undecided : 'decided'))).toEqual([
        'kink at layer 2',
        'kink at layer 2',
        'decided',
      ]);
      expect(isUndecided(operatorReport(instance([[['1']], [['1']]], world(['1', ['0']])), { float }))).toBe(false);
      expect(isUndecided(operatorReport(instance([[['-1']], [['1']], [['1']]], world(['1', ['1']])), { float }))).toBe(
        false,
      );
    }
  });

  test.each<[string, unknown, OperatorOptions, string | RegExp]>([
    [
      'malformed JSON',
      '{"network":',
      { name: 'a.json' },
      'a.json, line 1, column 12: expected JSON, got the end of the text',
    ],
    ['a __proto__ key', '{"network":{"__proto__":{}}}', {}, 'network.__proto__: expected no key of this name, got one'],
    [
      'a wrong width',
      { ...good, network: { ...good.network, weights: [[['1'], ['-1']], [['1', '1', '1']]] } },
      {},
      'network.weights[1][0]: expected 2 numbers (as width 1), got 3',
    ],
    [
      'a ragged matrix',
      { ...good, network: { ...good.network, weights: [[['1', '2'], ['-1']]] } },
      {},
      'network.weights[0][1]: expected 2 numbers (as width 0), got 1',
    ],
    [
      'a wrong input',
      { ...good, world: world(['1', ['1', '2']]) },
      {},
      'world.points[0].x: expected 1 number (as width 0), got 2',
    ],
    [
      'no weights',
      { ...good, network: { ...good.network, weights: [] } },
      {},
      'network.weights: expected at least 1 item (layers), got 0',
    ],
    [
      'a width of 10⁹',
      { ...good, network: { ...good.network, weights: { length: 1e9 } } },
      {},
      'network.weights: expected a list (layers), got an object',
    ],
    [
      'probabilities',
      { ...good, world: world(['1/2', ['1']], ['1/3', ['2']]) },
      {},
      'world.points: expected probabilities that sum to 1, got 5/6',
    ],
    [
      'NaN',
      { ...good, network: { ...good.network, weights: [[['NaN']]] } },
      {},
      /^network\.weights\[0\]\[0\]\[0\]: expected a number such as .*, got "NaN"$/,
    ],
    [
      'Infinity',
      { ...good, world: world(['1', ['-Infinity']]) },
      {},
      /^world\.points\[0\]\.x\[0\]: expected a number such as .*, got "-Infinity"$/,
    ],
    [
      'a huge exponent',
      JSON.stringify({ ...good, layer: 1 }).replace('"-1"', '1e999999999'),
      {},
      /: expected a number such as .*, got 1e999999999$/,
    ],
    [
      'a zero temperature',
      { ...good, loss: { kind: 'infonce', tau: '0', negatives: 1 } },
      {},
      'loss.tau: expected a number above 0, got "0"',
    ],
    [
      'no negatives',
      { ...good, loss: { kind: 'infonce', tau: 1, negatives: 0 } },
      {},
      'loss.negatives: expected an integer from 1 to 64, got 0',
    ],
    [
      'an unknown loss',
      { ...good, loss: { kind: 'hinge' } },
      {},
      'loss.kind: expected "simple" or "triplet" or "infonce", got "hinge"',
    ],
    [
      'a field of another loss',
      { ...good, loss: { kind: 'simple', tau: 1 } },
      {},
      'loss.tau: expected a number above 0, for triplet and infonce only, got 1',
    ],
    [
      'a missing slope',
      { ...good, network: { ...good.network, activation: 'leaky-relu' } },
      {},
      /^network\.slope: expected a number that is not negative.*|got nothing$/,
    ],
    [
      'biases',
      { ...good, network: { ...good.network, biases: [] } },
      {},
      'network.biases: expected no such field (only activation, slope, weights), got a list of 0 items',
    ],
    ['a layer too high', { ...good, layer: 3 }, {}, 'layer: expected an integer from 1 to 2, got 3'],
    ['--layer 0', good, { layer: '0' }, '--layer: expected a whole number from 1 to 2 or all, got "0"'],
    ['--layer x', good, { layer: 'x' }, '--layer: expected a whole number from 1 to 2 or all, got "x"'],
    ['--spectrum 9', good, { spectrum: 9 }, '--spectrum: expected a whole number from 1 to 2, got 9'],
    [
      'no layer at all',
      { ...good, layer: undefined },
      {},
      'layer: expected a layer from 1 to 2 in the file or with --layer, got neither',
    ],
    [
      'a missing datum',
      {
        ...good,
        world: { points: [{ probability: 1, views: [{ probability: 1, x: ['1'] }] }] },
        loss: { kind: 'triplet', tau: 1, margin: 0 },
      },
      {},
      'world.points[0].x: expected the un-augmented datum, which the operator of triplet needs, got nothing',
    ],
    [
      'too many weights for exactness',
      {
        ...good,
        network: { activation: 'relu', weights: [new Array(30).fill(new Array(30).fill(1))] },
        world: world(['1', new Array<string>(30).fill('1')]),
      },
      {},
      'network.weights[0]: expected at most 512 weights (more with --float), got 900',
    ],
    [
      'too many terms for exactness',
      { ...good, loss: { kind: 'infonce', tau: 1, negatives: 30 } },
      {},
      /^world\.points: expected a loss of at most 131072 terms/,
    ],
    [
      'a number beyond float64',
      { ...good, world: world(['1', ['1e400']]) },
      { float: true },
      '--float: expected numbers below 2^1024, the range of float64, got a larger one',
    ],
    ['nothing', 'null', {}, /^instance: expected an object with network, world, layer, loss, got null$/],
  ])('%s is one line with its place', (_, source, options, message) => {
    expect(messageOf(source, options)).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
  });
});
