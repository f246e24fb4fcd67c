import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { number, record } from '../theory/space.js';
import { runInstances } from './run-instances.js';

const node = record({ x: number() });
const parameters = { seed: 1, numRuns: 20 };

describe('a run on instances', () => {
  test('throws what the judgement throws: an error is no counterexample', () => {
    let judged = 0;
    const failing = (): boolean => {
      if (++judged === 7) throw new RangeError('the seventh');
      return true;
    };
    expect(() => runInstances(node, failing, parameters)).toThrow(RangeError);
    expect(judged).toBe(7);
  });
  test('goes on where an instance is discarded, and ends without an error where the judgement is false', () => {
    let judged = 0;
    const judgement = (): boolean => {
      judged++;
      if (judged % 2 === 0) fc.pre(false);
      return judged < 9;
    };
    runInstances(node, judgement, parameters);
    expect(judged).toBe(9);
  });
});
