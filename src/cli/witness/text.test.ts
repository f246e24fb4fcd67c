import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WitnessFile, WitnessSides } from '../../ledger/witness-file.js';
import { instanceText } from './instance-text.js';
import { printable } from '../../ledger/printable.js';
import { charactersOf, COLUMNS, commandText, labelled, wrapped } from './lines.js';
import { sidesText } from './sides-text.js';
import { witnessReport } from './text.js';

const witness: WitnessFile = {
  format: 'contrapose/witness@1',
  claim: 'dual-networks/covariance-operator',
  attack: 'without',
  dropped: ['no-bias'],
  part: 'one branch: −∇ = OP_l vec(W_l)',
  margin: -0.25,
  sides: { relation: 'equal', exponential: 'e^a', left: ['0', '1/4'], right: ['0', '1/2'] },
  instance: {
    network: { activation: 'relu', weights: [[['2', '-1/2']]], biases: [['-1']], top: 'activated' },
    world: { points: [{ probability: '1/2', views: [{ probability: '1', x: ['1', '0'] }] }] },
    layer: 1,
  },
  boundary: 'the claim with no-bias (no layer has a bias)',
  foundBy: 'npx contrapose ablate dual-networks/covariance-operator --seed 7',
  grade: 'genuine',
  reasons: [],
};
const refutes = {
  witness,
  status: 'refutes',
  margin: -0.25,
  sides: witness.sides,
  grade: 'genuine',
  reasons: [],
  changed: false,
  withinAll: false,
} as const;
const words = { title: 'The covariance operator' };
const widest = (text: string): number => Math.max(...text.split('\n').map((line) => charactersOf(line).length));
const sides = (relation: WitnessSides['relation'], left: WitnessSides['left'], right: WitnessSides['right'] = ['0']) =>
  sidesText({ relation, exponential: 'e^a', left, right });

describe('a witness for a person', () => {
  it('shows the world, the network, both sides, what it refutes and what not, and the commands', () => {
    expect(witnessReport(refutes, 'fixtures/witnesses/w.json', words)).toBe(`\
dual-networks/covariance-operator without no-bias
  The covariance operator

  network
    activation = relu
    W_1 = [ 2  -1/2 ]
    b_1 = (-1)
    top = activated
  world
    point 1 with probability 1/2
      view 1: (1, 0) with probability 1
  layer = 1

violated: one branch: −∇ = OP_l vec(W_l)
  entry 2 of 2: left 1/4 should equal right 1/2
  margin -0.25

refutes:         dual-networks/covariance-operator without no-bias
does not refute: the claim with no-bias (no layer has a bias)
grade:           genuine
check again:
  npx contrapose replay fixtures/witnesses/w.json
found by:
  npx contrapose ablate dual-networks/covariance-operator --seed 7`);
  });

  it('says where the file records other numbers, where it refutes more, and with what reservation', () => {
    const text = witnessReport(
      { ...refutes, changed: true, withinAll: true, grade: 'quasi-genuine', reasons: ['at a kink'] },
      'w.json',
      { ...words, mutant: 'a false sibling' },
    );
    expect(text).toContain('grade:           quasi-genuine; at a kink');
    expect(text).toContain('note: the file records other numbers');
    expect(text).toContain('note: it meets every assumption');
    expect(text).toContain('mutant: a false sibling');
  });

  it('shows what a stale file says, and why it is stale', () => {
    const text = witnessReport({ witness, status: 'stale', reason: 'its claim is gone' }, "a file'.json", undefined);
    expect(text).toContain('now:             stale: its claim is gone');
    expect(text).toContain('left 1/4 should equal right 1/2');
    expect(text).toContain(`npx contrapose replay 'a file'\\''.json'`);
    expect(text).not.toContain('grade:');
  });

  it('lets no string of the file move the cursor, hide or break a line', () => {
    const bad = '\u001b[2J\u009b\u202e\u2028\r\n\u0000\ud800x';
    const hostile = { ...witness, claim: bad, dropped: [bad], part: bad, boundary: bad, foundBy: bad, reasons: [bad] };
    const instance = {
      [bad]: bad,
      weights: { [bad]: bad },
      children: [{ [bad]: [[bad]] }],
      points: [{ x: bad, [bad]: {} }],
    };
    const found = { witness: { ...hostile, instance }, status: 'stale', reason: bad } as const;
    const reading = { ...found.witness.sides, left: [bad], right: [[bad, bad] as const] };
    const text = witnessReport({ ...found, witness: { ...found.witness, sides: reading } }, bad, undefined);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    expect(text).toContain(String.raw`\u{1b}[2J\u{9b}\u{202e}\u{2028}\u{d}\u{a}\u{0}\u{d800}x`);
    expect(text).not.toContain('\nx');
  });

  it('keeps within 80 columns whatever its strings', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400, unit: 'binary' }), fc.string({ maxLength: 200 }), (long, short) => {
        const instance = {
          [short]: [[short, long]],
          x: [long],
          points: [{ probability: long, views: [{ x: [long] }] }],
        };
        const given = { ...witness, claim: long, part: short, boundary: long, foundBy: long, instance };
        return (
          widest(witnessReport({ witness: given, status: 'fixed', reason: long }, short, { title: long })) <= COLUMNS
        );
      }),
    );
  });
});

