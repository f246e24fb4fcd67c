import { describe, expect, it } from 'vitest';
import { LEDGER_FORMAT, type Ledger } from './gate/entry.js';
import { ledgerText, readLedger } from './ledger-file.js';
import { BadInput } from './problem.js';

const ledger: Ledger = {
  format: LEDGER_FORMAT,
  runs: 200,
  seed: -7,
  claims: [
    {
      id: 'made-up/claim',
      expect: 'holds',
      verdict: 'holds',
      text: '0123456789abcdef',
      quantifier: 'for all',
      exponential: 'formal',
      assumptions: ['small'],
      ablated: { small: 'needed' },
      mutants: [
        { name: 'doubled', refuted: true },
        { name: 'reversed', refuted: true, agrees: false },
      ],
      parts: [{ name: 'a = b', relation: 'equal', evidence: 'exact 200' }],
      probes: [
        {
          origin: { kind: 'mutant', name: 'doubled' },
          instance: { x: ['1/3', '2'], layer: 1, top: 'linear' },
          inside: true,
          parts: [
            {
              name: 'a = b',
              relation: 'equal',
              status: 'holds',
              evidence: 'exact',
              left: ['-1/2', ['1e-7', '2.5e+300']],
              right: { first: ['1', '2', '3', '4'], count: 40, hash: 'fedcba9876543210' },
            },
          ],
          fails: [],
        },
        { origin: { kind: 'without', slugs: ['small'] }, instance: {}, inside: false, undecided: 'kink', parts: [] },
      ],
    },
  ],
  approvals: [{ claim: 'made-up/claim', class: 'value-changing', reason: 'units', hash: '0123456789abcdef' }],
};
const text = ledgerText(ledger);

const refused = (content: string, ...words: string[]): void => {
  const read = (): Ledger => readLedger(content, 'ledger.json');
  expect(read).toThrow(BadInput);
  expect(read).toThrow(/^ledger\.json.*expected .+, got .+/);
  for (const word of words) expect(read).toThrow(word);
};
const replaced = (from: string, to: string): string => {
  expect(text).toContain(from);
  return text.replace(from, to);
};

describe('a ledger file', () => {
  it('is read as it was written, byte by byte', () => {
    expect(readLedger(text, 'ledger.json')).toEqual(ledger);
    expect(ledgerText(readLedger(text, 'ledger.json'))).toBe(text);
  });
  it('is read whatever the order of its fields', () => {
    const reversed = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(reversed)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, child]) => [key, reversed(child)]),
            )
          : value;
    const other = readLedger(JSON.stringify(reversed(JSON.parse(text))), 'ledger.json');
    expect(other).toEqual(ledger);
  });
});

describe('a ledger file that is none is refused in one line, with the place', () => {
  it('of another format or version', () => {
    refused(replaced('ledger@1', 'ledger@2'), 'format', 'newer version');
    refused(replaced('contrapose/ledger@1', 'other'), 'format');
    refused('[]');
    refused('{');
    refused('');
  });
  it('with fields that are missing, unknown or of another kind', () => {
    refused(replaced('"expect": "holds",', ''), 'claims[0].expect');
    refused(replaced('"inside":true', '"inside":"yes"'), 'claims[0].probes[0].inside');
    refused(replaced('"seed": -7', '"seed": 1.5'), 'seed');
    refused(replaced('"runs": 200', '"runs": 1e9'), 'runs');
    refused(replaced('"evidence":"exact 200"', '"evidence":"exact 200","more":1'), 'claims[0].parts[0].more');
    refused(replaced('{"kind":"without","slugs":["small"]}', '{"kind":"nothing"}'), 'claims[0].probes[1].origin.kind');
    refused(replaced('{"kind":"without","slugs":["small"]}', '7'), 'claims[0].probes[1].origin.kind');
  });
  it('with keys that reach behind objects', () => {
    refused(replaced('"small":"needed"', '"__proto__":{"x":1}'), '__proto__');
    refused(replaced('"ablated": {', '"constructor": {'), 'constructor');
  });
  it('with numbers that are none', () => {
    refused(replaced('"-1/2"', '"1/2/3"'), 'claims[0].probes[0].parts[0].left[0]');
    refused(replaced('"-1/2"', `"${'9'.repeat(80)}"`), 'left[0]');
    refused(replaced('"1e-7"', '"1e-7777"'), 'left[1][0]');
    refused(replaced('"count":40', '"count":-1'), 'right.count');
  });
  it('that counts wrongly, names twice, approves without a reason or records a broken claim', () => {
    refused(replaced('"mutantScore": "1/2"', '"mutantScore": "2/2"'), 'mutantScore', '1/2');
    refused(replaced('"name":"reversed"', '"name":"doubled"'), 'claims[0].mutants[1]');
    refused(replaced('"reason":"units"', '"reason":" "'), 'approvals[0].reason');
    refused(replaced('"class":"value-changing"', '"class":"broken"'), 'approvals[0].class');
    refused(replaced('"verdict": "holds"', '"verdict": "refuted"'), 'claims[0].verdict');
  });
  it('that is deeper or longer than anything written', () => {
    refused(replaced('"instance":{}', `"instance":${'['.repeat(200)}${']'.repeat(200)}`), 'nesting');
    refused(replaced('"instance":{}', `"instance":[${'1,'.repeat(5000)}1]`), 'instance');
    refused(replaced('"undecided":"kink"', `"undecided":"${'k'.repeat(3000)}"`), 'undecided');
  });
});
