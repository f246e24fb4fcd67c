import { describe, expect, test } from 'vitest';
import { rational } from '../../arithmetic/rational.js';
import { BadInput } from '../../ledger/problem.js';
import { readAnswer } from './answer.js';
import { compareAnswer } from './compare.js';
import type { Bounds } from './rounding.js';
import type { Truth } from './truth.js';

const half = rational(1, 2);
/** Two layers of one weight, one view. */
const truth: Truth = {
  outputs: [[half]],
  distances: [[rational(0)]],
  loss: half,
  lossDerivatives: [[half]],
  'gradients.one': [[[half]], [[half]]],
  'gradients.both': [[[half]], [[half]]],
};
const bound = { scale: 1, roundings: 4 };
const layers = [[[bound]], [[bound]]];
const bounds = {
  outputs: [[bound]],
  distances: [[bound]],
  loss: bound,
  lossDerivatives: [[bound]],
  'gradients.one': layers,
  'gradients.both': layers,
} as unknown as Bounds;

const good = {
  id: 3,
  precision: 'float64',
  outputs: [[0.5]],
  loss: '1/2',
  lossDerivatives: [[0.5]],
  gradients: { one: [[[0.5]], [[0.5]]] },
};
const read = (answer: unknown) => readAnswer(typeof answer === 'string' ? answer : JSON.stringify(answer), 3, truth);

describe('an answer', () => {
  test('is read with decimals and fractions alike, and steps that are not given are left out', () => {
    const answer = read(good);
    expect(answer).toMatchObject({ id: 3, precision: 'float64' });
    expect('steps' in answer && Object.keys(answer.steps)).toEqual([
      'outputs',
      'loss',
      'lossDerivatives',
      'gradients.one',
    ]);
  });
  test('may say why there is none', () => {
    expect(read({ id: 3, unsupported: 'no ReLU' })).toEqual({ id: 3, unsupported: 'no ReLU' });
  });
  test.each([
    ['garbage', 'loss is 3', /answer 3, line 1, column 1: expected JSON, got "l"/],
    ['another id', { ...good, id: 4 }, /answer 3\.id: expected 3, got 4/],
    [
      'no precision',
      { ...good, precision: undefined },
      /precision: expected "float32", "float64" or "exact", got nothing/,
    ],
    ['a list that is too short', { ...good, outputs: [[]] }, /outputs\[0\]: expected a list of 1, got one of 0/],
    ['a list for a number', { ...good, loss: [1] }, /loss: expected a number, got a list of 1 item/],
    ['a number for a list', { ...good, outputs: 1 }, /outputs: expected a list of 1, got 1/],
    ['nothing where something is needed', { ...good, lossDerivatives: undefined }, /lossDerivatives: expected a value/],
    ['no gradients at all', { ...good, gradients: {} }, /gradients: expected one, both, or each of them, got neither/],
    ['a misspelt field', { ...good, ouputs: [] }, /ouputs: expected no such field/],
    ['a misspelt branch', { ...good, gradients: { first: [] } }, /gradients\.first: expected no such field/],
    [
      'another version',
      { ...good, format: 'contrapose/against-answer@2' },
      /format: expected "contrapose\/against-answer@1"/,
    ],
  ])('is refused with its place: %s', (_, answer, message) => {
    expect(() => read(answer)).toThrow(BadInput);
    expect(() => read(answer)).toThrow(message);
  });
  test.each([['NaN'], ['Infinity'], ['-Infinity'], ['null'], ['"NaN"']])(
    'with %s where a number is differs at that step, whatever the precision',
    (text) => {
      const answer = read(JSON.stringify({ ...good, loss: 0 }).replace('"loss":0', `"loss":${text}`));
      if (!('steps' in answer)) throw new Error('expected steps');
      const [first] = compareAnswer(answer.steps, 'float32', truth, bounds).filter(({ residual }) => residual > 1);
      expect(first).toMatchObject({ step: 'loss', residual: Infinity, difference: { path: 'loss', residual: null } });
    },
  );
  test('of two layers that differ the upper one is named: the derivative comes from there', () => {
    const answer = read({ ...good, gradients: { one: [[[99]], [[2]]] } });
    if (!('steps' in answer)) throw new Error('expected steps');
    const found = compareAnswer(answer.steps, 'float64', truth, bounds).find(({ step }) => step === 'gradients.one');
    expect(found?.difference).toMatchObject({ path: 'gradients.one[1][0][0]', expected: '1/2', got: '2' });
  });
});