describe('an instance in words', () => {
  it('names the layers of a network, and the nodes of a tree and its network by their paths', () => {
    const branch = { transition: [['1', '0'], ['1/2', '1/2']], children: [{ polarity: '1' }] }; // prettier-ignore
    const tree = {
      tree: { probability: ['1/3', '2/3'], children: [branch] },
      network: { weights: { '0': [['1']], '': [['2']] } },
    };
    expect(instanceText(tree)).toBe(`\
  tree
    probability = (1/3, 2/3)
    node 0
      P(state | parent’s state) = [   1    0 ]
                                  [ 1/2  1/2 ]
      node 00 (leaf)
        polarity = 1
  network
    W(0) = [ 1 ]
    W(root) = [ 2 ]`);
  });

  it('gives points their data, positives and further fields', () => {
    const point = { probability: '1', x: ['0'], views: [], positives: [{ probability: '1', x: ['2'] }], more: '3' };
    expect(instanceText({ points: [point, { x: 'n' }], latent: '' })).toBe(`\
  point 1 at (0) with probability 1
    positive 1: (2) with probability 1
    more = 3
  point 2
  latent = ""`);
  });

  it('writes anything else as it stands', () => {
    expect(instanceText([null, { a: true }])).toBe('  1 = null\n  2\n    a = true');
    expect(instanceText('x')).toBe('  x');
    expect(instanceText({ weights: '0', points: ['1'], list: [[['1']]] })).toBe(
      '  weights = 0\n  points = (1)\n  list\n    1 = [ 1 ]',
    );
  });
});

describe('the two sides', () => {
  it('are shown where they contradict the part, and there only', () => {
    expect(sides('atMost', ['1/3', '3'], ['1/3', '2'])).toBe('  entry 2 of 2: left 3 should be at most right 2');
    expect(sides('lessThan', ['1/3', '1'], ['1/3', '2'])).toBe('  entry 1 of 2: left 1/3 should be below right 1/3');
    expect(sides('equal', [['0.1', '0.2'], ['0.1', '0.2']], ['0', ['0.15', '0.3']])).toBe(
      '  entry 1 of 2: left [0.1, 0.2] should equal right 0',
    ); // prettier-ignore
    expect(sides('equal', Array<string>(9).fill('1'), Array<string>(9).fill('0'))).toMatch(/… 9 of 9 entries in all$/);
  });

  it('give enclosures to eight digits', () => {
    expect(sides('equal', [['1.00000000000001', '1.00000000000002']])).toBe('  left ≈ 1 should equal right 0');
    expect(sides('equal', [['0.1234567891', '0.2234567891']])).toBe(
      '  left [0.12345679, 0.22345679] should equal right 0',
    );
    expect(sides('law', ['1/2'], ['3/4'])).toBe('  drawn: 1/2\n  claimed: 3/4');
    expect(sidesText({ relation: 'equal', exponential: '2^a', left: ['1'], right: ['0'] })).toContain(
      'e^a read as 2^a',
    );
  });

  it('show a direction in which a matrix is negative, to be multiplied out by hand', () => {
    expect(sides('psd', ['1', '2', '2', '1'])).toBe(`\
  M = [ 1  2 ]
      [ 2  1 ]
  should be positive semidefinite
  but vᵀMv = -3 < 0 for v = (-2, 1)`);
    expect(sides('psd', ['1', '2', '0', '1'])).toContain('but it is not symmetric');
    expect(sides('psd', ['1', '0', '0', '1'])).not.toContain('but');
    expect(sides('psd', [['-2', '-1']])).toBe('  M = [ [-2, -1] ]\n  should be positive semidefinite');
    expect(sides('psd', Array<string>(49).fill('-1'))).toContain('M is 7 × 7: see the file');
  });
});

describe('a line for a terminal', () => {
  it('escapes what is not seen and leaves the rest', () => {
    expect(printable('−∇ K̄ ≤ “x” 1/2')).toBe('−∇ K̄ ≤ “x” 1/2');
    expect(printable('\t\u200b\ufeff')).toBe(String.raw`\u{9}\u{200b}\u{feff}`);
  });

  it('is broken between words, and inside a word that is longer', () => {
    expect(wrapped(`  ${'word '.repeat(20)}end`, '    ').split('\n')).toEqual([
      `  ${'word '.repeat(15)}`.trimEnd(),
      `    ${'word '.repeat(5)}end`,
    ]);
    expect(widest(labelled('label: ', 'x'.repeat(300)))).toBe(COLUMNS);
  });

  it('is a command that a shell joins again', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,120}$/), { minLength: 1 }), (names) => {
        const command = names.join(' ');
        const text = commandText(command);
        const joined = text.replaceAll('\\\n', '').trim().split(/ +/).join(' ');
        return joined === command && widest(text) <= COLUMNS;
      }),
    );
  });
});
