import { describe, expect, it } from 'vitest';
import { madeUpRecord } from '../../properties/training-records.js';
import { BadInput } from '../ledger/problem.js';
import { measured, readRecord, recordText } from './record.js';

const record = madeUpRecord({ hidden: 2, polarity: 0.7, seed: 3 });
const altered = (change: object): string => JSON.stringify({ ...record, ...change });

describe('the text of a run', () => {
  it('gives the run back, every bit of it', () => {
    expect(readRecord(recordText(record), 'it')).toEqual(record);
    const thirds = madeUpRecord({ hidden: 1, polarity: 0.1 + 0.2, seed: -1 }, [1 / 3, 5e-324, 1 - 2 ** -53]);
    expect(readRecord(recordText(thirds), 'it')).toEqual(thirds);
  });

  it('says null where a number is not finite', () => {
    expect([NaN, Infinity, -Infinity, 0, -2].map(measured)).toEqual([null, null, null, 0, -2]);
  });

  it.each([
    ['{', 'it: expected the JSON of a finished run, got malformed text'],
    ['3', 'it: expected an object, got 3'],
    [altered({ format: 'contrapose/training@1' }), 'it.format: expected contrapose/training@2'],
    [altered({ seed: '3' }), 'it.seed: expected a number, got "3"'],
    [altered({ status: 'running' }), 'it.status: expected finished or collapsed or diverged, got "running"'],
    [altered({ epochs: [] }), 'it.epochs: expected a list that is not empty'],
    [altered({ epochs: [{ ...record.epochs[0], correlation: { '': 'x' } }] }), 'it.epochs[0].correlation.""'],
    [
      altered({ epochs: [{ ...record.epochs[0], operatorSpectrum: { '': 1 } }] }),
      'it.epochs[0].operatorSpectrum."": expected a list, got 1',
    ],
    [
      altered({ epochs: [{ ...record.epochs[0], unitCorrelation: { '0': [] } }] }),
      'it.epochs[0].unitCorrelation.0: expected a list that is not empty',
    ],
    [altered({ more: 1 }), 'got "more"'],
    [JSON.stringify({ ...record, edges: undefined }), 'it.edges: expected an object, got nothing'],
  ])('is refused with the place where it is wrong: %#', (text, message) => {
    expect(() => readRecord(text, 'it')).toThrow(BadInput);
    expect(() => readRecord(text, 'it')).toThrow(message);
  });
});
