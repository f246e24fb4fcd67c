import { describe, expect, it } from 'vitest';
import { madeUpRecord } from '../../properties/training-records.js';
import { BadInput } from '../ledger/problem.js';
import { readRecord } from './record-file.js';
import { measured, recordText } from './record.js';

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
    ['{', 'it, line 1, column 2: expected JSON, got the end of the text'],
    ['3', 'it: expected an object, got 3'],
    [altered({ format: 'contrapose/training@1' }), 'it: format: expected "contrapose/training@2"'],
    [altered({ seed: '3' }), 'it: seed: expected a whole number from -2147483648 to 4294967296, got "3"'],
    [altered({ status: 'running' }), 'it: status: expected "finished" or "collapsed" or "diverged", got "running"'],
    [altered({ epochs: [] }), 'it: epochs: expected a list that is not empty'],
    [altered({ epochs: [{ ...record.epochs[0], correlation: { '': 'x' } }] }), 'it: epochs[0].correlation[""]'],
    [
      altered({ epochs: [{ ...record.epochs[0], operatorSpectrum: { '': 1 } }] }),
      'it: epochs[0].operatorSpectrum[""]: expected a list, got 1',
    ],
    [
      altered({ epochs: [{ ...record.epochs[0], unitCorrelation: { ...record.epochs[0].unitCorrelation, '0': [] } }] }),
      'it: epochs[0].unitCorrelation["0"]: expected 2 units, got 0',
    ],
    [
      altered({ epochs: [{ ...record.epochs[0], correlation: { ...record.epochs[0].correlation, '7': 0 } }] }),
      'it: epochs[0].correlation["7"]: expected the path of a latent of the tree, got another name',
    ],
    [
      altered({ epochs: [{ ...record.epochs[0], constant: { '': 0, '0': 0 } }] }),
      'it: epochs[0].constant: expected something of the latent "1", got nothing',
    ],
    [altered({ epochs: [{ ...record.epochs[0], epoch: 1 }] }), 'it: epochs[0].epoch: expected 0, got 1'],
    [altered({ across: { ...record.across, trained: {} } }), 'it: across.trained: expected something of the latent ""'],
    [altered({ edges: { ...record.edges, '500': 1 } }), 'it: edges["500"]: expected an edge above it, got none'],
    [altered({ edges: { root: 1 } }), 'it: edges.root: expected the path of a node, such as "01"'],
    [altered({ more: 1 }), 'it: more: expected no such field'],
    [JSON.stringify({ ...record, edges: undefined }), 'it: edges: expected an object, got nothing'],
    [recordText(record).replace('0.75', '1e999'), 'it: edges["0"]: expected a number, got 1e999'],
    [recordText(record).replace('"seed"', '"hidden"'), 'it: hidden: expected the key once, got it twice'],
    ['['.repeat(1e5), 'levels of nesting'],
  ])('is refused with the place where it is wrong: %#', (text, message) => {
    expect(() => readRecord(text, 'it')).toThrow(BadInput);
    expect(() => readRecord(text, 'it')).toThrow(message);
  });
});
