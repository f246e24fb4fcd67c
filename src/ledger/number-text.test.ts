import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearestFloat } from '../arithmetic/nearest-float.js';
import { fractionText, rational } from '../arithmetic/rational.js';
import { rationalOfText } from './number-text.js';

describe('numbers as written', () => {
  test.each([
    ['-3/8', '-3/8'],
    ['6/4', '3/2'],
    ['0.1', '1/10'],
    ['-0', '0'],
    ['+2.50', '5/2'],
    ['1e-3', '1/1000'],
    ['1.5E+2', '150'],
    ['-0.05e1', '-1/2'],
    ['007/7', '1'],
  ])('%s is %s', (text, fraction) => {
    expect(fractionText(rationalOfText(text) ?? rational(404))).toBe(fraction);
  });

  test.each(
    [
      '',
      ' 1',
      '1 ',
      'NaN',
      'Infinity',
      '-Infinity',
      '1/0',
      '0/0',
      '1/-2',
      '1/2/3',
      '1.5/2',
      '.5',
      '5.',
      '0x10',
      '1_000',
    ].concat(['1e999999999', '1e-999999999', '1e401', '1e99999999999999999999', '9'.repeat(1101), '١', 'e5', '--1']),
  )('%j is no number', (text) => {
    expect(rationalOfText(text)).toBeUndefined();
  });

  test('a fraction and its text are inverse to each other', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt({ min: 1n, max: 10n ** 40n }), (n, d) => {
        const a = rational(n, d);
        return rationalOfText(fractionText(a))?.equals(a) === true;
      }),
    );
  });

  test('the shortest decimal of a float64 is read as a number whose float64 is that one', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const read = rationalOfText(String(value));
        return read !== undefined && nearestFloat(read) === value;
      }),
    );
  });
});
