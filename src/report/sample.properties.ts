/** A page to try the renderers on: as many claims and witnesses as asked for, with every string as it is given. */
import type { ClaimAblation } from '../ledger/ablation-report.js';
import type { ReadReport } from '../ledger/check-file.js';
import type { WitnessFile } from '../ledger/witness-file.js';
import { type AnyClaim } from '../theory/claim.js';
import { statements } from '../theory/index.js';
import type { ReportInputs } from './model/inputs.js';

/** An instance with a network, a world and a tree, whose words are given. */
const instanceOf = (word: string): unknown => ({
  network: { activation: word, weights: [[['1', '-1/2'], ['0', word]], [['2', '1']]], biases: [['1', '0'], [word]], top: 'linear' }, // prettier-ignore
  world: {
    points: [
      { probability: '1/2', x: ['1', '0'], views: [{ probability: '1', x: ['1', '0'] }], [word]: word },
      { probability: word, views: [{ probability: '1/2', x: ['0', '1'] }], positives: [{ probability: '1', x: [word, '2'] }] }, // prettier-ignore
    ],
    [word]: word,
  },
  tree: { polarity: '0', children: [{ polarity: '1', children: [{ [word]: word }, { transition: [[word, '1'], ['0', '1']] }] }] }, // prettier-ignore
  latent: '0',
  [word]: word,
  deep: { [word]: { [word]: [word] } },
});

const reportOf = ({ id }: AnyClaim, word: string): ReadReport => ({
  id,
  verdict: 'refuted',
  reason: word,
  asExpected: false,
  evidence: { [word]: `exact 3 · ${word}`, other: 'enclosed 2' },
  instances: 3,
  discarded: 1,
  shapes: 2,
  degree: 4,
  worstMargin: -0.5,
  margins: { [word]: { violated: 1, '= 0': 2, '≥ 0.001': 3 } },
  scope: word,
  witness: { part: word, margin: -0.5, instance: instanceOf(word) },
  mutants: [],
});

const ablationOf = ({ id, assumptions }: AnyClaim, word: string): ClaimAblation => ({
  claim: id,
  moot: word,
  assumptions: assumptions.map(({ slug }) => slug),
  single: assumptions.map(({ slug }) => ({
    claim: id,
    dropped: [slug],
    verdict: 'vacuous',
    reason: word,
    bestMargin: null,
    cases: 4,
  })),
  droppable: [{ claim: id, dropped: [word], verdict: 'not-shown-necessary', bestMargin: 0, cases: 9 }],
  doses: [{ claim: id, assumption: word, part: word, instances: 2, doses: ['1/2', '1'], residuals: [0.1, 0.5], exponent: 1, slopeAtZero: 1 }], // prettier-ignore
});

const witnessOf = (claim: string, word: string): WitnessFile => ({
  format: 'contrapose/witness@1',
  claim,
  attack: 'without',
  dropped: [word],
  part: word,
  margin: -0.25,
  sides: { relation: 'equal', exponential: '2^a', left: [word, '1'], right: ['0', ['1', word]] },
  instance: instanceOf(word),
  boundary: word,
  foundBy: 'contrapose hunt x',
  grade: 'potential',
  reasons: [word],
});

/** Inputs of as many witnesses, over all claims about instances in turn. */
export const sampleInputs = (word: string, witnesses: number): ReportInputs => ({
  check: {
    file: word,
    value: { format: 'contrapose/check@1', version: word, seed: 1, runs: 3, mutants: true, claims: statements.map((claim) => reportOf(claim, word)) }, // prettier-ignore
  },
  ablation: {
    file: word,
    value: { format: 'contrapose/ablation@1', version: word, seed: 1, runs: 3, claims: statements.map((claim) => ablationOf(claim, word)) }, // prettier-ignore
  },
  witnesses: Array.from({ length: witnesses }, (_, i) => ({
    file: `${word}-${i}`,
    witness: witnessOf(statements[i % statements.length].id, word),
  })),
  training: [],
  problems: [{ file: word, message: word }],
});
