import { describe, expect, it } from 'vitest';
import type { Probe } from '../ledger/gate/entry.js';
import { statementById } from '../theory/index.js';
import { attackClaim } from './attack-claim.js';
import { chosenFrom } from './probe-choice.js';
import { DRAWN_PROBES, probesOf, readAgain } from './probes.js';

const pairGradient = statementById('dual-networks/pair-gradient');
const report = attackClaim(pairGradient, { runs: 10, seed: 1, mutants: true });
const probes = probesOf(pairGradient, report, []);

/** What a probe says, without the instance. */
const readingOf = ({ origin: _origin, instance: _instance, ...reading }: Probe) => reading;

describe('the probes of a claim', () => {
  it('are drawn instances on which it holds and shows something, and the witness against each mutant', () => {
    const origins = probes.map(({ origin }) => (origin.kind === 'mutant' ? origin.name : origin.kind));
    const mutants = pairGradient.mutants.map(({ name }) => name);
    expect(origins).toEqual([...Array.from({ length: DRAWN_PROBES }, () => 'drawn'), ...mutants]);
    expect(probes.every(({ inside, parts }) => inside && parts.every(({ status }) => status === 'holds'))).toBe(true);
    expect(probes.every(({ origin, fails }) => origin.kind !== 'mutant' || (fails ?? []).length > 0)).toBe(true);
    const drawn = probes.slice(0, DRAWN_PROBES);
    expect(drawn.every(({ parts }) => parts.every(({ left }) => /[1-9]/.test(JSON.stringify(left))))).toBe(true);
  });
  it('are read again, by value, as they were', () => {
    expect(readAgain(pairGradient, JSON.parse(JSON.stringify(probes)) as Probe[])).toEqual(probes.map(readingOf));
  });
  it('are refused where they are no instance of the claim, and outside where an assumption excludes them', () => {
    const [probe] = probes;
    const strange = { ...probe, instance: { nothing: '1' } };
    expect(readAgain(pairGradient, [strange])).toEqual([
      { refused: expect.stringMatching(/expected .+, got .+/) as string },
    ]);
    const odd = {
      ...pairGradient,
      assumptions: [{ slug: 'odd', text: 'none', narrow: <T>(node: T) => node, holds: () => false }],
    };
    expect(readAgain(odd, [probe])).toMatchObject([{ inside: false }]);
  });
  it('hold an instance outside an assumption on which the claim fails', () => {
    const instance = {
      x: ['0', '0'],
      network: { activation: 'relu', weights: [[['0', '0']]], biases: [['1']], top: 'linear' },
      layer: 1,
    };
    const ablations = [{ dropped: ['no-bias'], instance }];
    const found = probesOf(statementById('dual-networks/homogeneity'), { ...report, mutants: [] }, ablations).at(-1);
    expect(found).toMatchObject({ origin: { kind: 'without', slugs: ['no-bias'] }, inside: false });
    expect(found?.parts.some(({ status }) => status === 'violated')).toBe(true);
  });
  it('are there for a claim of every kind', () => {
    const ids = [
      'byol/update',
      'beyond/correlation-threshold',
      'latent-tree/gap-is-not-selectivity',
      'as-released/batch-mean-weight',
    ];
    const counts = ids.map((id) => probesOf(statementById(id), { ...report, mutants: [] }, []).length);
    expect(counts).toEqual(ids.map(() => DRAWN_PROBES));
  });
});

describe('the choice among candidates', () => {
  const choose = (most: number, ...candidates: unknown[]) =>
    chosenFrom(
      candidates,
      most,
      (candidate) => candidate,
      () => [],
    );
  const relu = { activation: 'relu', x: ['1'] };
  const leaky = { activation: 'leaky', slope: '1/2', x: ['1'] };
  it('takes one of every kind before a second of one', () => {
    expect(choose(2, relu, { ...relu, x: ['1', '1'] }, leaky)).toEqual([{ ...relu, x: ['1', '1'] }, leaky]);
  });
  it('keeps their order, and takes all where there is room', () => {
    expect(choose(3, relu, leaky)).toEqual([relu, leaky]);
    expect(choose(0, relu, leaky)).toEqual([]);
  });
});
